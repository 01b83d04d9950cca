"""The least Bot API a bot can run against, as fast as it can be: for the bench only.

`python -m sandbox.bench_telegram PORT CHATS BURST`: hands out one update of each chat, waits for
all answers, then hands out a burst and prints what it took, as JSON.
"""

import asyncio
import json
import sys
import time
from itertools import count
from typing import Any

TEXT = "/privacy"
BATCH = 100
ME = {"id": 7, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
KNOWN: dict[str, object] = {
    "getme": ME,
    "getmycommands": [],
    "getmydescription": {"description": ""},
    "getmyshortdescription": {"short_description": ""},
}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "ok"}


class Bench:
    """The queue of updates, and when what happened."""

    def __init__(self, chats: int, burst: int) -> None:
        self.ids = count(1)
        self.chats = chats
        self.burst = burst
        self.queue = [self.update(chat) for chat in range(chats)]
        self.sent = 0
        self.first_poll = 0.0
        self.began = 0.0

    def update(self, chat: int) -> dict[str, Any]:
        user = {"id": 1000 + chat, "is_bot": False, "first_name": "A", "language_code": "en"}
        entity = {"type": "bot_command", "offset": 0, "length": len(TEXT)}
        message = {"message_id": 5, "date": 1, "chat": {"id": user["id"], "type": "private"}}
        message |= {"from": user, "text": TEXT, "entities": [entity]}
        return {"update_id": next(self.ids), "message": message}

    def poll(self, offset: int) -> list[dict[str, Any]]:
        self.first_poll = self.first_poll or time.time()
        self.queue = [each for each in self.queue if each["update_id"] >= offset]
        if self.queue and self.sent >= self.chats and not self.began:
            self.began = time.perf_counter()
        return self.queue[:BATCH]

    def answered(self) -> None:
        self.sent += 1
        if self.sent == self.chats:
            self.queue = [self.update(number % self.chats) for number in range(self.burst)]
        elif self.sent == self.chats + self.burst:
            seconds = time.perf_counter() - self.began
            facts = {"first_poll": self.first_poll, "updates_a_second": self.burst / seconds}
            print(json.dumps(facts), flush=True)


class Connection(asyncio.Protocol):
    """HTTP/1.1, kept alive: a POST with its length, a JSON answer."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.data += data
        while (head := self.data.find(b"\r\n\r\n")) >= 0:
            headers = self.data[:head].lower()
            at = headers.find(b"content-length:")
            length = int(headers[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.data) < head + 4 + length:
                return
            method = self.data[:head].split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
            body = self.data[head + 4 : head + 4 + length].decode()
            self.data = self.data[head + 4 + length :]
            self.serve(method.lower(), body)

    def serve(self, method: str, body: str) -> None:
        if method == "getupdates":
            offset = next((int(p[7:]) for p in body.split("&") if p.startswith("offset=")), 0)
            if updates := self.bench.poll(offset):
                self.answer(updates)
            else:
                asyncio.get_running_loop().call_later(0.02, self.answer, [])
        elif method == "sendmessage":
            self.answer(MESSAGE)
            self.bench.answered()
        else:
            self.answer(KNOWN.get(method, True))

    def answer(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        self.transport.write(f"{head}\r\n\r\n".encode() + body)  # type: ignore[attr-defined]


async def main(port: int, chats: int, burst: int) -> None:
    bench = Bench(chats, burst)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(bench), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4])))
