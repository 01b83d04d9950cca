"""A killed process is known as gone; one that lives, or may live elsewhere, is not."""

import json
import os
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from handlers.gateway.owners import has_ended, owner_here
from storage import open_storage
from tests.stage import open_stage, settings

HOST = socket.gethostname()


def killed() -> str:
    """The owner that a process was which is gone."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return f"{HOST}:{ended.pid}"


def test_only_a_process_of_this_host_that_is_gone_has_ended() -> None:
    assert has_ended(killed())
    assert has_ended(owner_here())  # who begins with that number cannot have held anything
    for other in (f"{HOST}:{os.getppid()}", "elsewhere:999999999", HOST, "", f"{HOST}:x"):
        assert not has_ended(other)


async def test_what_a_killed_process_held_is_answered_without_waiting(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        person = stage.telegram.person(501, "Ann", "en")
        await stage.say(person, "/start")
    said = {
        "message_id": 90,
        "date": 1,
        "chat": {"id": person.id, "type": "private"},
        "from": {"id": person.id, "is_bot": False, "first_name": "Ann"},
        "text": "/help",
    }
    update = json.dumps({"update_id": 2**30, "message": said})
    given, now = settings(tmp_path), stage.clock()
    async with open_storage(given.database_url, given.keys) as storage:
        await storage.inbox.store([(2**30, person.id, update)], now)
        assert await storage.inbox.claim(1, killed(), now, timedelta(hours=1))
    async with open_stage(tmp_path, before=stage) as again:
        await again.settled()  # the clock stands still
    assert person.last.text.startswith("What you can say")
