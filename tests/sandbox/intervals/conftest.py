"""A stand-in with one athlete, and a client with her key."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData

NOW = datetime(2026, 6, 10, 5, 30, tzinfo=UTC)
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def recorded(name: str) -> Any:  # noqa: ANN401
    """A recording of the real service; the test is skipped where they are not at hand."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"the recorded samples are not here: {path.name}")
    return json.loads(path.read_text())


@pytest.fixture
def stand_in() -> IntervalsStandIn:
    return IntervalsStandIn(clock=lambda: NOW)


@pytest.fixture
def ann(stand_in: IntervalsStandIn) -> AthleteData:
    return stand_in.athlete("anns-key")


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
    description: dict[str, Any] = recorded("intervals-openapi.json")
    return description


@pytest.fixture
def recorded_workouts() -> list[dict[str, Any]]:
    workouts: list[dict[str, Any]] = recorded("recorded-workouts.json")
    return workouts


@pytest.fixture
def recorded_fitness() -> list[dict[str, Any]]:
    days: list[dict[str, Any]] = recorded("recorded-fitness.json")
    return days
