"""The chat page and its JSON API: what a browser needs to be somebody's Telegram."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.telegram.faults import Faults
from sandbox.telegram.methods_profile import commands_seen, menu_button, profile_text
from sandbox.telegram.person import Person
from sandbox.telegram.refusals import RefusalError
from sandbox.telegram.server import BotApi
from sandbox.telegram.state import Chat, Json, World
from sandbox.telegram.updates import Waiter

STATIC = Path(__file__).with_name("page")
LONGEST_WAIT = 25.0
SHOWN_MESSAGES = 300
SHOWN_ANSWERS = 20


class ChatPage:
    """Routes the Bot API to itself, `/sim` to here and the rest to the static files."""

    def __init__(self, world: World, faults: Faults, api: BotApi) -> None:
        self.world = world
        self.faults = faults
        self.api = api
        pages = Starlette(routes=self._routes(), exception_handlers=HANDLERS)
        self.app: ASGIApp = _Fork(api, pages)

    def _routes(self) -> list[Route | Mount]:
        one = "/sim/people/{id:int}"
        return [
            Route("/sim/state", self.state),
            Route("/sim/people", self.add_person, methods=["POST"]),
            Route(one + "/upload", self.upload, methods=["POST"]),
            Route(one + "/{act}", self.act, methods=["POST"]),
            Route("/sim/faults", self.change_faults, methods=["GET", "POST", "DELETE"]),
            Route("/sim/calls", self.calls),
            Route("/sim/files/{id}", self.file),
            Mount("/", StaticFiles(directory=STATIC, html=True)),
        ]

    async def state(self, request: Request) -> Response:
        """Chats that changed after version `after`; waits for a change if there is none."""
        after = int(request.query_params.get("after", -1))
        if after > self.world.version:
            after = -1  # the page is from before a restart
        if self.world.version <= after:
            await self._change(float(request.query_params.get("wait", LONGEST_WAIT)))
        chats = [chat for chat in self.world.chats.values() if chat.is_private]
        changed = {chat.id: self._chat(chat) for chat in chats if chat.version > after}
        people = [_person(chat) for chat in chats]
        return JSONResponse({"version": self.world.version, "people": people, "chats": changed})

    async def _change(self, seconds: float) -> None:
        waiter = Waiter()
        self.world.on_change.append(waiter.wake)
        try:
            await waiter.wait(min(seconds, LONGEST_WAIT))
        finally:
            self.world.on_change.remove(waiter.wake)

    def _chat(self, chat: Chat) -> Json:
        language = chat.person.get("language_code", "")
        left = chat.action_until - self.world.clock() if chat.action_until else None
        newest = sorted(chat.messages.items())[-SHOWN_MESSAGES:]
        return {
            "name": profile_text(self.world, "name", language),
            "about": profile_text(self.world, "description", language),
            "messages": [self._message(chat, message) for _, message in newest],
            "commands": commands_seen(self.world, chat),
            "menu": menu_button(self.world, chat.id)["type"],
            "action": chat.action if left else "",
            "action_left": max(left.total_seconds(), 0) if left else 0,
            "answers": [vars(answer) for answer in chat.answers[-SHOWN_ANSWERS:]],
            "keyboard": chat.reply_keyboard,
            "ideas": self.world.ideas(chat),
            "blocked": chat.blocked,
            "started": chat.started,
        }

    def _message(self, chat: Chat, message: Json) -> Json:
        return message | {
            "outgoing": message["from"]["id"] != self.world.bot["id"],
            "reactions": chat.reactions.get(message["message_id"], []),
        }

    async def add_person(self, request: Request) -> Response:
        given = await request.json()
        user_id = given.get("id") or max([0, *self.world.chats]) + 1
        name = given.get("name") or f"Guest {user_id}"
        chat = self.world.private_chat(user_id, name, given.get("language") or "en")
        return JSONResponse(_person(chat))

    async def act(self, request: Request) -> Response:
        """One act of a person: say, press, location, edit, delete, block, unblock, language."""
        act = ACTS.get(request.path_params["act"])
        if act is None:
            return JSONResponse({"error": "no such act"}, status_code=404)
        given = await request.json() if await request.body() else {}
        return JSONResponse({"result": act(self._who(request), given)})

    async def upload(self, request: Request) -> Response:
        async with request.form() as form:
            file, caption = form["file"], str(form.get("caption") or "")
            if isinstance(file, str):
                raise KeyError("file")
            name, content = file.filename or "file", await file.read()
            person = self._who(request)
            send = person.send_photo if form.get("as") == "photo" else person.send_document
            return JSONResponse({"result": send(name, content, caption)})

    def _who(self, request: Request) -> Person:
        return Person(self.world, self.world.chats[request.path_params["id"]])

    async def change_faults(self, request: Request) -> Response:
        if request.method == "POST":
            self.faults.add(**await request.json())
        elif request.method == "DELETE":
            self.faults.clear()
        return JSONResponse([vars(fault) for fault in self.faults.active])

    async def calls(self, request: Request) -> Response:
        after = int(request.query_params.get("after", 0))
        calls = [vars(call) | {"at": call.at.isoformat()} for call in self.api.calls[after:]]
        return JSONResponse(calls)

    async def file(self, request: Request) -> Response:
        stored = self.world.files[request.path_params["id"]]
        headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(stored.name)}"}
        if not stored.mime.startswith("image/"):
            headers["Content-Disposition"] = headers["Content-Disposition"].replace(
                "inline", "attachment"
            )
        return Response(stored.content, media_type=stored.mime, headers=headers)


class _Fork:
    """Bot API paths hold a token, which no route pattern should have to match."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api = api
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_bot_api = scope["type"] == "http" and path.startswith(("/bot", "/file/bot"))
        await (self._api if is_bot_api else self._pages)(scope, receive, send)


def _person(chat: Chat) -> Json:
    newest = chat.messages[max(chat.messages)] if chat.messages else {}
    return {
        "id": chat.id,
        "name": chat.person["first_name"],
        "language": chat.person.get("language_code", ""),
        "preview": newest.get("text") or newest.get("caption") or "",
        "version": chat.version,
    }


def _press(person: Person, given: Json) -> str:
    return person.press_data(given["message_id"], given["data"])[1]


def _speak(person: Person, given: Json) -> None:
    person.language = given["language"]


ACTS: dict[str, Any] = {
    "say": lambda person, given: person.say(given["text"], reply_to=given.get("reply_to")),
    "press": _press,
    "location": lambda p, given: p.send_location(given["latitude"], given["longitude"]),
    "edit": lambda person, given: person.edit(given["message_id"], given["text"]),
    "delete": lambda person, given: person.delete(given["message_id"]),
    "block": lambda person, _: person.block(),
    "unblock": lambda person, _: person.unblock(),
    "language": _speak,
}


def _bad(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(_: Request, error: Exception) -> Response:
        return JSONResponse({"error": str(error)}, status_code=status)

    return handler


HANDLERS: dict[Any, Any] = {
    AssertionError: _bad(409),
    KeyError: _bad(404),
    RefusalError: _bad(400),
    TypeError: _bad(400),
    ValueError: _bad(400),
}
