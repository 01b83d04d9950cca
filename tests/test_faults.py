"""Both wires failing, one way at a time: always one answer, nothing lost, nothing twice."""

import logging
from functools import partial

import pytest

from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.files import fit_activity
from tests.stage import Stage

# The steps to each kind of write; the last one writes.
WRITES: list[tuple[str | bytes, ...]] = [
    ("hrv 61",),
    ("/undo",),
    ("/plan note tomorrow Physio",),
    ("/plan tomorrow", "[Easy run]", "[Move]", "[Nov 26]"),
    ("/plan thu", "[Easy run]", "[Edit]", "[Name]", "Other"),
    ("/plan thu", "[Other]", "[Delete]", "[Delete]"),
    ("/plan copy fri", "[Save]"),
    ("/plan lock this week", "[Save]"),
    ("/plan target sun Run 20km",),
    ("/plan target sun Run 4h",),
    ("/plan sat", "[Long]", "[Done]", "[Done]"),
    ("/log activity yesterday 06:00 Run 10km 52m Z",),
    ("/activity", "[How was]", "[Strong]"),
    ("/zones Ride ftp 260", "[Save]"),
    (fit_activity(),),
]
SAID = (
    "Saved",
    "Undone",
    "Deleted",
    "Copied",
    "Locked",
    "Done",
    "Uploaded",
    "intervals.icu has this file",
)


async def test_a_slow_service_shows_as_typing_and_is_answered(
    stage: Stage, person: Person
) -> None:
    stage.intervals.faults.add("wellness", slow=1.4)
    answer = await stage.say(person, "/today")
    assert "Form" in answer.text
    assert len(stage.telegram.calls_of("sendChatAction")) == 1


async def test_a_quick_answer_shows_no_typing(stage: Stage, person: Person) -> None:
    await stage.say(person, "/today")
    assert not stage.telegram.calls_of("sendChatAction")


