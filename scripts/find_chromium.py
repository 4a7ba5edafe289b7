"""Finds the browser that the journeys are driven through; as root on Debian, installs it.

A machine without a browser fails: journeys that are skipped prove nothing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE: Final = (
    "The tests need a browser: install Chromium (Debian, Ubuntu: apt-get install chromium) or set "
    "CHROMIUM to the path of one."
)


def find_chromium() -> str:
    """The program's path. Raises FileNotFoundError with what to do if there is none."""
    if named := os.environ.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        raise FileNotFoundError(f"CHROMIUM is {named!r}, which is not a program. {ADVICE}")
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError(ADVICE)


def install_on_debian() -> bool:
    """Only where it is ours to do: as root, with Debian's own installer."""
    debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    if os.geteuid() != 0 or not debian:
        return False
    sys.stdout.write("Installing Chromium for the tests (apt-get install chromium) …\n")
    sys.stdout.flush()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ("install", "--yes", "--no-install-recommends", "chromium")
    for arguments in (("update",), install):
        done = subprocess.run(  # noqa: S603
            [shutil.which("apt-get") or "apt-get", "--quiet", *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0 and arguments is install:
            sys.stderr.write(done.stderr[-2000:])
            return False
    return True


def main() -> int:
    try:
        find_chromium()
    except FileNotFoundError as missing:
        if not (os.environ.get("CHROMIUM") is None and install_on_debian()):
            sys.stderr.write(f"{missing}\n")
            return 1
        find_chromium()
    return 0


if __name__ == "__main__":
    sys.exit(main())
