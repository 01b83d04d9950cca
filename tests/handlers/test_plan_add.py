"""/plan add: typed at once, asked for step by step, several after a preview."""

from typing import Any

import pytest

from sandbox.telegram.person import Person
from tests.handlers.views.pictures.golden import texts
from tests.stage import PAINTER, Stage

SWEET_SPOT = """/plan add tomorrow 18:00 Ride Sweet spot
- 15m ramp 50-70%

3x
- 10m 90%
- 5m 55%

- 10m 50%"""


@pytest.fixture
async def person(stage: Stage) -> Person:
    stage.intervals.athletes["i1001"].events.clear()
    return await stage.connected()


def events(stage: Stage) -> list[dict[str, Any]]:
    return list(stage.intervals.athletes["i1001"].events.values())


async def test_one_workout_is_saved_at_once_as_intervals_icu_parsed_it(
    stage: Stage, person: Person
) -> None:
    answer = await stage.say(person, SWEET_SPOT)
    [event] = events(stage)
    assert event["start_date_local"] == "2026-11-24T18:00:00"
    assert (event["type"], event["name"], event["moving_time"]) == ("Ride", "Sweet spot", 4200)
    assert "Sweet spot · Tue, Nov 24" in answer.text
    assert "Ride · 18:00 · 1h 10m · Load" in answer.text
    assert "3×" in answer.text
    assert any(".zwo" in label for label in answer.labels)
    assert len(stage.intervals.calls) == 1
    undone = await stage.press(person, "Undo", answer)
    assert undone.text.startswith("Undone.")
    assert not events(stage)


async def test_lines_that_vanish_are_pointed_out(stage: Stage, person: Person) -> None:
    shown = await stage.say(person, "/plan add tomorrow Ride A\n- 10m 60%\n- easy home\n- 5m 50%")
    assert shown.text.startswith("Save it like this? Nothing is written yet.\n\nA · Tue, Nov 24")
    assert "⚠️ - easy home has no time or distance" in shown.text
    assert "- 10m" not in shown.text
    assert not events(stage)
    answer = await stage.press(person, "Save", shown)
    assert "Left out: - easy home" in answer.text
    assert "Left out: - 10m" not in answer.text


async def test_what_was_probably_meant_is_offered(stage: Stage, person: Person) -> None:
    text = "tomorrow Ride Tempo\n- 15m 60%\nEasy for 20 min at 55%\n- 400m 100%"
    shown = await stage.say(person, f"/plan add {text}")
    assert "→ probably - Easy 20m 55%" in shown.text
    assert "⚠️ - 400m 100%: m is minutes\n→ probably - 400mtr 100%" in shown.text
    assert shown.labels == ["Save as suggested", "Save as typed", "✖ Cancel"]
    assert shown.photo
    assert not events(stage)
    saved = await stage.press(person, "Save as suggested", shown)
    assert saved.text.startswith("Saved.\n\nTempo · Tue, Nov 24\nRide · ")
    [event] = events(stage)
    assert event["description"] == "- 15m 60%\n- Easy 20m 55%\n- 400mtr 100%"
    typed = await stage.say(person, f"/plan add {text}")
    await stage.press(person, "Save as typed", typed)
    assert events(stage)[1]["description"] == "- 15m 60%\nEasy for 20 min at 55%\n- 400m 100%"
    twice = await stage.say(person, "/plan add tomorrow Run Track\n- 400m 95%")
    assert twice.text.count("⚠️ - 400m 95%") == 2
    assert twice.text.count("→ probably - 400mtr 95% Pace") == 1


@pytest.mark.parametrize(
    ("taps", "wire"),
    [
        (("Wed, Nov 25", "Swim", "45m"), ("2026-11-25T00:00:00", "Swim", "Swim", 2700)),
        (("Sat, Nov 28", "Ride", "2h 30m"), ("2026-11-28T00:00:00", "Ride", "Ride", 9000)),
    ],
)
async def test_it_is_planned_by_taps_alone(
    stage: Stage, person: Person, taps: tuple[str, ...], wire: tuple[object, ...]
) -> None:
    said = await stage.say(person, "/plan")
    for tap in ("Add", *taps):
        said = await stage.press(person, tap, said)
    assert said.text.startswith("Saved.")
    [event] = events(stage)
    assert tuple(event[key] for key in ("start_date_local", "type", "name", "moving_time")) == wire
    await stage.press(person, "Undo", said)
    assert not events(stage)


