"""How Telegram says no: a status and its own words."""


class RefusalError(Exception):
    """An answer with `ok: false`; `retry_after` is in seconds and only set with status 429."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


class ConnectionDroppedError(Exception):
    """The connection ends without an answer."""


def bad_request(words: str) -> RefusalError:
    """Words are lower-cased as the Bot API does, unless they are a CODE_LIKE_THIS."""
    if not words.isupper():
        words = words[:1].lower() + words[1:]
    return RefusalError(400, f"Bad Request: {words}")


def too_many_requests(seconds: int) -> RefusalError:
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", seconds)
