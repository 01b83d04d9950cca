"""Settings: each one right, wrong and missing; a wrong one names itself."""

import base64
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from services.config import KEYS_MADE_HERE, SettingError, Settings, read_settings

TOKEN = "123456789:AAE-a-token-of-a-test-only-0000000"
KEY = base64.b64encode(b"k" * 32).decode()
OTHER_KEY = base64.b64encode(b"o" * 32).decode()
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what an empty host means
POSTGRES = "postgresql://soigneur@db/soigneur"
CLIENT = {"INTERVALS_CLIENT_ID": "123", "INTERVALS_CLIENT_SECRET": "client-secret"}


def read(**env: str) -> Settings:
    return read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "ENCRYPTION_KEYS": KEY} | env)


def refused(env: Mapping[str, str]) -> str:
    with pytest.raises(SettingError) as caught:
        read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "ENCRYPTION_KEYS": KEY} | dict(env))
    return str(caught.value)


def test_a_token_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.intervals_url == "https://intervals.icu"
    assert settings.data_dir == Path("data")
    assert settings.database_url == "sqlite:///data/soigneur.db"
    assert settings.allowed_users == frozenset()
    assert settings.public_url == ""
    assert settings.listen is None
    assert settings.intervals_client_id == ""
    assert settings.intervals_rate == 8
    assert (settings.log_level, settings.log_format) == ("INFO", "text")


@pytest.mark.parametrize(
    ("name", "value", "attribute", "expected"),
    [
        ("TELEGRAM_BOT_TOKEN", f" {TOKEN} ", "telegram_bot_token", TOKEN),
        ("TELEGRAM_API_URL", "http://tg:8081/", "telegram_api_url", "http://tg:8081"),
        ("INTERVALS_URL", "http://localhost:9/", "intervals_url", "http://localhost:9"),
        ("DATA_DIR", "/srv/bot", "data_dir", Path("/srv/bot")),
        ("DATA_DIR", "/srv/bot", "database_url", "sqlite:////srv/bot/soigneur.db"),
        ("DATABASE_URL", POSTGRES, "database_url", POSTGRES),
        ("ALLOWED_USERS", "1, 2 3", "allowed_users", frozenset({1, 2, 3})),
        ("PUBLIC_URL", "https://bot.example.com/", "public_url", "https://bot.example.com"),
        ("PUBLIC_URL", "https://bot.example.com", "listen", (EVERYWHERE, 8080)),
        ("LISTEN", "127.0.0.1:9000", "listen", ("127.0.0.1", 9000)),
        ("LISTEN", ":9000", "listen", (EVERYWHERE, 9000)),
        ("INTERVALS_RATE", "2.5", "intervals_rate", 2.5),
        ("LOG_LEVEL", "DEBUG", "log_level", "DEBUG"),
        ("LOG_FORMAT", "json", "log_format", "json"),
    ],
)
def test_a_setting_is_taken(name: str, value: str, attribute: str, expected: object) -> None:
    assert getattr(read(**{name: value}), attribute) == expected


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "@BotFather"),
        ("TELEGRAM_BOT_TOKEN", "", "boot.py demo"),
        ("TELEGRAM_BOT_TOKEN", "hello", "123456789:"),
        ("TELEGRAM_API_URL", "api.telegram.org", "https://api.telegram.org"),
        ("INTERVALS_URL", "ftp://intervals.icu", "https://intervals.icu"),
        ("PUBLIC_URL", "bot.example.com", "https://bot.example.com"),
        ("LISTEN", "everywhere", "0.0.0.0:8080"),
        ("LISTEN", "0.0.0.0:0", "0.0.0.0:8080"),
        ("LISTEN", "0.0.0.0:65536", "0.0.0.0:8080"),
        ("ALLOWED_USERS", "@ann", "1234567"),
        ("INTERVALS_RATE", "fast", "such as 8"),
        ("INTERVALS_RATE", "0", "such as 8"),
        ("INTERVALS_RATE", "nan", "such as 8"),
        ("INTERVALS_RATE", "101", "such as 8"),
        ("LOG_LEVEL", "LOUD", "INFO, DEBUG"),
        ("LOG_FORMAT", "xml", "text, json"),
        ("ENCRYPTION_KEYS", "short", "base64"),
        ("ENCRYPTION_KEYS", f"{KEY},c2hvcnQ=", "32"),
    ],
)
def test_a_wrong_setting_names_itself_and_what_would_be_right(
    name: str, value: str, right: str
) -> None:
    sentence = refused({name: value})
    assert sentence.startswith(f"{name}: ")
    assert right in sentence


