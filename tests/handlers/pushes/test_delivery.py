"""Delivery: once, at the athlete's time, whatever happens."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot import World, open_world
from handlers.gateway.limits import Limits
from handlers.pushes import key
from handlers.web.server import web_app
from sandbox.telegram.person import Person
from tests.databases import database_url, postgres
from tests.handlers.pushes.moments import at, go, mornings, wants
from tests.stage import KEY, PAINTER, Clock, Stage, ann, open_stage, settings

__all__ = ["database_url", "postgres"]
ENCRYPTION_KEY = base64.b64encode(b"a key for tests that is 32 bytes").decode()


class Line(httpx.AsyncBaseTransport):
    """The way to Telegram, which may be cut."""

    def __init__(self, stage: Stage) -> None:
        self._open = httpx.ASGITransport(stage.telegram.app)
        self.down = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.down:
            raise httpx.ConnectError("no route to host")
        return await self._open.handle_async_request(request)


@pytest.fixture
async def person(stage: Stage) -> Person:
    """Ann, connected, in Paris, with her message at half past seven. It is 06:30 there."""
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    return person


async def test_it_comes_at_the_chosen_time_and_once(stage: Stage, person: Person) -> None:
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    for _ in range(3):
        await stage.world.rounds.go()
        stage.clock.forward(minutes=5)
    [message] = mornings(person)
    first, second, *_ = message.splitlines()
    assert re.fullmatch(r"🚴 .+ · 1h .*Load \d+", first)
    assert second == "Good morning! Mon, Nov 23"
    stage.clock.now = at(2026, 11, 24, 7, 31)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 2


async def test_paused_blocked_and_disconnected_athletes_get_none(stage: Stage) -> None:
    accounts = stage.world.desk.services.accounts
    people = [await stage.connected(510 + number) for number in range(3)]
    for person in people:
        await wants(stage, person, morning_at=time(7, 30))
    await accounts.change(people[0].id, paused_until=at(2026, 11, 24).date())
    people[1].block()
    await stage.settled()
    athlete = await accounts.find(people[2].id)
    assert athlete is not None
    await accounts.disconnect(athlete)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert [mornings(person) for person in people] == [[], [], []]


async def test_somebody_who_blocked_the_bot_is_not_written_to_until_they_return(
    stage: Stage, person: Person
) -> None:
    person.chat.blocked = True  # Telegram's word of it has not reached the bot
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    tries = len(stage.telegram.calls_of("sendPhoto"))
    stage.clock.now = at(2026, 11, 24, 7, 30)
    await stage.world.rounds.go()
    assert len(stage.telegram.calls_of("sendPhoto")) == tries
    person.unblock()
    await stage.settled()
    stage.clock.now = at(2026, 11, 25, 7, 30)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1


async def test_a_refused_key_is_believed_the_second_time_and_told_once(
    stage: Stage, person: Person
) -> None:
    stage.intervals.athletes["i1001"].revoke()
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    before = len(person.messages)
    stage.clock.forward(minutes=6)
    await stage.world.rounds.go()
    assert "refuses your key" in person.last.text
    assert "onnect" in person.last.labels[0]
    for day in (23, 24, 25):
        await go(stage, at(2026, 11, day, 7, 45))
    assert len(person.messages) == before + 1


async def test_a_refusal_that_telegram_does_not_take_at_first_is_told_all_the_same(
    stage: Stage, person: Person
) -> None:
    await wants(stage, person, week_at=time(7, 30), week_days="1")  # both find it refused
    stage.intervals.athletes["i1001"].revoke()
    await go(stage, at(2026, 11, 23, 7, 30))
    stage.telegram.faults.add("sendMessage", status=429, retry_after=20)
    before = len(person.messages)
    await go(stage, at(2026, 11, 23, 7, 35))
    assert len(person.messages) == before
    for minute in (36, 37, 45):
        await go(stage, at(2026, 11, 23, 7, minute))
    assert len(person.messages) == before + 1
    assert "refuses your key" in person.last.text


async def test_who_signed_in_is_told_to_sign_in_again(stage: Stage, person: Person) -> None:
    athlete = (await stage.athlete(person)).model_copy(update={"credential_kind": "bearer"})
    for language, sentence in (("en", "sign in again"), ("zh_Hans", "重新登录")):
        assert sentence in key.render(stage.world.desk.languages[language], athlete).text


async def test_a_new_key_given_while_the_old_one_is_refused_is_kept(
    stage: Stage, person: Person
) -> None:
    site, other = stage.intervals.athletes["i1001"], "7newkey5x7q2k9r8m5t3v6b1n"
    stage.intervals.world.keys[other] = site
    del stage.intervals.world.keys[KEY]
    await go(stage, at(2026, 11, 23, 7, 30))
    await stage.say(person, f"/connect {other}")
    before = len(person.messages)
    for minute in (35, 36):
        await go(stage, at(2026, 11, 23, 7, minute))
    assert (await stage.athlete(person)).refused_at is None
    assert len(person.messages) == before + 1
    assert len(mornings(person)) == 1


async def test_intervals_icu_being_down_delays_it_and_a_stale_one_is_dropped(
    stage: Stage, person: Person
) -> None:
    fault = stage.intervals.faults.add("wellness", times=None, status=500)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.intervals.faults.rules.remove(fault)
    stage.clock.forward(minutes=6)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    stage.clock.now = at(2026, 11, 24, 12, 30)  # the bot was down all morning
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    assert (await stage.world.storage.pushes.counts())["dropped"] == 1


async def test_an_answer_lost_after_the_message_went_out_sends_no_second_one(
    stage: Stage, person: Person
) -> None:
    stage.telegram.faults.add("sendPhoto", drop_after_effect=True)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    for _ in range(3):
        await stage.world.rounds.go()
        stage.clock.forward(minutes=10)
    assert len(mornings(person)) == 1


async def test_a_flood_limit_delays_it(stage: Stage, person: Person) -> None:
    stage.telegram.faults.add("sendPhoto", status=429, retry_after=20)
    stage.clock.now = at(2026, 11, 23, 7, 30)
    await stage.world.rounds.go()
    assert not mornings(person)
    stage.clock.forward(seconds=30)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1


@pytest.mark.parametrize(
    ("before", "due"),
    [
        # 02:30 does not exist: 03:30 CEST
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 02:30 comes twice: the first
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
async def test_daylight_saving_brings_one_message(
    tmp_path: Path, before: datetime, due: datetime
) -> None:
    clock = Clock(before)
    async with open_stage(tmp_path, clock) as stage:
        ann(stage)
        person = await stage.connected()
        await wants(stage, person, morning_at=time(2, 30))
        clock.now = due - timedelta(minutes=1)
        await stage.world.rounds.go()
        assert not mornings(person)
        for _ in range(12):
            clock.forward(minutes=20)
            await stage.world.rounds.go()
        assert len(mornings(person)) == 1


async def test_who_flies_over_the_date_line_gets_each_local_day_once(stage: Stage) -> None:
    person = await stage.connected()
    accounts = stage.world.desk.services.accounts
    days: list[str] = []
    zones = ["Pacific/Auckland", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Tokyo"]
    await wants(stage, person, morning_at=time(7, 0))
    for number in range(4 * 24 * 2):
        zone = zones[number // 48]
        athlete = await accounts.find(person.id)
        assert athlete is not None
        if athlete.time_zone != zone:
            await accounts.plan_pushes(
                await accounts.change(person.id, time_zone=zone), stage.clock()
            )
        await stage.world.rounds.go()
        stage.clock.forward(minutes=30)
    days = re.findall("Good morning! (.*)", "\n".join(mornings(person)))
    # Tuesday came in Auckland, so the Tuesday of Honolulu is not told again.
    assert days == ["Tue, Nov 24", "Thu, Nov 26", "Fri, Nov 27"]


@pytest.mark.parametrize("what", ["paused", "quiet", "gone"])
async def test_what_is_chosen_while_it_is_written_counts(
    stage: Stage, person: Person, what: str
) -> None:
    await wants(stage, person, week_at=time(21, 59), week_days="1", morning_at=None)
    await wants(stage, person, quiet_from=time(22), quiet_to=time(6))
    stage.intervals.faults.add(times=None, slow=0.3)
    stage.clock.now = at(2026, 11, 23, 21, 59)
    going = asyncio.create_task(stage.world.rounds.go())
    await asyncio.sleep(0.1)
    if what == "paused":
        await stage.say(person, "/pause 3d")
    if what == "gone":
        await stage.world.storage.athletes.forget(person.id)
    if what == "quiet":
        stage.clock.forward(minutes=1)
    await going
    assert not stage.telegram.calls_of("sendPhoto")
    await go(stage, at(2026, 11, 24, 6))
    assert len(stage.telegram.calls_of("sendPhoto")) == (what == "quiet")


async def test_a_new_zone_or_time_moves_what_is_due_or_waits(stage: Stage, person: Person) -> None:
    site = stage.intervals.athletes["i1001"]
    await wants(stage, person, morning_until=time(10), quiet_from=time(22), quiet_to=time(6))
    site.wellness.pop(date(2026, 11, 23), None)
    await go(stage, at(2026, 11, 23, 7, 30))  # waits for the night
    await wants(stage, person, time_zone="America/New_York")
    site.record(date(2026, 11, 23), hrv=60.0, restingHR=48, sleepSecs=27000)
    new_york = ZoneInfo("America/New_York")
    for hour, minute in ((2, 0), (5, 0), (7, 29)):
        await go(stage, at(2026, 11, 23, hour, minute, zone=new_york))
    assert not mornings(person)
    await go(stage, at(2026, 11, 23, 7, 30, zone=new_york))
    assert len(mornings(person)) == 1
    # The minute is there, and before the round goes it is Monday evening once more.
    stage.clock.now = at(2026, 11, 24, 7, 30, zone=new_york)
    await wants(stage, person, time_zone="Pacific/Honolulu", morning_until=None)
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    honolulu = ZoneInfo("Pacific/Honolulu")
    stage.clock.now = at(2026, 11, 24, 7, 30, zone=honolulu)
    await wants(stage, person, morning_at=time(8))
    await stage.world.rounds.go()
    assert len(mornings(person)) == 1
    for minute in (0, 5):
        await go(stage, at(2026, 11, 24, 8, minute, zone=honolulu))
    assert len(mornings(person)) == 2
    assert await stage.planned(person) == at(2026, 11, 25, 8, zone=honolulu)


@asynccontextmanager
async def another(stage: Stage, folder: Path, line: Line, **more: str) -> AsyncIterator[World]:
    """One more process on the same database."""
    async with open_world(
        settings(folder, **more),
        clock=stage.clock,
        telegram=lambda: line,
        intervals=httpx.ASGITransport(stage.intervals.app),
        limits=Limits(1000, 1000),
        painter=PAINTER,
    ) as world:
        await world.bot.initialize()
        yield world


async def test_two_processes_send_one_message(tmp_path: Path, database_url: str) -> None:
    more = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": ENCRYPTION_KEY}
    async with open_stage(tmp_path, None, None, **more) as stage:
        ann(stage)
        people = [await stage.connected(510 + number) for number in range(6)]
        for person in people:
            await wants(stage, person, morning_at=time(7, 30), week_at=time(7, 30), week_days="1")
        stage.clock.now = at(2026, 11, 23, 7, 30)
        line = Line(stage)
        async with another(stage, tmp_path, line, **more) as second:
            await asyncio.gather(stage.world.rounds.go(), second.rounds.go())
            await asyncio.gather(second.rounds.go(), stage.world.rounds.go())
        assert [len(mornings(person)) for person in people] == [1] * 6
        tally = await stage.world.storage.pushes.tally()
        assert (tally["morning", "sent", ""], tally["week", "sent", ""]) == (6, 6)


async def test_without_a_connection_it_comes_later(stage: Stage, tmp_path: Path) -> None:
    person = await stage.connected()
    await wants(stage, person, morning_at=time(7, 30))
    line = Line(stage)
    async with another(stage, tmp_path, line) as world:
        line.down = True
        stage.clock.now = at(2026, 11, 23, 7, 30)
        await world.rounds.go()
        line.down = False
        stage.clock.forward(minutes=1)
        await world.rounds.go()
    assert len(mornings(person)) == 1


async def test_a_process_that_dies_before_sending_loses_nothing_and_after_it_repeats_nothing(
    tmp_path: Path,
) -> None:
    async with open_stage(tmp_path) as stage:
        ann(stage)
        people = [await stage.connected(510 + number) for number in range(3)]
        for person in people:
            await wants(stage, person, morning_at=time(7, 30))
        stage.clock.now = at(2026, 11, 23, 7, 30)
        pushes = stage.world.storage.pushes
        claimed = await pushes.claim(2, "the dead one", stage.clock(), timedelta(minutes=3))
        assert await pushes.begin_sending(claimed[1])
    async with open_stage(tmp_path, before=stage) as stage:
        await stage.world.rounds.go()
        assert [len(mornings(person)) for person in people] == [0, 0, 1]
        stage.clock.forward(minutes=4)
        await stage.world.rounds.go()
        assert [len(mornings(person)) for person in people] == [1, 0, 1]
        tally = await stage.world.storage.pushes.tally()
        assert tally["morning", "unknown", ""] == 1
        await go(stage, at(2026, 11, 24, 7, 30))
        assert [len(mornings(person)) for person in people] == [2, 1, 2]


async def test_after_days_of_silence_only_what_is_useful_still_comes(
    stage: Stage, person: Person
) -> None:
    await go(stage, at(2026, 11, 26, 8))
    [message] = mornings(person)
    assert "Thu, Nov 26" in message
    assert await stage.planned(person) == at(2026, 11, 27, 7, 30)
    tally = await stage.world.storage.pushes.tally()
    assert tally == {
        ("morning", "dropped", "stale"): 2,  # Monday's, and Wednesday's
        ("morning", "sent", ""): 1,
        ("morning", "due", ""): 1,
    }
    transport = httpx.ASGITransport(
        web_app(stage.world.intake, stage.world.workers, "", stage.world.storage)
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as web:
        shown = (await web.get("/metrics")).text
    assert 'soigneur_pushes{kind="morning",reason="",state="sent"} 1.0' in shown
    assert 'soigneur_pushes{kind="morning",reason="stale",state="dropped"}' in shown


async def test_who_has_nothing_planned_is_found(stage: Stage, person: Person) -> None:
    await stage.world.storage.pushes.unplan(person.id, ["morning"])
    await go(stage, at(2026, 11, 23, 7, 30) - timedelta(hours=2))
    assert await stage.planned(person) == at(2026, 11, 23, 7, 30)


async def test_a_pause_skips_its_days_and_ends_by_itself(stage: Stage, person: Person) -> None:
    await stage.say(person, "/pause 2d")
    assert await stage.planned(person) == at(2026, 11, 25, 7, 30)
    await stage.say(person, "/pause")
    await stage.press(person, "Until I")
    assert await stage.planned(person) is None
    await stage.press(person, "Resume")
    assert await stage.planned(person) == at(2026, 11, 23, 7, 30)


async def test_one_athletes_trouble_is_nobody_elses(stage: Stage, person: Person) -> None:
    other = await stage.connected(502)
    await wants(stage, other, morning_at=time(7, 30))
    await stage.world.storage.pushes.note(
        person.id, "horoscope", at(2026, 11, 23).date(), at(2026, 11, 23)
    )
    stage.intervals.faults.add("wellness", status=418)
    await go(stage, at(2026, 11, 23, 7, 30))
    assert len(mornings(person)) + len(mornings(other)) == 1
    tally = await stage.world.storage.pushes.tally()
    assert tally["horoscope", "dropped", "no such kind"] == 1
    assert sum(count for key, count in tally.items() if key[:2] == ("morning", "dropped")) == 1


async def test_a_time_chosen_within_the_quiet_hours_comes_without_a_sound(
    stage: Stage, person: Person
) -> None:
    await wants(stage, person, quiet_from=time(22), quiet_to=time(8))
    await go(stage, at(2026, 11, 23, 7, 30))
    sent = stage.telegram.calls_of("sendPhoto")[-1]
    assert sent.params["disable_notification"] in (True, "true")
    await wants(stage, person, quiet_from=None, quiet_to=None)
    await go(stage, at(2026, 11, 24, 7, 30))
    assert "disable_notification" not in stage.telegram.calls_of("sendPhoto")[-1].params
    await wants(stage, person, pushes_silent=True)
    await go(stage, at(2026, 11, 25, 7, 30))
    assert stage.telegram.calls_of("sendPhoto")[-1].params["disable_notification"]


async def test_what_would_fall_into_the_quiet_hours_waits_for_their_end(
    stage: Stage, person: Person
) -> None:
    await wants(stage, person, morning_at=None, week_at=time(21, 58), week_days="1")
    await wants(stage, person, quiet_from=time(22), quiet_to=time(7))
    fault = stage.intervals.faults.add(status=503, times=None)
    await go(stage, at(2026, 11, 23, 21, 58))
    stage.intervals.faults.rules.remove(fault)
    seen = len(person.messages)
    for hour in (22, 23):
        await go(stage, at(2026, 11, 23, hour, 10))
    await go(stage, at(2026, 11, 24, 6, 59))
    assert len(person.messages) == seen
    await go(stage, at(2026, 11, 24, 7))
    assert len(person.messages) == seen + 1
    assert "disable_notification" not in stage.telegram.calls_of("sendPhoto")[-1].params
    why = await stage.press(person, "Why")
    assert "It was held until your quiet hours ended." in why.text
