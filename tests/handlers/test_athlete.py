"""/athlete: a coach looks at others; nothing is ever written to the wrong one."""

from datetime import time
from pathlib import Path

import pytest
from markupsafe import Markup

from handlers.views.reply import Reply, button
from sandbox.intervals.athlete import AthleteData
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from services.riders import Rider
from tests.stage import KEY, Stage, ann, open_stage

OTHER_KEY = "0zzotherkey0zzotherkey0zz"


@pytest.fixture
def bob(stage: Stage) -> AthleteData:
    """Whom Ann coaches."""
    found = stage.intervals.athlete("bob-key", id="i2002", name="Bob <O'Neil>")
    stage.intervals.athletes["i1001"].coaches.add(found.id)
    return found


@pytest.fixture
async def person(stage: Stage, bob: AthleteData) -> Person:
    return await stage.connected()


def hrv_today(stage: Stage, rider: str) -> object:
    site = stage.intervals.athletes[rider]
    return site.wellness.get(site.today, {}).get("hrv")


def planned(stage: Stage, rider: str) -> set[str]:
    return {str(event.get("name")) for event in stage.intervals.athletes[rider].events.values()}


async def test_somebody_is_picked_by_button_or_by_name_and_left_again(
    stage: Stage, person: Person
) -> None:
    page = await stage.say(person, "/athlete")
    assert page.text.startswith("Your key reaches 1 other athlete.")
    assert page.labels == ["Bob <O'Neil>"]
    assert stage.asked() == ["GET /api/v1/athlete/0/athlete-summary.json"]
    picked = await stage.press(person, "Bob")
    assert picked.id == page.id
    assert picked.text.startswith("👤 Bob <O'Neil>\nAll commands are about this athlete now.")
    stage.intervals.calls.clear()
    today = await stage.press(person, "Today")
    assert today.text.startswith("👤 Bob <O'Neil>\n")
    assert {call.path.split("/")[4] for call in stage.intervals.calls} == {"i2002"}
    again = await stage.press(person, "Plan", today)
    assert again.text.count("👤") == 1
    edited = await stage.press(person, "›", again)
    assert edited.id == again.id
    assert edited.text.count("👤 Bob <O'Neil>\n") == 1
    for text in ("nonsense", "/athlete Zoe", "/help"):
        assert (await stage.say(person, text)).text.startswith("👤 Bob")
    assert "✓ Bob <O'Neil>" in (await stage.say(person, "/athlete")).labels
    assert (await stage.say(person, "/athlete me")).text == "You are looking at yourself."
    stage.intervals.calls.clear()
    assert "👤" not in (await stage.say(person, "/today")).text
    assert {call.path.split("/")[4] for call in stage.intervals.calls} == {"0"}
    assert (await stage.say(person, "/athlete o'neil")).text.startswith("👤 Bob")
    assert (await stage.press(person, "Back to me")).text == "You are looking at yourself."
    assert (await stage.say(person, "/athlete i2002")).text.startswith("👤 Bob")
    person.language = "zh-hans"
    await stage.say(person, "/settings language 简体中文")
    assert (await stage.say(person, "/athlete 我")).text == "现在看的是你自己。"


async def test_names_that_are_nobodys_and_somebody_elses(
    stage: Stage, person: Person, bob: AthleteData
) -> None:
    for number, name in enumerate(("Bobby Tables", "Carl")):
        other = stage.intervals.athlete(f"k{number}", id=f"i300{number}", name=name, days=0)
        stage.intervals.athletes["i1001"].coaches.add(other.id)
    stage.intervals.athlete("x", id="i4000", name="Stranger", days=0)
    assert (await stage.say(person, "/athlete Zoe")).text.startswith("Nobody your key reaches")
    assert (await stage.say(person, "/athlete stranger")).text.startswith("Nobody your key")
    assert (await stage.say(person, "/athlete " + "<x>" * 900)).text.startswith("Nobody your key")
    several = await stage.say(person, "/athlete bob")
    assert several.labels == ["Bob <O'Neil>", "Bobby Tables"]
    assert (await stage.athlete(person)).viewing_id is None
    for data in ("athlete:pick:i4000", "athlete:pick:../0", "athlete:x"):
        person.press_data(several.id, data)
        await stage.settled()
        assert (await stage.athlete(person)).viewing_id is None


