"""Which database a command works on, and what its child processes get to know about it.

Two roles: `app` serves pages and works jobs, `owner` migrates, backs up, restores and loads the
demo. Only children that need it get the owner's address; a web process never does.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.embedded import running
from kraftsamling.config.env import env_secret

REPOSITORY: Final = Path(__file__).resolve().parents[4]
DEFAULT_DATA: Final = REPOSITORY / "data"
OWNERS: Final = frozenset({"DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE", "KRAFTSAMLING_AS"})


@dataclass(frozen=True)
class Database:
    app_url: str
    owner_url: str
    """Empty if this process was not told: then it cannot do the owner's work."""
    embedded: bool
    data: Path

    def environment(self, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
        """For web and worker: no trace of the owner."""
        environment = {
            name: value
            for name, value in inherited.items()
            if name not in OWNERS
            and name != "DATABASE_URL_FILE"
            # libpq fills gaps in an address from PGHOST, PGPORT, PGUSER …: not for our own server.
            and not (self.embedded and name.startswith("PG"))
        }
        environment.setdefault("DJANGO_SETTINGS_MODULE", "kraftsamling.config.settings")
        return environment | {"DATABASE_URL": self.app_url, "KRAFTSAMLING_DATA": str(self.data)}

    def owners_environment(self, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
        if not self.owner_url:
            raise CommandRefused(
                "This needs the role that owns the tables, and DATABASE_OWNER_URL is not set. Set "
                "it to that role's address (or DATABASE_OWNER_URL_FILE to a file that holds it)."
            )
        return self.environment(inherited) | {
            "DATABASE_OWNER_URL": self.owner_url,
            "KRAFTSAMLING_AS": "owner",
        }


@contextmanager
def database(data: Path) -> Iterator[Database]:
    """The database of DATABASE_URL, or else the embedded one, running while we are here."""
    app_url = env_secret("DATABASE_URL", default="")
    if app_url:
        yield Database(
            app_url, env_secret("DATABASE_OWNER_URL", default=""), embedded=False, data=data
        )
        return
    with running(data) as server:
        yield Database(server.app_url, server.owner_url, embedded=True, data=data)


def django(environment: Mapping[str, str], *args: str) -> None:
    """Run one of Django's commands to its end. It speaks for itself if it fails."""
    code = subprocess.run(  # noqa: S603 – our own Python, an argument list
        [sys.executable, "-m", "django", *args],
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
        # Ctrl-C is for us alone: we end it, and it need not say where it was.
        start_new_session=True,
    ).returncode
    if code != 0:
        raise CommandRefused(f"`{' '.join(args)}` failed; the reason stands above.")


def django_code(environment: Mapping[str, str], args: Sequence[str]) -> int:
    """Run one of Django's commands at the person's terminal, and return its exit code."""
    return subprocess.run(  # noqa: S603 – our own Python, an argument list
        [sys.executable, "-m", "django", *args], env=environment, check=False
    ).returncode
