"""The words of the command line, each in a process of its own."""

import asyncio
import base64
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot import check, main, open_world, serve
from sandbox.intervals import IntervalsStandIn
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.person import Person
from services.config import SettingError, complaint, read_settings
from storage.errors import StorageError
from tests.databases import database_url, postgres
from tests.forked import Ended, Forked
from tests.serving import free_port, served

__all__ = ["database_url", "postgres"]

ROOT = Path(__file__).parents[1]
LONGEST = 30.0  # seconds a process may take for anything here
KEY = "1l0nlqjq3j1obdhg08rz5rhhx"
OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))
EXAMPLE = (ROOT / ".env.example").read_text()
OURS = re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)


async def run(word: str, **env: str) -> Ended:
    """`python bot.py word`, as somebody would type it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "bot.py", word,
        cwd=ROOT,
        env=environment(env),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(LONGEST):
        said, complained = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, said.decode(), complained.decode())


def forked(word: str, **env: str) -> Forked:
    """The same without its imports, of which one start is enough."""
    return Forked(partial(main, [word]), environment(env))


def environment(env: dict[str, str]) -> dict[str, str]:
    """These settings and no others, a developer's .env included."""
    return os.environ | dict.fromkeys(OURS, "") | env


async def end(process: Forked) -> Ended:
    async with asyncio.timeout(LONGEST):
        return await process.end()


def utc_now() -> datetime:
    return datetime.now(UTC)


class Site:
    """Both stand-ins on real sockets, and the settings of a bot between them."""

    def __init__(
        self, telegram: TelegramStandIn, intervals: IntervalsStandIn, env: dict[str, str]
    ) -> None:
        self.telegram = telegram
        self.intervals = intervals
        self.env = env

    def somebody(self) -> Person:
        self.intervals.athlete(KEY, days=0, plan=False, name="Ann Rider")
        return self.telegram.person(501, "Ann", "en")

    @asynccontextmanager
    async def running(self, **env: str) -> AsyncIterator[Forked]:
        process = forked("run", **self.env | env)
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    telegram, intervals = TelegramStandIn(clock=utc_now), IntervalsStandIn(utc_now)
    async with served(telegram.app) as telegram_url, served(intervals.app) as intervals_url:
        env = {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram_url,
            "INTERVALS_URL": intervals_url,
            "DATA_DIR": str(tmp_path / "data"),
        }
        yield Site(telegram, intervals, env)


async def answer(person: Person, expected: str) -> None:
    """Wait until the newest message of the bot says so."""
    async with asyncio.timeout(LONGEST):
        while not (person.messages and person.messages[-1].from_bot):
            await asyncio.sleep(0.02)
        while expected not in person.last.text:
            await asyncio.sleep(0.02)


async def test_without_a_token_it_says_how_to_get_one(tmp_path: Path) -> None:
    ended = await run("run", DATA_DIR=str(tmp_path))
    assert ended.status == 2
    assert ended.complained.startswith("TELEGRAM_BOT_TOKEN: missing.")
    assert "@BotFather" in ended.complained
    assert "boot.py demo" in ended.complained
    assert not os.listdir(tmp_path)  # noqa: PTH208 - pathlib's is not for async functions


@pytest.mark.parametrize("words", [[], ["runn"]])
def test_an_unknown_word_gets_the_known_ones(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err.strip()
    assert said == "python bot.py run | check | rotate-keys | demo | bench"


async def test_check_says_that_all_is_good(site: Site) -> None:
    ended = await run("check", **site.env)
    assert (ended.status, ended.complained) == (0, "")
    assert [line.split()[:2] for line in ended.said.splitlines()] == [
        ["settings", "good"],
        ["database", "good:"],
        ["Telegram", "good:"],
        ["intervals", "good:"],
    ]


def told(trouble: BaseException) -> str:
    """What the process would say as it ends."""
    assert isinstance(trouble, SettingError | StorageError)
    return complaint(trouble)


NOBODY = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "123456789:AAE-nobody-has-this-token-0000000"),
        ("TELEGRAM_API_URL", NOBODY),
        ("INTERVALS_URL", NOBODY),
        ("DATABASE_URL", "mysql://root:pass-word@db/x"),
        ("DATABASE_URL", "postgresql://root:pass-word@127.0.0.1:9/x"),
        ("DATABASE_URL", "sqlite:////proc/nobody/soigneur.db"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
async def test_check_names_what_is_not(site: Site, name: str, value: str) -> None:
    with pytest.raises((SettingError, StorageError)) as trouble:
        await check(read_settings(site.env | {"ENCRYPTION_KEYS": OLD, name: value}))
    said = told(trouble.value)
    assert said.startswith(f"{name}: ")
    assert "pass-word" not in said
    assert value.partition(":")[2] not in said or name != "TELEGRAM_BOT_TOKEN"


@pytest.mark.parametrize(
    ("name", "value"),
    [("TELEGRAM_API_URL", NOBODY), ("DATABASE_URL", "postgresql://root:pass-word@[")],
)
async def test_a_wrong_setting_ends_the_process_with_its_name(
    site: Site, name: str, value: str
) -> None:
    ended = await end(forked("check", **site.env | {"ENCRYPTION_KEYS": OLD, name: value}))
    assert ended.status == 2
    assert ended.complained.splitlines()[-1].startswith(f"{name}: ")
    assert "Traceback" not in ended.complained
    assert "pass-word" not in ended.said + ended.complained


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("TELEGRAM_BOT_TOKEN", {"TELEGRAM_BOT_TOKEN": "123456789:AAE-nobody-has-this-000000000"}),
        ("PUBLIC_URL", {"PUBLIC_URL": "http://bot.example.com"}),
        ("LISTEN", {"LISTEN": "taken"}),
        ("LISTEN", {"LISTEN": "203.0.113.7:8080"}),
    ],
)
async def test_what_turns_out_wrong_while_starting_names_its_setting(
    site: Site, name: str, more: dict[str, str]
) -> None:
    taken = site.env["INTERVALS_URL"].removeprefix("http://")
    if more[name] == "taken":
        more = {name: taken}
    with pytest.raises(SettingError) as trouble:
        async with open_world(read_settings(site.env | more)) as world:
            await serve(world)
    assert told(trouble.value).startswith(f"{name}: ")


