"""Structured logs that hold no secret."""

import logging
import re
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# A bot token, wherever it stands; what follows an authorization scheme; a key in a URL.
SECRETS = re.compile(
    r"\d{6,}:[\w-]{20,}|(?<=Basic )[\w+/=]{8,}|(?<=Bearer )\S{8,}|(?<=API_KEY:)\S+"
)
HIDDEN = "[hidden]"
# These write request addresses, and Telegram's hold the token.
QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "aiosqlite", "uvicorn.access", "alembic")


def set_up_logs(level: str, form: str, secrets: Sequence[str] = ()) -> None:
    """Log to standard error at `level`, as `text` or `json`; `secrets` are hidden too."""
    exact = [secret for secret in secrets if secret]

    def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {key: _hide(value, exact) for key, value in event.items()}

    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Processor = structlog.dev.ConsoleRenderer(colors=False)
    if form == "json":
        last = structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact,
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _hide(value: object, exact: Sequence[str]) -> object:
    if not isinstance(value, str):
        return value
    for secret in exact:
        value = value.replace(secret, HIDDEN)
    return SECRETS.sub(HIDDEN, value)
