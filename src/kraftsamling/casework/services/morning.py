"""Each morning the papers of deadlines are laid in a folder on the server, one for each authority.

When the system is down there is nothing to ask: the paper must lie there already. Whoever runs the machine
prints from the folder or lets a printer do it (docs/operations.md). Only its owner can read it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from kraftsamling.common.clock import day_of

KEPT_DAYS: Final = 7


def lay_out(folder: Path, authority_id: UUID, *, now: datetime, pdf: Callable[[], bytes]) -> Path:
    """Write today's paper whole or not at all, and take away those older than a week."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    today = day_of(now)
    target = folder / f"{today:%Y-%m-%d}-{authority_id}.pdf"
    half = target.with_suffix(".part")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pdf())
    half.replace(target)
    oldest = f"{today - timedelta(days=KEPT_DAYS):%Y-%m-%d}"
    for each in folder.glob(f"*-{authority_id}.pdf"):
        if each.name < oldest:
            each.unlink()
    return target
