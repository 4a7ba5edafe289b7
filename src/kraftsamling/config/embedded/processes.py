"""Which processes run on this machine, and with which command lines.

Command lines are asked for, not working folders or programs: in an ordinary container root may not
read those of a process that belongs to `nobody`, while command lines are open to everyone.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PROC: Final = Path("/proc")


def command_line(pid: int) -> str | None:
    """The command line, spaces between its parts. None: no such process, or only its remains."""
    if _has_proc():
        return _from_proc(PROC / str(pid))
    return dict(_from_ps("-p", str(pid))).get(pid)


def all_command_lines() -> Iterator[tuple[int, str]]:
    if not _has_proc():
        yield from _from_ps("-ax")
        return
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (line := _from_proc(folder)):
            yield int(folder.name), line


def _has_proc() -> bool:
    return (PROC / "self" / "cmdline").exists()


def _from_proc(folder: Path) -> str | None:
    try:
        raw = (folder / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    # A zombie has an empty command line: it is dead, whatever its number says.
    return raw.rstrip(b"\0").replace(b"\0", b" ").decode("utf-8", "surrogateescape") or None


def _from_ps(*which: str) -> Iterator[tuple[int, str]]:
    """macOS has no /proc, but always has ps."""
    listing = subprocess.run(  # noqa: S603 – fixed words and a number
        ["/bin/ps", *which, "-ww", "-o", "pid=,stat=,args="],
        capture_output=True,
        text=True,
        check=False,
    )
    for row in listing.stdout.splitlines():
        pid, state, line = row.split(None, 2)
        if not state.startswith("Z"):
            yield int(pid), line
