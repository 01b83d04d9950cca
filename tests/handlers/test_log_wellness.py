"""Wellness in one line, in several, in free words: what reaches intervals.icu, and Undo."""

from datetime import date
from typing import Any

import pytest

from sandbox.telegram.person import Person
from tests.stage import Stage

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def put(stage: Stage) -> list[Any]:
    return [call.body for call in stage.intervals.calls if call.method == "PUT"]


def writes(stage: Stage) -> int:
    return sum(call.method != "GET" for call in stage.intervals.calls)


def recorded(stage: Stage, day: date = TODAY) -> dict[str, Any]:
    return stage.intervals.athletes["i1001"].wellness[day]


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("/log wellness hrv 62 sleep 7h30 soreness low",
         {"hrv": 62, "sleepSecs": 27000, "soreness": 1}),
        ("slept 7h30, hrv 62, legs sore", {"sleepSecs": 27000, "hrv": 62, "soreness": 3}),
        ("睡了7小时半，心率变异62，腿酸", {"sleepSecs": 27000, "hrv": 62, "soreness": 3}),
        ("/log wellness 体重 70,2 静息心率 48 心情 极好",
         {"weight": 70.2, "restingHR": 48, "mood": 1}),
        ("weight 155lb", {"weight": pytest.approx(70.307, abs=0.01)}),
        ("phase luteal", {"menstrualPhase": "LUTEAL"}),
        ("bp 120/80", {"systolic": 120, "diastolic": 80}),
        ("resting 47 hrv 60", {"restingHR": 47, "hrv": 60}),
        ("静息47 心率变异60", {"restingHR": 47, "hrv": 60}),
        ("rest 47, 60 hrv", {"restingHR": 47, "hrv": 60}),
        ("rest day, legs sore", {"soreness": 3}),
        ("sleep quality poor, stress extreme", {"sleepQuality": 4, "stress": 4}),
        ("hrv 62 note <b>long</b> day & wind", {"hrv": 62, "comments": "<b>long</b> day & wind"}),
    ],
)  # fmt: skip
async def test_a_line_is_written_in_the_words_of_the_wire(
    stage: Stage, person: Person, text: str, wire: dict[str, Any]
) -> None:
    answer = await stage.say(person, text)
    assert answer.text.startswith("Saved for today")
    [body] = put(stage)
    assert body == {"id": "2026-11-23", **wire}
    assert any("Undo" in label for label in answer.labels)
    assert len(stage.intervals.calls) == 2


async def test_undo_puts_back_what_was_there_and_clears_what_was_not(
    stage: Stage, person: Person
) -> None:
    before = recorded(stage)["hrv"]
    assert recorded(stage).get("soreness") is None
    answer = await stage.say(person, f"hrv {before + 5} soreness high")
    assert recorded(stage)["hrv"] == before + 5
    undone = await stage.press(person, "Undo", answer)
    assert undone.text.startswith("Undone.")
    assert undone.id == answer.id
    assert recorded(stage)["hrv"] == before
    assert recorded(stage).get("soreness") is None


async def test_undo_is_refused_once_the_value_has_changed_elsewhere(
    stage: Stage, person: Person
) -> None:
    answer = await stage.say(person, "hrv 62")
    stage.intervals.athletes["i1001"].record(TODAY, hrv=70)
    refused = await stage.press(person, "Undo", answer)
    assert "changed" in refused.text
    assert recorded(stage)["hrv"] == 70


async def test_undo_by_command_takes_back_one_thing_after_the_other(
    stage: Stage, person: Person
) -> None:
    before = recorded(stage)["hrv"]
    await stage.say(person, "hrv 91")
    await stage.say(person, "hrv 92")
    await stage.say(person, "/undo")
    assert recorded(stage)["hrv"] == 91
    await stage.press(person, "Undo", await stage.say(person, "/undo"))
    assert recorded(stage)["hrv"] == before
    assert "othing" in (await stage.say(person, "/undo")).text


