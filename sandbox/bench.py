"""The bench: the speeds of the design, as ratios taken within one run."""

import argparse
import asyncio
import compileall
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sandbox.bench_day import measure_day
from sandbox.bench_pictures import measure_pictures
from sandbox.telegram import TOKEN
from services.config import read_settings
from storage import open_storage

ROOT = Path(__file__).parents[1]
PORT = 8290
CHATS, BURST = 1500, 3000
ATHLETES = 10_000


@dataclass(frozen=True)
class Row:
    """A line of the table: what, what came out, what was wanted."""

    what: str
    measured: str
    wanted: str
    good: bool


@dataclass(frozen=True)
class Burst:
    """One process that answered a burst of updates."""

    updates_a_second: float
    seconds_to_first_poll: float
    megabytes: float


@contextmanager
def _running(*command: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _burst(port: int, *command: str, env: dict[str, str] | None = None) -> Burst:
    """Let the command answer a burst on a fresh Bot API."""
    with _running("-m", "sandbox.bench_telegram", *map(str, (port, CHATS, BURST))) as server:
        time.sleep(0.5)
        began = time.time()
        with _running(*command, env=env) as bot:
            assert server.stdout is not None
            facts = json.loads(server.stdout.readline())
            status = Path(f"/proc/{bot.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return Burst(
            facts["updates_a_second"], facts["first_poll"] - began, int(resident.split()[1]) / 1024
        )


async def _fill(env: dict[str, str]) -> None:
    """Ten thousand athletes, as if they had talked with the bot before."""
    settings = read_settings(env)
    now = datetime.now(UTC)
    async with open_storage(settings.database_url, settings.keys) as storage:
        for number in range(ATHLETES):
            await storage.athletes.add(1000 + number, language="en", now=now)


def _bursts(rounds: int) -> tuple[list[Burst], list[Burst]]:
    """Ours and the bare one in turn, so that the machine's moods touch both."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory(prefix="soigneur-bench-") as folder:
        env = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "DATA_DIR": folder,
            "LOG_LEVEL": "WARNING",
            "TELEGRAM_API_URL": "",
        }
        asyncio.run(_fill(env))
        for number in range(rounds):
            port = PORT + 2 * number
            url = f"http://127.0.0.1:{port}"
            _forget_updates(Path(folder) / "soigneur.db")
            mine = os.environ | env | {"TELEGRAM_API_URL": url}
            ours.append(_burst(port, "bot.py", "run", env=mine))
            bare_url = f"http://127.0.0.1:{port + 1}"
            bare.append(_burst(port + 1, "-m", "sandbox.bench_bare", bare_url, TOKEN))
    return ours, bare


def _forget_updates(database: Path) -> None:
    """The next round counts its updates from one again."""
    import sqlite3  # noqa: PLC0415 - only to empty a table between rounds

    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM inbox")
    connection.close()


def measure(rounds: int) -> list[Row]:
    """All rows; about two minutes."""
    compileall.compile_dir(str(ROOT), quiet=2, maxlevels=6)
    ours, bare = _bursts(rounds)
    ratio = median(
        a.updates_a_second / b.updates_a_second for a, b in zip(ours, bare, strict=True)
    )
    speed = median(each.updates_a_second for each in ours)
    start = median(each.seconds_to_first_poll for each in ours)
    memory = max(each.megabytes for each in ours)
    rows = [
        Row("updates/s against a bare bot", f"{ratio:.2f} ({speed:.0f}/s)", "≥ 0.7", ratio >= 0.7),
        Row("start to first getUpdates", f"{start:.2f} s", "≤ 1.5 s", start <= 1.5),
        Row(f"memory, {ATHLETES:,} athletes", f"{memory:.0f} MB", "≤ 150 MB", memory <= 150),
    ]
    day = asyncio.run(measure_day())
    wanted = 1.15 * day.slowest_call + 0.03
    today = f"{day.today * 1000:.0f} ms, call {day.slowest_call * 1000:.0f} ms"
    rows += [
        Row("/today against its slowest call", today, "≤ 1.15× + 30 ms", day.today <= wanted),
        Row("calls: /today, /plan, morning", f"{day.calls}", "(3, 1, 3)", day.calls <= (3, 1, 3)),
        Row(
            "/today while 10,000 mornings go out",
            f"{day.busy:.2f}× idle",
            "≤ 1.5×",
            day.busy <= 1.5,
        ),
        Row(
            "that round against what the rate allows",
            f"{day.round:.2f}×",
            "≤ 1.1×",
            day.round <= 1.1,
        ),
    ]
    drawn = asyncio.run(measure_pictures())
    middle, stall = drawn.median * 1000, drawn.worst_stall * 1000
    rows += [
        Row("a picture, 900 px wide", f"{middle:.0f} ms", "≤ 40 ms", middle <= 40),
        Row("event loop stalled meanwhile", f"{stall:.1f} ms", "≤ 10 ms", stall <= 10),
    ]
    return rows


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bot.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="of the burst of updates")
    rows = measure(parser.parse_args(arguments).rounds)
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{datetime.now(UTC):%Y-%m-%d}\n\n| what | measured | wanted | |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.measured} | {row.wanted} | {'✓' if row.good else '✗'} |")
    return 0 if all(row.good for row in rows) else 1
