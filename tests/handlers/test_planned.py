"""What the commands that put one thing on the calendar share: asking, and what is at the end."""

import pytest

from sandbox.telegram.person import Person
from tests.handlers.calendar import newest, writes
from tests.stage import Stage


@pytest.mark.parametrize(
    ("command", "typed", "saved"),
    [
        ("/plan note", "tomorrow Physio", "Note · Tue, Nov 24"),
        ("/plan race", "A 2027-05-09 Run Hamburg", "🏁 Race A"),
        ("/plan sick", "today", "Sick\nMon, Nov 23"),
        ("/plan holiday", "fri-sun", "Holiday\nFri, Nov 27 – Sun, Nov 29"),
        ("/plan injured", "today Knee", "Injured · Mon, Nov 23"),
        ("/plan target", "2027-02-01 load 300", "Target"),
    ],
)
async def test_without_words_it_asks_and_asks_again_after_a_slip(
    stage: Stage, person: Person, command: str, typed: str, saved: str
) -> None:
    assert "For example" in (await stage.say(person, command)).text
    assert writes(stage) == []
    await stage.say(person, "¿?")
    assert writes(stage) == []
    assert saved in (await stage.say(person, typed)).text


@pytest.mark.parametrize(
    ("typed", "then", "saved"),
    [
        ("/plan note Physio tomorrow 16:00\nScans", "", "Physio\nNote · Tue, Nov 24\n16:00"),
        ("/plan sick Cold thu-sat", "", "Cold\nSick · Thu, Nov 26 – Sat, Nov 28"),
        ("/plan note Call Jo", "> Wed", "Call Jo\nNote · Wed, Nov 25"),
        (
            "/plan holiday Alps",
            "2026-12-20..2026-12-27",
            "Alps\nHoliday · Sun, Dec 20 – Sun, Dec 27",
        ),
        ("/plan target Run 20km", "> Tomorrow", "Target\nTue, Nov 24\nRun · 20 km"),
        (
            "/plan race A 2026-12-06 Crit",
            "gravel ride",
            "Crit\nSun, Dec 6\n🏁 Race A · Gravel ride",
        ),
        (
            "/plan race B Hamburg Marathon 42.2km 2026-12-06",
            "> Run",
            "Hamburg Marathon\nSun, Dec 6\n🏁 Race B · Run · 42.2 km",
        ),
    ],
)
async def test_a_day_at_the_end_is_found_and_one_that_lacks_is_asked_for(
    stage: Stage, person: Person, typed: str, then: str, saved: str
) -> None:
    answer = await stage.say(person, typed)
    if then:
        assert answer.text.startswith("Which ")
        assert writes(stage) == []
        pressed = then.startswith(">")
        answer = await (stage.press(person, then[2:]) if pressed else stage.say(person, then))
    assert answer.text == f"Saved.\n{saved}"


@pytest.mark.parametrize(
    ("command", "pressed", "typed", "saved"),
    [
        ("/plan sick", "Today", "", "Sick\nMon, Nov 23"),
        ("/plan injured", "Until Wed", "", "Injured\nMon, Nov 23 – Wed, Nov 25"),
        ("/plan holiday", "Until Mon", "", "Holiday\nMon, Nov 23 – Mon, Nov 30"),
        ("/plan note", "Fri", "16:00 Physio", "Physio\nNote · Fri, Nov 27\n16:00"),
        ("/plan race", "Race C", "sun Ride Crit", "Crit\nSun, Nov 29\n🏁 Race C · Ride"),
        ("/plan target", "Tomorrow", "Run 8km", "Target\nTue, Nov 24\nRun · 8 km"),
    ],
)
async def test_by_buttons(
    stage: Stage, person: Person, command: str, pressed: str, typed: str, saved: str
) -> None:
    answer = await stage.press(person, pressed, await stage.say(person, command))
    if typed:
        assert writes(stage) == []
        answer = await stage.say(person, typed)
    assert answer.text == f"Saved.\n{saved}"
    await stage.press(person, "Undo", answer)
    assert writes(stage)[1].startswith("DELETE")


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(503, "zh-hans")
    assert (await stage.say(person, "/plan sick 周四到周六 感冒")).text.startswith("已保存")
    assert newest(stage)["end_date_local"] == "2026-11-29T00:00:00"
    assert (await stage.say(person, "/plan note 明天 16:00 理疗")).text.endswith("16:00")
    await stage.say(person, "/plan target 2027-02-01..2027-02-07 负荷450 8小时")
    assert (newest(stage)["load_target"], newest(stage)["time_target"]) == (450, 28800)
    await stage.say(person, "/plan race A级 2027-05-09 跑步 汉堡 42.2公里")
    assert (newest(stage)["name"], newest(stage)["distance"]) == ("汉堡", 42200)


async def test_chosen_in_place_of_a_workout_it_ends_the_question_for_one(
    stage: Stage, person: Person
) -> None:
    await stage.press(person, "Sick", await stage.say(person, "/plan add"))
    assert (await stage.press(person, "Until Tue, Nov 24")).text.startswith("Saved.\nSick")
    assert (await stage.say(person, "hello")).text.startswith("I did not understand that.")
    await stage.press(person, "Library", await stage.say(person, "/plan add"))
    assert (await stage.say(person, "hello")).text.startswith("I did not understand that.")