async def test_without_others_and_without_a_key(stage: Stage) -> None:
    alone = stage.telegram.person(777, "Eve", "en")
    for text in ("/athlete", "/athlete me", "/me", "/library"):
        assert (await stage.say(alone, text)).text.startswith("I have no key")
    person = await stage.connected()
    assert (await stage.say(person, "/athlete")).text.startswith("Your key reaches only yourself.")


async def test_what_is_written_goes_to_whom_one_looks_at_and_undo_to_whom_it_was_written(
    stage: Stage, person: Person
) -> None:
    own = hrv_today(stage, "i1001")
    own_plan = planned(stage, "i1001")
    await stage.say(person, "/athlete Bob")
    saved = await stage.say(person, "hrv 41")
    assert saved.text.startswith("👤 Bob <O'Neil>\nSaved for today")
    assert (hrv_today(stage, "i1001"), hrv_today(stage, "i2002")) == (own, 41)
    added = await stage.say(person, "/plan add tomorrow Ride Bobs own ride\n- 30m 60%")
    assert "Bobs own ride" in planned(stage, "i2002")
    assert planned(stage, "i1001") == own_plan
    await stage.say(person, "/athlete me")
    await stage.say(person, "hrv 99")
    await stage.press(person, "Undo", saved)
    undone = shown(person, saved)
    assert undone.text.startswith("👤 Bob <O'Neil>\n")
    assert hrv_today(stage, "i1001") == 99
    assert hrv_today(stage, "i2002") != 41
    assert "👤" not in (await stage.say(person, "/today")).text
    await stage.say(person, "/athlete Bob")
    undone = await stage.say(person, "/undo")  # the newest that stands is one's own
    assert hrv_today(stage, "i1001") == 99 or "👤" not in undone.text
    if undone.labels:  # an earlier write is named first
        undone = await stage.press(person, "Undo", undone)
    assert "👤" not in undone.text
    assert hrv_today(stage, "i1001") == own
    await stage.press(person, "Undo", added)
    assert "Bobs own ride" not in planned(stage, "i2002")


def shown(person: Person, message: Message) -> Message:
    """How a message is now."""
    [found] = [each for each in person.messages if each.id == message.id]
    return found


async def refused(stage: Stage, person: Person, label: str, message: Message) -> str:
    """A button that must do nothing; what is said instead."""
    stage.intervals.calls.clear()
    answer = await stage.press(person, label, message)
    assert not stage.intervals.calls
    assert answer.labels == ["👥 Athletes"]
    return answer.text


async def test_buttons_of_another_do_nothing_and_open_questions_are_closed(
    stage: Stage, person: Person
) -> None:
    own_plan = planned(stage, "i1001")
    mine = await stage.say(person, "/today")
    await stage.say(person, "/plan add tomorrow Ride")  # waits for a name
    await stage.say(person, "/athlete Bob")
    said = await refused(stage, person, "Check in", mine)
    assert said.startswith("👤 Bob <O'Neil>\nThat message is about somebody else.")
    answer = await stage.say(person, "Sweet spot")
    assert answer.text.startswith("👤 Bob <O'Neil>\nI did not understand")
    plan = await stage.say(person, "/plan")
    card = await stage.press(person, plan.labels[0], plan)
    asked = await stage.press(person, "Delete", card)
    question = await stage.say(person, "/plan add tomorrow Ride")
    his_plan = planned(stage, "i2002")
    await stage.say(person, "/athlete me")
    for message, label in ((asked, "Delete"), (question, "Save"), (question, "Cancel")):
        if any(label in each for each in message.labels):
            said = await refused(stage, person, label, message)
            assert said.startswith("That message is about somebody else.")
            assert "Ann Rider" in said
    assert (await stage.say(person, "Sweet spot")).text.startswith("I did not understand")
    assert planned(stage, "i1001") == own_plan
    assert planned(stage, "i2002") == his_plan
    person.press_data(asked.id, "@i1001:plan:deleted:1")
    await stage.settled()
    assert person.last.text.startswith("That message is about somebody else.")


async def test_what_is_always_about_oneself_needs_no_way_back(
    stage: Stage, person: Person
) -> None:
    own = await stage.say(person, "/settings")
    await stage.say(person, "/athlete Bob")
    await stage.press(person, "Units", own)
    assert shown(person, own).text.startswith("👤 Bob <O'Neil>\nUnits: kilometres")
    await stage.say(person, "/athlete me")
    await stage.press(person, "miles", own)
    assert (await stage.athlete(person)).distance_unit == "mi"


