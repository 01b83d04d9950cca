"""The operator's settings: what the environment may say, and what would be right."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from storage.errors import DatabaseError, StorageError, UnknownKeyError
from storage.vault import Keyring

KEYS_MADE_HERE = "encryption.keys"


class SettingError(Exception):
    """A setting is wrong or missing: its name, and what would be right."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"{name}: {expected}")


@dataclass(frozen=True)
class Settings:
    """Everything the operator decides, from the environment and `.env`."""

    telegram_bot_token: str = field(repr=False)
    telegram_api_url: str
    intervals_url: str
    data_dir: Path
    database_url: str = field(repr=False)
    keys: Keyring = field(repr=False)
    allowed_users: frozenset[int]
    public_url: str
    listen: tuple[str, int] | None
    intervals_client_id: str
    intervals_client_secret: str = field(repr=False)
    intervals_webhook_secret: str = field(repr=False)
    intervals_rate: float
    log_level: str
    log_format: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show."""
        return (
            self.telegram_bot_token,
            self.intervals_client_secret,
            self.intervals_webhook_secret,
        )


def read_settings(env: Mapping[str, str]) -> Settings:
    """The settings of an environment. Raises SettingError with the name of the first bad one."""

    def text(name: str, default: str = "") -> str:
        return env.get(name, "").strip() or default

    def address(name: str, default: str = "") -> str:
        value = text(name, default).rstrip("/")
        if value and not value.startswith(("https://", "http://")):
            raise SettingError(name, f"an address such as {default or 'https://bot.example.com'}")
        return value

    def choice(name: str, *allowed: str) -> str:
        value = text(name, allowed[0])
        if value not in allowed:
            raise SettingError(name, f"one of {', '.join(allowed)}")
        return value

    data_dir = Path(text("DATA_DIR", "./data"))
    database_url = text("DATABASE_URL", f"sqlite:///{data_dir}/soigneur.db")
    public_url = address("PUBLIC_URL")
    client_id, client_secret = text("INTERVALS_CLIENT_ID"), text("INTERVALS_CLIENT_SECRET")
    _refuse_half_a_sign_in(client_id, client_secret, public_url)
    return Settings(
        telegram_bot_token=_token(text("TELEGRAM_BOT_TOKEN")),
        telegram_api_url=address("TELEGRAM_API_URL", "https://api.telegram.org"),
        intervals_url=address("INTERVALS_URL", "https://intervals.icu"),
        data_dir=data_dir,
        database_url=database_url,
        keys=_keys(env, data_dir, database_url),
        allowed_users=_users(text("ALLOWED_USERS")),
        public_url=public_url,
        listen=_listen(text("LISTEN", "0.0.0.0:8080" if public_url else "")),
        intervals_client_id=client_id,
        intervals_client_secret=client_secret,
        intervals_webhook_secret=text("INTERVALS_WEBHOOK_SECRET"),
        intervals_rate=_rate(text("INTERVALS_RATE", "8")),
        log_level=choice("LOG_LEVEL", "INFO", "DEBUG", "WARNING", "ERROR"),
        log_format=choice("LOG_FORMAT", "text", "json"),
    )


def complaint(trouble: SettingError | StorageError) -> str:
    """What stops the start, for the operator: always the name of the setting first."""
    match trouble:
        case SettingError():
            return str(trouble)
        case UnknownKeyError():
            return f"ENCRYPTION_KEYS: {trouble}"
        case DatabaseError():
            return f"DATABASE_URL: a database that we can use ({trouble})"
    return f"DATABASE_URL: {trouble}"


def _token(value: str) -> str:
    if not value:
        raise SettingError(
            "TELEGRAM_BOT_TOKEN",
            "missing. In Telegram, write /newbot to @BotFather and put the token it gives you"
            " into .env. To look around first, without a token: python3 boot.py demo",
        )
    if not re.fullmatch(r"\d+:\S+", value):
        raise SettingError("TELEGRAM_BOT_TOKEN", "a bot's token such as 123456789:AAE…")
    return value


def _keys(env: Mapping[str, str], data_dir: Path, database_url: str) -> Keyring:
    source = "ENCRYPTION_KEYS"
    listed = env.get("ENCRYPTION_KEYS", "").strip()
    if not listed and (path := env.get("ENCRYPTION_KEYS_FILE", "").strip()):
        source = "ENCRYPTION_KEYS_FILE"
        try:
            listed = Path(path).read_text("ascii", errors="replace")
        except OSError as trouble:
            raise SettingError(source, f"a file we can read ({trouble.strerror})") from None
    try:
        if listed or source == "ENCRYPTION_KEYS_FILE":
            return Keyring.parse(listed)
        if database_url.startswith("postgres"):
            raise SettingError(source, "needed with PostgreSQL, the same for every process")
        return Keyring.generate_file(data_dir / KEYS_MADE_HERE)
    except ValueError as trouble:
        right = f"32 random bytes in base64, see .env.example ({trouble})"
        raise SettingError(source, right) from None
    except OSError as trouble:
        raise SettingError("DATA_DIR", f"a folder we can write ({trouble.strerror})") from None


def _refuse_half_a_sign_in(client_id: str, client_secret: str, public_url: str) -> None:
    if bool(client_id) != bool(client_secret):
        missing = "INTERVALS_CLIENT_SECRET" if client_id else "INTERVALS_CLIENT_ID"
        raise SettingError(missing, "missing: an app registered at intervals.icu has both")
    if client_id and not public_url:
        raise SettingError("PUBLIC_URL", "needed for the sign-in: where the browser comes back to")


def _users(listed: str) -> frozenset[int]:
    try:
        return frozenset(int(each) for each in listed.replace(",", " ").split())
    except ValueError:
        raise SettingError("ALLOWED_USERS", "Telegram user ids such as 1234567, 7654321") from None


def _listen(value: str) -> tuple[str, int] | None:
    host, _, port = value.rpartition(":")
    if not value:
        return None
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingError("LISTEN", "an address and a port such as 0.0.0.0:8080")
    return host or "0.0.0.0", int(port)  # noqa: S104 - what an empty host means


def _rate(value: str) -> float:
    with suppress(ValueError):
        if 0 < (rate := float(value)) <= 100:
            return rate
    raise SettingError("INTERVALS_RATE", "requests a second to intervals.icu, such as 8")
