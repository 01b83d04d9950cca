"""Accounts: who the athletes are, their keys, and their rights over what is stored."""

import logging
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal, Unpack

from services.errors import (
    IntervalsError,
    KeyRefusedError,
    NotAllowedError,
    NotConnectedError,
    UnknownZoneError,
)
from services.intervals.client import BEARER, Door, Intervals
from services.intervals.models import Profile
from services.pace import Priority
from services.push_plan import PushPlan
from services.riders import Rider
from services.zones import is_zone
from storage import Storage
from storage.athletes import AthleteColumns
from storage.errors import SealError
from storage.models import Athlete, CredentialKind

# A key lives on at intervals.icu; a token was revoked there, or could not be.
Forgotten = Literal["key", "revoked", "token"]
log = logging.getLogger(__name__)


class Accounts:
    """The athletes of this bot. `athlete_id` is Telegram's."""

    def __init__(self, door: Door, storage: Storage) -> None:
        self._door = door
        self._athletes = storage.athletes
        self._plan = PushPlan(storage.pushes)
        self._watches = storage.watches

    async def find(self, athlete_id: int) -> Athlete | None:
        return await self._athletes.find(athlete_id)

    async def find_many(self, athlete_ids: Collection[int]) -> dict[int, Athlete]:
        return await self._athletes.find_many(athlete_ids)

    async def add(self, athlete_id: int, *, language: str, now: datetime) -> Athlete:
        """Someone new; who is known already stays as they are."""
        return await self._athletes.add(athlete_id, language=language, now=now)

    async def change(self, athlete_id: int, **columns: Unpack[AthleteColumns]) -> Athlete:
        """Keep what the athlete chose."""
        return await self._athletes.change(athlete_id, **columns)

    async def plan_pushes(self, athlete: Athlete, now: datetime) -> None:
        """Plan the next pushes: when their times, days or zone change, and after connecting."""
        await self._plan.renew(athlete, now)
        if athlete.sealed_credential is not None:
            await self._watches.add([athlete.id], now)

    def open(
        self,
        athlete: Athlete,
        priority: Priority = Priority.PERSON,
        rider: Rider | None = None,
    ) -> Intervals:
        """The athlete's way to intervals.icu, or to `rider` there. Raises NotConnectedError."""
        if athlete.sealed_credential is None:
            raise NotConnectedError
        credential = self._athletes.open_credential(athlete)
        kind, whose = athlete.credential_kind, rider.id if rider else None
        return self._door.open(str(athlete.id), credential, kind, priority, whose)

    async def connect(
        self,
        athlete_id: int,
        credential: str,
        kind: CredentialKind = "api_key",
        granted: Profile | None = None,
    ) -> Athlete:
        """Check the credential at intervals.icu, then seal it and take over what is known there.

        Raises KeyRefusedError, and the other IntervalsErrors; nothing is stored then. Zone and
        units are taken over with a new intervals.icu account only, the zone never once chosen.
        A token that the credential replaces is revoked, if intervals.icu lets us. `granted` is
        who gave a token that may not read the athlete's settings.
        """
        profile = await self._verify(athlete_id, credential, kind, granted)
        replaced = await self._athletes.find(athlete_id)
        # For the same account a new token ends the old one, and revoking would end both.
        if replaced and (kind != BEARER or replaced.intervals_id != profile.id):
            await self._revoke(replaced)
        before = await self._athletes.seal_credential(athlete_id, credential, kind)
        self._door.cache.forget(str(athlete_id))
        if before.intervals_id != profile.id:  # what was seen is somebody else's
            await self._watches.end(athlete_id)
        return await self._athletes.change(athlete_id, **_taken_over(before, profile))

    async def _verify(
        self, athlete_id: int, credential: str, kind: CredentialKind, granted: Profile | None
    ) -> Profile:
        if not credential or not all("!" <= letter <= "~" for letter in credential):
            raise KeyRefusedError
        try:
            return await self._door.open(str(athlete_id), credential, kind).profile()
        except NotAllowedError as error:
            if granted:
                return granted
            if kind == BEARER:
                raise
            raise KeyRefusedError from error

    async def disconnect(self, athlete: Athlete) -> Forgotten:
        """Forget the key and stop the pushes. Says what becomes of it at intervals.icu."""
        token = athlete.sealed_credential is not None and athlete.credential_kind == BEARER
        revoked = await self._revoke(athlete)
        await self._athletes.forget_credential(athlete.id)
        await self._athletes.change(athlete.id, refused_at=None)
        await self._plan.end(athlete.id)
        await self._watches.end(athlete.id)
        self._door.cache.forget(str(athlete.id))
        return "revoked" if revoked else "token" if token else "key"

    async def _revoke(self, athlete: Athlete) -> bool:
        """End the athlete's OAuth token at intervals.icu. Says whether there was one to end."""
        if athlete.sealed_credential is None or athlete.credential_kind != BEARER:
            return False
        try:
            await self.open(athlete).disconnect_app()
        except (IntervalsError, SealError) as error:
            log.warning("token of athlete %d not revoked: %s", athlete.id, type(error).__name__)
            return False
        return True

    async def forget(self, athlete: Athlete) -> Forgotten:
        """Delete every row about the athlete. Says what becomes of their key."""
        forgotten = await self.disconnect(athlete)
        await self._athletes.forget(athlete.id)
        return forgotten

    async def everything(self, athlete_id: int) -> dict[str, Any]:
        """All that is stored about the athlete, as JSON values; secrets as the word "sealed"."""
        return await self._athletes.everything(athlete_id)

    async def note_refused(self, athlete: Athlete, now: datetime) -> None:
        """The key was refused and the athlete has been told. Ends with the next connect.

        One that was replaced meanwhile changes nothing.
        """
        if refused := await self._athletes.note_refused(athlete, now):
            await self._plan.renew(refused, now)

    async def note_blocked(self, athlete_id: int, now: datetime) -> None:
        """The athlete has blocked the bot; it writes to them no more until they return."""
        if await self._athletes.find(athlete_id):
            athlete = await self._athletes.change(athlete_id, blocked_at=now)
            await self._plan.renew(athlete, now)

    async def note_returned(self, athlete_id: int, now: datetime) -> Athlete:
        """The athlete is back."""
        athlete = await self._athletes.change(athlete_id, blocked_at=None)
        await self._plan.renew(athlete, now)
        return athlete


def site_zone(profile: Profile) -> AthleteColumns:
    """The time zone that intervals.icu has. Raises UnknownZoneError where that is none."""
    zone = profile.time_zone
    if not zone or not is_zone(zone):
        raise UnknownZoneError(zone=zone or "")
    return {"time_zone": zone, "time_zone_chosen": False}


def site_units(profile: Profile) -> AthleteColumns:
    """The units that intervals.icu shows the athlete."""
    return {
        "distance_unit": profile.distance_unit,
        "weight_unit": profile.weight_unit,
        "temperature_unit": profile.temperature_unit,
        "form_as_percent": bool(profile.form_as_percent),
    }


def site_questions(profile: Profile) -> AthleteColumns:
    """The wellness fields that the athlete uses at intervals.icu."""
    return {"wellness_fields": list(profile.wellness_fields)}


def _taken_over(athlete: Athlete, profile: Profile) -> AthleteColumns:
    columns: AthleteColumns = {
        "intervals_id": profile.id,
        "name": profile.name or "",
        "refused_at": None,
    }
    if athlete.intervals_id == profile.id:
        return columns
    columns |= site_units(profile) | site_questions(profile)
    if not athlete.time_zone_chosen:
        with suppress(UnknownZoneError):
            columns |= site_zone(profile)
    return columns
