"""Child processes that never outlive us: not after Ctrl-C, not after SIGTERM, not after kill -9."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

STOP_SECONDS: Final = 15
_SET_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG in <sys/prctl.h>


class Child:
    """A program in a process group of its own, so that a stop reaches all it has started."""

    def __init__(self, name: str, args: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603 – our own Python, an argument list
            # By way of this module's end, which ties the child's life to ours.
            [sys.executable, "-m", __name__, str(os.getpid()), *args],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we stop the children in order
        )

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def code(self) -> int | None:
        return self._process.poll()

    def ask_to_stop(self) -> None:
        if not self.has_ended:
            self._process.terminate()

    def stop(self, *, by: float) -> None:
        """Stopped, and with it everything it has started, at the latest some moments after `by`."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, by - time.monotonic()))
        # A server that was killed itself leaves its processes behind, and they keep the port.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def stop_all(children: Sequence[Child]) -> None:
    """All are asked at once; none is given longer than the others."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.stop(by=deadline)


def become(parent: int, args: Sequence[str]) -> None:
    """In the child: ask the system to end us with our parent, then turn into the program."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before we could ask
        sys.exit(1)
    os.execv(sys.executable, [sys.executable, *args])  # noqa: S606 – no shell is what we want


if __name__ == "__main__":
    become(int(sys.argv[1]), sys.argv[2:])
