"""Replies with pictures: uploaded once, edited in place, and never the reason for silence."""

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from handlers.gateway.outbox import Outbox
from handlers.views.pictures.svg import Svg
from handlers.views.reply import Reply, button
from sandbox.telegram.person import Person
from sandbox.telegram.views import Message
from tests.stage import PAINTER, Stage, open_stage


def picture(text: str = "FTP 238 W") -> str:
    svg = Svg(120)
    svg.text(36, 66, text)
    return str(svg)


SHOWN = Reply(Markup("<b>Sweet spot</b>\nLoad 76"), ((button("Undo", "undo", 1),),))


@pytest.fixture
async def person(stage: Stage) -> Person:
    person = stage.telegram.person(501, "Ann", "en")
    await stage.say(person, "/help")
    return person


@pytest.fixture
def outbox(stage: Stage) -> Outbox:
    return stage.world.desk.outbox


def uploads(stage: Stage) -> list[bool]:
    """For each photo that was sent: whether it was uploaded, not named by a known file's id."""
    calls = stage.telegram.calls_of("sendPhoto")
    return [call.params.get("photo") not in stage.telegram.world.files for call in calls]


def message(person: Person, message_id: int) -> Message:
    return next(each for each in person.messages if each.id == message_id)


async def test_a_picture_is_uploaded_once(stage: Stage, person: Person, outbox: Outbox) -> None:
    reply = replace(SHOWN, picture=picture())
    for number in [await outbox.send(person.id, reply) for _ in range(2)]:
        sent = message(person, number)
        assert sent.photo
        assert (sent.text, sent.labels) == ("Sweet spot\nLoad 76", ["Undo"])
    assert uploads(stage) == [True, False]


async def test_after_a_restart_the_upload_is_remembered(
    stage: Stage, person: Person, outbox: Outbox, tmp_path: Path
) -> None:
    reply = replace(SHOWN, picture=picture())
    await outbox.send(person.id, reply)
    async with open_stage(tmp_path, before=stage) as later:
        await later.world.desk.outbox.send(person.id, reply)
    assert uploads(stage) == [True, False]


@pytest.mark.parametrize(
    "wrong",
    [
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: wrong remote file identifier specified: Wrong string length",
        "Bad Request: wrong file_id or the file is temporarily unavailable",
        "Bad Request: FILE_REFERENCE_EXPIRED",
    ],
)
async def test_a_file_that_telegram_forgot_is_uploaded_again(
    stage: Stage, person: Person, outbox: Outbox, wrong: str
) -> None:
    reply = replace(SHOWN, picture=picture())
    await outbox.send(person.id, reply)
    stage.telegram.faults.add("sendPhoto", status=400, description=wrong)
    assert message(person, await outbox.send(person.id, reply)).photo
    assert uploads(stage)[-1] is True
    await outbox.send(person.id, reply)
    assert uploads(stage)[-1] is False


async def test_edits_put_a_picture_in_change_it_and_leave_it(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    number = await outbox.send(person.id, Reply(Markup("The week")))
    for name in ("one", "other"):
        shown = replace(SHOWN, picture=picture(name))
        assert await outbox.edit(person.id, number, shown) == number
        assert message(person, number).photo
    assert await outbox.edit(person.id, number, Reply(Markup("Saved"))) == number
    assert message(person, number).photo
    assert message(person, number).text == "Saved"
    assert await outbox.edit(person.id, number, Reply(Markup("Saved"))) == number


async def test_a_list_takes_the_picture_of_a_card_away(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    number = await outbox.send(person.id, replace(SHOWN, picture=picture()))
    below = await outbox.edit(person.id, number, Reply(Markup("The week"), clears=True))
    assert number not in [each.id for each in person.messages]
    assert message(person, below).text == "The week"
    assert message(person, below).photo is None


async def test_a_text_too_long_for_a_caption_goes_without_its_picture(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    reply = Reply(Markup("x" * 1025), picture=picture())
    number = await outbox.send(person.id, reply)
    assert (message(person, number).photo, len(message(person, number).text)) == (None, 1025)
    shown = await outbox.send(person.id, replace(SHOWN, picture=picture()))
    below = await outbox.edit(person.id, shown, Reply(Markup("y" * 1025)))
    assert message(person, below).text == "y" * 1025


async def test_a_caption_is_counted_without_its_markup(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    text = Markup("<b>{}</b>").format("&" * 1024)
    number = await outbox.send(person.id, Reply(text, picture=picture()))
    assert message(person, number).photo


async def test_a_picture_that_cannot_be_drawn_costs_no_answer(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    number = await outbox.send(person.id, replace(SHOWN, picture="<svg"))
    assert (message(person, number).photo, message(person, number).labels) == (None, ["Undo"])


@pytest.mark.parametrize(
    ("status", "refusal"),
    [(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), (404, "Not Found: method not found")],
)
async def test_a_picture_that_telegram_refuses_costs_no_answer(
    stage: Stage, person: Person, outbox: Outbox, status: int, refusal: str
) -> None:
    for method in ("sendPhoto", "editMessageMedia"):
        stage.telegram.faults.add(method, times=None, status=status, description=refusal)
    reply = replace(SHOWN, picture=picture())
    number = await outbox.send(person.id, reply)
    assert (message(person, number).photo, message(person, number).labels) == (None, ["Undo"])
    other = replace(reply, text=Markup("Other"))
    assert await outbox.edit(person.id, number, other) == number
    assert message(person, number).text == "Other"


async def test_a_push_has_its_picture_too_and_is_asked_for_last(
    stage: Stage, person: Person, outbox: Outbox
) -> None:
    reply = replace(SHOWN, picture=picture())
    PAINTER.asked = ""

    async def closed() -> None:
        assert PAINTER.asked == reply.picture

    async def silently() -> bool:
        return True

    assert await outbox.send_once(person.id, reply, closed) is None
    assert not stage.telegram.calls_of("sendPhoto")
    number = await outbox.send_once(person.id, reply, silently)
    assert number is not None
    assert message(person, number).photo
    assert stage.telegram.calls_of("sendPhoto")[-1].params["disable_notification"]
