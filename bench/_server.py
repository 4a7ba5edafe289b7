"""A real server on a durable database with the demo in it, and a load from this process.

The server is the least privileged role; two processes, as in `make run` on two cores.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
CONNECTIONS: Final = 4


@dataclass
class Site:
    """Where the server answers, and the process that does."""

    port: int
    pid: int
    owner_url: str


def manage(environment: dict[str, str], *arguments: str) -> str:
    """What a management command says."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@contextmanager
def demo_database() -> Iterator[tuple[dict[str, str], str]]:
    """A durable database with the demo in it: the environment of the least role, and the owner's address.

    Thrown away afterwards, with the data folder.
    """
    from kraftsamling.config.embedded import running

    with (
        tempfile.TemporaryDirectory(prefix="kraftsamling-bench-") as folder,
        running(Path(folder) / "pg") as server,
    ):
        environment = {
            **os.environ,
            "DATABASE_URL": server.app_url,
            "DJANGO_SETTINGS_MODULE": "bench._settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "KRAFTSAMLING_DATA": folder,
        }
        as_owner = environment | {
            "DATABASE_OWNER_URL": server.owner_url,
            "KRAFTSAMLING_AS": "owner",
        }
        manage(as_owner, "migrate", "--verbosity", "0")
        manage(as_owner, "load_demo")
        yield environment, server.owner_url


@contextmanager
def site() -> Iterator[Site]:
    """One server for one measurement, on its own database."""
    with demo_database() as (environment, owner_url):
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute("CREATE TABLE bench_floor (id uuid PRIMARY KEY)")
            owner.execute("GRANT INSERT ON bench_floor TO app")
        with _serving(environment, owner_url) as running_site:
            yield running_site


@contextmanager
def _serving(environment: dict[str, str], owner_url: str) -> Iterator[Site]:
    from tests.support.server import free_port

    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", "2"),
            *("--blocking-threads", "2", "--log-level", "error"),
            "kraftsamling.config.wsgi:application",
        ],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _until_ready(port)
        yield Site(port, process.pid, owner_url)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until_ready(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not become ready")


@dataclass(frozen=True)
class Request:
    """One request of a load."""

    method: str
    path: str
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def requests_per_second(
    site: Site,
    make: Callable[[], Request],
    *,
    seconds: float,
    expect: frozenset[int],
    users: int = CONNECTIONS,
) -> float:
    """How many requests a second over a kept connection for each user; an unexpected status is an error."""
    stop = time.perf_counter() + seconds

    def work() -> int:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        count = 0
        while time.perf_counter() < stop:
            wanted = make()
            connection.request(wanted.method, wanted.path, wanted.body or None, wanted.headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in expect:
                raise RuntimeError(f"{wanted.path} answered {answer.status}")
            count += 1
        return count

    began = time.perf_counter()
    with ThreadPoolExecutor(users) as threads:
        # A thread that fails is heard: result() raises what it raised.
        served = [thread.result() for thread in [threads.submit(work) for _ in range(users)]]
    return sum(served) / (time.perf_counter() - began)


def as_owner(site: Site) -> dict[str, str]:
    """The environment in which a command works on the site's database with the owner's rights."""
    return os.environ | {
        "DATABASE_URL": site.owner_url,
        "DATABASE_OWNER_URL": site.owner_url,
        "KRAFTSAMLING_AS": "owner",
        "DJANGO_SETTINGS_MODULE": "bench._settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }


def logged_in_as(site: Site, key: str) -> dict[str, str]:
    """The cookie header of a persona, got by the demo's door."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    connection.request("GET", "/demo/")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = _cookies(answer)
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"/demo/prova/{key}/", f"csrfmiddlewaretoken={token}", headers)
    answer = connection.getresponse()
    answer.read()
    return {"Cookie": _cookies(answer)}


def _cookies(answer: http.client.HTTPResponse) -> str:
    pairs = [
        value.split(";")[0] for key, value in answer.getheaders() if key.lower() == "set-cookie"
    ]
    return "; ".join(pairs)


def resident_kib(site: Site) -> int:
    """Memory of the server's processes, in KiB, as Linux counts it."""
    import psutil

    parent = psutil.Process(site.pid)
    return sum(p.memory_info().rss for p in [parent, *parent.children(recursive=True)]) // 1024
