"""What every test may ask for."""

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.stage import PAINTER, Stage, ann, open_stage

# A shared machine's slowness is no fault of the code under test.
settings.register_profile(
    "quiet", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quiet")


@pytest.fixture(scope="session", autouse=True)
def _process() -> Iterator[None]:
    """As the bot does at its start, memory that stays is not collected again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
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
