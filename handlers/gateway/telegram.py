"""Telegram's wire: python-telegram-bot's Bot with updates left as Telegram sent them."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot
from telegram.request import HTTPXRequest

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 50


class TelegramBot(ExtBot[None]):
    """A Bot that can hand over updates unparsed, so that a malformed one blocks no other."""

    async def raw_updates(self, offset: int | None) -> Sequence[Mapping[str, Any]]:
        """Updates from `offset` on, which confirms all before it; waits for one to come."""
        answer = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": list(UPDATES)},
            read_timeout=POLL_SECONDS + 10,
        )
        return cast("Sequence[Mapping[str, Any]]", answer)


Transport = Callable[[], httpx.AsyncBaseTransport]


def open_bot(token: str, api_url: str, transport: Transport) -> TelegramBot:
    """The bot at any Bot API server; each of its two connection pools has its own transport."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's switch away from a deprecation
    root = api_url.rstrip("/")
    return TelegramBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"transport": transport()}, read_timeout=15),
        get_updates_request=HTTPXRequest(httpx_kwargs={"transport": transport()}),
        defaults=Defaults(
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )


def never_left(trouble: Exception) -> bool:
    """Whether a request surely did not reach Telegram: there was no connection to send it on."""
    unsent = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
    return isinstance(trouble.__cause__, unsent)


def pooled_transport() -> httpx.AsyncBaseTransport:
    """Aiohttp's connections under httpx: three times the messages a second of httpx's own."""

    def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256))

    return AiohttpTransport(client=session)
