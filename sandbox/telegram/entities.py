"""Formatted text, parsed by TDLib itself: the parser that Telegram's Bot API server runs."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import tdjson

from sandbox.telegram.refusals import bad_request

Entity = dict[str, Any]

MAX_ENTITIES = 100

# TDLib's names of entity types and the Bot API's.
NAMES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "DateTime": "date_time",
    "BotCommand": "bot_command",
    "Url": "url",
    "EmailAddress": "email",
    "Hashtag": "hashtag",
    "Cashtag": "cashtag",
    "PhoneNumber": "phone_number",
    "Mention": "mention",
}
NOT_SEARCHED = {"code", "pre", "text_link", "text_mention"}
MODES = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
# As TDLib's clean_input_string: control characters become spaces, carriage returns vanish.
CLEANED = {code: " " for code in range(32) if chr(code) not in "\n\r"} | {ord("\r"): None}


@dataclass(frozen=True)
class Formatted:
    """A text without markup and its entities; offsets and lengths count UTF-16 code units."""

    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@cache
def _quiet_tdlib() -> None:
    _execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or "{}")
    return answer


def _ask_tdlib(request: dict[str, Any]) -> dict[str, Any]:
    _quiet_tdlib()
    return _execute(request)


def parse(text: str, mode: str = "", given: list[Entity] | None = None) -> Formatted:
    """Read `text` in a `parse_mode`, or with `given` entities, and find links and commands."""
    if mode:
        text, entities = _parsed(text, mode)
    else:
        entities = _checked(given or [], text)
    text, entities = _trimmed(text.translate(CLEANED), entities)
    entities = [*entities, *_found(text, entities)]
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(text, tuple(entities[:MAX_ENTITIES]))


def clean_file_name(name: str) -> str:
    return str(_ask_tdlib({"@type": "cleanFileName", "file_name": name})["text"])


def mime_type(name: str) -> str:
    known = str(_ask_tdlib({"@type": "getFileMimeType", "file_name": name})["text"])
    return known or "application/octet-stream"


def _parsed(text: str, mode: str) -> tuple[str, list[Entity]]:
    parse_mode = MODES.get(mode.lower())
    if parse_mode is None:
        raise bad_request("unsupported parse_mode")
    answer = _ask_tdlib({"@type": "parseTextEntities", "text": text, "parse_mode": parse_mode})
    if answer["@type"] == "error":
        raise bad_request(answer["message"])
    return answer["text"], [_translated(entity) for entity in answer["entities"]]


def _found(text: str, entities: list[Entity]) -> list[Entity]:
    answer = _ask_tdlib({"@type": "getTextEntities", "text": text})
    taken = [entity for entity in entities if entity["type"] in NOT_SEARCHED]
    known = [e for e in answer["entities"] if e["type"]["@type"][len("textEntityType") :] in NAMES]
    found = [_translated(entity) for entity in known]
    return [one for one in found if not any(_overlap(one, other) for other in taken)]


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _translated(entity: dict[str, Any]) -> Entity:
    kind = entity["type"]
    name = NAMES[kind["@type"][len("textEntityType") :]]
    result = {"type": name, "offset": entity["offset"], "length": entity["length"]}
    if name == "text_link":
        result["url"] = kind["url"]
    elif name == "text_mention":
        result["user"] = {"id": kind["user_id"], "is_bot": False, "first_name": ""}
    elif name == "custom_emoji":
        result["custom_emoji_id"] = kind["custom_emoji_id"]
    elif name == "pre" and kind.get("language"):
        result["language"] = kind["language"]
    elif name == "date_time":
        result["unix_time"] = kind["unix_time"]
        result["date_time_format"] = _date_time_format(kind.get("formatting_type"))
    return result


def _date_time_format(how: dict[str, Any] | None) -> str:
    """The control string of `<tg-time format>`: `r`, or `w`, `d` or `D`, `t` or `T`."""
    if how is None:
        return ""
    if how["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    letters = {"dateTimePartPrecisionShort": "dt", "dateTimePartPrecisionLong": "DT"}
    date = letters.get(how["date_precision"]["@type"], ("", ""))[0]
    time = letters.get(how["time_precision"]["@type"], ("", ""))[1]
    return ("w" if how["show_day_of_week"] else "") + date + time


def _checked(given: list[Entity], text: str) -> list[Entity]:
    length = utf16_length(text)
    for entity in given:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in NAMES.values():
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if start < 0:
            raise bad_request(f"receive an entity with incorrect offset {start}")
        if start > length:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if end > length:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
    return [entity for entity in given if entity["type"] not in {"bot_command", "url"}]


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the ends; in front, only as far as the first entity begins."""
    text = text.rstrip(" \n")
    first = min((entity["offset"] for entity in entities), default=len(text))
    shift = min(len(text) - len(text.lstrip(" \n")), first)
    text = text[shift:]
    end = utf16_length(text)
    moved = [entity | {"offset": entity["offset"] - shift} for entity in entities]
    cut = [entity | {"length": min(entity["length"], end - entity["offset"])} for entity in moved]
    return text, [entity for entity in cut if entity["length"] > 0]
