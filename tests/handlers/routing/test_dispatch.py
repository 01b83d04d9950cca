"""Dispatch: who is answered, which command is meant, and what becomes of everything else."""

from pathlib import Path

import pytest

from sandbox.telegram.person import Person
from tests.sandbox.telegram.test_files import png
from tests.stage import KEY, Stage, open_stage

GROUP = -1001


@pytest.fixture
def person(stage: Stage) -> Person:
    return stage.telegram.person(501, "Ann", "en")


def said_in_group(stage: Stage) -> list[str]:
    calls = stage.telegram.calls_of("sendMessage")
    return [call.params["text"] for call in calls if call.chat_id == GROUP]


async def test_in_a_group_it_points_to_the_private_chat_and_leaves_keys_alone(
    stage: Stage, person: Person
) -> None:
    name = stage.world.bot.username
    for text in ("/connect", f"/today@{name}", KEY, "hello", "/today@another_bot"):
        person.send_in_group(text, GROUP)
    person.send_in_group(f"/connect {KEY}", GROUP)
    await stage.settled()
    said = said_in_group(stage)
    assert len(said) == 3
    assert [text.startswith("I talk in private only") for text in said] == [True, True, False]
    assert said[2].startswith("<b>Make a new key now:</b>")
    assert "Developer Settings" in said[2]
    assert KEY not in "".join(said)
    assert not stage.telegram.calls_of("deleteMessage")
    assert not stage.intervals.calls


async def test_strangers_are_told_so_where_users_are_listed(tmp_path: Path) -> None:
    async with open_stage(tmp_path, ALLOWED_USERS="501") as stage:
        friend = stage.telegram.person(501, "Ann", "en")
        stranger = stage.telegram.person(502, "李雷", "zh-hans")
        assert (await stage.say(friend, "/start")).text.startswith("I look after you")
        assert (await stage.say(stranger, "/start")).text.startswith("这个机器人只供少数人使用")
        assert (await stage.say(stranger, KEY)).text.startswith("这个机器人只供少数人使用")
        assert KEY not in [message.text for message in stranger.messages]
        assert await stage.world.storage.athletes.find(502) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/tody", "I do not know “/tody”. Did you mean /today?"),
        ("tody", "I do not know “tody”. Did you mean /today?"),
        ("/race A 2027-05-09 Run", "I do not know “/race”. Did you mean /plan race?"),
        ("/plan nte sat Physio", "I do not know “plan nte”. Did you mean /plan note?"),
        ("/plan Ride", "I do not know the days “Ride”."),
        ("/plan nowhere", "I do not know the days “nowhere”."),
        ("/qwertz", "I do not know “/qwertz”. /help shows"),
        ("/", "I do not know “/”. /help shows"),
        ("/🚴", "I do not know “/🚴”. /help shows"),
        ("hello there", "I did not understand that."),
        ("Ride", "I did not understand that."),
        ("\u200b\u202e", "I read text, buttons and files only."),
    ],
)
async def test_what_is_meant_for_no_command_gets_a_hint(
    stage: Stage, person: Person, text: str, answer: str
) -> None:
    assert (await stage.say(person, text)).text.startswith(answer)


@pytest.mark.parametrize("text", ["/privacy", "/Privacy", "／privacy", "/ privacy", "/privacy\nx"])
async def test_a_command_is_known_however_it_is_typed(
    stage: Stage, person: Person, text: str
) -> None:
    assert (await stage.say(person, text)).text.startswith("As little as works")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(("/log_wellness hrv 62", "Saved"), ("/logwellness hrv 62", "Saved")),
        *(("/hrv 62", "Saved"), ("plan note sat Physio", "Saved")),
        *(("/计划 下周", "Mon, Nov 30"), ("//today", "Sweet spot")),
    ],
)
async def test_a_name_is_known_in_every_spelling(stage: Stage, text: str, answer: str) -> None:
    assert (await stage.say(await stage.connected(), text)).text.startswith(answer)


async def test_a_sticker_gets_a_sentence(stage: Stage, person: Person) -> None:
    person.send_sticker()
    await stage.settled()
    assert person.last.text.startswith("I read text, buttons and files only.")