async def test_another_day_is_named_in_the_answer(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "yesterday hrv 60")
    assert answer.text.startswith("Saved for Sun, Nov 22")
    assert recorded(stage, YESTERDAY)["hrv"] == 60


async def test_a_dash_clears(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "hrv -")
    assert "HRV: cleared" in answer.text
    assert put(stage) == [{"id": "2026-11-23", "hrv": -1}]
    assert recorded(stage)["hrv"] is None


async def test_several_days_are_shown_before_they_are_written(
    stage: Stage, person: Person
) -> None:
    preview = await stage.say(person, "2026-11-20 hrv 60\n2026-11-21 hrv 61 sleep 8h")
    assert preview.text.startswith("Save these days?")
    assert not writes(stage)
    days = [recorded(stage, date(2026, 11, day)) for day in (20, 21)]
    before = [(day.get("hrv"), day.get("sleepSecs")) for day in days]
    saved = await stage.press(person, "Save", preview)
    assert "Saved: 2 days" in saved.text
    assert recorded(stage, date(2026, 11, 21))["sleepSecs"] == 28800
    undone = await stage.press(person, "Undo", saved)
    assert undone.text.startswith("Undone.")
    days = [recorded(stage, date(2026, 11, day)) for day in (20, 21)]
    assert [(day.get("hrv"), day.get("sleepSecs")) for day in days] == before


@pytest.mark.parametrize(
    ("text", "says", "kept"),
    [
        ("hrv banana sleep 7h30", "“banana” does not fit: HRV goes from 1 ms", "Sleep: 7h 30m"),
        ("hrv banana", "from 1 ms to 300 ms, for example hrv 62.", None),
        ("bp 120", "is two numbers, the higher one first, for example bp 120/80.", None),
        ("bp 80/120", "is two numbers, the higher one first, for example bp 120/80.", None),
        ("hrv 62 kg", "“62 kg” does not fit: HRV", None),
        ("phase banana", "Menstrual phase is Period, Follicular,", None),
        ("sleep 7.30", "may be 7h 30m or 7h 18m. Send sleep 7h 30m or sleep 7h 18m.", None),
        ("foo 47 hrv 60", "did not understand “foo 47”", "HRV: 60 ms"),
        ("47 hrv 60", "did not understand “47”", "HRV: 60 ms"),
        ("/log wellness foo 47 hrv", "did not understand “foo 47 hrv”", None),
        (
            "2026-11-20 hrv 60\n2026-11-2x hrv 61",
            "⚠️ 2026-11-2x hrv 61\nI see no day in it.",
            "HRV: 60 ms",
        ),
        (
            "2026-11-2x hrv 61\nsun hrv 60",
            "⚠️ 2026-11-2x hrv 61\nI see no day in it.",
            "HRV: 60 ms",
        ),
        ("22.11 hrv 60", "⚠️ 22.11 hrv 60\nI see no day in it.", None),
        ("/log wellness 2026-11-2x hrv 61", "⚠️ 2026-11-2x hrv 61\nI see no day in it.", None),
        (
            "30.2. hrv 61\nsleep 7h\ntomorrow hrv 62\nsun hrv 60",
            (
                "⚠️ tomorrow hrv 62\nTue, Nov 24 is still to come; wellness is for "
                "today and the days before: yesterday hrv 62\n⚠️ 30.2. hrv 61\nThe calendar "
                "has no “30.2.”. Write a day "
                "like 28 feb or 2026-02-28.\n⚠️ sleep 7h\nI see no day in it."
            ),
            "HRV: 60 ms",
        ),
        ("sleep 99h", "99h", None),
        ("soreness 9", "Soreness is Low, Average, High, or Extreme", None),
        ("hrv 62 hrv 63", "twice", None),
        ("/log wellness weight 700", "from 25 kg to 300 kg", None),
        ("/log wellness gibberish", "gibberish", None),
    ],
)
async def test_what_cannot_be_is_said_and_the_rest_is_offered(
    stage: Stage, person: Person, text: str, says: str, kept: str | None
) -> None:
    answer = await stage.say(person, text)
    assert says in answer.text
    assert answer.text.count("Nothing is written") == 1
    assert "twice" not in answer.text or says == "twice"
    assert not writes(stage)
    assert bool(kept) == bool(answer.labels)
    if kept:
        assert answer.text.splitlines()[-1] == kept
        await stage.press(person, "Save", answer)
        assert len(put(stage)) == 1


