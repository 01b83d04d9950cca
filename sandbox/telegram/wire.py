"""Requests as the Bot API takes them: query, form, multipart or JSON, all the same to a method."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.telegram.refusals import RefusalError, bad_request

MAX_UPLOAD = 50 * 1024 * 1024
# Whatever JSON can hold.
JsonValue = Any

ATTACHED = "attach://"
# Arguments that are text even when they look like a number or like JSON.
TEXTS = {
    "action", "callback_query_id", "caption", "description", "file_id", "language_code", "name",
    "parse_mode", "secret_token", "short_description", "text", "url",
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file as it came in."""

    name: str
    content: bytes


class Arguments:
    """The arguments of one method call, read by type; absent ones read as empty."""

    def __init__(self, fields: Mapping[str, Any], files: Mapping[str, Upload]) -> None:
        self._fields = fields
        self._files = files

    def has(self, name: str) -> bool:
        return self._fields.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self._fields.get(name) or default)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def decoded(self, name: str) -> JsonValue:
        """The value of a JSON-serialized argument, None if absent."""
        value = self._fields.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent in field `name`, in it or attached elsewhere in the request."""
        return self._files.get(name) or self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | None:
        if not reference.startswith(ATTACHED):
            return None
        return self._files.get(reference.removeprefix(ATTACHED))

    def journal(self) -> dict[str, Any]:
        """Everything given, decoded, for a test to read; files by name."""
        fields = {name: _as_value(name, value) for name, value in self._fields.items()}
        return fields | {name: file.name for name, file in self._files.items()}


async def read_arguments(request: Request) -> Arguments:
    """Read whatever form the request has; the body is consumed to its end."""
    fields: dict[str, Any] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = Upload(value.filename or name, await value.read())
                else:
                    fields[name] = value
        if sum(len(file.content) for file in files.values()) > MAX_UPLOAD:
            raise RefusalError(413, "Request Entity Too Large")
        return Arguments(fields, files)
    body = await request.body()
    if kind == "application/json" and body:
        fields |= _json_object(body)
    elif kind == "application/x-www-form-urlencoded":
        fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return Arguments(fields, files)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _as_value(name: str, value: object) -> JsonValue:
    if name in TEXTS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
