"""The client through the wire: what it sends, and what every answer becomes."""

import asyncio
import base64
import logging
import traceback
from datetime import date, time, timedelta

import httpx
import pytest

from services.errors import (
    BusyError,
    IntervalsError,
    KeyRefusedError,
    MaybeWrittenError,
    NotAllowedError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)
from services.intervals.cache import Cache
from services.intervals.models import NewEvent, WellnessValue
from services.pace import Pace, Priority
from tests.services.wire import KEY, Script, a_door, page, refusal

DAY = date(2026, 3, 5)
EMPTY = httpx.Response(200, json=[])
RECORD = httpx.Response(200, json={"id": "2026-03-05", "hrv": 62.0})
WORKOUT = NewEvent(
    day=DAY, category="WORKOUT", sport="Ride", name="Easy", text="- 1h 55%", external_id="s-1-0"
)


async def test_a_personal_key_is_sent_as_basic_with_the_user_name_api_key() -> None:
    wire = Script(EMPTY)
    await a_door(wire).open("1", KEY).events(DAY, DAY)
    [request] = wire.requests
    scheme, _, packed = request.headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(packed).decode()) == ("Basic", f"API_KEY:{KEY}")
    assert request.headers["User-Agent"].startswith("Soigneur")


async def test_a_token_is_sent_as_bearer() -> None:
    wire = Script(EMPTY)
    await a_door(wire).open("1", "t0ken", "bearer").events(DAY, DAY)
    assert wire.requests[0].headers["Authorization"] == "Bearer t0ken"


async def test_the_calendar_is_asked_with_both_ends_resolved_and_by_category() -> None:
    wire = Script(EMPTY)
    await a_door(wire).open("1", KEY).events(DAY, DAY + timedelta(days=6), ["WORKOUT", "NOTE"])
    assert str(wire.requests[0].url) == (
        "https://intervals.test/api/v1/athlete/0/events"
        "?oldest=2026-03-05&newest=2026-03-11&resolve=true&category=NOTE%2CWORKOUT"
    )


async def test_activities_are_asked_only_for_the_fields_we_read() -> None:
    wire = Script(EMPTY)
    await a_door(wire).open("1", KEY).activities(DAY, DAY)
    fields = wire.requests[0].url.params["fields"].split(",")
    assert {"id", "type", "source", "start_date_local", "icu_training_load"} <= set(fields)
    assert len(fields) == len(set(fields)) < 30


async def test_events_are_saved_with_one_upsert_on_their_external_ids() -> None:
    saved = {"id": 7, "start_date_local": "2026-03-05T18:00:00", "category": "WORKOUT"}
    wire = Script(httpx.Response(200, json=[saved]))
    event = NewEvent(
        day=DAY,
        hour=time(18),
        category="NOTE",
        last_day=DAY,
        name="Rest",
        moving_time=timedelta(hours=1),
        external_id="soigneur-1-0",
    )
    [answer] = await a_door(wire).open("1", KEY).save_events([event])
    [request] = wire.requests
    assert request.method == "POST"
    assert request.url.path == "/api/v1/athlete/0/events/bulk"
    assert dict(request.url.params) == {
        "upsert": "true",
        "upsertOnUid": "false",
        "updatePlanApplied": "false",
    }
    assert request.content == (
        b'[{"external_id":"soigneur-1-0","start_date_local":"2026-03-05T18:00:00",'
        b'"end_date_local":"2026-03-06T00:00:00",'
        b'"category":"NOTE","name":"Rest","moving_time":3600}]'
    )
    assert answer.hour == time(18)


async def test_wellness_is_written_by_their_names_and_none_clears() -> None:
    wire = Script(RECORD)
    values: dict[str, WellnessValue | None] = {
        "sleep": timedelta(hours=7, minutes=30),
        "resting_heart_rate": 48.0,
        "weight": 70.2,
        "fatigue_rating": 2,
        "hrv": None,
        "comments": None,
        "menstrual_phase": None,
    }
    await a_door(wire).open("1", KEY).record_day(DAY, values)
    [request] = wire.requests
    assert (request.method, request.url.path) == ("PUT", "/api/v1/athlete/0/wellness/2026-03-05")
    assert request.content == (
        b'{"id":"2026-03-05","sleepSecs":27000,"restingHR":48,"weight":70.2,"fatigue":2,'
        b'"hrv":-1,"comments":"","menstrualPhase":"NONE"}'
    )