async def test_other_steps_may_be_typed_instead(stage: Stage, person: Person) -> None:
    shown = await stage.say(person, "/plan add mon Run Track\n- 10m 5:00/km")
    assert "a pace counts only with the word Pace" in shown.text
    saved = await stage.say(person, "- 10m 5:00/km Pace")
    assert "Track · Mon, Nov 23\nRun · 10m · Load" in saved.text
    assert [event["description"] for event in events(stage)] == ["- 10m 5:00/km Pace"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "tomorrow Ride Intervals 3x10m 90% r5m", "Intervals"),
        ("zh-hans", "明天 骑行 间歇课 3x10分钟 90% 间歇5分钟", "间歇课"),
        ("zh-hans", "明天 骑行 间歇课\n3x10分钟 90% 间歇5分钟", "间歇课"),
        ("en", "tomorrow Ride Intervals\n3 x 10 min @ 90%, 5 min rest", "Intervals"),
        ("en", "tomorrow Ride Intervals - 3x10m 90%, r5m", "Intervals"),
    ],
)
async def test_shorthand_is_shown_as_real_steps_before_it_is_saved(
    stage: Stage, person: Person, language: str, text: str, name: str
) -> None:
    person = await stage.connected(503, language)
    shown = await stage.say(person, f"/plan add {text}")
    assert "3x\n- 10m 90%\n- 5m 50%" in shown.text
    assert shown.photo
    assert not events(stage)
    assert stage.asked() == ["GET /api/v1/athlete/0/sport-settings"]
    await stage.press(person, "Save" if language == "en" else "保存", shown)
    [event] = events(stage)
    assert (event["name"], event["description"]) == (name, "3x\n- 10m 90%\n- 5m 50%")
    assert event["moving_time"] == 2700


async def test_what_is_ambiguous_is_asked(stage: Stage, person: Person) -> None:
    """Metres or minutes, easy after each or at the end: the likely one is shown, none is taken."""
    shown = await stage.say(person, "/plan add sat Run Track 8x400m 95% r2m")
    assert shown.text.startswith(
        "Save it like this? Nothing is written yet.\n\nTrack · Sat, Nov 28\nRun\n"
    )
    assert "→ probably 8x\n- 400mtr 95% Pace\n- 2m 50% Pace\nAs suggested: 31m" in shown.text
    assert shown.photo
    assert not events(stage)
    saved = await stage.press(person, "Save as suggested", shown)
    assert saved.text.startswith("Saved.\n\nTrack · Sat, Nov 28\nRun · 31m · 3.2 km · Load")
    [event] = events(stage)
    assert event["description"] == "8x\n- 400mtr 95% Pace\n- 2m 50% Pace"
    lines = "10 min warm up\n4 x 8 min @ 250w, 4 min easy\n10 min cool down"
    shown = await stage.say(person, f"/plan add sun Ride Prose\n{lines}")
    await stage.press(person, "Save as typed", shown)
    assert events(stage)[1]["description"] == lines
    unknown = await stage.say(person, "/plan add mon Ride 2x(5x1m 120% r1m)")
    assert "2x(5x1m 120% r1m) would be a remark, not a step" in unknown.text
    assert unknown.labels == ["✅ Save", "✖ Cancel"]


@pytest.mark.parametrize(
    "steps", ["99999999x\n- 1h 50%", "999x\n- 1h 50%", "999x\n- 1s 50%\n\n" * 99]
)
async def test_no_number_of_repeats_holds_the_bot_up(
    stage: Stage, person: Person, steps: str
) -> None:
    saved = await stage.say(person, f"/plan add tomorrow Ride Endless\n{steps}")
    assert saved.text.startswith("Saved.\n\nEndless · Tue, Nov 24\nRide · ")
    assert len(events(stage)) == 1


async def test_indoors_the_ftp_of_there_counts(stage: Stage, person: Person) -> None:
    settings = stage.intervals.athletes["i1001"].sport_settings
    next(each for each in settings if "Ride" in each["types"])["indoor_ftp"] = 200
    shown = await stage.say(person, "/plan add tomorrow VirtualRide Test 1h 200w")
    assert "1h · Load 100" in shown.text


