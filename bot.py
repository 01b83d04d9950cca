"""Soigneur: builds the world from the settings and runs it. `python bot.py run | demo | ...`."""

import asyncio
import gc
import importlib
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from time import monotonic

import httpx
from dotenv import dotenv_values
from telegram.error import InvalidToken, TelegramError

from handlers import COMMANDS
from handlers.context import Desk
from handlers.gateway.chat_pace import ChatPace
from handlers.gateway.gallery import Gallery
from handlers.gateway.intake import Intake
from handlers.gateway.limits import TELEGRAM, Limits
from handlers.gateway.meeting import meet_telegram, wrong_token
from handlers.gateway.menu import publish_menu
from handlers.gateway.outages import outlast
from handlers.gateway.outbox import Outbox
from handlers.gateway.owners import owner_here
from handlers.gateway.painter import Painter
from handlers.gateway.telegram import TelegramBot, Transport, open_bot, pooled_transport
from handlers.gateway.workers import LEASE, Workers
from handlers.pushes.rounds import Rounds
from handlers.pushes.watching import Watching
from handlers.reading.vocabulary import Vocabulary
from handlers.routing.dispatch import Dispatch
from handlers.web.intervals_webhook import intervals_routes
from handlers.web.server import listen, serve_web, web_app, webhook_secret
from handlers.web.sign_in import CALLBACK, sign_in_routes
from handlers.words import Library, read_words
from services import Services
from services.config import SettingError, Settings, complaint, read_settings
from services.errors import IntervalsError, KeyRefusedError
from services.intervals.cache import Cache
from services.intervals.client import Door
from services.intervals.transport import open_client, patience
from services.logs import set_up_logs
from services.pace import Pace
from services.sign_in import App
from storage import Storage, open_storage
from storage.errors import StorageError
from storage.rotation import rotate

log = logging.getLogger("soigneur")
BURST = 4  # calls to intervals.icu at once after a rest: a /today asks three things
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class World:
    """Everything that runs, built once; tests build the same one on other wires."""

    settings: Settings
    storage: Storage
    desk: Desk
    bot: TelegramBot
    intake: Intake
    workers: Workers
    rounds: Rounds
    watching: Watching
    intervals: httpx.AsyncClient
    clock: Clock


@asynccontextmanager
async def open_world(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    telegram: Transport = pooled_transport,
    intervals: httpx.AsyncBaseTransport | None = None,
    lease: timedelta = LEASE,
    limits: Limits = TELEGRAM,
    painter: Painter | None = None,
) -> AsyncIterator[World]:
    """Build the world and take it down again. Nothing runs before `serve`.

    Tests and the bench scale the `limits`; a `painter` that is given may be shared, and stays.
    """
    owner = owner_here()
    bot = open_bot(settings.telegram_bot_token, settings.telegram_api_url, telegram)
    pace = Pace(settings.intervals_rate, burst=BURST)
    async with (
        open_storage(settings.database_url, settings.keys) as storage,
        open_client(settings.intervals_url, pace, intervals) as http,
    ):
        door = Door(http, Cache(), patience(limits.first_wait))
        painting = painter or Painter()
        gallery = Gallery(painting, storage.pictures, clock)
        chat_pace = ChatPace(monotonic, per_second=limits.chat)
        outbox = Outbox(bot, chat_pace, gallery, first_wait=limits.first_wait)
        desk = _desk(Services.over(door, storage, _app(settings)), storage, outbox)
        dispatch = Dispatch(desk, bot, clock, settings.allowed_users)
        workers = Workers(storage.inbox, dispatch.prepare, clock, owner=owner, lease=lease)
        intake = Intake(storage.inbox, clock, workers.wake)
        rounds = Rounds(desk, storage, clock, owner=owner, rate=limits.pushes)
        watching = Watching(desk, storage, clock, owner=owner, rate=settings.intervals_rate)
        try:
            yield World(
                settings, storage, desk, bot, intake, workers, rounds, watching, http, clock
            )
        finally:
            await bot.shutdown()
            if painting is not painter:
                painting.close()


@cache
def _languages() -> tuple[Library, Vocabulary]:
    """Read once, however many worlds a process builds."""
    languages = read_words()
    return languages, Vocabulary([each.under("read.") for each in languages.values()])


