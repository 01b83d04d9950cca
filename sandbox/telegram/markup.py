"""Keyboards: what Telegram accepts under a message and under the input line."""

import re
from typing import Any

from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import Json
from sandbox.telegram.wire import Arguments, JsonValue

MAX_BUTTONS = 100
MAX_COPY_TEXT = 256
STYLES = {"primary", "success", "danger"}
ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
}  # fmt: skip
SCHEMES = {"http", "https", "tg", "ton", "tonsite"}
INLINE = "inline keyboard button"


def reply_markup(given: Arguments) -> tuple[Json | None, Json | None]:
    """The inline keyboard, and the keyboard (or its removal) below the input line."""
    markup = given.decoded("reply_markup")
    if not markup:
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"]):
            for button in row:
                if not (button if isinstance(button, str) else button.get("text")):
                    raise bad_request("keyboard button text must be non-empty")
    return None, markup


def inline_markup(given: Arguments) -> Json | None:
    """The inline keyboard of an edit, where no other is possible."""
    inline, other = reply_markup(given)
    if other is not None:
        raise bad_request("inline keyboard expected")
    return inline


def _inline(rows: JsonValue) -> Json | None:
    checked = [[_button(button) for button in row] for row in _rows(rows)]
    filled = [row for row in checked if row]
    if sum(len(row) for row in filled) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": filled} if filled else None


def _rows(rows: JsonValue) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard: Expected an Array of Arrays")
    return rows


def _button(button: JsonValue) -> Json:
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {INLINE}: Expected an Object")
    if "text" not in button:
        raise bad_request(f"can't parse {INLINE}: Can't find field \"text\"")
    if not button["text"]:
        raise bad_request(f"{INLINE} text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request(f"can't parse {INLINE}: Invalid button style specified")
    kinds = [kind for kind in ACTIONS & button.keys() if button[kind] not in ("", None)]
    if not kinds and "switch_inline_query" not in button:
        raise bad_request(
            f"can't parse {INLINE}: Text buttons are unallowed in the inline keyboard"
        )
    _check_data(button)
    return button


def _check_data(button: Json) -> None:
    if len(button.get("callback_data", "").encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        check_url(button["url"], f"{INLINE} URL")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def check_url(url: str, what: str) -> None:
    """Telegram opens web addresses with a dot in the host, and its own schemes."""
    scheme, _, rest = url.partition("://")
    if not rest:
        scheme, rest = "http", url
    if scheme.lower() not in SCHEMES:
        raise bad_request(f"{what} '{url}' is invalid: Unsupported URL protocol")
    host = re.split(r"[/?#:]", rest, maxsplit=1)[0]
    if scheme.lower().startswith("http") and "." not in host.strip("."):
        raise bad_request(f"{what} '{url}' is invalid: Wrong HTTP URL")
