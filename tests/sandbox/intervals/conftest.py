"""A stand-in with one athlete, and a client with her key."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from tests.samples import account, api_description

NOW = datetime(2026, 6, 10, 5, 30, tzinfo=UTC)


@pytest.fixture
def stand_in() -> IntervalsStandIn:
    return IntervalsStandIn(clock=lambda: NOW)


@pytest.fixture
def ann(stand_in: IntervalsStandIn) -> AthleteData:
    return account(stand_in, "anns-key")


@pytest.fixture
async def http(stand_in: IntervalsStandIn, ann: AthleteData) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(stand_in.app),
        base_url="http://intervals.test/api/v1",
        auth=("API_KEY", ann.api_key),
    ) as client:
        yield client


@pytest.fixture
def spec() -> dict[str, Any]:
    """The service's description of its API; the test is skipped where that is not at hand."""
    return api_description() or pytest.skip("the description of the API is not here")
