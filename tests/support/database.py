"""The test's connection is `app`, like a page's; `as_owner` builds the world and looks behind walls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created


def become_app(connection: Any, **_: Any) -> None:
    """Every new connection gives up the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{settings.APP_ROLE}"')


def switch_to_app() -> None:
    """From here on, and for every later connection of this process."""
    connection_created.connect(become_app, dispatch_uid="tests-become-app")
    become_app(connection)


def stay_owner() -> None:
    """Connections made from here on keep the owner's rights again, for tearing down."""
    connection_created.disconnect(dispatch_uid="tests-become-app")


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the wall is open: for arranging, never for acting. An error gives the role back too."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        yield
        become_app(connection)
