"""The transport: what may not be repeated is repeated only where it surely had no effect."""

import httpx
import pytest

from services.intervals.transport import Call, open_client
from services.pace import Priority
from tests.services.wire import FAST, HASTE, URL, Answer, Script, page, refusal


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        (refusal(429), 2),
        (httpx.ConnectError("refused"), 2),
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
