"""Strangers' files are read in a process of their own, with limits (docs/adr/0030)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import IO, Final

SOURCE: Final = Path(__file__).resolve().parents[2]


def ask_child(
    module: str, argument: str, data: bytes, answer: IO[bytes], *, seconds: float
) -> bool:
    """Run a module of ours with the file on its stdin, its answer into a file; whether it ended well.

    The answer goes to a file: the kernel keeps it within RLIMIT_FSIZE whatever the child does, and a child
    that writes much never waits for us. Raises subprocess.TimeoutExpired.
    """
    done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file among the arguments
        [sys.executable, "-B", "-s", "-m", module, argument],
        input=data,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        env={"PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": "0"},
        check=False,
    )
    return done.returncode == 0
