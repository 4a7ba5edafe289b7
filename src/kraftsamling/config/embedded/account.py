"""Under which account PostgreSQL runs: it refuses to run as root, and it is right to."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self, TypedDict

from kraftsamling.config.embedded.errors import ServerCannotRun

# Nothing from outside reaches the server: a stray PGDATA or LANG would change what it does.
ENVIRONMENT: Final[Mapping[str, str]] = {"LC_ALL": "C", "PATH": os.defpath}


class _As(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[str | int]


@dataclass(frozen=True)
class Account:
    """The account that owns the database's files and runs its processes."""

    uid: int
    gid: int

    @classmethod
    def for_cluster(cls, cluster: Path) -> Self:
        """Ourselves. Root hands over to the owner of the files, or `nobody` if there are none."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        try:
            found = cluster.stat()
        except FileNotFoundError:
            return cls._nobody()
        return cls(found.st_uid, found.st_gid)

    @classmethod
    def _nobody(cls) -> Self:
        try:
            entry = pwd.getpwnam("nobody")
        except KeyError:
            raise ServerCannotRun(
                "PostgreSQL does not run as root, and this machine has no account named nobody to "
                "run it under. Start Kraftsamling as an ordinary user."
            ) from None
        return cls(entry.pw_uid, entry.pw_gid)

    @property
    def is_another(self) -> bool:
        """Are we root, handing over to somebody else?"""
        return self.uid != os.geteuid()

    def run(self, args: Sequence[str | Path], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run to the end and keep what it says. PermissionError: the account cannot reach it."""
        return subprocess.run(  # noqa: S603 – an argument list, no shell
            args,
            cwd=cwd,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **self._handed_over(),
        )

    def start(
        self, args: Sequence[str | Path], *, cwd: Path, log: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        """Start and return. Its own session: Ctrl-C in the terminal is not for the database."""
        return subprocess.Popen(  # noqa: S603 – an argument list, no shell
            args,
            cwd=cwd,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **self._handed_over(),
        )

    def make_folder(self, folder: Path) -> None:
        """A new folder that only this account may open."""
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)
        self.own(folder)

    def own(self, path: Path) -> None:
        if self.is_another:
            os.chown(path, self.uid, self.gid)

    def _handed_over(self) -> _As:
        if not self.is_another:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}