def test_the_first_key_listed_seals_and_all_open() -> None:
    old = read(ENCRYPTION_KEYS=OTHER_KEY).keys
    blob = old.seal(b"x", table="t", column="c", owner=1)
    ring = read(ENCRYPTION_KEYS=f"{KEY}, {OTHER_KEY}").keys
    assert ring.open(blob, table="t", column="c", owner=1) == b"x"
    assert ring.prefixes[0] == read().keys.prefixes[0]


def test_keys_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(f"{KEY}\n{OTHER_KEY}\n")
    settings = read(ENCRYPTION_KEYS="", ENCRYPTION_KEYS_FILE=str(path))
    assert len(settings.keys.prefixes) == 2


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"\xff\xfe\x00"])
def test_a_key_file_that_is_no_use_names_its_setting(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "keys"
    if content is not None:
        path.write_bytes(content)
    sentence = refused({"ENCRYPTION_KEYS": "", "ENCRYPTION_KEYS_FILE": str(path)})
    assert sentence.startswith("ENCRYPTION_KEYS_FILE: ")
    assert not (tmp_path / KEYS_MADE_HERE).exists()


def test_without_keys_one_is_made_that_only_we_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = read(ENCRYPTION_KEYS="", DATA_DIR=str(folder))
    again = read(ENCRYPTION_KEYS="", DATA_DIR=str(folder))
    path = folder / KEYS_MADE_HERE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert first.keys.prefixes == again.keys.prefixes
    assert [each.name for each in folder.iterdir()] == [KEYS_MADE_HERE]


@pytest.mark.parametrize("url", [POSTGRES, "postgres://db/soigneur"])
def test_with_postgresql_no_key_is_made_here(tmp_path: Path, url: str) -> None:
    env = {"ENCRYPTION_KEYS": "", "DATABASE_URL": url, "DATA_DIR": str(tmp_path)}
    assert refused(env).startswith("ENCRYPTION_KEYS: needed with PostgreSQL")
    assert not list(tmp_path.iterdir())


def test_a_data_folder_that_cannot_be_made_names_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    env = {"ENCRYPTION_KEYS": "", "DATA_DIR": str(tmp_path / "file" / "data")}
    assert refused(env).startswith("DATA_DIR: ")


def test_an_application_for_the_sign_in_is_taken_whole() -> None:
    settings = read(**CLIENT, PUBLIC_URL="https://bot.example.com")
    assert settings.intervals_client_id == "123"
    assert settings.intervals_client_secret == "client-secret"


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({"INTERVALS_CLIENT_ID": "123"}, "INTERVALS_CLIENT_SECRET"),
        ({"INTERVALS_CLIENT_SECRET": "s"}, "INTERVALS_CLIENT_ID"),
        (CLIENT, "PUBLIC_URL"),
    ],
)
def test_half_a_sign_in_stops_the_start(env: dict[str, str], name: str) -> None:
    assert refused(env).startswith(f"{name}: ")


def test_no_secret_is_in_what_settings_print_as() -> None:
    settings = read(**CLIENT, PUBLIC_URL="https://x", DATABASE_URL="postgresql://u:pass-word@db/x")
    for secret in (TOKEN, KEY, "client-secret", "pass-word"):
        assert secret not in repr(settings)
