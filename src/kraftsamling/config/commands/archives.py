"""`kraftsamling backup` and `kraftsamling restore`."""

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kraftsamling.config import backup
from kraftsamling.config.backup_file import Manifest
from kraftsamling.config.commands.database import database, django
from kraftsamling.config.commands.errors import CommandRefused
from kraftsamling.config.env import env_str
from kraftsamling.config.say import say

RESTORES: Final = "restores.jsonl"  # in the data folder: who restored what, and who agreed
_WALLS: Final = "kraftsamling.confidentiality.walls"
_INSTALL: Final = f"import django; django.setup()\nfrom {_WALLS} import install\ninstall()"


def add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file; keep it locked up")
    parser.set_defaults(run=_backup)


def add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="written by `kraftsamling backup`")
    second = "needed in production; the two must be different people"
    parser.add_argument("--requested-by", metavar="NAME", default="", help=f"who asks ({second})")
    parser.add_argument("--approved-by", metavar="NAME", default="", help=f"who agrees ({second})")
    parser.set_defaults(run=_restore)


def _backup(asked: argparse.Namespace) -> int:
    with database(asked.data) as where:
        where.owners_environment()  # says so at once if the owner's address is missing
        manifest = backup.backup(where.owner_url, asked.file.expanduser().absolute(), say)
    say(f"Saved {_size(manifest)} in {asked.file}.")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    refuse_one_person(asked.requested_by, asked.approved_by)
    with database(asked.data) as where:
        environment = where.owners_environment()
        manifest = backup.restore(where.owner_url, asked.file.expanduser().absolute(), say)
        _record(asked, manifest)
        say("Bringing tables, walls and rights to this version …")
        django(environment, "migrate", "--no-input", "--verbosity", "0")
        install_walls(environment)
    say(f"Restored {_size(manifest)}, as of {manifest.created}. Every table was compared.")
    return 0


def refuse_one_person(requested_by: str, approved_by: str) -> None:
    """A restore shows everything as it was once: in production nobody does that alone."""
    names = [name.strip().casefold() for name in (requested_by, approved_by)]
    is_production = env_str("KRAFTSAMLING_MODE", "demo") == "production"
    if is_production and not all(names):
        raise CommandRefused(
            "In production a restore needs two people: give --requested-by NAME and "
            "--approved-by NAME."
        )
    if any(names) and names[0] == names[1]:
        raise CommandRefused(
            "--requested-by and --approved-by name the same person. A second person must agree."
        )


def install_walls(environment: Mapping[str, str]) -> None:
    """Policies and grants as this version wants them, whatever the backup brought along."""
    if not _has_walls():
        return
    code = subprocess.run(  # noqa: S603 – our own Python, fixed text
        [
            sys.executable,
            "-c",
            _INSTALL,
        ],
        env=environment,
        check=False,
    ).returncode
    if code != 0:
        raise CommandRefused(
            "The rows are restored, but the walls between authorities could not be installed; the "
            "reason stands above. Do not use this installation before `kraftsamling migrate` works."
        )


def _has_walls() -> bool:
    try:
        return importlib.util.find_spec(_WALLS) is not None
    except ModuleNotFoundError:  # not even the package that would hold them
        return False


def _record(asked: argparse.Namespace, manifest: Manifest) -> None:
    line = {
        "restored": datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds"),
        "file": str(asked.file),
        "created": manifest.created,
        "version": manifest.version,
        "dump_sha256": manifest.dump_sha256,
        "requested_by": asked.requested_by,
        "approved_by": asked.approved_by,
    }
    asked.data.mkdir(parents=True, exist_ok=True)
    with (asked.data / RESTORES).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def _size(manifest: Manifest) -> str:
    rows = sum(table.rows for table in manifest.tables)
    return f"{rows} rows in {len(manifest.tables)} tables ({manifest.dump_bytes / 1e6:.1f} MB)"
