"""/log activity: in a line, step by step, in bulk; never twice; Undo takes it away again."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.log_activity_pages import render
from handlers.words import read_words
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from services.intervals.models import Activity
from services.logbook import Entered
from storage.models import Athlete, Change
from tests.stage import Stage, ann, open_stage


@pytest.fixture
def athlete(stage: Stage) -> AthleteData:
    return stage.intervals.athletes["i1001"]


def seen(person: Person, message: Message) -> Message:
    """The message as it stands now."""
    return next(each for each in person.messages if each.id == message.id)


def by_hand(athlete: AthleteData) -> list[dict[str, Any]]:
    rows = athlete.activities.values()
    return [row for row in rows if str(row.get("external_id")).startswith("soigneur-")]


async def test_one_line_is_saved_at_once_and_can_be_undone(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    said = "/log activity yesterday 18:00 Run 10km 52m hr 142 rpe 6 feel good load 45 Easy run"
    saved = await stage.say(person, said)
    assert stage.asked() == ["POST /api/v1/athlete/0/activities/manual"]
    assert saved.text == (
        "Saved.\n\nEasy run · Sun, Nov 22 · 18:00\nRun · 52m · 10 km · Load 45\n"
        "142 bpm · Feel: Good · RPE 6: Tough"
    )
    [row] = by_hand(athlete)
    assert row["start_date_local"] == "2026-11-22T18:00:00"
    assert (row["type"], row["moving_time"], row["distance"]) == ("Run", 3120, 10_000)
    assert (row["average_heartrate"], row["icu_rpe"], row["icu_training_load"]) == (142, 6, 45)
    assert row["feel"] == 2
    undone = await stage.press(person, "Undo", saved)
    assert undone.text == "Undone. Taken away again: Easy run."
    assert not by_hand(athlete)


async def test_indoor_with_watts_and_the_way_to_the_card(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    saved = await stage.say(person, "/log sat bike 1h30 indoor 200w")
    assert saved.text.endswith("Ride · 1h 30m\n200 W · Indoor")
    assert saved.labels == ["💬 How was it", "📄 Card", "↩ Undo"]
    [row] = by_hand(athlete)
    assert (row["type"], row["trainer"], row["icu_average_watts"]) == ("Ride", True, 200)
    assert (row["name"], row["start_date_local"]) == ("Ride", "2026-11-21T12:00:00")
    card = await stage.press(person, "Card", saved)
    assert card.text.startswith(
        "Ride\nSat, Nov 21 · 12:00\nRide · 1h 30m\nNo load: none was entered.\n\n200 W average"
    )
    assert "Indoor" in card.text


def test_what_the_service_did_not_keep_is_said() -> None:
    kept = {"id": "i1", "start_date_local": "2026-11-22T12:00:00", "type": "Ride", "name": "A"}
    now = datetime(2026, 11, 23, tzinfo=UTC)
    change = Change(
        id=7, athlete_id=1, update_id=1, number=0, kind="", subject="", before={}, after={},
        made_at=now,
    )  # fmt: skip
    activity = Activity.model_validate(kept)
    entered = Entered(change, (activity,), (("average_watts", "rpe", "kg_lifted"),))
    somebody = Athlete(id=1, language="en", created_at=now)
    reply = render(entered, date(2026, 11, 23), read_words()["en"], somebody)
    assert "intervals.icu did not keep: power, RPE, kilograms." in reply.text


async def test_step_by_step(stage: Stage, person: Person, athlete: AthleteData) -> None:
    chosen = await stage.say(person, "/log")
    assert chosen.labels == ["😴 Wellness", "🏃 Activity"]
    asked = await stage.press(person, "Activity", chosen)
    assert asked.text.startswith("Which day was it?")
    asked = await stage.press(person, "Yesterday", asked)
    assert asked.text == "Which sport? Tap, or write it.\nSun, Nov 22"
    asked = await stage.press(person, "Swim", asked)
    assert asked.text.startswith("How long did it take?")
    told = await stage.say(person, "soon")
    assert told.text.startswith("“soon” cannot be how long")
    asked = await stage.say(person, "1500m")
    assert asked.text.endswith("Sun, Nov 22 · Swim · 1,500 m")
    await stage.press(person, "45m", asked)
    asked = seen(person, asked)
    assert asked.text.startswith("Save it?")
    assert asked.text.splitlines()[1] == "Sun, Nov 22 · Swim · 45m · 1,500 m"
    assert not by_hand(athlete)
    saved = await stage.say(person, "rpe 3 Technique")
    assert saved.text.startswith("Saved.\n\nTechnique · Sun, Nov 22 · 12:00\nSwim · 45m · 1,500 m")
    assert len(by_hand(athlete)) == 1
    again = await stage.press(person, "Save", asked)
    assert again.text.startswith("That question is answered")
    assert len(by_hand(athlete)) == 1


async def test_all_of_it_may_be_the_first_answer(stage: Stage, person: Person) -> None:
    await stage.say(person, "/log activity")
    asked = await stage.say(person, "easy run 10km 52m yesterday rpe 11")
    assert asked.text.startswith("“rpe 11” does not fit")
    assert "Save it?\nSun, Nov 22 · Run · 52m · 10 km · easy run\n" in asked.text


async def test_an_answer_handled_again_is_not_the_next_ones(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    await stage.say(person, "/log activity Swim 1500m")
    await stage.twice(lambda: person.say("yesterday"))
    assert person.last.text.startswith("How long did it take?")
    assert (await stage.say(person, "30m")).text.startswith("Saved.\n\nSwim · Sun, Nov 22")
    assert len(by_hand(athlete)) == 1


async def test_only_what_is_missing_is_asked(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    asked = await stage.say(person, "/log activity Run 10km Easy run")
    assert asked.text == ("Which day was it? Tap, or write nov 20 18:00.\nRun · 10 km · Easy run")
    asked = await stage.say(person, "nov 20 18:00")
    assert asked.text.startswith("How long did it take?")
    saved = await stage.say(person, "52m")
    assert saved.text.startswith("Saved.\n\nEasy run · Fri, Nov 20 · 18:00\nRun · 52m · 10 km")
    [row] = by_hand(athlete)
    assert row["start_date_local"] == "2026-11-20T18:00:00"
    asked = await stage.say(person, "/log activity yesterday Quidditch 52m")
    assert asked.text.startswith("I know no sport in “Quidditch”. Which one was it?")
    assert (await stage.say(person, "snitch")).text.startswith("I know no sport “snitch”")
    await stage.press(person, "Other", asked)
    assert seen(person, asked).text.startswith(
        "Saved.\n\nQuidditch · Sun, Nov 22 · 12:00\nOther · 52m"
    )


@pytest.mark.parametrize(
    ("language", "text", "told", "better", "saved"),
    [
        (
            "en",
            "yesterday Run 52m rpe 11 Tempo",
            (
                "“rpe 11” does not fit: it goes from 1 to 10. Nothing is saved; write rpe 6.\n\n"
                "Save it?"
            ),
            "rpe 7",
            "Saved.\n\nTempo · Sun, Nov 22 · 12:00\nRun · 52m\nRPE 7: Hard",
        ),
        (
            "en",
            "30.2. Run 52m",
            "The calendar has no “30.2.”. Write a day like 28 feb or 2026-02-28.\n\nWhich day",
            "yesterday",
            (
                "Save it?\nSun, Nov 22 · Run · 52m\n\n"
                "Or first write what else you know: 10km hr 142 rpe 6 feel good Easy run"
            ),
        ),
        (
            "zh-hans",
            "昨天 游泳 30分 1500",
            "没看懂“1500”。\n\n保存吗？",
            "1500米",
            "已保存 1 项活动。\n\n游泳 · 11月22日周日 · 12:00\n游泳 · 30分钟 · 1,500 米",
        ),
    ],
)
async def test_beside_what_cannot_be_the_rest_is_offered(
    stage: Stage, person: Person, language: str, text: str, told: str, better: str, saved: str
) -> None:
    person = await stage.connected(503, language)
    assert (await stage.say(person, f"/log activity {text}")).text.startswith(told)
    assert not stage.intervals.calls
    assert (await stage.say(person, better)).text == saved


async def test_several_lines_are_shown_before_they_are_saved(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    await stage.say(person, "/log activity")  # in its question as with the command
    asked = await stage.say(
        person, "fri Run 10km 52m Easy\nsat 9:00 Ride 2h 50km\n昨天 游泳 1500米 30分"
    )
    assert asked.text.startswith("Save these 3 activities? Nothing is written yet.")
    assert "Fri, Nov 20 · Run · 52m · 10 km · Easy" in asked.text
    assert not stage.intervals.calls
    saved = await stage.press(person, "Save", asked)
    assert stage.asked() == ["POST /api/v1/athlete/0/activities/manual/bulk"]
    assert saved.text == (
        "Saved 3 activities.\n\nNov 20 🏃 52m · 10 km · Easy\n"
        "Nov 21 🚴 2h · 50 km · Ride\nNov 22 🏊 30m · 1,500 m · Swim"
    )
    assert len(by_hand(athlete)) == 3
    stage.intervals.calls.clear()
    undone = await stage.press(person, "Undo", saved)
    assert undone.text == "Undone. Taken away again: Easy, Ride, Swim."
    assert [each.split()[0] for each in stage.asked()] == ["GET", *["DELETE"] * 3]
    assert not by_hand(athlete)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "fri Run 10km 52m Easy\nsat Quidditch 40m\ntomorrow Ride 1h\nsun Ride\n"
            "sun Ride 1h rpe 11\nthu Swim 30m " + 90 * "x",
            (
                "⚠️ sat Quidditch 40m\n"
                "I know no sport “Quidditch”. Try Ride, Run, Swim or Strength.\n"
                "⚠️ tomorrow Ride 1h\n"
                "Tue, Nov 24 at that hour is still to come, so nothing is saved. "
                "Plan it with /plan add, or write yesterday Run 52m.\n"
                "⚠️ sun Ride\nHow long did it take? Write the line like yesterday Run 10km 52m.\n"
                "⚠️ sun Ride 1h rpe 11\n"
                "“rpe 11” does not fit: it goes from 1 to 10. Nothing is saved; "
                "write rpe 6.\n… and 1 more that I cannot take\n\n"
                "Save the other one? Nothing is written yet.\n\n"
                "Fri, Nov 20 · Run · 52m · 10 km · Easy"
            ),
        ),
        (
            "zh-hans",
            "周五 跑步 10公里 52分 轻松跑\n周六 魁地奇 40分",
            (
                "⚠️ 周六 魁地奇 40分\n不认识“魁地奇”这项运动。试试 骑行、跑步、游泳、力量。\n\n"
                "保存其余 1 项？还没有写入。\n\n11月20日周五 · 跑步 · 52分钟 · 10 公里 · 轻松跑"
            ),
        ),
    ],
)
async def test_of_several_those_that_are_understood_are_offered(
    stage: Stage, person: Person, athlete: AthleteData, language: str, text: str, told: str
) -> None:
    person = await stage.connected(503, language)
    offered = await stage.say(person, f"/log activity\n{text}")
    assert offered.text == told
    assert not stage.intervals.calls
    await stage.press(person, "Save" if language == "en" else "保存", offered)
    assert [row["type"] for row in by_hand(athlete)] == ["Run"]


async def test_of_many_the_first_ones_are_named(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    asked = await stage.say(person, "/log activity " + "\n".join(["yesterday Run 52m"] * 12))
    saved = await stage.press(person, "Save", asked)
    assert saved.text.startswith("Saved 12 activities.")
    assert len(saved.text.splitlines()) == 13
    assert len(by_hand(athlete)) == 12


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("tomorrow Run 52m", "Tue, Nov 24 at that hour is still to come"),
        ("today 23:00 Run 52m", "Mon, Nov 23 at that hour is still to come"),
        ("yesterday 25:00 Run 52m", "“25:00” is no hour of the day. Nothing is saved"),
        ("yesterday Run 0m", "“0m” cannot be how long or how far"),
        (
            "yesterday Run 52m rpe 11",
            "“rpe 11” does not fit: it goes from 1 to 10. Nothing is saved; write rpe 6.",
        ),
        ("2026-02-30 Run 52m", "The calendar has no"),
        (f"yesterday Run 52m {'x' * 4000}", "That name has 4000 characters; 80 are the most"),
        ("Run 52m\nsat Ride", "⚠️ Run 52m\nI see no day in it. Begin the line like sat"),
        ("yesterday Run 52m\n" * 40, "40 activities are too many for one message"),
    ],
)
async def test_bad_lines_are_told_with_an_example(
    stage: Stage, person: Person, words: str, answer: str
) -> None:
    told = await stage.say(person, f"/log activity {words}")
    assert told.text.startswith(answer)
    assert len(told.text) < 300
    assert not stage.intervals.calls


async def test_a_line_without_day_and_sport_is_asked_for_them(
    stage: Stage, person: Person
) -> None:
    told = await stage.say(person, "/log activity banana")
    assert told.text.startswith("I know no day and no sport in “banana”. Which day was it?")
    assert not stage.intervals.calls


async def test_broken_buttons_are_gone(stage: Stage, person: Person) -> None:
    asked = await stage.say(person, "/log activity")
    number = next(b.data for row in asked.buttons for b in row if "day:" in (b.data or ""))
    question = str(number).split(":")[2]
    for data in (
        *("day:x:2026-11-22", f"day:{question}:soon", f"sport:{question}:Quidditch"),
        *(f"time:{question}:x", f"time:{question}:-30", f"day:{question}", "save:x", "zz"),
    ):
        person.press_data(asked.id, f"log_activity:{data}")
        await stage.settled()
        assert person.last.text.startswith("That button is from an older message"), data


async def test_a_lost_answer_is_neither_repeated_nor_forgotten(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    stage.intervals.faults.add("manual", drop_after_effect=True, times=1)
    stage.intervals.faults.add("activities", method="GET", status=500, times=3)
    lost = await stage.say(person, "/log activity yesterday Run 52m Ghost")
    assert "may be done or not" in lost.text
    assert len(by_hand(athlete)) == 1
    assert (await stage.say(person, "/undo")).text == "Undone. Taken away again: Ghost."
    assert not by_hand(athlete)


async def test_a_changed_one_is_not_taken_away(
    stage: Stage, person: Person, athlete: AthleteData
) -> None:
    saved = await stage.say(person, "/log activity yesterday Run 52m Mine")
    by_hand(athlete)[0]["name"] = "Edited by hand"
    assert (await stage.press(person, "Undo", saved)).text.startswith("This was changed again")
    assert len(by_hand(athlete)) == 1


async def test_questions_survive_a_restart_and_in_chinese(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        ann(stage)
        person = await stage.connected(502, language="zh-hans")
        asked = await stage.say(person, "/log activity 昨天 18:00 跑步 10公里 轻松跑")
        assert asked.text.startswith("用了多长时间？")
    async with open_stage(tmp_path, before=stage) as stage:
        saved = await stage.say(person, "52分")
        assert (
            saved.text
            == "已保存 1 项活动。\n\n轻松跑 · 11月22日周日 · 18:00\n跑步 · 52分钟 · 10 公里"
        )
        undone = await stage.press(person, "撤销", saved)
        assert undone.text == "已撤销。已移除：轻松跑。"
