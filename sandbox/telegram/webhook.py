"""Updates posted to the bot's webhook, one after another, again and again until it says 2xx."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from sandbox.telegram.state import Json, World
from sandbox.telegram.updates import Update, Waiter

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PAUSES = (0.1, 0.3, 1, 3, 10)  # seconds between attempts; Telegram's are longer


class Delivery:
    """A task that posts updates while a webhook is set."""

    def __init__(self, world: World, transport: httpx.AsyncBaseTransport | None) -> None:
        self.world = world
        self.on_answer: Callable[[Json], Awaitable[None]] | None = None
        self._transport = transport
        self._task: asyncio.Task[None] | None = None

    def keep_up(self) -> None:
        """Start the task if a webhook was set, end it if it was deleted."""
        running = self._task is not None and not self._task.done()
        if self.world.webhook.url and not running:
            self._task = asyncio.create_task(self._deliver())
        elif self._task and not self.world.webhook.url:
            self._task.cancel()
            self._task = None

    async def _deliver(self) -> None:
        updates = self.world.updates
        waiter = updates.listen()
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=60) as http:
                while not waiter.ended:
                    await self._deliver_next(http, waiter)
        finally:
            updates.leave(waiter)

    async def _deliver_next(self, http: httpx.AsyncClient, waiter: Waiter) -> None:
        update = self.world.updates.take_next()
        if update is None:
            await waiter.wait(None)
        else:
            await self._insist(http, update)
            self.world.updates.pending.pop(update["update_id"], None)

    async def _insist(self, http: httpx.AsyncClient, update: Update) -> None:
        failures = 0
        while not await self._post(http, update):
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1

    async def _post(self, http: httpx.AsyncClient, update: Update) -> bool:
        webhook = self.world.webhook
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            answer = await http.post(webhook.url, json=update, headers=headers)
        except httpx.TransportError as error:
            webhook.last_error = f"Connection failed: {type(error).__name__}"
            webhook.last_error_at = self.world.clock()
            return False
        if not answer.is_success:
            phrase = f"{answer.status_code} {answer.reason_phrase}"
            webhook.last_error = f"Wrong response from the webhook: {phrase}"
            webhook.last_error_at = self.world.clock()
            return False
        await self._take_answer(answer)
        return True

    async def _take_answer(self, answer: httpx.Response) -> None:
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        if is_json and answer.content and self.on_answer:
            body = answer.json()
            if isinstance(body, dict) and "method" in body:
                await self.on_answer(body)
