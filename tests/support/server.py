"""A real `kraftsamling serve` on a database of its own, with the demo in it, for browsers to visit."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.support import template

READY_SECONDS: Final = 60


def build_demo() -> None:
    """The world as a newcomer meets it."""
    from kraftsamling.common import clock
    from kraftsamling.demo import build

    build.build(now=clock.now(), say=lambda _: None)


def url_of(name: str, role: str) -> str:
    """The address of a database for `app` or `owner`."""
    source = os.environ["DATABASE_URL" if role == "app" else "DATABASE_OWNER_URL"]
    parts = conninfo_to_dict(source) | {"dbname": name}
    return make_conninfo("", **parts)  # type: ignore[arg-type]


def free_port() -> int:
    """A port that nobody has right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def day_stamp() -> str:
    """The demo counts from today: yesterday's template is an old one."""
    return time.strftime("%Y%m%d")


def _environment(database: str) -> dict[str, str]:
    """What a process of the product's own sees: the database as app, and nothing of the tests."""
    return {
        key: value
        for key, value in os.environ.items()
        if key not in ("KRAFTSAMLING_AS", "DATABASE_OWNER_URL")
    } | {
        "DATABASE_URL": url_of(database, "app"),
        "DJANGO_SETTINGS_MODULE": "kraftsamling.config.settings",
        "PYTHONPATH": str(template.ROOT / "src"),
    }


@contextmanager
def working(database: str) -> Iterator[None]:
    """A real `kraftsamling worker` on the given database."""
    with tempfile.TemporaryDirectory(prefix="kraftsamling-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "kraftsamling.config.cli", "worker", "--data", folder],
            env=_environment(database),
            cwd=template.ROOT,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def serving(database: str, *, data: Path) -> Iterator[str]:
    """The base address of a server on the given database. Its worker stays at home."""
    port = free_port()
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "kraftsamling.config.cli", "serve", "--no-worker"),
            *("--port", str(port), "--data", str(data)),
        ],
        env=_environment(database),
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=template.ROOT,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, process, data / "server.log")
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
        told = (data / "server.log").read_text(errors="replace")
        if "Traceback" in told:  # what stood behind a 500, beside the test that saw it
            sys.stderr.write(told[told.index("Traceback") :])


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/ready", timeout=2) as answer:  # noqa: S310 - ours
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not become ready:\n{log.read_text(errors='replace')}")


@contextmanager
def demo_site(name: str) -> Iterator[str]:
    """A server with a fresh copy of today's demo."""
    made = template.ensure(f"demo{day_stamp()}", build_demo)
    with (
        template.clone(made, name) as database,
        tempfile.TemporaryDirectory(prefix="kraftsamling-") as folder,
        serving(database, data=Path(folder)) as base,
    ):
        yield base


@contextmanager
def empty_site(name: str) -> Iterator[str]:
    """A server on a migrated database without any organisation: where Kom i gång begins."""
    made = template.ensure("empty", lambda: None)
    with (
        template.clone(made, name) as database,
        tempfile.TemporaryDirectory(prefix="kraftsamling-") as folder,
        serving(database, data=Path(folder)) as base,
    ):
        yield base