async def test_several_days_of_wellness_are_one_call_that_answers_nothing() -> None:
    wire = Script(httpx.Response(200))
    intervals = a_door(wire).open("1", KEY)
    await intervals.record_days({DAY: {"hrv": 60}, DAY + timedelta(days=1): {"hrv": 61}})
    [request] = wire.requests
    assert request.url.path == "/api/v1/athlete/0/wellness-bulk"
    assert request.content == b'[{"id":"2026-03-05","hrv":60},{"id":"2026-03-06","hrv":61}]'


async def test_files_come_as_they_are() -> None:
    wire = Script(httpx.Response(200, content=b"\x0e\x10.FIT"))
    intervals = a_door(wire).open("1", KEY)
    assert await intervals.workout_file(7, "fit") == b"\x0e\x10.FIT"
    await intervals.workout_files(DAY, DAY, "zwo")
    assert [request.url.path for request in wire.requests] == [
        "/api/v1/athlete/0/events/7/download.fit",
        "/api/v1/athlete/0/workouts.zip",
    ]


async def test_days_are_given_oldest_first() -> None:
    wire = Script(httpx.Response(200, json=[{"id": "2026-03-05"}, {"id": "2026-03-04"}]))
    days = await a_door(wire).open("1", KEY).wellness(DAY, DAY)
    assert [each.day.day for each in days] == [4, 5]


REFUSALS = [
    (refusal(401), KeyRefusedError),
    (refusal(403, "Access denied"), NotAllowedError),
    (refusal(404), NotFoundError),
    (refusal(400), RefusedError),
    (refusal(405), RefusedError),
    (refusal(422), RefusedError),
    (refusal(429), BusyError),
    (refusal(500), UnavailableError),
    (refusal(502), UnavailableError),
    (page(200), UnavailableError),
    (page(403), UnavailableError),
    (page(404), UnavailableError),
    (page(503), UnavailableError),
    (httpx.Response(302, headers={"Location": "/login"}), UnavailableError),
    (httpx.Response(200, content=b'{"id":'), UnavailableError),
    (httpx.Response(200, content=b"\xff\xfe"), UnavailableError),
    (httpx.Response(200, json={"id": 7}), UnavailableError),
    (httpx.Response(200, json=["a", 7]), UnavailableError),
    (httpx.Response(200, json=None), UnavailableError),
    (httpx.ConnectError("refused"), UnavailableError),
    (httpx.ReadTimeout("slow"), UnavailableError),
    (httpx.RemoteProtocolError("dropped"), UnavailableError),
    (httpx.DecodingError("bad gzip"), UnavailableError),
]


@pytest.mark.parametrize(("answer", "expected"), REFUSALS)
async def test_every_failure_of_a_read_becomes_one_of_ours(
    answer: httpx.Response | Exception, expected: type[IntervalsError]
) -> None:
    with pytest.raises(IntervalsError) as caught:
        await a_door(Script(answer)).open("1", KEY).events(DAY, DAY)
    assert type(caught.value) is expected


@pytest.mark.parametrize(
    "answer",
    [
        refusal(500),
        page(502),
        page(200),
        httpx.Response(200, content=b"{"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("dropped"),
    ],
)
async def test_a_write_without_an_answer_may_have_been_written(
    answer: httpx.Response | Exception,
) -> None:
    with pytest.raises(MaybeWrittenError):
        await a_door(Script(answer)).open("1", KEY).record_day(DAY, {"hrv": 60})


async def test_a_write_that_never_left_is_not_written() -> None:
    wire = Script(httpx.ConnectError("refused"))
    with pytest.raises(UnavailableError) as caught:
        await a_door(wire).open("1", KEY).record_day(DAY, {"hrv": 60})
    assert type(caught.value) is UnavailableError


async def test_a_write_lost_on_the_way_stays_uncertain_when_the_next_try_cannot_connect() -> None:
    wire = Script(httpx.ReadTimeout("lost"), httpx.ConnectError("refused"))
    with pytest.raises(MaybeWrittenError):
        await a_door(wire).open("1", KEY).record_day(DAY, {"hrv": 60})


async def test_the_prose_of_a_refusal_is_kept_on_one_short_line() -> None:
    wire = Script(refusal(422, "Name is\n too long " + "x" * 500))
    with pytest.raises(RefusedError) as caught:
        await a_door(wire).open("1", KEY).save_events([WORKOUT])
    assert caught.value.reason.startswith("Name is too long xxx")
    assert len(caught.value.reason) == 200
    assert str(caught.value) == "RefusedError"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"status":422}', b'{"error":null}', b"oops"])