async def test_content_of_a_kind_we_do_not_know_gets_a_sentence(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/help")
    message: dict[str, object] = {
        "message_id": 7,
        "date": 0,
        "chat": person.chat.as_json(),
        "from": person.chat.person,
    }
    for kind in ("poll", "voice", "hologram"):
        said = message | {kind: {"id": "of tomorrow"}}
        stage.telegram.push_raw({"message": said | {"reply_to_message": said}})
        await stage.settled()
        assert person.last.text.startswith("I read text, buttons and files only.")
    answers = len(person.messages)
    for note in ("pinned_message", "write_access_allowed"):
        stage.telegram.push_raw({"message": message | {note: message}})
    await stage.settled()
    assert len(person.messages) == answers


async def test_the_words_below_a_photo_are_read(stage: Stage) -> None:
    person = await stage.connected()
    person.send_photo("scale.png", png(40, 30), "weight 70.4")
    await stage.settled()
    assert person.last.text.startswith("Saved for today\nWeight: 70.4 kg")


async def test_an_edit_is_answered_and_not_read(stage: Stage, person: Person) -> None:
    person.say("hrv 6")
    await stage.settled()
    [written] = [message for message in person.messages if not message.from_bot]
    for text in ("hrv 62", "/today"):
        person.edit(written, text)
        await stage.settled()
        assert person.last.text.startswith("I do not read edited messages.")
    assert not stage.intervals.calls
    assert [m.text for m in person.messages].count(person.last.text) == 2


async def test_a_key_in_an_edit_leaves_the_chat(stage: Stage, person: Person) -> None:
    person.say("hello")
    await stage.settled()
    [written] = [message.id for message in person.messages if not message.from_bot]
    stage.telegram.faults.add("deleteMessage", status=400, description="message can't be deleted")
    person.edit(written, f"/connect {KEY}")
    await stage.settled()
    assert "please delete it yourself" in person.last.text
    person.edit(written, f"my key is {KEY}")
    await stage.settled()
    assert "I deleted it" in person.last.text
    assert all(message.from_bot for message in person.messages)
    assert not stage.intervals.calls


async def test_a_location_that_moves_is_no_edit(stage: Stage, person: Person) -> None:
    person.send_location(40.4, -3.7)
    await stage.settled()
    [sent] = [number for number, each in person.chat.messages.items() if "location" in each]
    before = len(person.messages)
    moved = person.chat.messages[sent] | {"location": {"latitude": 41.0, "longitude": 2.0}}
    person.world.updates.push("edited_message", moved)
    await stage.settled()
    assert len(person.messages) == before


async def test_a_command_wins_over_an_open_question_which_stays_open(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/forgetme")
    await stage.say(person, "/help")
    assert (await stage.say(person, f"the key: {KEY}")).text.startswith("Connected")
    assert (await stage.say(person, "hrv 62")).text.startswith("Saved for today")
    assert (await stage.say(person, "forget me")).text.startswith(
        "Everything about you is deleted"
    )


async def test_a_word_that_is_no_answer_but_a_command_is_the_command(
    stage: Stage,
) -> None:
    person = await stage.connected()
    await stage.say(person, "/settings morning")
    assert (await stage.say(person, "help")).text.startswith("What you can say")
    assert "“half six” does not fit here" in (await stage.say(person, "half six")).text
    assert (await stage.say(person, "06:15")).text == "Morning message: 06:15"
    card = await stage.say(person, "/log wellness")
    assert (await stage.say(person, "plan")).text.startswith("Mon, Nov 23 –")
    await stage.press(person, "Good", card)
    assert "Sleep quality: Good" in next(m for m in person.messages if m.id == card.id).text


async def test_after_some_hours_text_answers_no_question_any_more(
    stage: Stage, person: Person
) -> None:
    await stage.say(person, "/forgetme")
    stage.clock.forward(hours=4)
    assert (await stage.say(person, "forget me")).text.startswith("I do not know “forget”.")


async def test_a_button_of_a_command_that_is_gone_says_so(stage: Stage, person: Person) -> None:
    message = await stage.say(person, "/start")
    for data in ("curve:42", "mydata", "x" * 64):
        person.press_data(message.id, data)
        await stage.settled()
        assert person.last.text.startswith("That button is from an older message")


@pytest.mark.parametrize(
    "text",
    [
        f"/log wellness note {KEY}",
        f"hrv 62 note {KEY}",
        f"/plan add tomorrow Ride {KEY}",
        f"/settings {KEY}",
        f"/conect {KEY}",
        f"/{KEY[:5]} {KEY}",
    ],
)
async def test_a_key_in_any_text_is_a_key_and_nothing_else(stage: Stage, text: str) -> None:
    person = await stage.connected()
    await stage.say(person, "/log wellness")  # a question is open, too
    stage.intervals.calls.clear()
    answer = await stage.say(person, text)
    assert answer.text.startswith("Connected: Ann Rider.")
    assert not [each for each in person.messages if KEY in each.text]
    assert not [call for call in stage.telegram.calls if KEY in str(call.params)]
    assert not [each for each in stage.asked() if not each.startswith("GET")]


@pytest.mark.parametrize(
    ("asked_by", "tapped", "said", "wrote"),
    [
        (("/plan sick",), "Today", "Saved.\nSick", "POST"),
        (("/plan hide",), "Save", "Hidden from the athlete", "PUT"),
        (("/plan today", "> Sweet spot", "> Delete"), "Delete", "Deleted: Sweet spot", "DELETE"),
    ],
)
async def test_a_double_tap_is_one(
    stage: Stage, asked_by: tuple[str, ...], tapped: str, said: str, wrote: str
) -> None:
    person = await stage.connected()
    for each in asked_by:
        way = stage.press if each.startswith("> ") else stage.say
        await way(person, each.removeprefix("> "))
    before, asked = len(person.answers), person.last
    for _ in range(2):
        person.press(tapped, asked)
    await stage.settled()
    assert person.last.text.startswith(said)
    assert [each.text for each in person.toasts] == ["Done already."]
    assert len(person.answers) == before + 2
    assert len([each for each in stage.asked() if each.startswith(wrote)]) == 1
