"""Connecting, disconnecting, and what is known of an athlete."""

import json
from datetime import datetime, time

import pytest

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData
from services import Services
from services.errors import (
    KeyRefusedError,
    NotAllowedError,
    NotConnectedError,
    UnavailableError,
)
from storage import Storage
from tests.services.conftest import ALICE
from tests.services.wire import KEY


async def test_connecting_takes_over_what_the_site_knows(
    services: Services, alice: AthleteData
) -> None:
    alice.profile |= {
        "timezone": "Asia/Shanghai",
        "measurement_preference": "feet",
        "weight_pref_lb": True,
        "fahrenheit": True,
        "icu_form_as_percent": True,
        "icu_wellness_keys": ["hrv", "sleepSecs", "fatigue", "somethingNew"],
    }
    athlete = await services.accounts.connect(ALICE, KEY)
    assert (athlete.intervals_id, athlete.name) == (alice.id, alice.profile["name"])
    assert athlete.time_zone == "Asia/Shanghai"
    assert (athlete.distance_unit, athlete.weight_unit, athlete.temperature_unit) == (
        "mi",
        "lb",
        "F",
    )
    assert athlete.form_as_percent
    assert athlete.wellness_fields == ["hrv", "sleep", "fatigue_rating"]
    assert (await services.accounts.open(athlete).profile()).id == alice.id


async def test_a_wrong_key_is_refused_and_nothing_is_stored(
    services: Services, alice: AthleteData
) -> None:
    with pytest.raises(KeyRefusedError):
        await services.accounts.connect(ALICE, "wrong-key")
    athlete = await services.accounts.find(ALICE)
    assert athlete
    assert athlete.sealed_credential is None
    with pytest.raises(NotConnectedError):
        services.accounts.open(athlete)


@pytest.mark.parametrize("nonsense", ["", "two words", "line\nbreak", "ключ"])
async def test_what_cannot_be_a_key_never_leaves(
    services: Services, service: IntervalsStandIn, nonsense: str
) -> None:
    with pytest.raises(KeyRefusedError):
        await services.accounts.connect(ALICE, nonsense)
    assert service.calls == []


async def test_a_service_that_is_away_says_nothing_about_the_key(
    services: Services, service: IntervalsStandIn, alice: AthleteData
) -> None:
    service.faults.add(status=503, times=None)
    with pytest.raises(UnavailableError):
        await services.accounts.connect(ALICE, KEY)


async def test_a_personal_key_that_is_denied_is_refused_but_a_token_lacks_a_permission(
    services: Services, service: IntervalsStandIn, alice: AthleteData
) -> None:
    service.faults.add(status=403, times=2)
    with pytest.raises(KeyRefusedError):
        await services.accounts.connect(ALICE, KEY)
    with pytest.raises(NotAllowedError):
        await services.accounts.connect(ALICE, "token", "bearer")


async def test_a_chosen_time_zone_is_kept(services: Services, alice: AthleteData) -> None:
    await services.accounts.change(ALICE, time_zone="Asia/Tokyo", time_zone_chosen=True)
    assert (await services.accounts.connect(ALICE, KEY)).time_zone == "Asia/Tokyo"


async def test_a_time_zone_nobody_knows_is_left_out(
    services: Services, alice: AthleteData
) -> None:
    alice.profile["timezone"] = "Mars/Olympus_Mons"
    assert (await services.accounts.connect(ALICE, KEY)).time_zone == "UTC"


async def test_a_new_key_of_the_same_account_keeps_the_units_that_were_changed(
    services: Services, alice: AthleteData, now: datetime
) -> None:
    before = await services.accounts.connect(ALICE, KEY)
    await services.accounts.note_refused(before, now)
    await services.accounts.change(ALICE, distance_unit="mi")
    athlete = await services.accounts.connect(ALICE, KEY)
    assert athlete.distance_unit == "mi"
    assert athlete.refused_at is None
    await services.accounts.note_refused(before, now)  # a message about the old one was late
    current = await services.accounts.find(ALICE)
    assert current
    assert current.refused_at is None


async def test_the_key_is_nowhere_in_what_is_stored(
    services: Services, storage: Storage, alice: AthleteData
) -> None:
    athlete = await services.accounts.connect(ALICE, KEY)
    everything = await services.accounts.everything(ALICE)
    assert KEY not in json.dumps(everything)
    assert everything["athletes"][0]["sealed_credential"] == "sealed"
    assert KEY not in repr(athlete)


async def test_disconnecting_forgets_the_key_and_stops_the_morning(
    services: Services, storage: Storage, alice: AthleteData, now: datetime
) -> None:
    athlete = await services.accounts.connect(ALICE, KEY)
    athlete = await services.accounts.change(ALICE, morning_at=time(7))
    await services.accounts.plan_pushes(athlete, now)
    assert await storage.pushes.ahead([ALICE]) == {(ALICE, "morning")}
    await services.accounts.disconnect(athlete)
    athlete = (await services.accounts.find_many([ALICE]))[ALICE]
    assert athlete.sealed_credential is None
    assert await storage.pushes.counts() == {}


async def test_disconnecting_a_token_revokes_it_even_where_that_fails(
    services: Services, service: IntervalsStandIn, alice: AthleteData
) -> None:
    scope = "SETTINGS:READ,CALENDAR:READ"
    token = service.token(alice, scope)
    athlete = await services.accounts.connect(ALICE, token, "bearer")
    await services.accounts.disconnect(athlete)
    assert (service.calls[-1].method, service.calls[-1].path, service.calls[-1].status) == (
        "DELETE",
        "/api/v1/disconnect-app",
        200,
    )
    with pytest.raises(KeyRefusedError):
        await services.accounts.connect(ALICE, token, "bearer")
    athlete = await services.accounts.connect(ALICE, service.token(alice, scope), "bearer")
    service.faults.add("disconnect-app", status=500)
    await services.accounts.disconnect(athlete)
    assert (await services.accounts.find_many([ALICE]))[ALICE].sealed_credential is None


async def test_a_key_instead_of_a_token_revokes_it(
    services: Services, service: IntervalsStandIn, alice: AthleteData
) -> None:
    def revoked() -> int:
        return sum(call.path.endswith("disconnect-app") for call in service.calls)

    scope = "SETTINGS:READ"
    token = service.token(alice, scope)
    await services.accounts.connect(ALICE, token, "bearer")
    await services.accounts.connect(ALICE, service.token(alice, scope), "bearer")
    assert revoked() == 0, "a new token of the same account ends the old one by itself"
    service.faults.add("disconnect-app", status=500)
    assert (await services.accounts.connect(ALICE, KEY)).credential_kind == "api_key"
    assert revoked()
    token = service.token(alice, scope)
    await services.accounts.connect(ALICE, token, "bearer")
    await services.accounts.connect(ALICE, KEY)
    with pytest.raises(KeyRefusedError):
        await services.accounts.connect(ALICE, token, "bearer")


async def test_being_forgotten_leaves_nothing(services: Services, alice: AthleteData) -> None:
    await services.accounts.forget(await services.accounts.connect(ALICE, KEY))
    assert await services.accounts.find(ALICE) is None


async def test_a_blocked_bot_is_noted_until_the_athlete_returns(
    services: Services, now: datetime
) -> None:
    await services.accounts.note_blocked(ALICE, now)
    athlete = await services.accounts.find(ALICE)
    assert athlete
    assert athlete.blocked_at == now
    assert (await services.accounts.note_returned(ALICE, now)).blocked_at is None
    await services.accounts.note_blocked(999, now)
    assert await services.accounts.find(999) is None
