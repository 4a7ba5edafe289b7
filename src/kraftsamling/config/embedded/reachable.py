"""A place of root's that every account can reach, for what cannot lie where it was asked for.

Only root needs it: when its data folder or its packages lie under a folder closed to others
(/root, a private home), `nobody` cannot get there, and we never open somebody's folders for it.
"""

import os
import stat
from pathlib import Path
from typing import Final

from kraftsamling.config.embedded.errors import ServerCannotRun

# /var/lib is where a machine keeps databases. /var/tmp survives a restart, for machines where
# /var/lib is read-only.
BASES: Final = (Path("/var/lib/kraftsamling"), Path("/var/tmp/kraftsamling-root"))  # noqa: S108


def base() -> Path:
    for folder in BASES:
        try:
            folder.mkdir(mode=0o755, exist_ok=True)
        except OSError:
            continue
        if _is_ours(folder):
            folder.chmod(0o755)
            return folder
    raise ServerCannotRun(
        "As root, the embedded database runs under the account nobody, which cannot reach the "
        f"chosen folder, and neither {BASES[0]} nor {BASES[1]} can be used instead. Choose a data "
        "folder that all accounts can reach (make run DATA=<folder>), or start as an ordinary user."
    )


def _is_ours(folder: Path) -> bool:
    """Made by us, not put there by somebody else: /var/tmp is open to all."""
    found = folder.lstat()
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