async def test_a_refusal_without_prose_gives_its_number(body: bytes) -> None:
    wire = Script(httpx.Response(422, content=body))
    with pytest.raises(RefusedError) as caught:
        await a_door(wire).open("1", KEY).event(7)
    assert caught.value.reason == "HTTP 422"


@pytest.mark.parametrize(
    "trouble",
    [
        refusal(500),
        page(502),
        page(503),
        page(504),
        refusal(429),
        httpx.ReadTimeout(""),
        httpx.ConnectError(""),
    ],
)
async def test_a_read_is_tried_again(trouble: httpx.Response | Exception) -> None:
    wire = Script(trouble, EMPTY)
    assert await a_door(wire).open("1", KEY).events(DAY, DAY) == ()
    assert len(wire.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_what_cannot_get_better_is_not_tried_again(status: int) -> None:
    wire = Script(refusal(status), EMPTY)
    with pytest.raises(IntervalsError):
        await a_door(wire).open("1", KEY).events(DAY, DAY)
    assert len(wire.requests) == 1


async def test_saving_events_is_tried_again_because_it_is_an_upsert() -> None:
    wire = Script(httpx.ReadTimeout("lost"), EMPTY)
    await a_door(wire).open("1", KEY).save_events([WORKOUT])
    first, second = wire.requests
    assert first.content == second.content


async def test_a_person_waits_for_three_tries_and_a_push_for_four() -> None:
    for priority, tries in ((Priority.PERSON, 3), (Priority.PUSH, 4)):
        wire = Script(page(503))
        with pytest.raises(UnavailableError):
            await a_door(wire).open("1", KEY, priority=priority).events(DAY, DAY)
        assert len(wire.requests) == tries


async def test_a_wait_asked_for_is_waited_by_a_push() -> None:
    wire = Script(refusal(429, Retry_After="1"), EMPTY)
    begin = asyncio.get_running_loop().time()
    await a_door(wire).open("1", KEY, priority=Priority.PUSH).events(DAY, DAY)
    assert 1.0 <= asyncio.get_running_loop().time() - begin < 3


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "120"}, timedelta(minutes=2)),
        ({"Retry-After": "99999999"}, timedelta(days=1)),
        (
            {
                "Date": "Sun, 01 Mar 2026 07:00:00 GMT",
                "Retry-After": "Sun, 01 Mar 2026 07:10:00 GMT",
            },
            timedelta(minutes=10),
        ),
        ({"Retry-After": "soon"}, timedelta(minutes=1)),
        ({}, timedelta(minutes=1)),
    ],
)
async def test_a_person_is_told_at_once_how_long_a_long_wait_is(
    headers: dict[str, str], wait: timedelta
) -> None:
    wire = Script(httpx.Response(429, headers=headers))
    begin = asyncio.get_running_loop().time()
    with pytest.raises(BusyError) as caught:
        await a_door(wire).open("1", KEY).events(DAY, DAY)
    assert caught.value.wait == wait
    assert caught.value.facts == {"wait": wait}
    assert asyncio.get_running_loop().time() - begin < 1


async def test_a_person_is_not_kept_waiting_by_a_slow_service() -> None:
    async def slow() -> httpx.Response:
        await asyncio.sleep(10)
        return EMPTY

    begin = asyncio.get_running_loop().time()
    intervals = a_door(Script(slow), seconds=0.2).open("1", KEY)
    with pytest.raises(UnavailableError):
        await intervals.events(DAY, DAY)
    with pytest.raises(MaybeWrittenError):
        await intervals.record_day(DAY, {"hrv": 60})
    assert asyncio.get_running_loop().time() - begin < 2


async def test_a_queue_that_is_too_long_is_busy_and_nothing_is_sent() -> None:
    pace = Pace(rate=0.1)
    await pace.turn()
    wire = Script(EMPTY)
    with pytest.raises(BusyError):
        await a_door(wire, pace=pace, seconds=0.2).open("1", KEY).record_day(DAY, {"hrv": 60})
    assert wire.requests == []


