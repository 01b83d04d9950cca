"""The demo: the whole bot between both stand-ins, a chat page in the browser, no network."""

import argparse
import asyncio
import contextlib
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime

from bot import open_world, serve
from handlers.web.server import listen, serve_web
from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.plan import RACE_IN
from sandbox.telegram import TelegramStandIn
from sandbox.telegram.state import Chat
from services.config import read_settings
from services.logs import set_up_logs

ANN_KEY = "demo4ann1l0nlqjq3j1obdhg0"
LEI_KEY = "demo4lei7x2kq9r8m5t3v6b1n"
NEW_KEY = "demo4you5c8w2y6p9d3h7f4s1"

ANN, LEI = 501, 502
NEWCOMER = "Newcomer"  # the name that the bot says once their key is known
IDEAS = {
    "en": (
        "/today",
        "slept 7h30, hrv 62, legs sore",
        "/plan add tomorrow Ride 3x10m 90% r5m",
        "/fitness 90d",
        "/week",
        "/activity",
    ),
    "zh": (
        "/today",
        "睡了7小时30分，心率变异性62，腿酸",
        "/plan add 明天 骑行 3x10分钟 90% 间歇5分钟",
        "/fitness 90d",
        "/week",
        "/activity",
    ),
}
HOST = "127.0.0.1"
WELCOME = """\
Soigneur's demo: open http://127.0.0.1:{port}
Ann and 李雷 are connected. To connect somebody new, add them on the page; their key is
{key}. Ctrl-C ends the demo."""


def utc_now() -> datetime:
    return datetime.now(UTC)


SWEET_SPOT = "- 15m ramp 50-70%\n\n3x\n- 12m 90%\n- 4m 55%\n\n- 10m 50%"
VO2 = "- 15m 60%\n\n5x\n- 3m 115%\n- 3m 50%\n\n- 10m 50%"
TEMPO_RUN = "- 15m 75% Pace\n- 20m 95% Pace\n- 10m 70% Pace"
ANN_LIBRARY = (
    ("Bike", "Ride", "Sweet spot 3x12", SWEET_SPOT),
    ("Bike", "Ride", "VO2 5x3", VO2),
    ("Bike", "Ride", "Endurance 2h", "- 2h 65%"),
    ("Run", "Run", "Tempo 20 minutes", TEMPO_RUN),
)
LEI_LIBRARY = (
    ("骑行", "Ride", "甜区 3x12 分钟", SWEET_SPOT),
    ("骑行", "Ride", "最大摄氧量 5x3 分钟", VO2),
    ("跑步", "Run", "节奏跑 20 分钟", TEMPO_RUN),
)


def intervals_with_athletes() -> IntervalsStandIn:
    """Ann of Paris, who coaches Li Lei of Shanghai, and somebody with an empty account."""
    intervals = IntervalsStandIn(utc_now)
    ann = intervals.athlete(
        ANN_KEY, id="i1001", name="Ann Rider", time_zone="Europe/Paris", ahead=RACE_IN
    )
    ann.coaches.add("i1002")
    lei = intervals.athlete(
        LEI_KEY, id="i1002", name="李雷", time_zone="Asia/Shanghai", locale="zh", seed=2,
        ahead=RACE_IN,
    )  # fmt: skip
    for athlete, library in ((ann, ANN_LIBRARY), (lei, LEI_LIBRARY)):
        for folder, sport, name, text in library:
            athlete.add_to_library(folder, sport, name, text)
    intervals.athlete(
        NEW_KEY, id="i1003", name=NEWCOMER, time_zone="America/New_York", days=0, plan=False,
        imperial=True,
    )  # fmt: skip
    return intervals


async def run_demo(port: int) -> None:
    """Serve the chat page on `port`, intervals.icu's stand-in on the next one, and the bot."""
    telegram = TelegramStandIn(clock=utc_now)
    telegram.world.ideas = ideas
    intervals = intervals_with_athletes()
    with tempfile.TemporaryDirectory(prefix="soigneur-demo-") as folder:
        settings = read_settings(
            {
                "TELEGRAM_BOT_TOKEN": telegram.token,
                "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
                "INTERVALS_URL": f"http://127.0.0.1:{port + 1}",
                "DATA_DIR": folder,
            }
        )
        set_up_logs("WARNING", "text", settings.secrets)
        async with asyncio.TaskGroup() as group:
            group.create_task(serve_web(telegram.app, listen(HOST, port)))
            group.create_task(serve_web(intervals.app, listen(HOST, port + 1)))
            async with open_world(settings) as world:
                group.create_task(_greet(telegram, port))
                await serve(world)


def ideas(chat: Chat) -> Sequence[str]:
    """What to try: for a newcomer their key first."""
    connected = any(NEWCOMER in each.get("text", "") for each in chat.messages.values())
    if chat.id not in (ANN, LEI) and not connected:
        return (f"/connect {NEW_KEY}",)
    return IDEAS["zh" if chat.person["language_code"].startswith("zh") else "en"]


async def _greet(telegram: TelegramStandIn, port: int) -> None:
    """Two athletes who are connected already, so that the page opens on a day of theirs."""
    ann = telegram.person(ANN, "Ann", "en")
    lei = telegram.person(LEI, "李雷", "zh-hans")
    for person, key in ((ann, ANN_KEY), (lei, LEI_KEY)):
        person.say("/start")
        person.say(f"/connect {key}")
        person.say("/today")
    print(WELCOME.format(port=port, key=NEW_KEY), flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bot.py demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8088, help="the chat page's; and one above")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run_demo(parser.parse_args(arguments).port))
    return 0
