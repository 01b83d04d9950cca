"""Wellness lines of both languages: what is read, what is not, and that nothing is guessed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.reading import errors
from handlers.reading.wellness import WellnessLine, WrongValue, is_wellness, read_lines, read_value
from handlers.views.units import wellness_value
from services.errors import ServiceError
from services.intervals.models import WellnessValue
from services.wellness_fields import FIELDS, PHASES
from storage.models import Athlete
from tests.handlers.reading.speech import LANGUAGES, LONG, MONDAY, TEXTS, VOCABULARY, quickest

HALF_EIGHT = timedelta(hours=7, minutes=30)
SUNDAY = date(2026, 11, 22)


def read(text: str, weight_unit: str = "kg") -> list[WellnessLine]:
    return read_lines(text, MONDAY, VOCABULARY, weight_unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [("hrv 62 sleep 7h30 soreness low rhr 48 weight 70.2 note slept badly",
      {"hrv": 62.0, "sleep": HALF_EIGHT, "soreness_rating": 1, "resting_heart_rate": 48,
       "weight": 70.2, "comments": "slept badly"}),
     ("slept 7h30, hrv 62, legs sore", {"sleep": HALF_EIGHT, "hrv": 62.0, "soreness_rating": 3}),
     ("睡了7小时半，心率变异62，腿酸", {"sleep": HALF_EIGHT, "hrv": 62.0, "soreness_rating": 3}),
     ("睡眠7小时30分 心率变异62 腿酸", {"sleep": HALF_EIGHT, "hrv": 62.0, "soreness_rating": 3}),
     ("睡眠7小时30分心率变异62腿酸", {"sleep": HALF_EIGHT, "hrv": 62.0, "soreness_rating": 3}),
     ("昨晚睡了七个半小时，今天很累", {"sleep": HALF_EIGHT, "fatigue_rating": 3}),
     ("I slept 7.5h last night and my legs are sore", {"sleep": HALF_EIGHT, "soreness_rating": 3}),
     ("HRV：６２，睡眠：７：３０", {"hrv": 62.0, "sleep": HALF_EIGHT}),
     ("Good morning! slept badly, 7h30", {"sleep_quality": 4, "sleep": HALF_EIGHT}),
     ("早上好，没睡好，7小时半", {"sleep_quality": 4, "sleep": HALF_EIGHT}),
     ("slept only 7h30", {"sleep": HALF_EIGHT}), ("只睡了7小时半", {"sleep": HALF_EIGHT}),
     ("HRV 62 / RHR 48/sleep 7h30", {"hrv": 62.0, "resting_heart_rate": 48, "sleep": HALF_EIGHT}),
     ("hrv=62;rhr=48", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("hrv 62\nrhr 48", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("• HRV - 62 | Sleep - 7:30", {"hrv": 62.0, "sleep": HALF_EIGHT}),
     ("62 hrv 48 rhr", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("62ms hrv, low soreness, 7h30 of sleep", {"hrv": 62.0, "soreness_rating": 1,
     "sleep": HALF_EIGHT}),
     ("hrv62 rhr48", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("hrv was about 62 ms and resting hr 48bpm!", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("hrv -, rhr 48", {"hrv": None, "resting_heart_rate": 48}),
     ("心率变异 清除", {"hrv": None}), ("note -", {"comments": None}),
     ("bp 120/80 mmHg", {"systolic": 120, "diastolic": 80}),
     ("血压120/80", {"systolic": 120, "diastolic": 80}),
     ("bp 120 over 80", {"systolic": 120, "diastolic": 80}),
     ("bp -", {"systolic": None, "diastolic": None}),
     ("sleep good", {"sleep_quality": 2}), ("slept well", {"sleep_quality": 2}),
     ("没睡好", {"sleep_quality": 4}),
     ("sleep 23:15-6:45", {"sleep": HALF_EIGHT}),
     ("slept from 11 pm to 6:30 am", {"sleep": HALF_EIGHT}),
     ("晚上11点到早上6点半睡", {"sleep": HALF_EIGHT}), ("slept 11:00-6:30", {"sleep": HALF_EIGHT}),
     ("sleep 7h30 quality good", {"sleep": HALF_EIGHT, "sleep_quality": 2}),
     ("sleep score 82%", {"sleep_score": 82.0}), ("喝了2升水", {"hydration_volume": 2.0}),
     ("sleep quality 1", {"sleep_quality": 1}), ("feeling tired", {"fatigue_rating": 3}),
     ("not tired", {"fatigue_rating": 1}),
     ("腿不酸，心情好，压力大", {"soreness_rating": 1, "mood_rating": 2, "stress_rating": 3}),
     ("mood great, stress very high", {"mood_rating": 1, "stress_rating": 4}),
     ("hydration 2", {"hydration_rating": 2}), ("hydration 2 l", {"hydration_volume": 2.0}),
     ("喝水1500毫升", {"hydration_volume": 1.5}), ("体重140斤", {"weight": 70.0}),
     ("weight 155lb", {"weight": 70.31}),
     ("weight 70,2", {"weight": 70.2}), ("steps 12,345", {"steps": 12_345}),
     ("走了8000步", {"steps": 8000}),
     ("2400 kcal", {"calories_consumed": 2400}),
     ("SpO₂ 97％ VO₂max 55", {"spo2": 97.0, "vo2max": 55.0}),
     ("phase luteal", {"menstrual_phase": "luteal"}),
     ("来月经了", {"menstrual_phase": "period"}),
     ("hrv 62 steps 8000", {"hrv": 62.0, "steps": 8000}),
     ("carbs 1,200.5 g", {"carbohydrates": 1200.5}),
     ("hrv 62 hrv 62.0", {"hrv": 62.0}), ("hrv 62 💪", {"hrv": 62.0}),
     ("h\u200brv \u200f62", {"hrv": 62.0}),
     ("喝了2升水，水合2", {"hydration_volume": 2.0, "hydration_rating": 2}),
     ("喝水2升水合2", {"hydration_volume": 2.0, "hydration_rating": 2}),
     ("静息48hrv62", {"resting_heart_rate": 48, "hrv": 62.0}),
     ("rhr48hrv62", {"resting_heart_rate": 48, "hrv": 62.0}),
     ("62hrv 48rhr", {"hrv": 62.0, "resting_heart_rate": 48}),
     ("70.4 kg", {"weight": 70.4}), ("140斤", {"weight": 70.0}),
     ("10k steps", {"steps": 10_000}), ("steps 10k", {"steps": 10_000}),
     ("走了一万二千步", {"steps": 12_000}), ("1.2万步", {"steps": 12_000}),
     ("走了1万2千步", {"steps": 12_000}), ("hrv 62?", {"hrv": 62.0}), ("hrv62？", {"hrv": 62.0}),
     ("HRV (rmssd) 62", {"hrv": 62.0}), ("glucose 95 mg/dl", {"blood_glucose": 5.27}),
     ("clear hrv, rhr 48", {"hrv": None, "resting_heart_rate": 48}), ("清除hrv", {"hrv": None}),
     ("legs ok", {"soreness_rating": 2}), ("bp 120 80", {"systolic": 120, "diastolic": 80}),
     ("血压 120-80", {"systolic": 120, "diastolic": 80}),
     ("not sore at all", {"soreness_rating": 1}),
     ("体重一百四十斤", {"weight": 70.0}), ("体重七十千克", {"weight": 70.0})],
)  # fmt: skip
def test_lines_that_are_understood(text: str, values: dict[str, WellnessValue | None]) -> None:
    assert read(text) == [WellnessLine(None, values)]
    assert is_wellness(text, MONDAY, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sat hrv 60, sun hrv 61", {21: {"hrv": 60.0}, 22: {"hrv": 61.0}}),
        ("nov 20: hrv 60\nnov 21: hrv 61", {20: {"hrv": 60.0}, 21: {"hrv": 61.0}}),
        ("昨天 hrv 60，今天 hrv 61", {22: {"hrv": 60.0}, 23: {"hrv": 61.0}}),
        ("sat hrv 60, note sad, sun out", {21: {"hrv": 60.0, "comments": "sad, sun out"}}),
        ("sat hrv 60, sunny mood", {21: {"hrv": 60.0}}),
        ("hrv 62 today, hrv 60 yesterday", {23: {"hrv": 62.0}, 22: {"hrv": 60.0}}),
        ("on sunday hrv 60", {22: {"hrv": 60.0}}),
        ("hrv 60 for sunday", {22: {"hrv": 60.0}}),
        ("hrv 60 yesterday, rhr 50", {22: {"hrv": 60.0, "resting_heart_rate": 50}}),
        ("rhr 50，hrv 60 昨天", {22: {"hrv": 60.0, "resting_heart_rate": 50}}),
    ],
)
def test_several_days_in_a_line(text: str, days: dict[int, dict[str, WellnessValue]]) -> None:
    assert {line.day.day: line.values for line in read(text) if line.day} == days


@pytest.mark.parametrize(
    "note",
    [
        "Slept <b>badly</b>: why? hrv 62",
        "“Quoted”  twice",
        "睡得不好，很累",
        "👨‍👩‍👧 came",
        "-7 °C",
    ],
)
def test_a_note_takes_the_rest_of_its_line_as_typed(note: str) -> None:
    assert read(f"hrv 62, Note: {note}\nrhr 48")[0].values == {
        "hrv": 62.0,
        "comments": note,
        "resting_heart_rate": 48,
    }
    assert read(f"备注{note}")[0].values == {"comments": note}


@pytest.mark.parametrize(
    ("text", "values", "unread"),
    [("run 10km 52m, legs sore", {"soreness_rating": 3}, ("run 10km 52m",)),
     ("hrv", {}, ("hrv",)), ("hrv rhr 48", {"resting_heart_rate": 48}, ("hrv",)),
     ("hrv 62, Foo   Bar baz", {"hrv": 62.0}, ("Foo   Bar baz",)),
     ("legs not too sore, hrv 62", {"hrv": 62.0}, ("legs not too sore",)),
     ("我不是很累", {}, ("不是很累",)),
     ("I don't feel tired", {}, ("don't feel tired",)),
     ("天气好 心率变异62", {"hrv": 62.0}, ("天气好",)),
     ("Deadlift 100kg", {}, ("Deadlift 100kg",)),
     ("62 sleep 7h30", {"sleep": HALF_EIGHT}, ("62",)),
     ("<b>hrv 62</b>", {"hrv": 62.0}, ("<b>", "</b>"))],
)  # fmt: skip
def test_what_is_not_understood_is_given_back(
    text: str, values: dict[str, WellnessValue | None], unread: tuple[str, ...]
) -> None:
    assert read(text) == [WellnessLine(None, values, unread)]
    assert not is_wellness(text, MONDAY, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "field", "typed"),
    [("hrv banana", "hrv", "banana"), ("sleep 99h", "sleep", "99h"),
     ("sleep 23:00", "sleep", "23:00"),
     ("soreness 9", "soreness_rating", "9"), ("soreness 0", "soreness_rating", "0"),
     ("soreness 2.5", "soreness_rating", "2.5"), ("mood 8/10", "mood_rating", "8/10"),
     ("weight 700", "weight", "700"), ("weight 7", "weight", "7"),
     ("体重700公斤", "weight", "700公斤"),
     ("hrv 62x", "hrv", "62x"), ("hrv 62.5.1", "hrv", "62.5.1"), ("hrv -62", "hrv", "-62"),
     ("hrv 62 kg", "hrv", "62 kg"), ("rhr 900", "resting_heart_rate", "900"),
     ("phase banana", "menstrual_phase", "banana"),
     ("soreness banana", "soreness_rating", "banana"),
     ("静息心率很高", "resting_heart_rate", "很高"),
     ("hrv 99999999999999999999", "hrv", "9" * 20)],
)  # fmt: skip
def test_impossible_values_are_refused_with_the_limits(text: str, field: str, typed: str) -> None:
    [line] = read(f"{text}, fat 70")
    [wrong] = line.wrong
    assert line.values == {"fat": 70.0}
    assert (wrong.field, wrong.text, wrong.twice) == (field, typed, False)
    assert (wrong.low, wrong.high) == FIELDS[field].limits


@pytest.mark.parametrize("text", ["120", "80/120", "120/120"])
def test_half_a_blood_pressure_or_one_upside_down_is_refused(text: str) -> None:
    [line] = read(f"bp {text}, fat 70")
    assert line.values == {"fat": 70.0}
    assert [(wrong.field, wrong.text) for wrong in line.wrong] == [("blood_pressure", text)]


def test_two_values_of_a_field_are_refused_and_neither_is_taken() -> None:
    [line] = read("hrv 62, rhr 48, hrv 64, sore, soreness low")
    assert line.values == {"resting_heart_rate": 48}
    assert [(wrong.field, wrong.text, wrong.twice) for wrong in line.wrong] == [
        ("hrv", "62 / 64", True),
        ("soreness_rating", "sore / low", True),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [("yesterday hrv 60", [(SUNDAY, 60.0)]), ("昨天hrv 60", [(SUNDAY, 60.0)]),
     ("hrv 60 yesterday", [(SUNDAY, 60.0)]),
     ("sat hrv 60", [(date(2026, 11, 21), 60.0)]),
     ("周六：心率变异60", [(date(2026, 11, 21), 60.0)]),
     ("20.11. hrv 60", [(date(2026, 11, 20), 60.0)]), ("today: hrv 60", [(MONDAY, 60.0)]),
     ("tomorrow hrv 60", [(date(2026, 11, 24), 60.0)]),
     ("2026-11-20 hrv 60\n2026-11-21 hrv 61", [(date(2026, 11, 20), 60.0),
     (date(2026, 11, 21), 61.0)]),
     ("mon\nhrv 60\n\nsun\nhrv 61", [(MONDAY, 60.0), (SUNDAY, 61.0)]),
     ("hrv 60\nyesterday hrv 61", [(None, 60.0), (SUNDAY, 61.0)])],
)  # fmt: skip
def test_days(text: str, days: list[tuple[date | None, float]]) -> None:
    assert read(text) == [WellnessLine(day, {"hrv": hrv}) for day, hrv in days]
    assert is_wellness(text, MONDAY, VOCABULARY)


def test_only_a_day_is_a_line_without_values_and_no_text_is_no_line() -> None:
    assert read("yesterday") == [WellnessLine(SUNDAY, {})]
    assert read(" \n ,\n") == []


@pytest.mark.parametrize(
    ("text", "error"),
    [("2026-02-30 hrv 60", errors.ImpossibleDayError), ("5/6 hrv 60", errors.AmbiguousDayError),
     ("9999-01-01 hrv 60", errors.FarDayError)],
)  # fmt: skip
def test_an_impossible_day_in_front_is_an_error(text: str, error: type[ServiceError]) -> None:
    with pytest.raises(error):
        read(text)
    assert is_wellness(text, MONDAY, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    ["", "may", "5 min", "hello", "tomorrow", "/plan", "62", "7h30", "Ride 2h",
     "tomorrow 18:00 Ride Sweet spot",
     "good", "ok", "and", "good night", "how is my hrv?", "stress at work", "hrv?",
     "slept at 23:00", "thanks!",
     "明天骑行", "你好", "好", "七", "今天", "明天休息", "😀", "- 10m 60%",
     "easy run, legs sore", "1l0nlqjq3j1obdhg08rz5rhhx"],
)  # fmt: skip
def test_other_talk_is_not_taken_for_wellness(text: str) -> None:
    assert not is_wellness(text, MONDAY, VOCABULARY)


@pytest.mark.parametrize("text", ["weight 700", "sleep 99h", "soreness 9", "hrv 62 hrv 64"])
def test_a_value_that_cannot_be_is_wellness_all_the_same(text: str) -> None:
    assert is_wellness(text, MONDAY, VOCABULARY)


def test_the_athletes_unit_decides_a_bare_weight() -> None:
    assert read("weight 155", "lb")[0].values == {"weight": 70.31}
    assert read("weight 70.2kg", "lb")[0].values == {"weight": 70.2}
    assert read_value("weight", "155", VOCABULARY, "lb") == 70.31


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [("hrv", "62", 62.0), ("sleep", "7", timedelta(hours=7)), ("sleep", "7：30", HALF_EIGHT),
     ("weight", " 70,2 kg ", 70.2),
     ("steps", "8.500", 8500), ("soreness_rating", "High", 3), ("soreness_rating", "2", 2),
     ("soreness_rating", "很高", 3),
     ("menstrual_phase", "排卵期", "ovulating"),
     ("comments", " Legs: <heavy> ", "Legs: <heavy>")],
)  # fmt: skip
def test_the_answer_to_a_question_is_one_value(field: str, text: str, value: object) -> None:
    assert read_value(field, text, VOCABULARY) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [("hrv", "banana"), ("hrv", "62 now"), ("weight", "7"), ("sleep", "99h"), ("sleep", "7.30"),
     ("soreness_rating", "9"), ("menstrual_phase", "x")],
)  # fmt: skip
def test_an_answer_that_is_no_value_is_refused(field: str, text: str) -> None:
    wrong = read_value(field, text, VOCABULARY)
    assert isinstance(wrong, WrongValue)
    assert (wrong.field, wrong.text, (wrong.low, wrong.high)) == (
        field,
        text,
        FIELDS[field].limits,
    )


def test_the_limits_of_a_weight_are_told_in_the_athletes_unit() -> None:
    wrong = read_value("weight", "7", VOCABULARY, "lb")
    assert isinstance(wrong, WrongValue)
    assert (wrong.low, wrong.high) == (55, 661)


@pytest.mark.parametrize("text", ["sleep 7.30", "slept 7,30, hrv 62", "7.30 sleep", "睡了7.30"])
def test_a_night_of_two_readings_is_not_guessed(text: str) -> None:
    [line] = read(text)
    assert "sleep" not in line.values
    assert [each.readings for each in line.wrong] == [(HALF_EIGHT, timedelta(hours=7.3))]


@pytest.mark.parametrize(
    ("text", "night"),
    [
        *(("sleep 7.5", 7.5), ("sleep 7.75", 7.75), ("sleep 7.30h", 7.3), ("sleep 7.00", 7.0)),
        *(("slept from 11 to 6:30", 7.5), ("bed 23:00 up 6:30", 7.5)),
        *(("In bed at 22:30, up at 6", 7.5), ("went to bed 11pm woke up at 7am", 8.0)),
        *(("昨晚11点睡，早上6点半起", 7.5), ("23:00睡 6:30起", 7.5), ("11点上床６点起床", 7.0)),
        *(("从11点睡到6点半", 7.5), ("昨晚11点睡今天6点起", 7.0), ("昨晚10点半睡到6点", 7.5)),
    ],
)
def test_a_night_of_one_reading_is_taken(text: str, night: float) -> None:
    assert read(text) == [WellnessLine(None, {"sleep": timedelta(hours=night)})]


@pytest.mark.parametrize(
    ("text", "values", "unread"),
    [("foo 47 hrv 60", {"hrv": 60.0}, ("foo 47",)), ("47 hrv 60", {"hrv": 60.0}, ("47",)),
     ("foo 47 hrv", {}, ("foo 47 hrv",)), ("foo 47ms hrv", {"hrv": 47.0}, ("foo",)),
     ("47 hrv 60 rhr 50", {"hrv": 60.0, "resting_heart_rate": 50}, ("47",)),
     ("47 hrv 60 rhr", {"hrv": 47.0, "resting_heart_rate": 60}, ())],
)  # fmt: skip
def test_a_number_before_a_name_is_not_guessed_to_be_its_value(
    text: str, values: dict[str, WellnessValue | None], unread: tuple[str, ...]
) -> None:
    assert read(text) == [WellnessLine(None, values, unread)]


def test_a_line_whose_day_is_not_understood_is_nobodys() -> None:
    line, *others = read("2026-11-20 hrv 60\n2026-11-2x hrv 61\nmom hrv 62\nrhr 48")
    assert line.values == {"hrv": 60.0}
    assert (line.unread, line.wrong) == ((), ())
    assert [each.text for other in others for each in other.refused] == [
        *("2026-11-2x hrv 61", "mom hrv 62", "rhr 48")
    ]


def values_of(field: str) -> st.SearchStrategy[Any]:
    spec = FIELDS[field]
    match spec.kind:
        case "duration":
            return st.integers(1, 20 * 60).map(lambda minutes: timedelta(minutes=minutes))
        case "phase":
            return st.sampled_from(PHASES)
        case "decimal":
            return st.integers(int(spec.low * 10), int(spec.high * 10)).map(lambda n: n / 10)
    return st.integers(int(spec.low), int(spec.high))


RECORDABLE = sorted(FIELDS.keys() - {"comments"})
LINES = st.lists(st.sampled_from(RECORDABLE), unique=True, min_size=1, max_size=8).flatmap(
    lambda names: st.fixed_dictionaries({name: values_of(name) for name in names})
)


@given(
    LINES, st.sampled_from([", ", " ", "; ", "\n", "，", ""]), st.sampled_from(sorted(LANGUAGES))
)
@settings(deadline=None, max_examples=200)
def test_lines_read_back(values: dict[str, Any], between: str, language: str) -> None:
    """The first name of each field in the words file, and the value as the bot shows it."""
    words = LANGUAGES[language]
    athlete = Athlete(id=1, language=language, weight_unit="kg", created_at=datetime.now(UTC))
    pieces = [
        words.plain(f"read.field.{name}").split("|")[0]
        + (" " if language == "en" else "")
        + wellness_value(name, value, words, athlete)
        for name, value in values.items()
    ]
    between = between or ("" if language == "zh_Hans" else " ")
    assert read(between.join(pieces)) == [WellnessLine(None, values)]


@pytest.mark.parametrize("field", RECORDABLE)
def test_the_name_the_bot_shows_is_understood(field: str) -> None:
    value = {"duration": "7h", "phase": "luteal", "rating": "2"}.get(
        FIELDS[field].kind, f"{FIELDS[field].high:.0f}"
    )
    for words in LANGUAGES.values():
        [line] = read(f"{words.plain(f'wellness.{field}')} {value}")
        assert list(line.values) == [field]


@given(TEXTS)
@example("hrv 62 " * 500)
@example("note " * 800)
@settings(deadline=None, max_examples=300)
def test_any_text_is_read(text: str) -> None:
    is_wellness(text, MONDAY, VOCABULARY)
    try:
        lines = read(text)
    except errors.UnreadableError:
        return
    for line in lines:
        assert line.values.keys() <= FIELDS.keys()
        assert not line.values.keys() & {wrong.field for wrong in line.wrong if wrong.twice}


@pytest.mark.parametrize("piece", LONG, ids=ascii)
def test_a_long_text_takes_no_time(piece: str) -> None:
    assert quickest(read, piece) < 0.25  # what grows with the square takes seconds
