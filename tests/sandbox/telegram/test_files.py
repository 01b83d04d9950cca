import json
import struct
import zlib

import httpx

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, refusal, result


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = zlib.compress((b"\0" + b"\xff\x80\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def post(telegram: TelegramStandIn, http: httpx.AsyncClient, method: str,
               files: dict[str, tuple[str, bytes]], **fields: str) -> httpx.Response:  # fmt: skip
    return await http.post(f"/bot{telegram.token}/{method}", data=fields, files=files)


async def test_a_document_arrives_with_name_type_and_content(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    files = {"document": ("节奏 20km.zwo", b"<workout_file/>")}
    answer = await post(telegram, http, "sendDocument", files, chat_id="5", caption="Today")
    described = result(answer)["document"]
    assert described["file_id"] != described["file_unique_id"]
    assert ann.last.document is not None
    assert ann.last.document.name == "节奏 20km.zwo"
    assert ann.last.document.content == b"<workout_file/>"
    assert ann.last.text == "Today"


async def test_a_file_sent_by_a_person_can_be_downloaded(
    telegram: TelegramStandIn, http: httpx.AsyncClient, api: Api, ann: Person
) -> None:
    ann.send_document("ride.fit", b"\x0e\x10fit")
    message = result(await api("getUpdates"))[-1]["message"]
    file = result(await api("getFile", file_id=message["document"]["file_id"]))
    answer = await http.get(f"/file/bot{telegram.token}/{file['file_path']}")
    assert answer.content == b"\x0e\x10fit"
    absent = await api("getFile", file_id="nonsense")
    assert refusal(absent)[1] == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


async def test_a_photo_has_ascending_sizes(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    files = {"photo": ("chart.png", png(900, 450))}
    sizes = result(await post(telegram, http, "sendPhoto", files, chat_id="5"))["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45), (320, 160), (800, 400), (900, 450),
    ]  # fmt: skip
    assert ann.last.photo is not None


async def test_what_is_no_picture_is_refused_as_a_photo(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    answer = await post(telegram, http, "sendPhoto", {"photo": ("a.png", b"text")}, chat_id="5")
    assert refusal(answer) == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_an_empty_file_and_a_long_caption_are_refused(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    empty = await post(telegram, http, "sendDocument", {"document": ("a.fit", b"")}, chat_id="5")
    assert refusal(empty) == (400, "Bad Request: file must be non-empty")
    files = {"document": ("a.fit", b"x")}
    long = await post(telegram, http, "sendDocument", files, chat_id="5", caption="x" * 1025)
    assert refusal(long) == (400, "Bad Request: message caption is too long")


async def test_an_album_is_several_messages_of_one_group(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    media = [{"type": "document", "media": f"attach://{name}"} for name in ("one", "two")]
    files = {"one": ("a.zwo", b"1"), "two": ("b.zwo", b"2")}
    answer = await post(
        telegram, http, "sendMediaGroup", files, chat_id="5", media=json.dumps(media)
    )
    assert len({message["media_group_id"] for message in result(answer)}) == 1
    names = [message.document.name for message in ann.messages if message.document]
    assert names == ["a.zwo", "b.zwo"]


async def test_a_photo_can_take_the_place_of_another(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    sent = result(
        await post(telegram, http, "sendPhoto", {"photo": ("a.png", png(30, 30))}, chat_id="5")
    )
    media = json.dumps({"type": "photo", "media": "attach://new", "caption": "90 days"})
    files = {"new": ("b.png", png(40, 40))}
    place = {"chat_id": "5", "message_id": str(sent["message_id"])}
    result(await post(telegram, http, "editMessageMedia", files, media=media, **place))
    assert ann.last.photo is not None
    assert ann.last.photo.content == png(40, 40)
    assert (ann.last.text, ann.last.edited) == ("90 days", True)


async def test_a_caption_is_edited_and_a_text_has_none(
    telegram: TelegramStandIn, http: httpx.AsyncClient, api: Api, ann: Person
) -> None:
    files = {"document": ("a.fit", b"x")}
    sent = result(await post(telegram, http, "sendDocument", files, chat_id="5", caption="a"))
    place = {"chat_id": 5, "message_id": sent["message_id"]}
    result(await api("editMessageCaption", **place, caption="b"))
    assert ann.last.text == "b"
    text = await api("editMessageText", **place, text="c")
    assert refusal(text)[1] == "Bad Request: there is no text in the message to edit"
