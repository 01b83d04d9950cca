"""/undo: takes back the last write, once, and only while nothing else has changed it."""

from sandbox.telegram.person import Person
from tests.stage import Stage


def hrv(stage: Stage) -> object:
    athlete = stage.intervals.athletes["i1001"]
    return athlete.wellness[athlete.today].get("hrv")


async def test_the_last_write_is_taken_back_once(stage: Stage, person: Person) -> None:
    before = hrv(stage)
    await stage.say(person, "hrv 61")
    await stage.say(person, "hrv 62")
    assert (await stage.say(person, "/undo")).text == "Undone. It is again:\nHRV: 61 ms"
    assert hrv(stage) == 61
    wrong = await stage.say(person, "/undo hrv")
    assert wrong.text.startswith("I do not know which change “hrv” is; nothing is undone.")
    asked = await stage.say(person, "/undo")
    assert asked.text == (
        "Your last change is undone already. Undo this one too?\nLogged: HRV (Mon, Nov 23 06:30)"
    )
    assert hrv(stage) == 61
    assert (await stage.press(person, "Undo", asked)).text.startswith("Undone.")
    assert hrv(stage) == before
    assert (await stage.say(person, "/undo")).text == "There is nothing left to undo."


async def test_what_is_undone_is_named(stage: Stage, person: Person) -> None:
    written = await stage.say(person, "yesterday sleep 9h, weight 68.4, soreness low, abdomen 80")
    undone = await stage.press(person, "Undo", written)
    assert undone.text.splitlines()[:2] == ["Undone. It is again:", "Sun, Nov 22"]
    assert "Waist: empty" in undone.text
    added = await stage.say(person, "/plan add tomorrow Ride <Sweet> spot")
    undone = await stage.press(person, "Undo", added)
    assert undone.text == "Undone. Off the calendar again: <Sweet> spot."
    events = stage.intervals.athletes["i1001"].events.values()
    assert "<Sweet> spot" not in [event.get("name") for event in events]


async def test_a_lost_write_is_what_undo_takes_back(stage: Stage, person: Person) -> None:
    """All answers to the saving are lost, after its effect; /undo knows of it all the same."""
    stage.intervals.faults.add("bulk", drop_after_effect=True, times=3)
    lost = await stage.say(person, "/plan add tomorrow Ride Ghost")
    assert "may be done or not" in lost.text
    events = stage.intervals.athletes["i1001"].events
    assert "Ghost" in [event.get("name") for event in events.values()]
    assert (await stage.say(person, "/undo")).text == "Undone. Off the calendar again: Ghost."
    assert "Ghost" not in [event.get("name") for event in events.values()]


async def test_the_button_takes_back_its_own_write(stage: Stage, person: Person) -> None:
    before = hrv(stage)
    written = await stage.say(person, "hrv 61")
    answer = await stage.press(person, "Undo", written)
    assert answer.id == written.id
    assert answer.text.startswith("Undone.")
    assert hrv(stage) == before


async def test_what_was_changed_since_is_left_alone(stage: Stage, person: Person) -> None:
    written = await stage.say(person, "hrv 61")
    athlete = stage.intervals.athletes["i1001"]
    athlete.wellness[athlete.today]["hrv"] = 70
    answer = await stage.press(person, "Undo", written)
    assert answer.text.startswith("This was changed again since")
    assert hrv(stage) == 70


async def test_a_day_that_is_locked_by_now_is_not_said_to_be_undone(
    stage: Stage, person: Person
) -> None:
    before, site = hrv(stage), stage.intervals.athletes["i1001"]
    written = await stage.say(person, "hrv 62")
    site.wellness[site.today]["locked"] = True
    assert "is locked at intervals.icu" in (await stage.press(person, "Undo", written)).text
    site.wellness[site.today]["locked"] = False
    await stage.press(person, "Undo", written)
    assert hrv(stage) == before


async def test_nobody_undoes_the_write_of_somebody_else(stage: Stage, person: Person) -> None:
    data = (await stage.say(person, "hrv 61")).buttons[0][0].data
    assert data is not None
    other = await stage.connected(502)
    shown = await stage.say(other, "/help")
    other.press_data(shown.id, data)
    await stage.settled()
    assert other.last.text == "There is nothing left to undo."
    assert hrv(stage) == 61


async def test_in_chinese(stage: Stage) -> None:
    person = await stage.connected(503, "zh-hans")
    await stage.say(person, "hrv 61")
    assert (await stage.press(person, "撤销")).text == "已撤销。恢复为：\n心率变异性：73 毫秒"
    assert (await stage.say(person, "/undo")).text == "没有可以撤销的内容了。"
