"""Sets up all that is missing in `.venv`: `setup_environment.py base` to run, `test` to test.

Only Python's standard library is used, because nothing else is there yet. What was installed is
noted in a stamp, so that the next start takes no time.
"""

import fcntl
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
STAMP: Final = VENV / "installed.json"
CACHE: Final = ROOT / ".cache"
PACKAGE_ITSELF: Final = "package"


def main(wanted: str) -> None:
    with _one_at_a_time():
        installed = _installed()
        if installed is None:
            _make_environment()
            installed = {}
        requirements = ROOT / "requirements" / f"{wanted}.txt"
        if installed.get(wanted) != _fingerprint(requirements):
            _install_requirements(requirements)
            installed[wanted] = _fingerprint(requirements)
            _note(installed)
        project = ROOT / "pyproject.toml"
        if installed.get(PACKAGE_ITSELF) != _fingerprint(project):
            _install_package()
            installed[PACKAGE_ITSELF] = _fingerprint(project)
            _note(installed)
        if _messages_changed():
            _run("The Swedish texts could not be compiled.", "scripts/messages.py", "--compile")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """`make run` and `make test` may be started together."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Waiting for another make that sets up …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _installed() -> dict[str, str] | None:
    """What the environment holds. None: there is no usable one.

    A folder that was moved or copied, or whose Python has gone, is not usable: its programs name
    the old place.
    """
    try:
        noted = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if noted.get("place") != str(VENV):
        return None
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0  # noqa: S603
    return dict(noted["installed"]) if works else None


def _note(installed: dict[str, str]) -> None:
    STAMP.write_text(json.dumps({"place": str(VENV), "installed": installed}), encoding="utf-8")


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        _stop(
            f"Python {version} is here, but without venv and ensurepip. Install them (Debian, "
            f"Ubuntu: apt-get install python{version}-venv) and run make again."
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    _say("Making an environment in .venv …")
    made = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        _stop(
            f"The environment could not be made: {(made.stderr or made.stdout).strip()}\n"
            "Repair that (on Debian and Ubuntu python3-venv is often missing) and run make again."
        )
    _note({})


def _install_requirements(requirements: Path) -> None:
    _say(f"Installing what {requirements.relative_to(ROOT)} lists; the first time takes a minute …")
    started = time.monotonic()
    _pip(
        "The packages could not be installed. Is the network there? Then run make again.",
        *("--require-hashes", "--requirement", str(requirements)),
    )
    _say(f"… installed in {time.monotonic() - started:.0f} seconds.")


def _install_package() -> None:
    """Kraftsamling itself, without network: its build tool is among the requirements."""
    _pip(
        "Kraftsamling itself could not be installed.",
        *("--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)),
    )


def _pip(complaint: str, *arguments: str) -> None:
    _run(
        complaint,
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--no-warn-script-location", *arguments),
    )


def _run(complaint: str, *arguments: str) -> None:
    """What goes wrong stands on the terminal already; the complaint says what it means."""
    if subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False).returncode != 0:  # noqa: S603
        _stop(complaint)


def _messages_changed() -> bool:
    """Looked at here as well, because starting the compiler takes longer than this whole script."""
    for source in (ROOT / "src").glob("*/*/locale/*/LC_MESSAGES/django.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime:
            return True
    return False


def _fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _stop(text: str) -> NoReturn:
    sys.exit(text)


if __name__ == "__main__":
    if sys.argv[1:] not in (["base"], ["test"]):
        sys.exit("Say what to set up: base or test.")
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("Interrupted; the next make continues.")
    except PermissionError as error:
        sys.exit(
            f"{error.filename} cannot be written: {error.strerror}. Run make as the account that "
            "owns this folder, or in a copy of your own."
        )
