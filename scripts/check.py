"""Everything a change must pass that is not a test (`make check`); all of it runs, always."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BIN: Final = Path(sys.executable).parent
# A database of its own, so that neither a running demo nor its data are in the way.
DATA: Final = ROOT / ".cache" / "check"


def checks() -> Iterator[tuple[str, list[str]]]:
    """What is checked, and the command that does it."""
    python = sys.executable
    yield "lint", [python, "-m", "ruff", "check", "."]
    yield "format", [python, "-m", "ruff", "format", "--check", "."]
    if templates := sorted(str(path) for path in (ROOT / "src").rglob("templates/**/*.html")):
        djade = str(BIN / "djade")
        yield "templates", [djade, "--check", "--target-version", "5.2", *templates]
    yield "types", [python, "-m", "mypy"]
    if (ROOT / ".importlinter").exists():
        yield "imports", [str(BIN / "lint-imports"), "--no-cache"]
    yield "messages", [python, "scripts/messages.py", "--check"]
    manage = [python, "-m", "kraftsamling.config.cli", "manage", "--owner"]
    yield "migrations", [*manage, "makemigrations", "--check", "--dry-run"]


def main() -> int:
    environment = {**os.environ, "KRAFTSAMLING_DATA": str(DATA)}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "KRAFTSAMLING_MODE"):
        environment.pop(name, None)
    failed = []
    for name, command in checks():
        started = time.monotonic()
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        _say(f"{name:12} {verdict:7} {time.monotonic() - started:5.1f} s")
        if done.returncode != 0:
            failed.append(name)
            _say((done.stdout + done.stderr).strip())
    if failed:
        _say(f"Not passed: {', '.join(failed)}.")
    return 1 if failed else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
