"""A migrated database with the world in it, made once and cloned in a third of a second.

Its name holds a digest of everything it is made from, so that a changed migration makes a new one. Tests
that roll back share one clone per process; journeys, which commit, take one of their own.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

ROOT: Final = Path(__file__).resolve().parents[2]
MADE_FROM: Final = (
    "src/kraftsamling/*/migrations/*.py",
    "src/kraftsamling/*/data/*",
    "src/kraftsamling/*/models.py",
    "src/kraftsamling/*/models/*.py",
    "src/kraftsamling/confidentiality/walls.py",
    "src/kraftsamling/confidentiality/classes.py",
    "src/kraftsamling/*/services.py",
    "src/kraftsamling/*/services/*.py",
    "src/kraftsamling/casework/generation/*.py",
    "src/kraftsamling/casework/importing/*.py",
    "src/kraftsamling/casework/importing/profiles/*.yaml",
    "src/kraftsamling/documents/imports/*.py",
    "src/kraftsamling/demo/**/*.py",
    "tests/support/world.py",
    "requirements/test.txt",
)


def digest() -> str:
    """Twelve letters that change when the template must."""
    made = sha256()
    for pattern in MADE_FROM:
        for file in sorted(ROOT.glob(pattern)):
            made.update(file.read_bytes())
    return made.hexdigest()[:12]


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    """The owner, outside every test database. One at a time: a template cannot be cloned while in use."""
    lock = ROOT / ".cache" / "template.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
            yield owner


def _exists(owner: psycopg.Connection[Any], name: str) -> bool:
    found = owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def _drop(owner: psycopg.Connection[Any], name: str) -> None:
    """Drop, and throw out who is in it. The server's own cleaner cannot be thrown out: wait for it."""
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(100):
        try:
            owner.execute(command)
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{name} is still in use")


def _point_django_at(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def ensure(prefix: str, build: Callable[[], None]) -> str:
    """The template's name; built first if nobody has. Older ones of the same prefix are dropped."""
    name = f"{prefix}_{digest()}"
    with _maintenance() as owner:
        if _exists(owner, name):
            return name
        old = owner.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{prefix}\\_%"]
        ).fetchall()
        for (each,) in old:
            _drop(owner, each)
        unfinished = f"{prefix}_building"
        _drop(owner, unfinished)
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        before = connection.settings_dict["NAME"]
        _point_django_at(unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        build()
        _point_django_at(before)
        owner.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(unfinished), sql.Identifier(name)
            )
        )
    return name


@contextmanager
def clone(template: str, name: str) -> Iterator[str]:
    """A database of one's own, dropped afterwards."""
    with _maintenance() as owner:
        _drop(owner, name)
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    try:
        yield name
    finally:
        with _maintenance() as owner:
            _drop(owner, name)


@contextmanager
def django_uses(name: str) -> Iterator[None]:
    """Django's connection points at this database for a while."""
    before = connection.settings_dict["NAME"]
    _point_django_at(name)
    yield
    _point_django_at(before)