async def test_repeats_that_would_not_repeat_in_chinese(stage: Stage) -> None:
    stage.intervals.athletes["i1001"].events.clear()
    person = await stage.connected(504, "zh-hans")
    steps = "- 10m 50%\n主课 3x\n  - 5m 100%\n  - 2m 50%\n- 10m 50%"
    shown = await stage.say(person, f"/plan add 周日 骑行 间歇\n{steps}")
    assert "⚠️ 主课 3x 上面要空一行\n⚠️ - 5m 100% 有缩进" in shown.text
    assert "按建议：41分钟" in shown.text
    await stage.press(person, "按建议保存", shown)
    [event] = events(stage)
    assert event["description"] == "- 10m 50%\n\n主课 3x\n- 5m 100%\n- 2m 50%\n\n- 10m 50%"


@pytest.mark.parametrize(
    ("text", "answer", "seconds", "metres"),
    [
        ("tomorrow Ride Easy 1h", "Easy · Tue, Nov 24\nRide · 1h", 3600, None),
        ("sat Run 10km Jog", "Jog · Sat, Nov 28\nRun · 10 km", None, 10_000),
        ("sat Run 400m repeats", "400m repeats · Sat, Nov 28\nRun", None, None),
        ("Ride 18:00 Easy 45m tomorrow", "Easy · Tue, Nov 24\nRide · 18:00 · 45m", 2700, None),
        ("Sat. easy run 1h", "easy run · Sat, Nov 28\nRun · 1h", 3600, None),
        ("2026-11-24T18:00 Ride Easy 45m", "Easy · Tue, Nov 24\nRide · 18:00 · 45m", 2700, None),
    ],
)
async def test_a_heading_says_how_long_it_is(
    stage: Stage, person: Person, text: str, answer: str, seconds: int | None, metres: int | None
) -> None:
    saved = await stage.say(person, f"/plan add {text}")
    assert saved.text == f"Saved.\n\n{answer}"
    [event] = events(stage)
    assert (event.get("moving_time"), event.get("distance")) == (seconds, metres)


async def test_a_new_one_ends_the_older_question(stage: Stage, person: Person) -> None:
    older = await stage.say(person, "/plan add")
    await stage.say(person, "/plan add tomorrow Quidditch")
    assert "answered or too old" in (await stage.press(person, "Nov 26", older)).text
    assert not events(stage)


async def test_many_are_folded(stage: Stage, person: Person) -> None:
    days = "\n".join(f"2026-12-{day:02} Ride R{day}\n- 10m 50%" for day in range(1, 21))
    shown = await stage.say(person, f"/plan add {days}")
    assert [each["type"] for each in shown.entities].count("expandable_blockquote") == 1
    assert "20 workouts" in (await stage.press(person, "Save", shown)).text
    assert len(events(stage)) == 20


