"""What can go wrong on the way to Telegram, in our own words."""

from services.errors import ServiceError


class OutboxError(Exception):
    """A message did not reach the athlete."""


class BlockedError(OutboxError):
    """The athlete has blocked the bot, or their account is gone."""


class TelegramDownError(OutboxError):
    """Telegram takes nothing now; `seconds` is how long it asked us to wait, if it did."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(f"retry after {seconds:g} s")
        self.seconds = seconds


class FileGoneError(ServiceError):
    """Telegram gives a file no more, or never gave it to bots: it is too large."""


class FileLateError(ServiceError):
    """Telegram does not give a file now."""


class FileRefusedError(ServiceError):
    """Telegram does not take the file `name` from us: too large, or of no use to it."""


class PaintingError(Exception):
    """The picture could not be drawn: an answer goes without one."""
