"""A whole day with everything that can go wrong: no key and no token comes out anywhere."""

import logging
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from handlers import COMMANDS
from sandbox.telegram.person import Person
from services.config import KEYS_MADE_HERE
from services.logs import HIDDEN, QUIET, set_up_logs
from tests.browser import CLIENT_SECRET, Browser, link_of, open_stage_with_sign_in
from tests.stage import KEY, Stage

WRONG_KEY = "9z8y7x6w5v4u3t2s1r0q9p8o7"
EVERYTHING_FAILS = (401, 403, 404, 422, 429, 500)


class Lines(logging.Handler):
    """Every record that is let through, as it is written in both formats and as it came."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self.written: list[str] = []
        self._formatters = [logging.Formatter()]
        for form in ("text", "json"):
            set_up_logs("DEBUG", form, secrets)
            (handler,) = logging.getLogger().handlers
            assert handler.formatter
            self._formatters.append(handler.formatter)

    def emit(self, record: logging.LogRecord) -> None:
        self.written += [repr(record.args), *(each.format(record) for each in self._formatters)]
        if record.exc_info:
            self.written += family(record.exc_info[1])


def family(error: BaseException | None) -> Iterator[str]:
    """An exception, what it holds, and all that it came from."""
    while error is not None:
        yield f"{error!r} {vars(error)!r} {error.__notes__ if hasattr(error, '__notes__') else ''}"
        error = error.__cause__ or error.__context__


@contextmanager
def captured(secrets: tuple[str, ...]) -> Iterator[Lines]:
    """The logs as `LOG_LEVEL=DEBUG` sets them up, put back as they were at the end."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    lines = Lines(secrets)
    root.handlers[:] = [lines]
    try:
        yield lines
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)


class Search:
    """Looks for the secrets wherever the bot has written something."""

    def __init__(self, stage: Stage, folder: Path, lines: Lines) -> None:
        self.stage = stage
        self.folder = folder
        self.lines = lines
        ring = (folder / KEYS_MADE_HERE).read_text().strip()
        plain = [KEY, WRONG_KEY, CLIENT_SECRET, stage.telegram.token, ring]
        basic = [b64encode(f"API_KEY:{key}".encode()).decode() for key in (KEY, WRONG_KEY)]
        self.secrets = [*plain, *basic]

    def places(self) -> Iterator[tuple[str, bytes]]:
        """Everything that was written so far, and where."""
        for line in self.lines.written:
            yield f"log: {line}", line.encode()
        for call in self.stage.telegram.calls:
            yield f"{call.method} {call.params}", repr(call.params).encode()
        for file in self.stage.telegram.world.files.values():
            yield f"the document {file.name}", file.content
        for person in self.people():
            for message in person.messages:
                yield f"the chat: {message}", repr(message).encode()
        for path in self.folder.rglob("*"):
            if path.is_file() and path.name != KEYS_MADE_HERE:
                yield str(path), path.read_bytes()

    def people(self) -> Iterator[Person]:
        for number in self.stage.telegram.world.chats:
            if number > 0:
                yield self.stage.telegram.person(number)

    def found(self) -> list[str]:
        secrets = [each.encode() for each in [*self.secrets, *self.stage.intervals.world.tokens]]
        return [
            place
            for place, content in self.places()
            if any(secret in content for secret in secrets)
        ]


@pytest.fixture
async def search(tmp_path: Path) -> AsyncIterator[Search]:
    async with open_stage_with_sign_in(tmp_path) as stage:
        with captured(stage.world.settings.secrets) as lines:
            yield Search(stage, tmp_path, lines)


async def press_everything(stage: Stage, person: Person) -> None:
    """Each button of the newest message that has some, once."""
    with_buttons = [message for message in person.messages if message.from_bot and message.buttons]
    for button in [each for row in with_buttons[-1].buttons for each in row]:
        if button.data:
            person.press_data(with_buttons[-1].id, button.data)
            await stage.settled()


async def connect_in_every_way(stage: Stage, person: Person) -> None:
    for asked_for in ("/start", "/connect", "/privacy"):
        await stage.say(person, asked_for)
        assert "Connected" in (await stage.say(person, KEY)).text
    for inside in (f"/connect {KEY}", f"my key: {KEY}.", f'"API_KEY:{KEY}"'):
        assert "Connected" in (await stage.say(person, inside)).text
    for refused in (f"/connect {WRONG_KEY}", WRONG_KEY, f"/connect {KEY.upper()}"):
        assert "Nothing is stored" in (await stage.say(person, refused)).text


async def sign_in(stage: Stage, person: Person) -> None:
    """As far as the token, and as far as a token that opens nothing."""
    browser = Browser(stage)
    page = await browser.sign_in(await link_of(stage, person))
    assert "Connected" in page.text
    assert stage.intervals.world.tokens
    for path, status in (("oauth/token", 422), ("oauth/token", 500), ("athlete/0", 401)):
        back = await browser.consent(await link_of(stage, person))
        stage.intervals.faults.add(path, times=None, status=status)
        assert (await browser.open(back)).status_code == 400
        stage.intervals.faults.clear()
    await stage.say(person, "/today")
    await stage.say(person, "/mydata")


