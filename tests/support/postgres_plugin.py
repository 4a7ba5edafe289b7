"""Loaded first by pytest (`-p`): a real PostgreSQL for the tests, before Django reads its settings.

With DATABASE_OWNER_URL set, that server is used; otherwise the embedded one, in `.cache/`. The database is
built as `owner`; every connection of a test then becomes `app`, the role that pages have (support/database).
"""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _start() -> None:
    os.environ["KRAFTSAMLING_AS"] = "owner"
    os.environ.setdefault("KRAFTSAMLING_DATA", str(ROOT / ".cache" / "test-data"))
    if os.environ.get("DATABASE_OWNER_URL"):
        return
    from kraftsamling.config.embedded import running

    stack = ExitStack()
    server = stack.enter_context(running(ROOT / ".cache" / "test-cluster", durable=False))
    atexit.register(stack.close)
    os.environ["DATABASE_URL"] = server.app_url
    os.environ["DATABASE_OWNER_URL"] = server.owner_url


_start()
