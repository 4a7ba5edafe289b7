"""Which authority the database lets through right now.

Row-level security asks two settings of the transaction: `app.authority` and `app.user`. They are local
to the transaction, and because `SET LOCAL` survives the release of a savepoint they are put back by
hand. A missing authority is an error in the database, never an empty list: an empty indicator would be
a false figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

AUTHORITY = "app.authority"
USER = "app.user"


def _current(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [setting])
        row = cursor.fetchone()
    assert row is not None
    return str(row[0])


def set_local(setting: str, value: UUID | str | None) -> None:
    """Set one of the two settings for the rest of the transaction; None takes it away."""
    set_all_local({setting: value})


def set_all_local(settings: Mapping[str, UUID | str | None]) -> None:
    """Set these for the rest of the transaction, in one statement; None takes one away."""
    each = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    values = [
        text for name, value in settings.items() for text in (name, str(value) if value else "")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {each}", values)


@contextmanager
def _local(setting: str, value: UUID) -> Iterator[None]:
    """Set, and put back. After an error the rollback of the savepoint has already put it back."""
    if not connection.in_atomic_block:
        # Nothing stood there before, and the end of the transaction takes it away.
        with transaction.atomic():
            set_local(setting, value)
            yield
        return
    with transaction.atomic():
        before = _current(setting)
        set_local(setting, value)
        yield
        set_local(setting, before)


@contextmanager
def acting_for(authority_id: UUID) -> Iterator[None]:
    """Everything inside reads and writes the rows of one authority, in one transaction."""
    with _local(AUTHORITY, authority_id):
        yield


@contextmanager
def acting_as_user(user_id: UUID) -> Iterator[None]:
    """Everything inside may read the user's own memberships, at any authority."""
    with _local(USER, user_id):
        yield