async def test_several_workouts_are_shown_before_they_are_saved(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/plan add")  # in its question as with the command
    preview = await stage.say(
        person,
        "sat Ride Long\n- 3h 60%\n\nsun Run Easy\n- 40m 70% Pace\nmon Swim\n- 400mtr 80% Pace",
    )
    assert preview.text.startswith("Save 3 workouts?")
    assert preview.labels == ["✅ Save", "✖ Cancel"]
    assert not events(stage)
    drawn = texts(PAINTER.asked)
    assert [drawn[0], drawn[4]] == ["Sat, Nov 28 · Long", "Mon, Nov 23 · Swim"]
    assert all(number in preview.text for number in drawn[1::2])
    assert preview.photo
    saved = await stage.press(person, "Save", preview)
    assert saved.photo
    assert "Saved: 3 workouts." in saved.text
    assert [event["name"] for event in events(stage)] == ["Long", "Easy", "Swim"]
    assert [event["target"] for event in events(stage)][1:] == ["PACE", "PACE"]
    await stage.press(person, "Undo", saved)
    assert not events(stage)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            (
                "bananas Ride A\nwed Quidditch\n- 1h 50%\nthu 25:00 Ride B\n2026-02-30 Run C 1h\n"
                "fri Run rpe 99h\nsat Ride D 1h\n- 20m 50%\nsun Run E 40m"
            ),
            (
                "⚠️ bananas Ride A\nI see no day in it. Begin the line like sat or 2026-11-20.\n"
                "⚠️ wed Quidditch\nI know no sport “Quidditch”. Try Ride, Run, Swim or Strength.\n"
                "⚠️ thu 25:00 Ride B\n“25:00” is no hour of the day. Nothing is saved; an hour is "
                "written like 18:00.\n"
                "⚠️ 2026-02-30 Run C 1h\nThe calendar has no “2026-02-30”. "
                "Write a day like 28 feb or "
                "2026-02-28.\n"
                "… and 1 more that I cannot take\n\nSave the other 2? Nothing is written yet.\n\n"
                "• Sat, Nov 28 · Ride · D 1h"
            ),
        ),
        (
            "zh-hans",
            "周三 魁地奇\n周六 骑行 D 1小时\n周日 跑步 E 40分钟",
            (
                "⚠️ 周三 魁地奇\n不认识“魁地奇”这项运动。试试 骑行、跑步、游泳、力量。\n\n"
                "保存其余 2 项？还没有写入。\n\n• 11月28日周六 · 骑行 · D · 1小时"
            ),
        ),
    ],
)
async def test_of_several_those_that_are_understood_are_offered(
    stage: Stage, person: Person, language: str, text: str, told: str
) -> None:
    person = await stage.connected(504, language)
    offered = await stage.say(person, f"/plan add {text}")
    assert offered.text.startswith(told)
    assert not events(stage)
    await stage.press(person, "Save" if language == "en" else "保存", offered)
    assert [event["name"][0] for event in events(stage)] == ["D", "E"]


async def test_cancel_writes_nothing(stage: Stage, person: Person) -> None:
    preview = await stage.say(person, "/plan add sat Ride A\n- 1h 60%\n\nsun Ride B\n- 1h 60%")
    assert (await stage.press(person, "Cancel", preview)).text.startswith("Cancelled")
    assert not events(stage)


async def test_asked_for_step_by_step_with_buttons(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/plan add")
    await stage.press(person, "Nov 26", asked)
    await stage.press(person, "Run", asked)
    assert "Run, Thu, Nov 26" in person.last.text
    saved = await stage.say(person, "Tempo\n- 10m 70% Pace\n- 20m 90% Pace\n- 10m 70% Pace")
    assert "Tempo · Thu, Nov 26" in saved.text
    [event] = events(stage)
    assert event["start_date_local"].startswith("2026-11-26")
    assert event["moving_time"] == 2400


async def test_asked_for_step_by_step_by_typing_in_chinese(stage: Stage) -> None:
    stage.intervals.athletes["i1001"].events.clear()
    person = await stage.connected(502, language="zh-hans")
    assert (await stage.say(person, "/plan add")).text.startswith("哪一天？")
    assert "什么运动" in (await stage.say(person, "周六")).text
    await stage.say(person, "骑行")
    saved = await stage.say(person, "长距离\n- 3h 60%")
    assert "长距离 · 11月28日周六" in saved.text
    assert len(events(stage)) == 1


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Ride Sweet spot\n- 1h 90%", "Which day is Ride · Sweet spot?"),
        ("bananas Ride Easy 1h", "I know no day in “bananas”.\nWhich day is Ride · Easy 1h?"),
        ("2026-02-30 Ride Easy 1h", "like 28 feb or 2026-02-28.\n\nWhich day is Ride · Easy 1h?"),
        ("5/6 Ride A\n- 1h 90%", "Write the month as a word: 6 may.\n\nWhich day is Ride · A?"),
        ("Quidditch 40m", "I know no day in “Quidditch 40m”.\nWhich day?"),
        ("tomorrow Sweet spot\n- 1h 90%", "Which sport is “Sweet spot”?"),
        ("tomorrow Quidditch", "Which sport is “Quidditch”?"),
        ("ride tomorrow", "how long? Tap, or write the name"),
    ],
)
async def test_what_is_missing_is_asked_for_and_the_rest_is_kept(
    stage: Stage, person: Person, text: str, asks: str
) -> None:
    answer = await stage.say(person, f"/plan add {text}")
    assert asks in answer.text
    assert not events(stage)


