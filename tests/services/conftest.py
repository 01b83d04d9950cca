"""What the tests of the services start from: a storage, and the stand-in for intervals.icu."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.openapi_check import problems
from services import Services
from services.changes import WriteKey
from services.intervals.client import Door, Intervals
from storage import Storage, open_storage
from storage.vault import Keyring
from tests.samples import account, api_description
from tests.services.wire import KEY, a_door

ALICE = 1


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.fixture
def today() -> date:
    return date(2026, 11, 23)


@pytest.fixture
def service(now: datetime) -> Iterator[IntervalsStandIn]:
    """The stand-in; each call of a test must be one that the service's own description knows."""
    service = IntervalsStandIn(lambda: now)
    yield service
    if described := api_description():
        assert [wrong for call in service.calls for wrong in problems(call, described)] == []


@pytest.fixture
def alice(service: IntervalsStandIn) -> AthleteData:
    """Alice's account at the service: what is there, and what got there."""
    return account(service, KEY, name="Alice")


@pytest.fixture
def door(service: IntervalsStandIn) -> Door:
    return a_door(httpx.ASGITransport(service.app))


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    keys = Keyring([b"a key for tests that is 32 bytes"])
    async with open_storage(f"sqlite:///{tmp_path}/soigneur.db", keys) as opened:
        yield opened


@pytest.fixture
async def services(door: Door, storage: Storage, now: datetime) -> Services:
    services = Services.over(door, storage)
    await services.accounts.add(ALICE, language="en", now=now)
    return services


@pytest.fixture
def intervals(door: Door, alice: AthleteData) -> Intervals:
    return door.open(str(ALICE), KEY)


@pytest.fixture
def key(now: datetime) -> WriteKey:
    return WriteKey(ALICE, 100, now)
