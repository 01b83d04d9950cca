"""Structured logs that hold no secret."""

import logging
import re
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import Processor

# A bot token, wherever it stands; what follows an authorization scheme; a key in a URL.
SECRETS = re.compile(
    r"\d{6,}(?::|%3A)[\w-]{20,}|(?i:(?<=Basic )[\w+/=-]{8,}|(?<=Bearer )[\w.~+/=-]{8,})"
    r"|(?<=API_KEY:)[^\s@\"'\\]+"
)
HIDDEN = "[hidden]"
# These write request addresses, and Telegram's hold the token.
QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "aiosqlite", "uvicorn.access", "alembic")


SHARED: Sequence[Processor] = (
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Hides secrets in the finished line, whichever part of it they came with."""

    def __init__(self, processors: Sequence[Processor], secrets: Sequence[str]) -> None:
        super().__init__(processors=processors, foreign_pre_chain=SHARED)
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return SECRETS.sub(HIDDEN, line)


def set_up_logs(level: str, form: str, secrets: Sequence[str] = ()) -> None:
    """Log to standard error at `level`, as `text` or `json`; `secrets` are hidden too.

    An exception that ends the process is a line of the log as well.
    """
    last: Processor = structlog.dev.ConsoleRenderer(colors=False)
    if form == "json":
        last = structlog.processors.JSONRenderer(ensure_ascii=False)
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet([clean, structlog.processors.format_exc_info, last], secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = lambda *caught: root.critical("stopped by an error", exc_info=caught)