async def test_tomorrow_cannot_be_measured_yet(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "tomorrow hrv 50")
    assert "still to come" in answer.text
    assert not stage.intervals.calls


async def test_a_locked_day_says_so(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].record(TODAY, locked=True)
    answer = await stage.say(person, "hrv 62")
    assert "locked" in answer.text
    assert not put(stage)


@pytest.mark.parametrize(
    "text", ["hello", "5 min", "may", "thanks!", "62", "I will ride tomorrow", "好的", "谢谢"]
)
async def test_small_talk_is_no_wellness(stage: Stage, person: Person, text: str) -> None:
    answer = await stage.say(person, text)
    assert "did not understand" in answer.text
    assert not stage.intervals.calls


async def test_without_a_key_nothing_is_asked_and_connecting_is_offered(stage: Stage) -> None:
    person = stage.telegram.person(777)
    answer = await stage.say(person, "hrv 62")
    assert any("Connect" in label for label in answer.labels)
    assert not stage.intervals.calls


async def test_pounds_are_the_unit_of_those_who_have_them(stage: Stage, person: Person) -> None:
    await stage.world.desk.services.accounts.change(person.id, weight_unit="lb")
    answer = await stage.say(person, "/log wellness weight 155")
    assert "Weight: 155 lb" in answer.text
    assert put(stage)[0]["weight"] == pytest.approx(70.31, abs=0.01)
    assert "from 55 lb to 661 lb" in (await stage.say(person, "weight 20")).text


async def test_in_chinese_what_cannot_be_is_said_and_the_rest_is_offered(stage: Stage) -> None:
    person = await stage.connected(502, language="zh-hans")
    asked = "/log wellness 昨天 睡眠 99小时 酸痛 9 心率变异 香蕉 静息心率 47"
    answer = await stage.say(person, asked)
    assert "“99小时”不对" in answer.text
    assert "酸痛只能是 低、一般、高或极高，例如 酸痛 一般。" in answer.text
    assert "还没有写入。" in answer.text
    assert not writes(stage)
    saved = await stage.press(person, "保存", answer)
    assert saved.text == "已保存（11月22日周日）\n静息心率：47 次/分"
    assert (await stage.press(person, "撤销", saved)).text == (
        "已撤销。恢复为：\n11月22日周日\n静息心率：49 次/分"
    )
    answer = await stage.say(person, "周六 静息心率 47\n2月30日 静息心率 48")
    assert answer.text.startswith("⚠️ 2月30日 静息心率 48\n日历上没有“2月30日”")
    assert answer.text.endswith("保存看懂的部分？还没有写入。\n\n11月21日周六\n静息心率：47 次/分")


async def test_one_day_is_two_calls_and_several_are_three(stage: Stage, person: Person) -> None:
    await stage.say(person, "hrv 61")
    assert stage.asked() == [
        "GET /api/v1/athlete/0/wellness",
        "PUT /api/v1/athlete/0/wellness/2026-11-23",
    ]
    preview = await stage.say(person, "sat hrv 60\nsun hrv 61")
    stage.intervals.calls.clear()
    await stage.press(person, "Save", preview)
    assert stage.asked() == [
        "GET /api/v1/athlete/0/wellness",
        "PUT /api/v1/athlete/0/wellness-bulk",
        "GET /api/v1/athlete/0/wellness",
    ]


async def test_days_that_are_written_and_not_seen_again_may_be_done(
    stage: Stage, person: Person
) -> None:
    preview = await stage.say(person, "sat hrv 60\nsun hrv 61")
    stage.intervals.faults.add("wellness", method="GET")  # read before the write
    stage.intervals.faults.add("wellness", method="GET", status=503, times=3)
    assert "may be done or not" in (await stage.press(person, "Save", preview)).text