async def test_a_short_429_is_waited_out(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("wellness", status=429, retry_after=1)
    assert "Form" in (await stage.say(person, "/today")).text


async def test_a_429_without_retry_after_is_waited_out(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("wellness", status=429)
    assert "Form" in (await stage.say(person, "/today")).text


async def test_a_long_429_says_when_to_come_back(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("wellness", times=None, status=429, retry_after=120)
    answer = await stage.say(person, "/today")
    assert "2m" in answer.text


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_broken_service_is_told_in_one_sentence(
    stage: Stage, person: Person, status: int
) -> None:
    stage.intervals.faults.add("events", times=None, status=status)
    answer = await stage.say(person, "/plan")
    assert "intervals.icu" in answer.text
    assert "<html" not in answer.text
    assert "Traceback" not in answer.text


async def test_a_proxys_page_is_never_shown(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("events", times=None, status=502)
    answer = await stage.say(person, "/today")
    assert "nginx" not in answer.text


async def test_a_write_whose_answer_is_lost_is_written_once(stage: Stage, person: Person) -> None:
    stage.intervals.faults.add("events/bulk", method="POST", drop_after_effect=True)
    answer = await stage.say(person, "/plan add tomorrow Ride Lost answer\n- 30m 60%")
    assert "Lost answer" in answer.text
    events = stage.intervals.athletes["i1001"].events.values()
    assert [event.get("name") for event in events].count("Lost answer") == 1
    stage.intervals.faults.add("wellness", method="PUT", drop_after_effect=True)
    assert "Saved" in (await stage.say(person, "hrv 61")).text
    today = stage.intervals.athletes["i1001"].today
    assert stage.intervals.athletes["i1001"].wellness[today]["hrv"] == 61


async def test_of_no_kind_of_write_a_lost_answer_costs_anything(
    stage: Stage, person: Person
) -> None:
    """Each is there once, and said to be."""
    athlete = stage.intervals.athletes["i1001"]
    before = len(athlete.events), len(athlete.activities)
    for *way, last in WRITES:
        for step in way:
            await taken(stage, person, step)
        for method in ("PUT", "POST", "DELETE"):
            stage.intervals.faults.add(method=method, drop_after_effect=True)
        answer = await taken(stage, person, last)
        stage.intervals.faults.clear()
        assert answer.text.startswith(SAID), (last, answer.text)
        stage.clock.forward(seconds=5)
    # A note, a copy and a target came, a workout went, and is of the day of another one now.
    after = len(athlete.events), len(athlete.activities)
    assert (after[0] - before[0], after[1] - before[1]) == (2, 3)


async def test_a_write_handled_again_is_said_with_its_undo(stage: Stage, person: Person) -> None:
    """Whatever ends the bot between a write and its answer: it is there once, and no news."""
    athlete = stage.intervals.athletes["i1001"]
    before = len(athlete.events), len(athlete.activities)
    for *way, last in WRITES:
        for step in way:
            await taken(stage, person, step)
        await stage.twice(partial(act, person, last))
        answer = person.last
        assert answer.text.startswith(SAID), (last, answer.text)
        assert "↩ Undo" in answer.labels or last == "/undo", (last, answer.labels)
    after = len(athlete.events), len(athlete.activities)
    assert (after[0] - before[0], after[1] - before[1]) == (2, 3)


@pytest.mark.parametrize("says", ["null", '[{"id": {}, "name": 7}]'])
async def test_an_answer_that_makes_no_sense_is_no_fault_of_ours(
    stage: Stage, person: Person, caplog: pytest.LogCaptureFixture, says: str
) -> None:
    for *way, last in WRITES:
        for step in way:
            await taken(stage, person, step)
        for method in ("PUT", "POST"):
            stage.intervals.faults.add(method=method, times=None, says=says)
        await taken(stage, person, last)
        stage.intervals.faults.clear()
    for text in ("/today", "/plan", "/activities", "/wellness", "/zones", "/fitness", "/curve"):
        stage.clock.forward(seconds=5)
        stage.intervals.faults.add(times=None, says=says)
        await stage.say(person, text)
        stage.intervals.faults.clear()
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []
    assert not [each.text for each in person.messages if "reference" in each.text]


async def taken(stage: Stage, person: Person, step: str | bytes) -> Message:
    """A step, and the newest message then."""
    act(person, step)
    await stage.settled()
    return person.last


def act(person: Person, step: str | bytes) -> None:
    """Say something, send a file, or press a button in brackets."""
    if isinstance(step, bytes):
        person.send_document("ride.fit", step)
    elif step.startswith("["):
        person.press(step.strip("[]"))
    else:
        person.say(step)


async def test_a_connection_dropped_before_the_effect_is_tried_again(
    stage: Stage, person: Person
) -> None:
    stage.intervals.faults.add("wellness", method="PUT", drop_before=True)
    assert "Saved" in (await stage.say(person, "hrv 61")).text


async def test_a_revoked_key_says_so_and_offers_to_connect(stage: Stage, person: Person) -> None:
    stage.intervals.athletes["i1001"].revoke()
    answer = await stage.say(person, "/today")
    assert "key" in answer.text
    assert any("onnect" in label for label in answer.labels)


async def test_telegrams_429_is_waited_out(stage: Stage, person: Person) -> None:
    stage.telegram.faults.add("sendMessage", status=429, retry_after=1)
    assert "Form" in (await stage.say(person, "/today")).text


@pytest.mark.parametrize("status", [500, 502])
async def test_telegrams_outage_is_tried_again(stage: Stage, person: Person, status: int) -> None:
    stage.telegram.faults.add("sendMessage", status=status)
    assert "Form" in (await stage.say(person, "/today")).text


@pytest.mark.parametrize(
    ("status", "description"),
    [(400, "Bad Request: file is too big"), (413, "Request Entity Too Large"), (500, None)],
)
async def test_a_file_or_picture_that_telegram_refuses_costs_no_answer(
    stage: Stage, person: Person, status: int, description: str | None
) -> None:
    for method in ("sendDocument", "sendPhoto"):
        stage.telegram.faults.add(method, times=None, status=status, description=description)
    answer = await stage.say(person, "/mydata")
    assert answer.text.startswith("Telegram did not take the file “soigneur-2026-11-23.json”;")
    answer = await stage.say(person, "/fitness")
    assert answer.text.startswith("Fitness")
    assert not answer.photo
    stage.telegram.faults.add("getFile", times=None, status=status, description=description)
    answer = await stage.send(person, "ride.fit", fit_activity())
    assert answer.text.startswith("Telegram does not give me that file")


async def test_a_message_to_edit_that_is_gone_is_sent_anew(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    person.press("›", page)
    person.delete(page)
    await stage.settled()
    assert person.last.id != page.id
    assert "sessions" in person.last.text


async def test_pressing_the_same_page_twice_is_no_error(stage: Stage, person: Person) -> None:
    page = await stage.say(person, "/plan")
    data = page.buttons[0][0].data
    assert data is not None
    for _ in range(2):
        person.press_data(page.id, data)
        await stage.settled()
    assert "reference" not in person.last.text


async def test_a_blocked_bot_stops_without_noise(stage: Stage, person: Person) -> None:
    person.say("/today")
    person.chat.blocked = True
    await stage.settled()
    athlete = await stage.world.desk.services.accounts.find(person.id)
    assert athlete is not None
    assert athlete.blocked_at is not None
    person.unblock()
    assert "Form" in (await stage.say(person, "/today")).text


@pytest.mark.parametrize(
    ("status", "description"),
    [(403, "Forbidden: user is deactivated"), (400, "Bad Request: chat not found")],
)
async def test_an_account_that_is_gone_counts_as_blocked(
    stage: Stage, person: Person, caplog: pytest.LogCaptureFixture, status: int, description: str
) -> None:
    stage.telegram.faults.add("sendMessage", times=None, status=status, description=description)
    person.say("/help")
    await stage.settled()
    assert (await stage.athlete(person)).blocked_at is not None
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


async def test_a_malformed_update_stops_nobody(stage: Stage, person: Person) -> None:
    stage.telegram.push_raw({"message": {"chat": {"id": person.id}}})
    stage.telegram.push_raw({"callback_query": {"from": {"id": person.id}, "data": 7}})
    assert "Form" in (await stage.say(person, "/today")).text


async def test_an_update_that_comes_twice_is_handled_once(stage: Stage, person: Person) -> None:
    update = person.say("/plan add tomorrow Ride Only once")
    await stage.settled()
    stage.telegram.redeliver(update)
    await stage.settled()
    answers = [m for m in person.messages if m.from_bot and "Only once" in m.text]
    assert len(answers) == 1
