"""How intervals.icu answers: bodies, refusals, single-precision numbers."""

import csv
import io
import json
import struct
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Wire = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - not an error of ours but an answer of theirs
    """An application error: `{"status": ..., "error": ...}`."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error

    def response(self) -> Response:
        return JSONResponse({"status": self.status, "error": self.error}, self.status)


def invalid(error: str) -> Refusal:
    return Refusal(422, error)


def framework_error(request: Request, status: int) -> Response:
    """What the framework says to a route or method that does not exist."""
    error = {404: "Not Found", 405: "Method Not Allowed", 500: "Internal Server Error"}
    body = {
        "timestamp": instant(datetime.now(UTC)),
        "status": status,
        "error": error.get(status, "Bad Request"),
        "path": request.url.path,
    }
    return JSONResponse(body, status)


def instant(moment: datetime) -> str:
    """An instant as the wire writes it: `2026-03-01T06:45:00.000+00:00`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def full(keys: Iterable[str], values: Wire) -> Wire:
    """All known keys in their order, null where unset, then whatever else there is."""
    return dict.fromkeys(keys) | values


def single(value: float) -> float:
    """The shortest decimal that is the same single-precision float: 0.8333333."""
    packed = struct.pack("f", value)
    (rounded,) = struct.unpack("f", packed)
    for digits in range(1, 10):
        short = float(f"{rounded:.{digits}g}")
        if struct.pack("f", short) == packed:
            return short
    return value


def noisy(data: Any) -> Any:  # noqa: ANN401
    """The same JSON with every number in single precision."""
    if isinstance(data, float):
        return single(data)
    if isinstance(data, dict):
        return {key: noisy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [noisy(value) for value in data]
    return data


def json_answer(data: Any, status: int = 200) -> Response:  # noqa: ANN401
    text = json.dumps(noisy(data), ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(), status, media_type="application/json")


def csv_answer(rows: Sequence[Wire], columns: Sequence[str]) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([noisy(row.get(column)) for column in columns] for row in rows)
    return Response(out.getvalue(), media_type="text/csv;charset=UTF-8")


def file_answer(content: bytes, name: str, media_type: str) -> Response:
    ascii_name = name.encode("ascii", "replace").decode().replace('"', "")
    disposition = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": disposition}
    return Response(content, media_type=media_type, headers=headers)


def only(rows: list[Wire], fields: str | None) -> list[Wire]:
    """`fields=a,b`: just these keys, and no nulls."""
    if not fields:
        return rows
    wanted = fields.split(",")
    return [{key: row[key] for key in wanted if row.get(key) is not None} for row in rows]
