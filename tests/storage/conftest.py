"""A storage on each engine, empty for every test."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage import Storage, open_storage
from storage.vault import Keyring
from tests.databases import database_url, postgres

__all__ = ["database_url", "postgres"]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.fixture
def keys() -> Keyring:
    return Keyring([b"a key for tests that is 32 bytes"])


@pytest.fixture
async def storage(database_url: str, keys: Keyring) -> AsyncIterator[Storage]:
    async with open_storage(database_url, keys) as opened:
        yield opened
