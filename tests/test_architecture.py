"""The arrows: who may import whom, read from every import of the project."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {"storage": 0, "services": 1, "handlers": 2, "sandbox": 3, "bot": 3}
HOMES = {
    "telegram": ("handlers/", "bot.py"),
    "httpx": ("services/intervals/", "handlers/gateway/telegram.py", "bot.py"),
    "sqlmodel": ("storage/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "cryptography": ("storage/",),
    "pydantic": ("services/intervals/models.py", "services/intervals/client.py"),
    "babel": ("handlers/words/",),
    "starlette": ("handlers/web/",),
    "uvicorn": ("handlers/web/",),
    "prometheus_client": ("handlers/web/",),
    "structlog": ("services/logs.py",),
}
# bot.py starts the demo and the bench by name, so that the product never needs the sandbox.
FILES = sorted(
    path
    for top in ("bot.py", "handlers", "services", "storage")
    for path in ([ROOT / top] if top.endswith(".py") else (ROOT / top).rglob("*.py"))
)
COMMANDS = sorted(
    path
    for path in (ROOT / "handlers").glob("*.py")
    for node in ast.parse(path.read_text()).body
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("command", "commands")
)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_arrow_points_down(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    floor = FLOORS[name.split("/")[0].removesuffix(".py")]
    for imported in imports(path):
        top = imported.split(".")[0]
        assert FLOORS.get(top, -1) <= floor, f"{name} imports {imported}, which is above it"
        if top == "sandbox":
            pytest.fail(f"{name} knows the sandbox")
        homes = HOMES.get(top)
        assert homes is None or name.startswith(homes), f"{name} imports {imported}"


def test_words_import_nothing_of_ours() -> None:
    words = ROOT / "handlers" / "words" / "__init__.py"
    assert not {each.split(".")[0] for each in imports(words)} & FLOORS.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text()
    listing = path.name in ("models.py", "client.py", "wellness_fields.py") or "versions" in str(
        path
    )
    assert listing or source.count("\n") <= 250, f"{path.name} has two subjects"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert listing or length <= 40, f"{path.name}: {node.name} has {length} lines"


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_command_has_tests_of_its_name(path: Path) -> None:
    tests = ROOT / "tests" / "handlers" / f"test_{path.name}"
    assert "async def test_" in tests.read_text(), f"{tests.name} tests nothing"


def test_every_service_that_is_pure_has_tests_of_its_name() -> None:
    """The others ask intervals.icu or the storage, which whole commands show as well."""
    for path in (ROOT / "services").glob("*.py"):
        if "Pure." in path.read_text().partition("\n")[0]:
            assert (ROOT / "tests" / "services" / f"test_{path.name}").exists(), path.name


def test_nothing_committed_names_a_machine() -> None:
    shown = [*FILES, *ROOT.glob("*.md"), ROOT / "boot.py", ROOT / "Dockerfile"]
    for path in shown:
        if path.exists():
            text = path.read_text()
            assert f"{ROOT}/" not in text, path
            assert f"{Path.home()}/" not in text, path