async def test_keys_that_do_not_open_what_is_stored_stop_the_start(site: Site) -> None:
    person = site.somebody()
    async with site.running(ENCRYPTION_KEYS=OLD) as process:
        person.say(f"/connect {KEY}")
        await answer(person, "Connected")
        process.send(signal.SIGTERM)
        await end(process)
    ended = await end(forked("run", **site.env, ENCRYPTION_KEYS=NEW))
    assert ended.status == 2
    assert ended.complained.splitlines()[-1].startswith("ENCRYPTION_KEYS: ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_run_in_order(site: Site, number: signal.Signals) -> None:
    person = site.somebody()
    async with site.running(LISTEN=f"127.0.0.1:{free_port()}") as process:
        person.say(f"/connect {KEY}")
        await answer(person, "Connected")
        # What is being handled when the signal comes is brought to its end.
        site.intervals.faults.add("wellness", method="PUT", slow=0.8)
        person.say("hrv 61")
        async with asyncio.timeout(LONGEST):
            while not any(call.method == "PUT" for call in site.intervals.calls):
                await asyncio.sleep(0.02)
        process.send(number)
        ended = await end(process)
    assert ended.status == 0
    assert "Traceback" not in ended.complained
    assert "61" in person.last.text
    assert len([call for call in site.intervals.calls if call.method == "PUT"]) == 1


async def test_sockets_that_break_cost_no_answer_and_tell_no_secret(site: Site) -> None:
    """Connections end before and after the effect, servers say 500; the log keeps quiet of it."""
    person = site.somebody()
    service, telegram = site.intervals.faults, site.telegram.faults
    async with site.running(LOG_LEVEL="DEBUG", LOG_FORMAT="json") as process:
        person.say(f"/connect {KEY}")
        await answer(person, "Connected")
        for number, wrong in enumerate(("before", "after", "500"), start=61):
            service.add(
                "wellness",
                method="PUT",
                drop_after_effect=wrong == "after",
                drop_before=wrong == "before",
                status=500 if wrong == "500" else None,
            )
            telegram.add("sendMessage", drop_before=wrong == "before",
                         status=500 if wrong == "500" else None)  # fmt: skip
            person.say(f"hrv {number}")
            await answer(person, f"HRV: {number} ms")
        service.add(times=None, drop_before=True)
        person.say("/today")
        await answer(person, "intervals.icu is not reachable right now.")
        process.send(signal.SIGTERM)
        ended = await end(process)
    athlete = site.intervals.athletes["i1001"]
    assert athlete.wellness[athlete.today]["hrv"] == 63
    assert "Traceback" not in ended.complained
    basic = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
    assert not [each for each in (KEY, basic, site.telegram.token) if each in ended.complained]


async def test_a_signal_ends_a_start_that_waits_for_telegram(site: Site) -> None:
    async with site.running(TELEGRAM_API_URL=NOBODY) as process:
        async with asyncio.timeout(LONGEST):
            while "trying again" not in process.complained:
                await asyncio.sleep(0.02)
        process.send(signal.SIGTERM)
        assert (await end(process)).status == 0


async def test_keys_are_rotated_while_the_bot_runs(site: Site, database_url: str) -> None:
    person = site.somebody()
    env = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": f"{OLD},{NEW}"}
    async with site.running(**env) as process:
        person.say(f"/connect {KEY}")
        await answer(person, "Connected")
        swapped = site.env | env | {"ENCRYPTION_KEYS": f"{NEW},{OLD}"}
        rotated = await end(forked("rotate-keys", **swapped))
        assert rotated.status == 0
        assert rotated.said.endswith("0 left with older ones.\n")
        person.say("hrv 61")
        await answer(person, "61")
        process.send(signal.SIGTERM)
        assert (await end(process)).status == 0
    async with site.running(**env | {"ENCRYPTION_KEYS": NEW}):
        person.say("hrv 62")
        await answer(person, "62")


async def get(address: str) -> httpx.Response:
    """The page at an address that may not be there yet."""
    async with httpx.AsyncClient() as http, asyncio.timeout(LONGEST):
        while True:
            try:
                return await http.get(address)
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


async def test_with_a_public_address_all_routes_are_served(site: Site) -> None:
    port = free_port()
    app = {"INTERVALS_CLIENT_ID": "123", "INTERVALS_CLIENT_SECRET": "client-secret"}
    public = {"PUBLIC_URL": "https://bot.example.com", "LISTEN": f"127.0.0.1:{port}"}
    async with site.running(**app, **public) as process:
        assert (await get(f"http://127.0.0.1:{port}/readyz")).text == "ready"
        assert "soigneur_inbox" in (await get(f"http://127.0.0.1:{port}/metrics")).text
        page = await get(f"http://127.0.0.1:{port}/oauth/callback?state=x&code=y")
        assert (page.status_code, "sign-in" in page.text) == (400, True)
        assert site.telegram.world.webhook.url == "https://bot.example.com/telegram"
        process.send(signal.SIGTERM)
        ended = await end(process)
    assert ended.status == 0
    assert "code=y" not in ended.complained
