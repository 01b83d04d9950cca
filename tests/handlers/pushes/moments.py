"""Moments on an athlete's clock, what they want, and a round at such a moment."""

from datetime import UTC, datetime
from typing import Unpack
from zoneinfo import ZoneInfo

from sandbox.telegram.person import Person
from storage.athletes import AthleteColumns
from tests.stage import Stage

PARIS = ZoneInfo("Europe/Paris")


def at(*moment: int, zone: ZoneInfo = PARIS) -> datetime:
    """Year, month, day, hour and minute on the clock of `zone`."""
    year, month, day, *clock = moment
    hour, minute = (*clock, 0, 0)[:2]
    return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)


async def wants(stage: Stage, person: Person, **columns: Unpack[AthleteColumns]) -> None:
    """The athlete chooses, as in /settings."""
    accounts = stage.world.desk.services.accounts
    athlete = await accounts.change(person.id, **columns)
    await accounts.plan_pushes(athlete, stage.clock())


async def go(stage: Stage, moment: datetime) -> None:
    """It is `moment`, and the bot goes round."""
    stage.clock.now = moment
    await forget(stage)
    await stage.world.rounds.go()


async def forget(stage: Stage) -> None:
    """What intervals.icu answered a moment ago is not remembered."""
    async for athletes in stage.world.storage.athletes.connected():
        for athlete in athletes:
            stage.world.desk.services.accounts.open(athlete).forget_cached()


def mornings(person: Person) -> list[str]:
    """The morning messages in the chat."""
    words = ("Good morning", "早上好")
    return [m.text for m in person.messages if m.from_bot and any(w in m.text for w in words)]
