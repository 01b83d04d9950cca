"""Logs: both formats, and no secret in a record, a traceback or an address."""

import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from services.logs import HIDDEN, QUIET, set_up_logs
from tests.serving import free_port

TOKEN = "123456789:AAE-a-token_of-a-test-only-0000000"
OTHER_TOKEN = "987654321:BBF-another_bots-token-11111111"
KEY = "1l0nlqjq3j1obdhg08rz5rhhx"
BASIC = b64encode(f"API_KEY:{KEY}".encode()).decode()
CLIENT_SECRET = "quite short"
FORMATS = ("text", "json")

Lines = Callable[[], list[str]]
log = logging.getLogger("tests.logs")


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook
    levels = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers[:], sys.excepthook = before[0], before[2]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    return lambda: capsys.readouterr().err.splitlines()  # noqa: PLW0108 - anew each time


def set_up(form: str, level: str = "DEBUG") -> None:
    set_up_logs(level, form, (TOKEN, CLIENT_SECRET, ""))


def test_text_is_one_line_with_time_level_and_name(lines: Lines) -> None:
    set_up("text")
    log.warning("%s is %d", "this", 7)
    (line,) = lines()
    assert "this is 7" in line
    assert "warning" in line
    assert "tests.logs" in line
    assert "\x1b" not in line


def test_json_is_one_object_a_line(lines: Lines) -> None:
    set_up("json")
    log.error("状态 %s", 'a "quoted" word')
    log.info("second")
    first, second = map(json.loads, lines())
    assert first["event"] == '状态 a "quoted" word'
    assert (first["level"], first["logger"]) == ("error", "tests.logs")
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "second"


def test_below_its_level_nothing_is_written(lines: Lines) -> None:
    set_up("text", "WARNING")
    log.info("quiet")
    assert lines() == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("written", "secret"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", TOKEN),
        (f"POST https://api.telegram.org/bot{OTHER_TOKEN}/getMe", OTHER_TOKEN),
        (f"GET /bot{OTHER_TOKEN.replace(':', '%3A')}/getMe", "another_bots"),
        (f"Authorization: Basic {BASIC}", BASIC),
        (f"{{'authorization': 'basic {BASIC}'}}", BASIC),
        (f'["Authorization", "Bearer {KEY}"]', KEY),
        (f"https://API_KEY:{KEY}@intervals.icu/api", KEY),
        (f"client_secret={CLIENT_SECRET}", CLIENT_SECRET),
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(
    lines: Lines, form: str, written: str, secret: str
) -> None:
    set_up(form)
    log.warning(written)
    log.warning("%s", written)
    log.warning("%r", {"nested": [written]})
    try:
        raise RuntimeError(written) from ValueError(written)  # noqa: TRY301
    except RuntimeError:
        log.exception("it failed")
    found = lines()
    assert secret not in "\n".join(found)
    assert HIDDEN in found[0]
    if form == "json":
        assert len([json.loads(line) for line in found]) == 4
        assert "Traceback" in json.loads(found[3])["exception"]


@pytest.mark.parametrize("form", FORMATS)
async def test_what_the_http_libraries_write_holds_no_token(lines: Lines, form: str) -> None:
    set_up(form)
    address = f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe"
    async with httpx.AsyncClient(auth=("API_KEY", KEY)) as http:
        with pytest.raises(httpx.ConnectError) as caught:
            await http.get(address)
    log.error("no answer", exc_info=caught.value)
    for logger in QUIET:
        logging.getLogger(logger).info("GET %s", address)
    written = "\n".join(lines())
    assert "GET" not in written
    for secret in (TOKEN, KEY, BASIC):
        assert secret not in written


@pytest.mark.parametrize("form", FORMATS)
def test_what_ends_the_process_is_written_without_secrets_too(form: str) -> None:
    program = (
        "from services.logs import set_up_logs\n"
        f"set_up_logs('INFO', {form!r}, ())\n"
        f"raise RuntimeError('GET /bot{OTHER_TOKEN}/getMe')\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "RuntimeError" in ended.stderr
    assert OTHER_TOKEN not in ended.stderr
