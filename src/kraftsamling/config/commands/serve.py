"""`kraftsamling serve`: database, web and worker in one go, until Ctrl-C."""

import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Never

import psycopg

from kraftsamling.config.commands.children import Child, stop_all
from kraftsamling.config.commands.database import Database, database, django
from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.env import env_list
from kraftsamling.config.say import complain, say

READY_SECONDS: Final = 90
WORKER_PAUSE_SECONDS: Final = 3
WORKER_LONGEST_PAUSE_SECONDS: Final = 60


@dataclass(frozen=True)
class Serving:
    """What the person asked for."""

    host: str
    port: int
    data: Path
    processes: int = 1
    worker: bool = True
    migrate: bool = False
    demo: bool = False


class _Web(Child):
    def __init__(self, wanted: Serving, where: Database) -> None:
        arguments = [
            *("-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", wanted.host, "--port", str(wanted.port)),
            *("--workers", str(wanted.processes), "--blocking-threads", "4"),
            *("--log-level", "warning"),
            "kraftsamling.config.wsgi:application",
        ]
        super().__init__("web server", arguments, _with_address(wanted, where))


class _Worker(Child):
    def __init__(self, where: Database, *, name: str) -> None:
        self.label = name
        arguments = [
            *("-m", "django", "procrastinate", "worker", "--name", name),
            # A job that is cut off is found as stalled and run again: no need to wait for long.
            *("--shutdown-graceful-timeout", "8"),
        ]
        super().__init__("worker", arguments, where.environment())


def _with_address(wanted: Serving, where: Database) -> dict[str, str]:
    """Links in mail lead to where we serve, unless the installation says something else."""
    return {"BASE_URL": _address(wanted), **where.environment()}


def _say_where_to_start(wanted: Serving, where: Database) -> None:
    """An empty installation of our own gets the address of its first page; others ask for it."""
    if where.embedded:
        django(_with_address(wanted, where), "setup_code", "--if-empty")


def serve(wanted: Serving) -> int:
    with _stopped_in_order():
        _refuse_taken_port(wanted)
        with database(wanted.data) as where:
            _prepare(wanted, where)
            _serve(wanted, where)
    return 0


def work(data: Path) -> int:
    """`kraftsamling worker`: only the worker, for an installation that has its web elsewhere."""
    with _stopped_in_order(), database(data) as where:
        worker = _Worker(where, name="kraftsamling")
        try:
            while not worker.has_ended:
                time.sleep(0.2)
        finally:
            stop_all([worker])
    return worker.code or 0


def migrate(where: Database) -> None:
    environment = where.owners_environment()
    if made_before_the_first_tables(where.owner_url):
        raise CommandRefused(
            "The database was made by an earlier version, whose steps no longer exist (ADR 58). A demo "
            f"holds nothing of its own: remove {where.data} and start again."
        )
    django(environment, "migrate", "--no-input", "--verbosity", "0")


def made_before_the_first_tables(owner_url: str) -> bool:
    """Whether a database has taken the steps that are one now (docs/adr/0058)."""
    with psycopg.connect(owner_url) as owner:
        if owner.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return False
        taken = owner.execute("SELECT 1 FROM django_migrations WHERE app = 'casework' AND name = %s",
                              ["0010_person_searches"])  # fmt: skip
        return taken.fetchone() is not None


def _prepare(wanted: Serving, where: Database) -> None:
    if where.embedded or wanted.migrate:
        say("Preparing the database …")
        migrate(where)
    if wanted.demo:
        django(where.owners_environment(), "load_demo", "--if-empty")


def _serve(wanted: Serving, where: Database) -> None:
    children: list[Child] = []
    try:
        web = _Web(wanted, where)
        children.append(web)
        if wanted.worker:
            children.append(_Worker(where, name=f"kraftsamling-{wanted.port}"))
        _wait_until_ready(wanted, web)
        say(f"Kraftsamling is ready: {_address(wanted)}  (stop with Ctrl-C)")
        _say_where_to_start(wanted, where)
        _watch(web, children, where)
    finally:
        stop_all(children)


def _watch(web: Child, children: list[Child], where: Database) -> Never:
    """Until we are told to stop. A worker that ends is started again, the web server is not."""
    pause = WORKER_PAUSE_SECONDS
    again_at = 0.0
    while True:
        time.sleep(0.2)
        if web.has_ended:
            raise CommandRefused(f"The web server stopped by itself (code {web.code}).")
        _build_new_demo_if_wanted(where)
        ended = next((c for c in children if isinstance(c, _Worker) and c.has_ended), None)
        if ended is None:
            continue
        if not again_at:
            complain(f"The worker stopped by itself; it is started again in {pause} seconds.")
            again_at = time.monotonic() + pause
            pause = min(2 * pause, WORKER_LONGEST_PAUSE_SECONDS)
        elif time.monotonic() >= again_at:
            again_at = 0.0
            children[children.index(ended)] = _Worker(where, name=ended.label)


def _build_new_demo_if_wanted(where: Database) -> None:
    """The demo's "Börja om": a page asks by a file, because only this process may act as owner."""
    flag = where.data / "new-demo-wanted"
    if not flag.exists():
        return
    say("Building a new demo …")
    try:
        django(where.owners_environment(), "load_demo", "--reset")
    finally:
        flag.unlink(missing_ok=True)


def _wait_until_ready(wanted: Serving, web: Child) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _is_ready(wanted):
        if web.has_ended:
            raise CommandRefused(
                f"The web server did not start (code {web.code}); the reason stands above."
            )
        if time.monotonic() > deadline:
            raise CommandRefused(
                f"The web server does not answer {_address(wanted)}ready within {READY_SECONDS} "
                "seconds. What it has written stands above."
            )
        time.sleep(0.1)


def _is_ready(wanted: Serving) -> bool:
    # As a proxy would ask, so that production settings (known hosts, only TLS) answer as well.
    known = [host for host in env_list("ALLOWED_HOSTS") if not host.startswith((".", "*"))]
    host = known[0] if known else f"127.0.0.1:{wanted.port}"
    request = urllib.request.Request(
        f"http://{_reached_at(wanted.host)}:{wanted.port}/ready",
        headers={"Host": host, "X-Forwarded-Proto": "https"},
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _address(wanted: Serving) -> str:
    return f"http://{_reached_at(wanted.host)}:{wanted.port}/"


def _reached_at(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 – compared


def _refuse_taken_port(wanted: Serving) -> None:
    """Before anything is started: a web server tells it late and in its own words."""
    family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((wanted.host, wanted.port))
        except OSError as error:
            raise CommandRefused(
                f"Port {wanted.port} on {wanted.host} cannot be used ({error.strerror}). Another "
                "program has it, perhaps another Kraftsamling. Choose another port: "
                "make run PORT=8123   (or: kraftsamling serve --port 8123)"
            ) from None


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Ctrl-C, SIGTERM and a closed terminal all mean: stop, in order, and say no more."""

    def stop(*_: object) -> Never:
        # Once is enough: an impatient second one would leave processes behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped.")
