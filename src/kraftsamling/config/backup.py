"""Saving the whole database in one file, and filling an empty installation from it, both proven.

The rows of every table are counted and summed in the same snapshot that is dumped, and again after
a restore: a backup that was never compared is a hope.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

import kraftsamling
from kraftsamling.config import backup_file
from kraftsamling.config.backup_file import Manifest
from kraftsamling.config.backup_tables import Progress, sums_of, tables_in
from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.embedded import ServerCannotRun
from kraftsamling.config.embedded.binaries import installed_folder


def backup(owner_url: str, file: Path, progress: Progress) -> Manifest:
    """Write everything in the database, as of one moment, to a new file. Work goes on meanwhile."""
    if file.exists():
        raise CommandRefused(
            f"{file} exists already, and a backup never replaces one. Choose another name."
        )
    if not file.parent.is_dir():
        raise CommandRefused(
            f"There is no folder {file.parent} to put the backup in. Make it first."
        )
    with (
        tempfile.TemporaryDirectory(prefix=".kraftsamling-", dir=file.parent) as folder,
        psycopg.connect(owner_url) as connection,
    ):
        dump = Path(folder) / "dump"
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = str(_one(connection, "SELECT pg_export_snapshot()"))
        major = _major_of(connection)
        progress("Writing all rows …")
        _run(
            "pg_dump",
            major,
            ["--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={dump}"],
            owner_url,
        )
        progress("Counting and summing all rows …")
        sums = sums_of(connection, progress)
        sha256, size = backup_file.sha256_and_size(dump)
        manifest = Manifest(
            version=kraftsamling.__version__,
            # An edge: the time of a backup is the machine's, also when the demo's is shifted.
            created=datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds"),
            postgresql=major,
            dump_bytes=size,
            dump_sha256=sha256,
            tables=tuple(sums),
        )
        backup_file.write(file, manifest, dump)
    return manifest


def restore(owner_url: str, file: Path, progress: Progress) -> Manifest:
    """Fill an empty database from the file, and prove that it holds the same rows."""
    with tempfile.TemporaryDirectory(prefix="kraftsamling-") as folder:
        dump = Path(folder) / "dump"
        progress("Checking the file …")
        manifest = backup_file.read(file, dump, newest=kraftsamling.__version__)
        major = _refuse_unless_empty(owner_url)
        if manifest.postgresql > major:
            raise CommandRefused(
                f"The backup comes from PostgreSQL {manifest.postgresql}, and this server is "
                f"{major}. Nothing was changed. Restore into PostgreSQL {manifest.postgresql} "
                "or later."
            )
        progress("Writing all rows …")
        _run(
            "pg_restore",
            major,
            ["--no-owner", "--single-transaction", "--exit-on-error", str(dump)],
            owner_url,
        )
    progress("Counting and summing all rows …")
    with psycopg.connect(owner_url) as connection:
        _refuse_differences(manifest, {s.table: s for s in sums_of(connection, progress)})
    return manifest


def _refuse_unless_empty(owner_url: str) -> int:
    with psycopg.connect(owner_url) as connection:
        tables = tables_in(connection)
        if tables:
            raise CommandRefused(
                f"This installation is not empty: it has {len(tables)} tables. Nothing was "
                "changed. Restore into a new one: another data folder (--data), or a new database "
                "in DATABASE_URL and DATABASE_OWNER_URL, not yet migrated."
            )
        return _major_of(connection)


def _refuse_differences(manifest: Manifest, found: Mapping[str, object]) -> None:
    saved = {table.table: table for table in manifest.tables}
    names = saved.keys() | found.keys()
    different = sorted(name for name in names if saved.get(name) != found.get(name))
    if different:
        raise CommandRefused(
            "The restored database does not hold what the backup says, in these tables: "
            f"{', '.join(different)}. Do not use it. Remove it and restore again, or use another "
            "backup."
        )


def _run(program: str, major: int, arguments: Sequence[str], url: str) -> None:
    """Run PostgreSQL's program against the database, the password kept out of the process list."""
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    environment = dict(os.environ)
    if password:
        environment["PGPASSWORD"] = str(password)
    answer = subprocess.run(  # noqa: S603 – an argument list, no shell
        [program_of(program, major), f"--dbname={make_conninfo('', **parts)}", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise CommandRefused(f"{program} failed. It says:\n{answer.stderr.strip()}")


def program_of(program: str, major: int) -> Path:
    """The program of the server's own version: another may write what the server cannot read."""
    candidates = []
    with suppress(ServerCannotRun):  # a production installation may leave that package out
        candidates.append(installed_folder() / program)
    if on_path := shutil.which(program):
        candidates.append(Path(on_path))
    versions = {path: _version_of(path) for path in candidates}
    for path, version in versions.items():
        if version == major:
            return path
    found = ", ".join(f"{path} is {version}" for path, version in versions.items()) or "none found"
    raise CommandRefused(
        f"The server is PostgreSQL {major}, and its {program} is needed ({found}). Install the "
        f"package postgresql-client-{major}, and put its folder first in PATH."
    )


def _version_of(path: Path) -> int | None:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else None


def _major_of(connection: psycopg.Connection[Any]) -> int:
    return connection.info.server_version // 10_000


def _one(connection: psycopg.Connection[Any], question: str) -> object:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None
