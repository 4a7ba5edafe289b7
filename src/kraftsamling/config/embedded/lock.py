"""Who uses the server: a lock file that every user holds shared, and a gate one passes at a time.

The operating system lets go of both when a process ends, however it ends. Turning a shared lock
into an exclusive one is not one step, so coming and going take turns at the gate.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.errors import ServerCannotRun

GATE_SECONDS: Final = 180  # creating a database on a slow disk, and recovery after a power cut
_PAUSE: Final = 0.02


@contextmanager
def _opened(path: Path, account: Account) -> Iterator[int]:
    try:
        # Not inherited by children: the lock is this process's, not the server's.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise ServerCannotRun(
            f"The file {path} belongs to another account, so the database beside it does too. "
            "Start as that account, or choose another folder with make run DATA=<folder>."
        ) from None
    try:
        account.own(path)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def gate(path: Path, account: Account) -> Iterator[None]:
    """Inside, nobody else starts or stops the server."""
    deadline = time.monotonic() + GATE_SECONDS
    with _opened(path, account) as descriptor:
        while not _taken(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise ServerCannotRun(
                    "Another process has been starting or stopping the database for "
                    f"{GATE_SECONDS} seconds (it holds {path}). Look for it with `ps`, end it, "
                    "and start again."
                )
            time.sleep(_PAUSE)
        yield


class Users:
    """Our share in the server. Open it and leave it inside the gate."""

    def __init__(self, path: Path, account: Account) -> None:
        self._opened = _opened(path, account)
        self._descriptor = self._opened.__enter__()
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Give up our share. True: we were the last."""
        try:
            return _taken(self._descriptor, fcntl.LOCK_EX)
        finally:
            self._opened.__exit__(None, None, None)


def _taken(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