async def every_command(stage: Stage, person: Person) -> None:
    for command in COMMANDS:
        await stage.say(person, f"/connect {KEY}")
        await stage.say(person, f"/{command.name}")
        await press_everything(stage, person)
    await stage.say(person, f"/connect {KEY}")
    for text in ("hrv 61", "/plan add tomorrow Ride Threshold\n- 3x 10m 95% 5m 50%", "/undo"):
        await stage.say(person, text)
        await press_everything(stage, person)


async def everything_fails(stage: Stage, person: Person) -> None:
    async def try_all() -> None:
        for text in ("/today", "/plan", "hrv 62", f"/connect {KEY}", KEY, f"/connect {WRONG_KEY}"):
            await stage.say(person, text)

    for status in EVERYTHING_FAILS:
        # With an hour to wait nothing is tried again; a 500 is, after half a second.
        wait = 3600 if status == HTTPStatus.TOO_MANY_REQUESTS else None
        stage.intervals.faults.add(times=None, status=status, retry_after=wait)
        await try_all()
        stage.intervals.faults.clear()
    stage.intervals.faults.add(times=6, drop_before=True)
    await try_all()
    profile = stage.intervals.athletes["i1001"].profile
    profile["name"], name = {"icu_api_key": KEY}, profile["name"]
    await try_all()
    profile["name"] = name
    for status in (400, 500):
        stage.telegram.faults.add("deleteMessage", status=status)
        stage.telegram.faults.add("sendMessage", status=status)
        await stage.say(person, KEY)
    stage.telegram.faults.clear()
    for name in (f"{KEY}.txt", f"{KEY}.fit", f"API_KEY {KEY}.zip"):
        await stage.send(person, name, b"no file", f"see https://API_KEY:{KEY}@intervals.icu")
        await stage.send(person, name, b"no file")
    stage.telegram.push_raw({"message": {"chat": {"id": person.id}, "text": KEY}})
    stage.telegram.push_raw({"callback_query": {"from": {"id": person.id}, "data": KEY}})
    stage.telegram.push_raw({"message": KEY})
    await stage.settled()


def clear_the_chat(person: Person) -> None:
    """What Telegram would not let the bot delete is the athlete's own."""
    for message in person.messages:
        if not message.from_bot and KEY in repr(message):
            person.delete(message)


async def test_a_whole_day_lets_no_secret_out(search: Search) -> None:
    stage = search.stage
    person = stage.telegram.person(501, "Ann", "en")
    await connect_in_every_way(stage, person)
    assert search.found() == []
    await sign_in(stage, person)
    assert search.found() == []
    await every_command(stage, person)
    assert search.found() == []
    await everything_fails(stage, person)
    clear_the_chat(person)
    assert search.found() == []
    await stage.say(person, f"/connect {KEY}")
    await stage.say(person, "/mydata")
    assert person.last.document
    assert b"sealed" in person.last.document.content
    for text in ("/disconnect", "/forgetme"):
        await stage.say(person, text)
        await press_everything(stage, person)
        assert search.found() == []
    assert any("Traceback" in line for line in search.lines.written)


async def test_a_secret_in_a_group_is_left_where_it_is(search: Search) -> None:
    person = search.stage.telegram.person(501, "Ann", "en")
    person.send_in_group(f"/connect {KEY}", -77)
    await search.stage.settled()
    assert search.found() == []


async def test_the_search_would_find_one_in_a_file(search: Search) -> None:
    (search.folder / "left.tmp").write_bytes(b"\x00" + KEY.encode() + b"\x00")
    assert search.found() == [str(search.folder / "left.tmp")]


async def test_the_search_would_find_one_in_the_database(search: Search) -> None:
    athletes = search.stage.world.storage.athletes
    await athletes.add(502, language="en", now=search.stage.clock())
    await athletes.change(502, name=f"Ann {KEY}")
    assert any(".db" in place for place in search.found())


async def test_the_search_would_find_one_in_a_log(search: Search) -> None:
    logging.getLogger("services").debug("opened with %s", KEY)
    error = ValueError("it failed")
    error.__cause__ = RuntimeError(KEY)
    logging.getLogger("services").error("look", exc_info=error)
    assert len(search.found()) >= 2
    logging.getLogger("services").warning("bot%s", search.stage.telegram.token)
    assert HIDDEN in search.lines.written[-1]


async def test_the_search_would_find_one_in_a_reply(search: Search) -> None:
    person = search.stage.telegram.person(501, "Ann", "en")
    await search.stage.say(person, "/help")
    await search.stage.world.bot.send_document(501, KEY.encode(), filename="my.json")
    assert any("my.json" in place for place in search.found())
    await search.stage.world.bot.send_message(501, f"Your key is {KEY}")
    assert any(place.startswith("sendMessage") for place in search.found())
