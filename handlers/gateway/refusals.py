"""What Telegram refuses, in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from handlers.gateway.errors import BlockedError, TelegramDownError

NO_CHAT = "chat not found"  # the account is gone
TOO_LARGE = "entity too large"  # said with 413, by whatever stands before Telegram


@contextmanager
def refusals() -> Iterator[None]:
    """BlockedError and TelegramDownError; BadRequest and NetworkError pass as they are.

    Too large a request is a BadRequest: sent again it would be as large.
    """
    try:
        yield
    except Forbidden as refusal:
        raise BlockedError from refusal
    except RetryAfter as refusal:
        wait = refusal.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        raise TelegramDownError(seconds) from refusal
    except NetworkError as refusal:
        words = refusal.message.lower()
        if NO_CHAT in words:
            raise BlockedError from refusal
        if TOO_LARGE in words:
            raise BadRequest(refusal.message) from refusal
        raise
