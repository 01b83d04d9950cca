"""What was recorded of the real service, where that is at hand, and athletes of the stand-in."""

import json
import pickle
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Unpack

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from sandbox.intervals.believable import Portrait, believable

FOLDER = Path(__file__).parents[2] / "shared" / "samples"


@cache
def api_description() -> dict[str, Any]:
    """The service's own description of its API; one of nothing where that is not at hand."""
    path = FOLDER / "intervals-openapi.json"
    described: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return described


def recorded(what: str) -> list[dict[str, Any]]:
    """What the real service answered, "workouts" or "fitness"; else the test is skipped."""
    path = FOLDER / f"recorded-{what}.json"
    if not path.exists():
        pytest.skip(f"no recordings of the real service at {FOLDER}")
    answers: list[dict[str, Any]] = json.loads(path.read_text())
    return answers


def account(service: IntervalsStandIn, key: str, **portrait: Unpack[Portrait]) -> AthleteData:
    """What `service.athlete` gives; months are lived once and copied, for they take 50 ms."""
    clock = service.world.clock
    athlete: AthleteData = pickle.loads(_lived(key, clock(), **portrait))  # noqa: S301 our own
    athlete.clock = clock
    service.athletes[athlete.id] = service.world.keys[key] = athlete
    return athlete


@cache
def _lived(key: str, now: datetime, **portrait: Unpack[Portrait]) -> bytes:
    return pickle.dumps(believable(key, partial(_same, now), **portrait))


def _same(now: datetime) -> datetime:
    return now