async def test_every_try_waits_for_its_turn() -> None:
    wire = Script(page(503), EMPTY)
    begin = asyncio.get_running_loop().time()
    await a_door(wire, pace=Pace(rate=10)).open("1", KEY).events(DAY, DAY)
    assert asyncio.get_running_loop().time() - begin >= 0.09


async def test_a_person_overtakes_a_round_of_pushes() -> None:
    wire = Script(EMPTY)
    door = a_door(wire, pace=Pace(rate=50))
    order: list[str] = []

    async def ask(name: str, priority: Priority) -> None:
        await door.open(name, KEY, priority=priority).events(DAY, DAY)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for number in range(10):
            group.create_task(ask(f"push {number}", Priority.PUSH))
        await asyncio.sleep(0.01)
        group.create_task(ask("ann", Priority.PERSON))
    assert order.index("ann") <= 2


async def test_one_unreadable_record_does_not_cost_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    good = {"id": 7, "start_date_local": "2026-03-05T00:00:00"}
    wire = Script(httpx.Response(200, json=[{"id": "private words"}, good]))
    [event] = await a_door(wire).open("1", KEY).events(DAY, DAY)
    assert event.id == 7
    assert "Event" in caplog.text
    assert "private words" not in caplog.text


async def test_athletes_never_get_each_others_answers_though_their_addresses_are_equal() -> None:
    wire = Script(
        httpx.Response(200, json=[{"id": "2026-03-05", "hrv": 61}]),
        httpx.Response(200, json=[{"id": "2026-03-05", "hrv": 99}]),
    )
    door = a_door(wire)
    [alice] = await door.open("1", KEY).wellness(DAY, DAY)
    [bob] = await door.open("2", "key-of-bob").wellness(DAY, DAY)
    [again] = await door.open("1", KEY).wellness(DAY, DAY)
    assert (alice.hrv, bob.hrv, again.hrv) == (61, 99, 61)
    assert len(wire.requests) == 2


async def test_equal_questions_at_the_same_time_are_one_request() -> None:
    wire = Script(EMPTY)
    intervals = a_door(wire).open("1", KEY)
    await asyncio.gather(*(intervals.events(DAY, DAY) for _ in range(5)))
    assert len(wire.requests) == 1


async def test_a_write_makes_the_athletes_next_read_a_new_one() -> None:
    wire = Script(EMPTY, RECORD, EMPTY)
    intervals = a_door(wire).open("1", KEY)
    await intervals.wellness(DAY, DAY)
    await intervals.record_day(DAY, {"hrv": 62})
    await intervals.wellness(DAY, DAY)
    assert len(wire.requests) == 3


async def test_a_write_that_failed_makes_the_next_read_new_too() -> None:
    wire = Script(EMPTY, *[httpx.WriteError("")] * 3, EMPTY)
    intervals = a_door(wire).open("1", KEY)
    await intervals.wellness(DAY, DAY)
    with pytest.raises(MaybeWrittenError):
        await intervals.record_day(DAY, {"hrv": 62})
    await intervals.wellness(DAY, DAY)
    assert len(wire.requests) == 5


async def test_the_profile_is_never_taken_from_memory() -> None:
    wire = Script(httpx.Response(200, json={"id": "i1"}), refusal(401))
    door = a_door(wire)
    assert (await door.open("1", KEY).profile()).id == "i1"
    with pytest.raises(KeyRefusedError):
        await door.open("1", "another-key").profile()


async def test_failures_are_not_remembered() -> None:
    wire = Script(refusal(404), httpx.Response(200, json=[]))
    intervals = a_door(wire, cache=Cache(seconds=60)).open("1", KEY)
    with pytest.raises(NotFoundError):
        await intervals.events(DAY, DAY)
    assert await intervals.events(DAY, DAY) == ()


@pytest.mark.parametrize("answer", [case[0] for case in REFUSALS])
@pytest.mark.parametrize("kind", ["api_key", "bearer"])
async def test_the_key_is_in_no_error_and_no_log(
    answer: httpx.Response | Exception, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    intervals = a_door(Script(answer)).open("1", KEY, kind)
    with pytest.raises(IntervalsError) as caught:
        await intervals.events(DAY, DAY)
    packed = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(intervals)
    assert KEY not in told
    assert packed not in told