async def test_the_kept_part_is_saved_once_the_missing_one_is_there(
    stage: Stage, person: Person
) -> None:
    asked = await stage.say(person, "/plan add tomorrow Sweet spot\n- 1h 90%")
    await stage.press(person, "Ride", asked)
    [event] = events(stage)
    assert (event["name"], event["moving_time"]) == ("Sweet spot", 3600)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30 Ride A\n- 10m 50%",
        "tomorrow 25:00 Ride A\n- 10m 50%",
        "tomorrow Ride " + "long " * 30,
        "\n\n".join(f"2026-12-{day:02} Ride R{day}\n- 10m 50%" for day in range(1, 31)),
    ],
)
async def test_what_cannot_be_saved_is_said_and_nothing_is_written(
    stage: Stage, person: Person, text: str
) -> None:
    answer = await stage.say(person, f"/plan add {text}"[:4096])
    assert "reference" not in answer.text
    assert len(answer.text) < 500
    assert not events(stage)
    assert not stage.intervals.calls


async def test_markup_in_a_name_is_a_name(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan add tomorrow Ride <b>5 & 20</b> 🚴\n- 30m 60%")
    assert "<b>5 & 20</b> 🚴 · Tue, Nov 24" in answer.text
    assert events(stage)[0]["name"] == "<b>5 & 20</b> 🚴"


async def test_an_answer_that_goes_on_is_read_on(stage: Stage, person: Person) -> None:
    await stage.say(person, "/plan add")
    saved = await stage.say(person, "tomorrow 18:00 run Tempo\n- 10m 60% Pace")
    assert saved.text.startswith("Saved.\n\nTempo · Tue, Nov 24\nRun · 18:00 · 10m")
    [event] = events(stage)
    assert (event["type"], event["target"]) == ("Run", "PACE")
    await stage.say(person, "/plan add")
    assert (
        "easy ride · Tue, Nov 24\nRide · 2h"
        in (await stage.say(person, "easy ride 2h tomorrow")).text
    )


async def test_paces_are_shown_as_they_were_typed(stage: Stage, person: Person) -> None:
    answer = await stage.say(
        person,
        "/plan add tomorrow Run Abs\n- 10m 5:00/km Pace\n- 5m 5:10-5:30 Pace\n"
        "- 400mtr 1:45/100m Pace\n- 10m Z2 Pace",
    )
    assert "10m 5:00/km\n5m 5:10–5:30/km\n400 m 1:45/100m\n10m Z2 pace" in answer.text


async def test_another_year_is_said(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, "/plan add 2027-01-05 Ride Next year")
    assert "Next year · Tue, Jan 5, 2027" in answer.text


async def test_what_was_moved_at_the_site_is_not_undone(stage: Stage, person: Person) -> None:
    answer = await stage.say(person, SWEET_SPOT)
    events(stage)[0]["start_date_local"] = "2026-11-26T18:00:00"
    refused = await stage.press(person, "Undo", answer)
    assert refused.text.startswith("This was changed again since")
    assert len(events(stage)) == 1


async def test_in_chinese_dropped_lines_and_unfinished_headings(stage: Stage) -> None:
    stage.intervals.athletes["i1001"].events.clear()
    person = await stage.connected(502, language="zh-hans")
    answer = await stage.say(person, "/plan add 明天 骑行 甲\n- 10m 60%\n- 轻松回家")
    assert "⚠️ - 轻松回家 没有时间或距离" in answer.text
    assert "未被识别：- 轻松回家" in (await stage.press(person, "保存", answer)).text
    answer = await stage.say(person, "/plan add 周六 骑行 甲\n- 1h 60%\n周日 乙\n- 10m 50%")
    assert "乙" in answer.text
    assert len(events(stage)) == 1


@pytest.mark.parametrize("status", [403, 404])
async def test_a_workout_needs_no_sport_settings(
    stage: Stage, person: Person, status: int
) -> None:
    stage.intervals.faults.add("sport-settings", status=status, times=None)
    offered = await stage.say(person, "/plan add tomorrow Ride Y\n3x10m 90% r5m")
    assert (await stage.press(person, "Save", offered)).text.startswith("Saved")
