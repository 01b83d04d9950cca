"""A browser between the chat, intervals.icu's consent page and the bot: signing in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from handlers.web.server import web_app
from handlers.web.sign_in import sign_in_routes
from sandbox.telegram.person import Person
from tests.stage import Stage, ann, open_stage

CLIENT_SECRET = "client-secret-of-a-test"


@asynccontextmanager
async def open_stage_with_sign_in(folder: Path) -> AsyncIterator[Stage]:
    """The bot of an operator who has an application at intervals.icu; Ann Rider has an account."""
    async with open_stage(
        folder,
        INTERVALS_CLIENT_ID="123",
        INTERVALS_CLIENT_SECRET=CLIENT_SECRET,
        PUBLIC_URL="https://bot.test",
    ) as stage:
        stage.intervals.client("123", CLIENT_SECRET)
        ann(stage)
        yield stage


class Browser:
    """The athlete's browser: goes to intervals.icu's consent page, and back to the bot."""

    def __init__(self, stage: Stage) -> None:
        world = stage.world
        more = sign_in_routes(world.desk, world.clock)
        app = web_app(world.intake, world.workers, "", world.storage, more)
        self._mounts = {
            "http://intervals.test": httpx.ASGITransport(stage.intervals.app),
            "https://bot.test": httpx.ASGITransport(app),
        }
        self.language = "en-GB,en;q=0.8"

    async def open(self, address: str) -> httpx.Response:
        headers = {"Accept-Language": self.language}
        async with httpx.AsyncClient(mounts=self._mounts, headers=headers) as http:
            return await http.get(address)

    async def consent(self, link: str, **choice: str) -> str:
        """Say yes (or `decline="1"`) at intervals.icu; gives the address that follows."""
        more = "".join(f"&{name}={value}" for name, value in choice.items())
        answer = await self.open(link + more)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    async def sign_in(self, link: str, **choice: str) -> httpx.Response:
        return await self.open(await self.consent(link, **choice))


async def link_of(stage: Stage, person: Person) -> str:
    """The address of the sign-in button that /connect shows."""
    message = await stage.say(person, "/connect")
    (address,) = (
        button.url
        for row in message.buttons
        for button in row
        if button.url and "/oauth/authorize" in button.url
    )
    return address
