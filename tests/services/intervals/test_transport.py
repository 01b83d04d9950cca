"""The transport: what may not be repeated is repeated only where it surely had no effect."""

import asyncio
from contextlib import suppress

import httpx
import pytest

from services.intervals.transport import Call, open_client
from services.pace import Priority
from tests.services.wire import FAST, HASTE, URL, Answer, Script, page, refusal

RESET = b"reset"


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        (refusal(429), 2),
        (httpx.ConnectError("refused"), 2),
        (refusal(500), 1),
        (page(502), 1),
        (page(503), 1),
        (httpx.ReadTimeout("lost"), 1),
        (httpx.RemoteProtocolError("dropped"), 1),
    ],
)
async def test_a_write_that_is_not_safe_to_repeat(trouble: Answer, tries: int) -> None:
    wire = Script(trouble, httpx.Response(200))
    patience = HASTE[Priority.PERSON]
    extensions = {
        "call": Call(Priority.PERSON, patience.longest_pause),
        "retry": patience.retry(repeatable=False),
    }
    async with open_client(URL, FAST, wire) as http:
        try:
            await http.post("/athlete/0/events", extensions=extensions)
        except httpx.HTTPError:
            assert tries == 1
    assert len(wire.requests) == tries


async def test_over_a_socket_a_dropped_or_half_answer_is_tried_again() -> None:
    """Three ways in which a connection ends after the effect, each once; the client asks again."""
    ways = [b"", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", RESET]
    asked: list[bytes] = []
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while request := await reader.readuntil(b"\r\n\r\n"):
                asked.append(request)
                if len(asked) % 2 and ways:
                    way = ways.pop()
                    writer.write(b"" if way is RESET else way)
                    (writer.transport.abort if way is RESET else writer.close)()
                    return
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    patience = HASTE[Priority.PERSON]
    extensions = {"retry": patience.retry(repeatable=True)}
    async with server, open_client(f"http://127.0.0.1:{port}", FAST) as http:
        for _ in range(3):
            call = {"call": Call(Priority.PERSON, patience.longest_pause)}
            assert (await http.put("/x", extensions=extensions | call)).json() == {}
    for writer in writers:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    assert (len(asked), ways) == (6, [])
