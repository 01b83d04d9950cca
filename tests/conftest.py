"""What every test may ask for."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from itertools import chain, groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sandbox.telegram.person import Person
from tests import statements
from tests.stage import PAINTER, Stage, ann, open_stage

# A shared machine's slowness is no fault of the code under test.
settings.register_profile(
    "quiet", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quiet")
statements.share()
gc.set_threshold(500_000, 20, 100)  # a test leaves much behind at once


LONG = (
    *("test_api_calls", "test_month", "test_kill", "test_bot"),
    *("test_secrets", "test_button_paths"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker has its share of what takes long, and begins with it; then file after file.

    Workers are given runs of equal length first, and then take from each other's ends.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.path.stem in LONG]
    files = [
        list(file)
        for path, file in groupby(items, lambda item: item.path)
        if path.stem not in LONG
    ]
    items[:] = [
        item
        for worker in range(workers)
        for item in long[worker::workers] + list(chain(*files[worker::workers]))
    ]


@pytest.fixture(scope="session", autouse=True)
def _process() -> Iterator[None]:
    gc.freeze()  # what is imported stays, and is not looked through again and again
    yield
    PAINTER.close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot between both stand-ins, with Ann Rider at intervals.icu."""
    async with open_stage(tmp_path) as stage:
        ann(stage)
        yield stage


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, who reads English."""
    return await stage.connected()
