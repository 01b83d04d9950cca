"""Checks requests and answers against the service's own OpenAPI description."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sandbox.intervals.answers import Wire
from sandbox.intervals.journal import Call

# The description calls these required; live calls without them succeed.
NOT_REALLY_REQUIRED = {"f1", "f2", "f3"}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def problems(call: Call, spec: Wire, own: Collection[str] = ()) -> list[str]:
    """What is wrong with a request: path, method, query, body keys and types; [] if nothing.

    `own` are the codes of fields that athletes defined, which no description can know.
    """
    if not call.path.startswith("/api/v1/"):
        return []
    operation = find_operation(call.method, call.path, spec)
    if operation is None:
        return [f"{call.method} {call.path} is not in the description"]
    return [*_query_problems(call, operation), *_body_problems(call, operation, spec, own)]


def find_operation(method: str, path: str, spec: Wire) -> Wire | None:
    """The operation of the most literal path that fits, or None."""
    fitting = [
        (template.count("{"), template)
        for template, methods in spec["paths"].items()
        if method.lower() in methods and _pattern(template).fullmatch(path)
    ]
    return spec["paths"][min(fitting)[1]][method.lower()] if fitting else None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pattern = re.escape(template).replace(r"\{", "{").replace(r"\}", "}")
    pattern = re.sub(r"\{(ext|format)\}", r"(?:\.\\w+)?", pattern)
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", pattern))


def answer_problems(method: str, path: str, answer: Any, spec: Wire) -> list[str]:  # noqa: ANN401
    """What is wrong with the types of an answer; unknown keys are in order."""
    operation = find_operation(method, path, spec) or {"responses": {}}
    for content in operation["responses"].get("200", {}).get("content", {}).values():
        return list(type_problems(answer, content["schema"], spec, "answer", strict=False))
    return []


def _query_problems(call: Call, operation: Wire) -> Iterator[str]:
    known = {one["name"]: one for one in operation.get("parameters", []) if one["in"] == "query"}
    for name in call.query.keys() - known.keys():
        yield f"unknown query parameter {name}"
    for name, one in known.items():
        if one.get("required") and name not in call.query and name not in NOT_REALLY_REQUIRED:
            yield f"missing query parameter {name}"


def _body_problems(call: Call, operation: Wire, spec: Wire, own: Collection[str]) -> Iterator[str]:
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content or isinstance(call.body, str):
        return
    if call.body is None:
        yield "missing body"
        return
    schema = content["application/json"]["schema"]
    for problem in type_problems(call.body, schema, spec, "body", strict=True):
        if problem.rpartition("unknown key ")[2] not in own:
            yield problem


def type_problems(
    value: Any,  # noqa: ANN401
    schema: Wire,
    spec: Wire,
    where: str,
    *,
    strict: bool,
) -> Iterator[str]:
    """Wrong types and enum values anywhere inside; with `strict`, unknown keys as well."""
    if "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    kind = schema.get("type")
    anything = kind == "object" and schema.keys() == {"type"}
    if value is None or kind is None or anything:
        return
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{where}: {value!r} is no {kind}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of the known values"
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from type_problems(
                item, schema["items"], spec, f"{where}[{place}]", strict=strict
            )
    elif isinstance(value, dict):
        yield from _key_problems(value, schema, spec, where, strict=strict)


def _key_problems(
    value: Wire, schema: Wire, spec: Wire, where: str, *, strict: bool
) -> Iterator[str]:
    properties = schema.get("properties", {})
    for key, item in value.items():
        if key in properties:
            yield from type_problems(item, properties[key], spec, f"{where}.{key}", strict=strict)
        elif strict and properties:
            yield f"{where}: unknown key {key}"
