"""Faults on order, the journal, and a real socket."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from sandbox.intervals import IntervalsStandIn
from sandbox.intervals.athlete import AthleteData

EVENT = {
    "category": "NOTE",
    "name": "Hello",
    "start_date_local": "2026-06-20T00:00:00",
}


@pytest.fixture
async def socket_url(stand_in: IntervalsStandIn) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(stand_in.app, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1"
    server.should_exit = True
    await serving


async def test_every_call_is_in_the_journal(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn
) -> None:
    await http.post("/athlete/0/events?upsertOnUid=false&what=ever", json=EVENT)
    await http.get("/athlete/0", auth=("API_KEY", "wrong"))
    created, refused = stand_in.calls
    assert (created.method, created.path, created.status) == (
        "POST",
        "/api/v1/athlete/0/events",
        200,
    )
    assert created.query == {"upsertOnUid": "false", "what": "ever"}
    assert created.body == EVENT
    assert created.athlete_id == "i1001"
    assert created.at.tzinfo is not None
    assert (refused.status, refused.athlete_id) == (401, None)
    assert "authorization" not in created.headers


async def test_a_fault_strikes_where_and_as_often_as_ordered(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn
) -> None:
    stand_in.faults.add("events", method="GET", times=2, status=429, retry_after=1)
    assert (await http.get("/athlete/0/profile")).status_code == 200
    first, second, third = [await http.get("/athlete/0/events") for _ in range(3)]
    assert (first.status_code, first.headers["retry-after"]) == (429, "1")
    assert [second.status_code, third.status_code] == [429, 200]
    stand_in.faults.add(status=429)
    assert "retry-after" not in (await http.get("/athlete/0/profile")).headers


async def test_the_proxy_answers_in_html(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn
) -> None:
    stand_in.faults.add(status=502)
    answer = await http.get("/athlete/0/profile")
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    stand_in.faults.add(status=500)
    assert (await http.get("/athlete/0/profile")).json()["status"] == 500


async def test_a_slow_answer_is_slow(http: httpx.AsyncClient, stand_in: IntervalsStandIn) -> None:
    stand_in.faults.add(slow=0.05)
    begun = asyncio.get_running_loop().time()
    assert (await http.get("/athlete/0/profile")).status_code == 200
    assert asyncio.get_running_loop().time() - begun >= 0.05


async def test_a_connection_drops_before_or_after_the_effect(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    count = len(ann.events)
    stand_in.faults.add("events", drop_before=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post("/athlete/0/events", json=EVENT)
    assert len(ann.events) == count
    stand_in.faults.add("events", drop_after_effect=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post("/athlete/0/events", json=EVENT)
    assert len(ann.events) == count + 1
    assert [call.status for call in stand_in.calls] == [0, 0]


async def test_over_a_socket_it_serves_and_drops(
    socket_url: str, stand_in: IntervalsStandIn, ann: AthleteData
) -> None:
    async with httpx.AsyncClient(base_url=socket_url, auth=("API_KEY", ann.api_key)) as http:
        assert (await http.get("/athlete/0/profile")).status_code == 200
        stand_in.faults.add(drop_after_effect=True)
        with pytest.raises(httpx.TransportError):
            await http.post("/athlete/0/events", json=EVENT)
        stand_in.faults.add(drop_before=True)
        with pytest.raises(httpx.TransportError):
            await http.get("/athlete/0/events")
        assert (await http.get("/athlete/0/profile")).status_code == 200


async def test_a_request_that_is_cut_off_never_came(
    socket_url: str, stand_in: IntervalsStandIn
) -> None:
    port = int(socket_url.rpartition(":")[2].partition("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = "PUT /api/v1/athlete/0/wellness/2026-06-10 HTTP/1.1\r\nHost: x\r\nContent-Length: 11"
    writer.write(f'{head}\r\n\r\n{{"hrv'.encode())
    await writer.drain()
    writer.close()
    async with httpx.AsyncClient(base_url=socket_url) as http:
        await http.get("/athlete/0/profile")
    assert [call.method for call in stand_in.calls] == ["GET"]


async def test_the_limit_per_address_is_off_until_switched_on(
    http: httpx.AsyncClient, stand_in: IntervalsStandIn
) -> None:
    async def burst() -> list[int]:
        answers = [await http.get("/athlete/0/profile") for _ in range(30)]
        return [answer.status_code for answer in answers]

    assert set(await burst()) == {200}
    stand_in.limit.per_second = 10
    assert set(await burst()) == {200, 429}
