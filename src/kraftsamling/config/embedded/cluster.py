"""One database cluster: made, started, found running, stopped."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kraftsamling.config.embedded import processes
from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.binaries import Binaries
from kraftsamling.config.embedded.errors import ServerCannotRun
from kraftsamling.config.embedded.places import Places, new_socket_folder, remove_socket_folder

# Recovery after a power cut may take its time; an ordinary start takes less than a second.
START_SECONDS: Final = 120
STOP_SECONDS: Final = 30
LOG_BYTES: Final = 5_000_000

# Lines of postmaster.pid, counted from 0 (PostgreSQL's src/include/utils/pidfile.h).
_PID, _SOCKET_FOLDER, _STATUS = 0, 4, 7

# Only for tests: a power cut may destroy the database, and nobody would miss it.
# For tests. Autovacuum stays away too: a database it works in cannot be dropped by anyone but a superuser.
NOT_DURABLE: Final = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
)


@dataclass(frozen=True)
class Cluster:
    places: Places
    account: Account
    binaries: Binaries

    def create(self, *, durable: bool) -> None:
        """Make the database files, all or nothing."""
        shutil.rmtree(self.places.unfinished, ignore_errors=True)
        self.account.make_folder(self.places.unfinished)
        answer = self.account.run(
            [
                self.binaries["initdb"],
                *("--pgdata", self.places.unfinished),
                *("--username", "postgres"),
                *("--auth", "trust"),  # the socket's folder is closed to others
                *("--encoding", "UTF8"),
                # The provider inside PostgreSQL: the same order on every machine, whatever locales
                # it has. Swedish order is the product's own matter.
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"),
                "--no-instructions",
                *(() if durable else ("--no-sync",)),
            ],
            cwd=Path("/"),
        )
        if answer.returncode != 0:
            raise ServerCannotRun(
                f"The database could not be made in {self.places.home}. PostgreSQL says:\n"
                f"{answer.stdout.strip()}"
            )
        self.places.unfinished.rename(self.places.cluster)

    def refuse_other_version(self) -> None:
        file = self.places.cluster / "PG_VERSION"
        try:
            found = file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise ServerCannotRun(
                f"{self.places.cluster} is there but is not a database: PG_VERSION is missing. "
                "Move it away, or choose another folder with make run DATA=<folder>."
            ) from None
        except PermissionError:
            raise ServerCannotRun(
                f"The database in {self.places.cluster} belongs to another account. Start as that "
                "account, or choose another folder with make run DATA=<folder>."
            ) from None
        if found != str(self.binaries.major):
            raise ServerCannotRun(
                f"The database in {self.places.home} was made by PostgreSQL {found}, but this "
                f"version of Kraftsamling needs PostgreSQL {self.binaries.major}. Nothing was "
                "changed. Make a backup with the version of Kraftsamling that made it "
                "(kraftsamling backup FILE) and restore it into a new folder with this one, or "
                "choose another folder with make run DATA=<folder>."
            )

    def socket_folder(self) -> Path | None:
        """Where the running server listens. None: it does not run."""
        lines = self._pid_file()
        if self.pid() is None or len(lines) <= _STATUS or lines[_STATUS].strip() != "ready":
            return None
        return Path(lines[_SOCKET_FOLDER])

    def pid(self) -> int | None:
        """The number of this cluster's server process. None: it does not run.

        The file alone is not believed: after a crash its number may belong to any other process.
        """
        lines = self._pid_file()
        if not lines or not lines[_PID].strip().isdigit():
            return None
        pid = int(lines[_PID])
        line = processes.command_line(pid)
        return pid if line and f"postgres -D {self.places.cluster} -c " in line else None

    def start(self, *, durable: bool) -> Path:
        """Start the server and wait until it answers; returns the socket's folder."""
        self._wait_for_orphans()
        # Now nothing of an earlier server is left, so its file is worthless, but its number may be
        # another living process's, and PostgreSQL would refuse to start for that.
        (self.places.cluster / "postmaster.pid").unlink(missing_ok=True)
        folder = new_socket_folder(self.places, self.account)
        settings = (
            "listen_addresses=",  # no TCP
            f"unix_socket_directories={folder}",
            "unix_socket_permissions=0700",
            f"cluster_name={self.places.name}",
            *(() if durable else NOT_DURABLE),
        )
        with self._log() as log:
            process = self.account.start(
                [
                    self.binaries["postgres"],
                    *("-D", self.places.cluster),
                    *(part for setting in settings for part in ("-c", setting)),
                ],
                cwd=Path("/"),
                log=log,
            )
        # Somebody must take note of its end, whoever causes it, or its remains keep the number.
        threading.Thread(target=process.wait, name="embedded-postgresql", daemon=True).start()
        ready = _within(
            START_SECONDS, lambda: process.poll() is not None or self.socket_folder() is not None
        )
        if not ready or process.poll() is not None:
            process.terminate()
            raise ServerCannotRun(
                f"The database in {self.places.home} did not start. The end of "
                f"{self.places.log} says:\n{self._last_of_log()}"
            )
        return folder

    def stop(self) -> None:
        pid, folder = self.pid(), self.socket_folder()
        # SIGINT is PostgreSQL's fast stop: open connections are ended, everything is written.
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS)):
            if pid is None or _signalled_and_gone(self, pid, how, seconds):
                break
        if folder is not None:
            remove_socket_folder(folder, self.account)

    def _pid_file(self) -> list[str]:
        try:
            text = (self.places.cluster / "postmaster.pid").read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        return text.splitlines()

    def _wait_for_orphans(self) -> None:
        """After kill -9 the server's helpers see that it is gone and end, but not at once.

        Two servers on the same files destroy them, so we wait until nothing is left.
        """
        title = f"postgres: {self.places.name}: "

        def none_left() -> bool:
            return not any(line.startswith(title) for _, line in processes.all_command_lines())

        if not _within(STOP_SECONDS, none_left):
            raise ServerCannotRun(
                f"Processes of an earlier database server on {self.places.home} are still running. "
                f"Look for them with `ps ax | grep {self.places.name}`, end them, and start again."
            )

    def _log(self) -> IO[bytes]:
        grown = self.places.log.exists() and self.places.log.stat().st_size > LOG_BYTES
        return self.places.log.open("wb" if grown else "ab")

    def _last_of_log(self) -> str:
        lines = self.places.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-8:])


def _signalled_and_gone(cluster: Cluster, pid: int, how: signal.Signals, seconds: float) -> bool:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return True
    return _within(seconds, lambda: cluster.pid() is None)


def _within(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