def _desk(services: Services, storage: Storage, outbox: Outbox) -> Desk:
    languages, vocabulary = _languages()
    return Desk(
        commands=COMMANDS,
        languages=languages,
        vocabulary=vocabulary,
        services=services,
        dialogs=storage.dialogs,
        pushes=storage.pushes,
        outbox=outbox,
    )


async def serve(world: World) -> None:
    """Run until cancelled. Raises SettingError for what turns out wrong only now."""
    settings = world.settings
    await meet_telegram(world.bot, settings.telegram_bot_token, settings.public_url)
    listener = _listener(settings)
    async with asyncio.TaskGroup() as group:
        for each in (world.workers, world.rounds, world.watching):
            group.create_task(outlast(each.run))
        group.create_task(publish_menu(world.bot, world.desk.commands, world.desk.languages))
        if listener:
            secret = webhook_secret(settings.telegram_bot_token)
            told = intervals_routes(settings, world.storage, world.clock)
            more = [*told, *sign_in_routes(world.desk, world.clock)]
            app = web_app(world.intake, world.workers, secret, world.storage, more)
            group.create_task(serve_web(app, listener))
        if not settings.public_url:
            group.create_task(outlast(partial(world.intake.poll, world.bot)))


def _app(settings: Settings) -> App | None:
    client_id, secret = settings.intervals_client_id, settings.intervals_client_secret
    return App(client_id, secret, settings.public_url + CALLBACK) if client_id else None


def _listener(settings: Settings) -> socket.socket | None:
    try:
        return listen(*settings.listen) if settings.listen else None
    except OSError as trouble:
        raise SettingError("LISTEN", f"a free port of ours ({trouble.strerror})") from None


async def run(settings: Settings) -> None:
    """The bot, until SIGTERM or Ctrl-C; what has begun is finished first."""
    task = asyncio.current_task()
    assert task is not None
    gc.freeze()  # what is there now stays: collecting it again and again is a tenth of the work
    gc.set_threshold(20_000, 20, 20)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        async with open_world(settings) as world:
            await serve(world)


async def check(settings: Settings) -> None:
    """Say that the settings, the database and both wires are good. Raises SettingError."""
    async with open_world(settings) as world:
        print("settings    good")
        print(f"database    good: {world.storage.engine.url.get_backend_name()}")
        try:
            await world.bot.initialize()
        except InvalidToken:
            raise wrong_token() from None
        except TelegramError as trouble:
            raise SettingError("TELEGRAM_API_URL", f"no Telegram there ({trouble})") from None
        print(f"Telegram    good: @{world.bot.username}")
        try:
            await Door(world.intervals, Cache()).open("nobody", "nobody").profile()
        except KeyRefusedError:  # it is there, and knows its own
            print(f"intervals   good: {settings.intervals_url}")
        except IntervalsError as trouble:
            raise SettingError("INTERVALS_URL", f"no intervals.icu there ({trouble})") from None


async def rotate_keys(settings: Settings) -> None:
    """Seal everything anew with the first key; the bot may go on running meanwhile."""
    async with open_storage(settings.database_url, settings.keys) as storage:
        resealed, remaining = await rotate(storage.engine, storage.vault)
    print(f"{resealed} secrets sealed with the first key, {remaining} left with older ones.")


def main(arguments: list[str]) -> int:
    """Run one word of the command line. Gives the process's exit status."""
    words = {"run": run, "check": check, "rotate-keys": rotate_keys}
    word = arguments[0] if arguments else ""
    if word in ("demo", "bench"):
        return int(importlib.import_module(f"sandbox.{word}").main(arguments[1:]))
    if word not in words:
        print(f"python bot.py {' | '.join([*words, 'demo', 'bench'])}", file=sys.stderr)
        return 2
    try:
        env = {**dotenv_values(Path(__file__).with_name(".env")), **os.environ}
        settings = read_settings({name: value or "" for name, value in env.items()})
        set_up_logs(settings.log_level, settings.log_format, settings.secrets)
        asyncio.run(words[word](settings))
    except (SettingError, StorageError) as trouble:
        print(complaint(trouble), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
