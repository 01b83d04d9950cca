"""/wellness: the table on a phone, its pages and columns, the file, and logging from it."""

import csv
import io
from datetime import date, timedelta
from typing import Any
from unicodedata import east_asian_width

import pytest

from handlers.views.wellness_table import WIDTH
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import Stage

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def record(stage: Stage, day: date, **values: Any) -> None:  # noqa: ANN401
    stage.intervals.athletes["i1001"].record(day, **values)


def table(message: Message) -> list[str]:
    """The lines of the monospaced block."""
    [block] = [each for each in message.entities if each["type"] == "pre"]
    return message.text[block["offset"] : block["offset"] + block["length"]].splitlines()


def row(message: Message, label: str) -> list[str]:
    return next(line for line in table(message) if line.startswith(label)).split()


def wide(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


async def test_the_first_line_answers_and_the_days_follow(stage: Stage, person: Person) -> None:
    for number in range(1, 61):
        record(stage, TODAY - number * DAY, hrv=60 + number % 5, sleepSecs=27000)
    record(stage, TODAY, hrv=58, sleepSecs=27000)
    record(stage, TODAY - DAY, locked=True)
    stage.intervals.athletes["i1001"].wellness.pop(TODAY - 2 * DAY)
    answer = await stage.say(person, "/wellness")
    assert stage.asked() == ["GET /api/v1/athlete/0/wellness"]
    heading, dates, names, units, newest, *_ = answer.text.splitlines()
    assert heading == "HRV 58 ms, 4 ms below your usual"
    assert dates == "Tue, Nov 10 – Mon, Nov 23 · 1/2"
    assert names.split()[:3] == ["HRV", "RHR", "Sleep"]
    assert units.split()[:3] == ["ms", "bpm", "h"]
    assert newest.split()[:3] == ["23", "Mon", "58"]
    assert row(answer, "22 Sun")[-1] == "🔒"
    assert set(row(answer, "21 Sat")[2:]) == {"·"}
    assert row(answer, "usual")[1].startswith("6")
    assert float(row(answer, "±")[1]) < 3
    assert len(table(answer)) == 2 + 7 + 3
    assert answer.text.endswith("🔒 Locked at intervals.icu: it takes no values from here.")
    assert max(map(wide, table(answer))) <= WIDTH


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_every_column_has_its_turn_and_fits_a_phone(stage: Stage, language: str) -> None:
    person = await stage.connected(language=language)
    await stage.say(person, f"/log wellness {ALL}")
    answer = await stage.say(person, "/wellness 7d")
    seen: list[str] = []
    more = answer.labels[-1]
    while not (set(table(answer)[0].split()) & set(seen)):
        seen += table(answer)[0].split()
        assert max(map(wide, table(answer))) <= WIDTH
        answer = await stage.press(person, more, answer)
    assert len(seen) == len(WIRE) - 1  # the note is no column
    assert answer.text.endswith("felt fine")


async def test_range_and_fields_in_any_order_and_both_languages(
    stage: Stage, person: Person
) -> None:
    for text in ("/wellness 28d hrv sleep", "/wellness hrv, sleep 28d", "wellness 28d hrv sleep",
                 "/wellness 最近28天 心率变异 睡眠"):  # fmt: skip
        answer = await stage.say(person, text)
        assert table(answer)[0].split() == ["HRV", "Sleep"]
        assert answer.text.splitlines()[1] == "Tue, Oct 27 – Mon, Nov 23 · 1/4"
        assert row(answer, "17 Tue")
        older = await stage.press(person, "‹", answer)
        assert older.text.splitlines()[1] == "Tue, Oct 27 – Mon, Nov 23 · 2/4"
        assert table(older)[2].startswith("16 Mon")
        assert table(older)[0].split() == ["HRV", "Sleep"]
        before = older
        for _ in range(3):
            last, before = before, await stage.press(person, "‹", before)
        assert "Tue, Sep 29 – Mon, Oct 26 · 1/4" in before.text
        again = await stage.press(person, "›", before)
        assert again.text.splitlines()[1:] == last.text.splitlines()[1:]
        week = await stage.press(person, "7 d", again)
        assert "Tue, Nov 17 – Mon, Nov 23" in week.text
        assert "›" not in week.labels
    assert "Mon, Nov 16 – Sun, Nov 22" in (await stage.say(person, "/wellness last week")).text
    day = await stage.say(person, "/wellness yesterday")
    assert day.text.splitlines()[1] == "Sun, Nov 22"
    assert "mean" not in day.text
    assert "still to come" in (await stage.say(person, "/wellness next week")).text
    assert "no wellness value “foo”" in (await stage.say(person, "/wellness hrv foo")).text
    assert "too many" in (await stage.say(person, "/wellness 999d")).text


async def test_the_file_has_the_chosen_columns_or_all(stage: Stage, person: Person) -> None:
    def rows(message: Message) -> list[dict[str, str]]:
        assert message.document
        assert message.document.name == "wellness_2026-10-27_2026-11-23.csv"
        return list(csv.DictReader(io.StringIO(message.document.content.decode())))

    answer = await stage.say(person, "/wellness 28d hrv sleep")
    stage.intervals.calls.clear()
    chosen = rows(await stage.press(person, "CSV", answer))
    assert stage.asked() == ["GET /api/v1/athlete/0/wellness.csv"]
    assert list(chosen[0]) == ["date", "hrv", "sleepSecs"]
    assert chosen[0]["date"] >= "2026-10-27"
    assert chosen[-1]["date"] == "2026-11-23"
    assert rows(await stage.say(person, "/wellness hrv csv sleep 28d")) == chosen
    every = rows(await stage.press(person, "CSV", await stage.say(person, "/wellness 28d")))
    assert set(every[0]) > set(chosen[0])
    assert rows(await stage.say(person, "/wellness 28d csv")) == every
    assert "no wellness value “foo”" in (await stage.say(person, "/wellness foo csv")).text


async def test_an_own_field_is_shown_and_logged_by_its_code(stage: Stage, person: Person) -> None:
    record(stage, TODAY - 5 * DAY, GripStrength=49.5)
    saved = await stage.say(person, "/log wellness hrv 62 gripstrength 52")
    assert saved.text == "Saved for today\nHRV: 62 ms\nGripStrength: 52"
    assert [call.body for call in stage.intervals.calls if call.method == "PUT"] == [
        {"id": "2026-11-23", "hrv": 62, "GripStrength": 52}
    ]
    answer = await stage.say(person, "/wellness gripstrength")
    assert answer.text.startswith("GripStrength 52\n")
    assert table(answer)[0].split() == ["GripStr…"]
    await stage.press(person, "Undo", saved)
    [undone] = [each for each in person.messages if each.id == saved.id]
    assert "GripStrength: empty" in undone.text
    assert stage.intervals.athletes["i1001"].wellness[TODAY]["GripStrength"] is None
    assert (await stage.press(person, "7 d", answer)).text.startswith("GripStrength 49.5 (Wed")
    unknown = await stage.say(person, "/log wellness Unknown 52")
    assert unknown.text.startswith("I did not understand “Unknown 52”.")


async def test_an_own_field_that_was_never_recorded_is_known_by_its_name(
    stage: Stage, person: Person
) -> None:
    saved = await stage.say(person, "/log wellness grip strength 41.5, hrv 62")
    assert saved.text == "Saved for today\nGripStrength: 41.5\nHRV: 62 ms"
    assert stage.asked()[0] == "GET /api/v1/athlete/0/custom-item"
    assert stage.intervals.calls[-1].body == {
        "id": "2026-11-23",
        "GripStrength": 41.5,
        "hrv": 62,
    }
    shown = await stage.say(person, "/wellness 7d Grip Strength")
    assert shown.text.startswith("GripStrength 41.5\n")
    await stage.say(person, "/log wellness")
    card = await stage.say(person, "grip strength 42")
    assert "GripStrength: 42" in card.text


@pytest.mark.parametrize(
    ("language", "name", "text", "saved"),
    [
        ("en", "Grip strength", "Grip strength 40,5 kg", "Saved for today\nGripStrength: 40.5"),
        ("zh-hans", "握力", "握力４０", "已保存（今天）\nGripStrength：40"),
    ],
)
async def test_an_own_field_alone_needs_no_command(
    stage: Stage, language: str, name: str, text: str, saved: str
) -> None:
    person = await stage.connected(502, language)
    stage.intervals.athletes["i1001"].custom_items[0]["name"] = name
    assert (await stage.say(person, text)).text == saved
    assert stage.intervals.calls[-1].body["GripStrength"] == float(
        saved.rsplit(maxsplit=1)[-1].rsplit("：", maxsplit=1)[-1]
    )


async def test_words_are_logged_in_own_fields_of_words(stage: Stage, person: Person) -> None:
    def field(name: str, code: str, kind: str) -> dict[str, Any]:
        return {"type": "INPUT_FIELD", "name": name, "content": {"code": code, "type": kind}}

    athlete = stage.intervals.athletes["i1001"]
    athlete.custom_items += [field("Supper", "Supper", "text"), field("睡前", "Evening", "select")]
    saved = await stage.say(person, "/log wellness Supper Rice with Egg, hrv 62; 睡前：看书")
    assert saved.text == "Saved for today\nSupper: Rice with Egg\nHRV: 62 ms\nEvening: 看书"
    body = {"id": "2026-11-23", "Supper": "Rice with Egg", "hrv": 62, "Evening": "看书"}
    assert stage.intervals.calls[-1].body == body
    shown = await stage.say(person, "/wellness 7d hrv supper evening")
    assert "Nov 23: Supper: Rice with Egg" in shown.text
    cleared = await stage.say(person, "/log wellness supper -")
    assert cleared.text == "Saved for today\nSupper: cleared"
    assert athlete.wellness[TODAY]["Supper"] is None
    await stage.press(person, "Undo", saved)
    assert athlete.wellness[TODAY]["Evening"] is None


async def test_own_fields_are_known_from_the_days_where_settings_may_not_be_read(
    stage: Stage, person: Person
) -> None:
    record(stage, TODAY - 5 * DAY, GripStrength=49.5)
    path = "/api/v1/athlete/0/custom-item"
    stage.intervals.faults.add(path, status=403, times=2)
    saved = await stage.say(person, "/log wellness gripstrength 52")
    assert saved.text == "Saved for today\nGripStrength: 52"
    assert "no wellness value “grip”" in (await stage.say(person, "/wellness grip strength")).text


async def test_values_instead_of_names_are_offered_for_saving(
    stage: Stage, person: Person
) -> None:
    offered = await stage.say(person, "/wellness hrv 60")
    assert offered.text == "Save this? Nothing is written yet.\n\nMon, Nov 23\nHRV: 60 ms"
    assert not stage.asked()
    saved = await stage.press(person, "Save", offered)
    assert saved.text == "Saved for today\nHRV: 60 ms"


async def test_log_begins_the_check_in_below(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/wellness")
    asked = await stage.press(person, "Log", answer)
    assert asked.id > answer.id
    assert asked.text.startswith("Check-in")


async def test_a_rating_is_its_word_and_has_no_usual(stage: Stage, person: Person) -> None:
    for number in range(30):
        record(stage, TODAY - number * DAY, mood=2, soreness=0)
    answer = await stage.say(person, "/wellness mood soreness")
    assert answer.text.startswith("Mood Good\n")
    assert row(answer, "23 Mon")[2:] == ["good", "·"]
    assert "usual" not in answer.text
    assert (await stage.say(person, "/wellness soreness")).text.startswith("Soreness 0\n")


async def test_days_without_anything_and_old_buttons(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].wellness.clear()
    answer = await stage.say(person, "/wellness")
    assert answer.text.startswith("Nothing recorded in these days.")
    assert "·" not in (await stage.say(person, "/wellness hrv")).text
    for data in ("wellness:show:2026-11-23:7:0:0:999999999", "wellness:show:2026-11-23:0:0:0:0",
                 "wellness:show:2026-13-23:7:0:0:0", "wellness:show:2026-11-23:7:9:0:0",
                 "wellness:csv:a:b", "wellness", "wellness:show:2026-11-23:7:0:99:0",
                 "log_wellness:begin:x", "log_wellness:rate:x:mood_rating:1"):  # fmt: skip
        person.press_data(answer.id, data)
        await stage.settled()
        assert "went wrong" not in person.last.text, data


ALL = (
    "weight 70.2 rhr 48 hrv 62 sdnn 70 sleep 7h30 sleep score 81, sleep quality good, "
    "sleeping hr 50, soreness low, fatigue average, stress high, mood good, motivation poor, "
    "injury niggle, hydration 2, water 2.5 l, readiness 75, spo2 97, bp 120/80, respiration 14, "
    "baevsky 80, glucose 5.2, lactate 1.8, body fat 14.5, waist 80, vo2max 55, kcal 2400, "
    "carbs 300, protein 120, fat 70, steps 12345, phase luteal, note felt fine"
)
WIRE = {
    "weight": 70.2, "restingHR": 48, "hrv": 62, "hrvSDNN": 70, "sleepSecs": 27000,
    "sleepScore": 81, "sleepQuality": 2, "avgSleepingHR": 50, "soreness": 1, "fatigue": 2,
    "stress": 3, "mood": 2, "motivation": 4, "injury": 2, "hydration": 2, "hydrationVolume": 2.5,
    "readiness": 75, "spO2": 97, "systolic": 120, "diastolic": 80, "respiration": 14,
    "baevskySI": 80, "bloodGlucose": 5.2, "lactate": 1.8, "bodyFat": 14.5, "abdomen": 80,
    "vo2max": 55, "kcalConsumed": 2400, "carbohydrates": 300, "protein": 120, "fatTotal": 70,
    "steps": 12345, "menstrualPhase": "LUTEAL", "comments": "felt fine",
}  # fmt: skip


async def test_every_field_can_be_logged_in_one_line(stage: Stage, person: Person) -> None:
    await stage.say(person, f"/log wellness {ALL}")
    [body] = [call.body for call in stage.intervals.calls if call.method == "PUT"]
    assert body == {"id": "2026-11-23", **WIRE}
