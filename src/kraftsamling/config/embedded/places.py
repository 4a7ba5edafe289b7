"""Where the parts of one embedded server lie: its files, its locks, its log and its socket."""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kraftsamling.config.embedded import reachable
from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.errors import ServerCannotRun

POINTER: Final = "postgresql.location"  # in the data folder: the database lies elsewhere
CLUSTER: Final = "postgresql"


@dataclass(frozen=True)
class Places:
    home: Path
    """The folder that holds all of it but the socket: the data folder, except as in `home_of`."""

    @property
    def cluster(self) -> Path:
        return self.home / CLUSTER

    @property
    def unfinished(self) -> Path:
        """A database is made here and then renamed, so that half of one is never taken for one."""
        return self.home / f"{CLUSTER}.unfinished"

    @property
    def gate(self) -> Path:
        return self.home / f"{CLUSTER}.gate"

    @property
    def users(self) -> Path:
        return self.home / f"{CLUSTER}.users"

    @property
    def log(self) -> Path:
        return self.home / f"{CLUSTER}.log"

    @property
    def name(self) -> str:
        """Stands in the title of each of the server's processes, so that they can be told apart."""
        return f"kraftsamling-{_short_hash(self.cluster)}"


def home_of(data: Path) -> Path:
    """Where the database of this data folder lies, if it exists."""
    pointer = data / POINTER
    if not pointer.exists():
        return data
    home = Path(pointer.read_text(encoding="utf-8").strip())
    if not (home / CLUSTER).is_dir():
        raise ServerCannotRun(
            f"{pointer} says that the database lies in {home}, but there is none. Put it back "
            f"there, or remove {pointer} to start with an empty database."
        )
    return home


def places_for(data: Path, account: Account) -> Places:
    """The data folder, unless it is root's and the account that shall run it cannot get there.

    Then the database is put under a place everyone can reach, keyed by the data folder's path, and
    a pointer file is left in the data folder. Nobody's folders are opened up to make it possible.
    """
    home = home_of(data)
    if home != data or not account.is_another or _reaches(account, data):
        return Places(home)
    if (data / CLUSTER).exists():
        raise ServerCannotRun(
            f"The database in {data} belongs to the account with number {account.uid}, which "
            "cannot reach it there. Move the folder back to where it was made."
        )
    home = reachable.base() / _short_hash(data)
    home.mkdir(mode=0o755, exist_ok=True)
    home.chmod(0o755)
    return Places(home)


def set_aside_if_abandoned(data: Path, places: Places, *, in_use: bool) -> None:
    """Who removes the data folder wants an empty database, also when the old one lay elsewhere.

    The last one removed in this way is kept, in case it was a mistake.
    """
    if places.home == data or (data / POINTER).exists() or in_use or not places.cluster.exists():
        return
    shutil.rmtree(places.home / f"{CLUSTER}.abandoned", ignore_errors=True)
    places.cluster.rename(places.home / f"{CLUSTER}.abandoned")


def leave_pointer(data: Path, places: Places) -> None:
    """Written when the database exists: an unfinished one is simply made again."""
    if places.home != data:
        (data / POINTER).write_text(f"{places.home}\n", encoding="utf-8")


def new_socket_folder(places: Places, account: Account) -> Path:
    """A short folder only the account can open: a socket's path may not exceed some 107 bytes.

    Trust authentication rests on this folder being closed to others.
    """
    short = Path("/tmp")  # noqa: S108 – names under it are checked below
    if not os.access(short, os.W_OK | os.X_OK):
        short = Path(tempfile.gettempdir())
    folder = short / places.name
    if _is_private(folder, account):
        for leftover in folder.iterdir():  # sockets of a server that was killed
            leftover.unlink()
        return folder
    try:
        account.make_folder(folder)
    except FileExistsError:  # somebody else's, and no business of ours
        folder = Path(tempfile.mkdtemp(prefix="kraftsamling-", dir=short))
        account.own(folder)
    return folder


def remove_socket_folder(folder: Path, account: Account) -> None:
    if _is_private(folder, account):
        for leftover in folder.iterdir():
            leftover.unlink()
        folder.rmdir()


def _is_private(folder: Path, account: Account) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == account.uid
        and stat.S_IMODE(found.st_mode) == 0o700
    )


def _reaches(account: Account, folder: Path) -> bool:
    """Tried, not computed: access lists and mounts have their say too.

    We ask the system to run, as that account, a program that is not there. Only somebody who gets
    into the folder is told that it is not there; others are told that they may not look.
    """
    try:
        account.run([folder / "no-such-program"], cwd=Path("/"))
    except PermissionError:
        return False
    except FileNotFoundError:
        return True
    return True


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
