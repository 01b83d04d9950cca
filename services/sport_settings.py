"""Sport settings: thresholds and zones, changing one of them, and taking that back."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from services.allowed import if_allowed
from services.changes import ChangeLog, Kind, WriteKey, alike
from services.errors import ChangedSinceError, NotFoundError, NotUndoneError
from services.intervals.client import Intervals
from services.intervals.models import SportSettings, ThresholdValue
from storage.models import Change

THRESHOLDS = ("ftp", "indoor_ftp", "lthr", "max_heart_rate", "threshold_pace")
ZONES = ("power_zones", "heart_rate_zones", "pace_zones")
FIELDS = THRESHOLDS + ZONES
MOVES_HEART_RATE_ZONES = ("lthr", "max_heart_rate")


@dataclass(frozen=True)
class Changed:
    """A change of sport settings, and how they are now."""

    change: Change
    settings: SportSettings


class SportSettingsEditor:
    """Writes to sport settings."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    async def change(
        self,
        intervals: Intervals,
        key: WriteKey,
        settings_id: int,
        field: str,
        value: ThresholdValue,
        *,
        recalculate: bool = False,
    ) -> Changed:
        """Set one of FIELDS; the heart-rate zones as they were are kept for Undo. Two API calls.

        `recalculate` is only for a field that MOVES_HEART_RATE_ZONES. Raises NotFoundError if
        the settings are gone, and IntervalsErrors.
        """
        intervals.forget_cached()
        present = await read_settings(intervals, settings_id)
        touched = (field, *(("heart_rate_zones",) if field in MOVES_HEART_RATE_ZONES else ()))
        change = await self._log.note(
            key,
            Kind.SPORT_SETTINGS,
            str(settings_id),
            before=_stored(present, touched),
            after={str(settings_id): {**_named(present), field: value}},
        )
        settings = await intervals.change_sport_settings(
            settings_id, {field: value}, recalculate=recalculate
        )
        change = await self._log.settle(change, _stored(settings, touched))
        return Changed(change, settings)


async def read_settings(intervals: Intervals, settings_id: int) -> SportSettings:
    """The settings with this id. One API call. Raises NotFoundError if they are gone."""
    return with_id(settings_id, await intervals.sport_settings())


def with_id(settings_id: int, every: Sequence[SportSettings]) -> SportSettings:
    """Those of `every` with this id. Raises NotFoundError if they are gone."""
    for each in every:
        if each.id == settings_id:
            return each
    raise NotFoundError


async def read_allowed(intervals: Intervals) -> tuple[SportSettings, ...]:
    """All settings; none where we may not read them, or none are there. One API call."""
    with suppress(NotFoundError):
        return await if_allowed(intervals.sport_settings()) or ()
    return ()


def settings_for(
    sport: str | None, every: Sequence[SportSettings], field: str | None = None
) -> SportSettings | None:
    """The settings of a sport, those of all other sports where it has none of its own.

    Without a sport the first that have `field`, else the first; None where there are none at all.
    """
    if sport is None:
        with_field = (each for each in every if field and value_of(each, field))
        return next(with_field, every[0] if every else None)
    own = [each for each in every if sport in each.sports]
    return next(iter([*own, *(each for each in every if each.other)]), None)


def value_of(settings: SportSettings, field: str) -> ThresholdValue:
    """One of FIELDS as JSON has it: zones as a list."""
    value = getattr(settings, field)
    return list(value) if isinstance(value, tuple) else value


async def take_back(intervals: Intervals, change: Change) -> None:
    """The values as they were, zones too. Raises ChangedSinceError, with nothing touched."""
    [(settings_id, before)] = change.before.items()
    present = await read_settings(intervals, int(settings_id))
    for field, written in _values(change.after[settings_id]).items():
        # An undo that was interrupted may have put the old value back already.
        if not any(alike(value_of(present, field), each) for each in (written, before[field])):
            raise ChangedSinceError
    wanted = _values(before)
    now = await intervals.change_sport_settings(int(settings_id), wanted)
    if not all(alike(value_of(now, field), value) for field, value in wanted.items()):
        raise NotUndoneError


def _stored(settings: SportSettings, fields: Sequence[str]) -> dict[str, Any]:
    values = {field: value_of(settings, field) for field in fields}
    return {str(settings.id): _named(settings) | values}


def _named(settings: SportSettings) -> dict[str, Any]:
    """What says whose values they are, and in which unit its paces are."""
    sport = settings.sports[0] if settings.sports else None
    return {"sport": sport, "other": settings.other, "pace_units": settings.pace_units}


def named_again(stored: Mapping[str, Any]) -> SportSettings:
    """The settings whose values are stored, without them."""
    return SportSettings.model_construct(
        id=0,
        sports=(stored["sport"],) if stored["sport"] else (),
        other=stored.get("other"),
        pace_units=stored.get("pace_units"),
    )


def _values(stored: Mapping[str, Any]) -> dict[str, ThresholdValue]:
    return {field: value for field, value in stored.items() if field in FIELDS}
