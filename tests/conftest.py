"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.stage import PAINTER, Stage, ann, open_stage

# A shared machine's slowness is no fault of the code under test.
settings.register_profile(
    "quiet", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quiet")


@pytest.fixture(scope="session", autouse=True)
def _painter() -> Iterator[None]:
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