async def test_a_check_in_is_the_athletes_and_bears_their_name_once(
    stage: Stage, person: Person, bob: AthleteData
) -> None:
    bob.wellness.pop(bob.today, None)
    own = dict(stage.intervals.athletes["i1001"].wellness.get(bob.today, {}))
    await stage.say(person, "/settings questions soreness")
    await stage.say(person, "/athlete Bob")
    today = await stage.say(person, "/today")
    asked = await stage.press(person, "Check in", today)
    assert asked.text.startswith("👤 Bob <O'Neil>\n")
    saved = await stage.press(person, asked.labels[0], asked)
    assert saved.text.count("👤") == 1
    assert bob.wellness[bob.today].get("soreness")
    undone = await stage.press(person, "Undo", saved)
    assert undone.text.count("👤 Bob <O'Neil>\n") == 1
    assert not bob.wellness[bob.today].get("soreness")
    assert stage.intervals.athletes["i1001"].wellness.get(bob.today, {}) == own


async def test_a_button_with_no_room_for_the_mark_is_too_old(stage: Stage, person: Person) -> None:
    long = button("long", "x", "y" * 58)
    rider = Rider("i2002", "Bob")
    marked = Reply(Markup("text"), ((long, button("short", "x")),)).about(rider)
    assert [each.data for each in marked.rows[0]] == ["@i2002:-", "@i2002:x"]
    await stage.say(person, "/athlete Bob")
    person.press_data(person.last.id, "@i2002:-")
    await stage.settled()
    assert "from an older message" in person.last.text


async def test_it_stays_over_a_restart(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        ann(stage).coaches.add(stage.intervals.athlete("b", id="i2002", name="Bob", days=0).id)
        person = await stage.connected()
        await stage.say(person, "/athlete Bob")
    async with open_stage(tmp_path, before=stage) as stage:
        assert (await stage.say(person, "/plan")).text.startswith("👤 Bob\n")
        assert stage.asked()[-1] == "GET /api/v1/athlete/i2002/events"


async def test_a_key_that_may_not_any_more_leads_back(stage: Stage, person: Person) -> None:
    await stage.say(person, "/athlete Bob")
    stage.intervals.athletes["i1001"].coaches.clear()
    answer = await stage.say(person, "/plan")
    assert answer.text.startswith("intervals.icu does not let your key do that for Bob <O'Neil>.")
    assert "👤" not in (await stage.say(person, "/plan")).text


async def test_a_new_key_or_none_ends_it(stage: Stage, person: Person) -> None:
    stage.intervals.athlete(OTHER_KEY, id="i78", name="Eve", days=0)
    await stage.say(person, "/athlete Bob")
    await stage.say(person, "/plan add tomorrow Ride")
    assert (await stage.say(person, f"/connect {OTHER_KEY}")).text.startswith("Connected: Eve.")
    assert (await stage.athlete(person)).viewing_id is None
    assert (await stage.say(person, "Sweet spot")).text.startswith("I did not understand")
    await stage.say(person, KEY)
    await stage.say(person, "/athlete Bob")
    await stage.say(person, "/disconnect")
    assert (await stage.press(person, "Forget")).text.startswith("Forgotten.")
    assert (await stage.athlete(person)).viewing_id is None


async def test_the_morning_is_ones_own(stage: Stage, person: Person) -> None:
    await stage.say(person, "/settings morning 06:45")
    await stage.say(person, "/athlete Bob")
    assert (await stage.athlete(person)).morning_at == time(6, 45)
    stage.intervals.calls.clear()
    stage.clock.forward(minutes=20)
    await stage.world.rounds.go()
    assert "Good morning!" in person.last.text
    assert "👤" not in person.last.text
    assert {call.path.split("/")[4] for call in stage.intervals.calls} == {"0"}
    said = await refused(stage, person, "Check in", person.last)
    assert "That message is about somebody else." in said
    await stage.say(person, "/settings zone Boston")
    page = await stage.say(person, "/settings zone")
    stage.intervals.calls.clear()
    await stage.press(person, "As at intervals.icu", page)
    assert stage.asked() == ["GET /api/v1/athlete/0"]
