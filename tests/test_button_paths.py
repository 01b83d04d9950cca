"""Every command can be reached by buttons alone, from what anybody would open first."""

import re
from collections import deque

from handlers import COMMANDS
from tests import files
from tests.stage import Stage

SCREENS = (
    "/today",
    "/plan",
    "/week",
    "/activity",
    "/wellness",
    "/log",
    "/me",
    "/help",
    "/fitness",
)
MOST = 500  # presses; a crawl that goes on for ever has found a button that makes others
# Writes are undone or cancelled by athletes, not by a crawl that looks around.
LEFT_ALONE = re.compile(r"delete|gone|forget|disconnect|:save|:meant|:on:|:set:|apply|undo")


def shape(data: str) -> str:
    """The same button of another day, id or page, or of a list of another sport."""
    if data.startswith("help"):
        return data
    return re.sub(r"[0-9a-f]*[0-9][0-9a-f]*([A-Z][A-Za-z]+$)?", "#", data)


async def test_all_commands_are_reached(stage: Stage) -> None:
    person = await stage.connected()
    reached: set[str] = set()
    known: set[str] = set()
    waiting: deque[tuple[int, str]] = deque()

    def look_around() -> None:
        for message in person.messages:
            for button in [each for row in message.buttons for each in row]:
                reached.add((button.data or "").removeprefix("help:run:").partition(":")[0])
                if button.data and shape(button.data) not in known:
                    known.add(shape(button.data))
                    waiting.append((message.id, button.data))

    for screen in SCREENS:
        await stage.say(person, screen)
        look_around()
    await stage.send(person, "morning.fit", files.fit_activity())
    look_around()
    for _ in range(MOST):
        if not waiting:
            break
        message, data = waiting.popleft()
        if data.startswith("help:of") or not LEFT_ALONE.search(data):
            person.press_data(message, data)
            await stage.settled()
            look_around()
    assert not waiting, "more buttons than anybody can look at"
    assert {command.key for command in COMMANDS} <= reached
