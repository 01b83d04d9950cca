import asyncio
import re
from typing import Any

import httpx
import pytest

from sandbox.telegram import TelegramStandIn
from sandbox.telegram.page import STATIC
from sandbox.telegram.person import Person
from tests.sandbox.telegram.bot_api import Api, refusal, result


async def act(http: httpx.AsyncClient, what: str, **given: object) -> httpx.Response:
    return await http.post(f"/sim/people/5/{what}", json=given)


async def state(http: httpx.AsyncClient, after: int = -1, wait: float = 0) -> dict[str, Any]:
    answer = await http.get("/sim/state", params={"after": after, "wait": wait})
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.parametrize("path", ["/", "/style.css", "/chat.js"])
async def test_the_page_is_served_whole(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code == 200
    assert len(answer.content) > 500


def test_the_page_needs_nothing_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        links = re.findall(r"""(?:src|href|url|from)\s*[=(]?\s*["'(]https?:""", file.read_text())
        assert links == [], file.name


def test_the_page_has_the_same_words_in_both_languages() -> None:
    parts = re.findall(
        r"^  (\w+): \{\n(.*?)^  \},", (STATIC / "words.js").read_text(), re.DOTALL | re.MULTILINE
    )
    keys = {language: re.findall(r"^    (\w+):", body, re.MULTILINE) for language, body in parts}
    assert keys["en"] == keys["zh"]


async def test_what_a_person_does_on_the_page_reaches_the_bot(
    api: Api, http: httpx.AsyncClient, ann: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await api("sendMessage", chat_id=5, text="?", reply_markup=markup)
    await act(http, "say", text="/today")
    pressed = (await act(http, "press", message_id=ann.last.id, data="go")).json()["result"]
    await act(http, "location", latitude=46.5, longitude=7.9)
    await http.post("/sim/people/5/upload", files={"file": ("a.fit", b"fit")})
    said, press, place, file = result(await api("getUpdates"))[1:]
    assert said["message"]["entities"][0]["type"] == "bot_command"
    assert (press["callback_query"]["id"], press["callback_query"]["data"]) == (pressed, "go")
    assert place["message"]["location"] == {"latitude": 46.5, "longitude": 7.9}
    assert file["message"]["document"]["file_name"] == "a.fit"


async def test_the_state_tells_what_changed_only(
    telegram: TelegramStandIn, http: httpx.AsyncClient, ann: Person
) -> None:
    telegram.person(6, "Bo").say("hi")
    whole = await state(http)
    assert set(whole["chats"]) == {"5", "6"}
    ann.say("news")
    later = await state(http, whole["version"])
    assert set(later["chats"]) == {"5"}
    assert later["chats"]["5"]["messages"][-1]["text"] == "news"
    assert [person["name"] for person in later["people"]] == ["Ann", "Bo"]


async def test_the_state_waits_for_a_change(http: httpx.AsyncClient, ann: Person) -> None:
    version = (await state(http))["version"]
    waiting = asyncio.create_task(state(http, version, wait=5))
    await asyncio.sleep(0.01)
    ann.say("news")
    assert (await waiting)["version"] > version


async def test_a_page_from_before_a_restart_gets_everything(
    http: httpx.AsyncClient, ann: Person
) -> None:
    assert set((await state(http, after=10_000, wait=5))["chats"]) == {"5"}


async def test_people_are_added_and_speak_their_language(
    telegram: TelegramStandIn, http: httpx.AsyncClient
) -> None:
    given = {"name": "李晓梅", "language": "zh-hans"}
    person = (await http.post("/sim/people", json=given)).json()
    assert telegram.person(person["id"]).language == "zh-hans"
    await http.post(f"/sim/people/{person['id']}/language", json={"language": "en"})
    assert telegram.person(person["id"]).language == "en"


async def test_blocking_is_an_act_and_writing_then_is_refused(
    api: Api, http: httpx.AsyncClient, ann: Person
) -> None:
    await act(http, "block")
    assert refusal(await api("sendMessage", chat_id=5, text="x"))[0] == 403
    assert (await act(http, "say", text="x")).status_code == 409
    await act(http, "unblock")
    result(await api("sendMessage", chat_id=5, text="x"))


async def test_faults_are_switched_on_from_the_page(
    api: Api, http: httpx.AsyncClient, ann: Person
) -> None:
    await http.post("/sim/faults", json={"status": 502, "times": None})
    assert refusal(await api("sendMessage", chat_id=5, text="x"))[0] == 502
    await http.delete("/sim/faults")
    result(await api("sendMessage", chat_id=5, text="x"))


async def test_a_document_is_downloaded_under_its_name(
    http: httpx.AsyncClient, ann: Person
) -> None:
    ann.send_document("骑行.zwo", b"<zwo/>")
    message = ann.chat.messages[2]
    answer = await http.get(f"/sim/files/{message['document']['file_id']}")
    assert answer.content == b"<zwo/>"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E9")


async def test_what_does_not_exist_is_not_found(http: httpx.AsyncClient, ann: Person) -> None:
    assert (await act(http, "sing")).status_code == 404
    assert (await http.post("/sim/people/99/say", json={"text": "x"})).status_code == 404
    assert (await http.get("/sim/files/nothing")).status_code == 404


async def test_the_journal_of_calls_can_be_read(
    api: Api, http: httpx.AsyncClient, ann: Person
) -> None:
    await api("sendMessage", chat_id=5, text="x")
    (call,) = (await http.get("/sim/calls")).json()
    assert (call["method"], call["status"]) == ("sendMessage", 200)


async def test_a_newcomer_is_told_what_to_try(
    http: httpx.AsyncClient, telegram: TelegramStandIn, ann: Person
) -> None:
    assert (await state(http))["chats"]["5"]["ideas"] == []
    telegram.world.ideas = lambda chat: [f"/today for {chat.id}"]
    assert (await state(http))["chats"]["5"]["ideas"] == ["/today for 5"]
