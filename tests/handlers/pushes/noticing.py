"""Things happen at intervals.icu, time goes by, and the bot looks."""

from datetime import timedelta
from typing import Any

from sandbox.intervals.answers import Wire
from sandbox.telegram.person import Person
from tests.handlers.pushes.moments import PARIS, at, forget
from tests.stage import Stage


async def look(stage: Stage, **length: float) -> None:
    """Time goes by; then the bot looks and sends."""
    stage.clock.forward(**length)
    await forget(stage)
    await stage.world.watching.go()
    await stage.world.rounds.go()


async def watched(stage: Stage, language: str = "en") -> Person:
    """Ann, watched since Monday 10:00 in Paris; it is 13:00."""
    stage.clock.now = at(2026, 11, 23, 10)
    person = await stage.connected(language=language)
    await look(stage)
    stage.clock.now = at(2026, 11, 23, 13)
    return person


def ride(stage: Stage, *, began: timedelta = timedelta(minutes=70), **more: Any) -> Wire:  # noqa: ANN401
    """An hour's ride that ended ten minutes ago and has come just now, analysed."""
    start = (stage.clock.now - began).astimezone(PARIS)
    now = f"{stage.clock.now:%Y-%m-%dT%H:%M:%SZ}"
    usual: Wire = {
        "start_date_local": f"{start:%Y-%m-%dT%H:%M:%S}",
        "type": "Ride",
        "name": "Lunch ride",
        "moving_time": 3600,
        "elapsed_time": 3600,
        "distance": 30000.0,
        "icu_training_load": 62,
        "created": now,
        "analyzed": now,
    }
    return stage.intervals.athletes["i1001"].add_activity(**usual | more)


def told(person: Person, word: str) -> list[str]:
    """The messages that say it."""
    return [m.text for m in person.messages if m.from_bot and word in m.text]
