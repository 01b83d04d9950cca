"""From Python 3.11 and pip to a running bot: `python3 boot.py demo | run | test | ...`.

Finds uv or installs it into .tools/ (which a Python marked as externally managed allows),
lets uv make the locked environment in .venv, and runs the rest with its Python.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
UV = "uv==0.13.9"
BIN = "Scripts" if os.name == "nt" else "bin"
GROUPS = {
    "demo": ["--group", "sandbox"],
    "bench": ["--group", "sandbox"],
    "test": ["--group", "dev"],
}
CHECKS = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "."]]


def find_uv() -> str:
    """The path of uv; installed beside this file where the machine has none."""
    if found := shutil.which("uv"):
        return found
    own = TOOLS / BIN / "uv"
    if not own.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS), UV]
        subprocess.run(pip, check=True, stdout=sys.stderr)
    return str(own)


def make_environment(word: str) -> Path:
    """The locked environment with what `word` needs; the folder of its programs."""
    extra = ["--extra", "postgres", *GROUPS.get(word, [])]
    uv = {"UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"}
    sync = [find_uv(), "sync", "--frozen", "--inexact", "--quiet", *extra]
    subprocess.run(sync, check=True, cwd=HERE, env=os.environ | uv)
    return HERE / ".venv" / BIN


def main(arguments: list[str]) -> int:
    """`test` runs the checks and the tests; any other word goes to bot.py."""
    if sys.version_info < (3, 11):
        print(f"Soigneur needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 2
    word = arguments[0] if arguments else "demo"
    # The environment is ours alone, and starts in half the time with its bytecode kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    programs = make_environment(word)
    python = str(programs / "python")
    os.chdir(HERE)
    if word != "test":
        os.execv(python, [python, "bot.py", word, *arguments[1:]])
    for step in [*CHECKS, ["pytest", "-n", "3", "--dist", "worksteal", *arguments[1:]]]:
        if code := subprocess.run([python, "-m", *step]).returncode:
            return code
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"boot.py: {failed.cmd[0]} failed; what it said stands above.")
