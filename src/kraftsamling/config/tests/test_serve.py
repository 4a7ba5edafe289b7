"""`kraftsamling serve` says when it is ready, and leaves nothing behind however it ends."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kraftsamling.config.embedded.processes import all_command_lines

SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kraftsamling-test-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder / "data with spaces"
    shutil.rmtree(folder)


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Starts `kraftsamling` on the tiny site, in the data folder."""
    started: list[subprocess.Popen[str]] = []

    def kraftsamling(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "kraftsamling.config.cli", *arguments],
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")},
                "PYTHONPATH": str(SOURCE),
                "DJANGO_SETTINGS_MODULE": "kraftsamling.config.tests.tiny_site",
                "KRAFTSAMLING_DATA": str(data),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield kraftsamling
    for process in started:
        process.terminate()
        process.communicate(timeout=60)


def wait_for_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "ready" in line:
            return line
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def fetch(port: int, page: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=5) as answer:
        return str(answer.read().decode())


def left_behind(port: int, data: Path) -> list[str]:
    """Processes of this serve, by what stands in their command lines, and whether it answers."""
    marks = (f"--port {port} ", str(data), f"kraftsamling-{port} ")
    found = [line for _, line in all_command_lines() if any(mark in line for mark in marks)]
    with socket.socket() as caller:
        return [*found, "it answers"] if caller.connect_ex(("127.0.0.1", port)) == 0 else found


def within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return true()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_when_it_is_ready_and_stops_all_it_has_started(
    start: Start, free_port: int, data: Path, number: signal.Signals
) -> None:
    process = start("serve", "--port", str(free_port))

    assert f"http://127.0.0.1:{free_port}/" in wait_for_ready(process)
    assert fetch(free_port, "ready") == "ready"
    assert any("procrastinate worker" in line for line in left_behind(free_port, data))
    assert any("postgres" in line for line in left_behind(free_port, data))

    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert left_behind(free_port, data) == []


def test_the_web_process_never_learns_the_owners_address(start: Start, free_port: int) -> None:
    wait_for_ready(start("serve", "--port", str(free_port), "--no-worker"))

    names = json.loads(fetch(free_port, "environment"))

    assert "DATABASE_URL" in names
    assert not {"DATABASE_OWNER_URL", "KRAFTSAMLING_AS"} & set(names)


def test_after_kill_9_nothing_keeps_the_port_and_the_next_start_works(
    start: Start, free_port: int, data: Path
) -> None:
    killed = start("serve", "--port", str(free_port))
    wait_for_ready(killed)
    killed.kill()

    def only_the_database() -> bool:
        return all("postgres" in line for line in left_behind(free_port, data))

    assert within(20, only_the_database)
    again = start("serve", "--port", str(free_port))
    wait_for_ready(again)
    again.terminate()
    again.communicate(timeout=60)
    assert left_behind(free_port, data) == []


def test_a_taken_port_is_said_with_the_way_to_choose_another(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        process = start("serve", KRAFTSAMLING_PORT=str(port))
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in errors
    assert "make run PORT=8123" in errors
    assert "Traceback" not in errors


def test_a_wrong_port_in_the_environment_is_said_in_a_sentence(start: Start) -> None:
    process = start("serve", KRAFTSAMLING_PORT="eighty")

    _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "KRAFTSAMLING_PORT is 'eighty', but accepted is" in errors


def test_the_owners_work_without_the_owners_address_is_refused(start: Start) -> None:
    process = start("migrate", DATABASE_URL="postgresql://app@127.0.0.1:1/none")

    _, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "DATABASE_OWNER_URL is not set" in errors


def test_help_tells_every_command_in_plain_words(start: Start) -> None:
    text, _ = start("--help").communicate(timeout=60)

    for command in ("serve", "worker", "migrate", "demo", "backup", "restore", "check-production"):
        assert command in text
