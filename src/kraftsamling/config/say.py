"""The one place where commands speak to the person at the terminal."""

import sys


def say(text: str) -> None:
    """At once, also into a file or a pipe: somebody waits for it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
