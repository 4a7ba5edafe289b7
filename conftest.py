"""Fixtures for every test: a database built as owner and used as app, and the same people everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.support.database import as_owner, switch_to_app


@pytest.fixture(scope="session")
def django_db_setup(
    request: Any, django_test_environment: Any, django_db_blocker: Any
) -> Iterator[None]:
    """Build as owner, commit the world, become app."""
    from django.test.utils import setup_databases, teardown_databases
    from tests.support import world

    suffix = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        from django.db import connection

        if suffix:
            connection.settings_dict.setdefault("TEST", {})
            connection.settings_dict["TEST"]["NAME"] = f"test_kraftsamling_{suffix}"
        built = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        world.build()
        switch_to_app()
    yield
    with django_db_blocker.unblock():
        from django.db.backends.signals import connection_created

        connection_created.disconnect(dispatch_uid="tests-become-app")
        connection.close()
        teardown_databases(built, verbosity=0)


@pytest.fixture
def noon() -> datetime:
    """A Monday noon in March, well inside everybody's membership."""
    return datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


@pytest.fixture
def actor_named(db: None, noon: datetime) -> Callable[..., Any]:
    """`actor_named("Astrid")`: the actor the door would build, with two factors."""
    from tests.support.people import actor_named as build

    return build


@pytest.fixture
def logged_in(db: None) -> Callable[[str], Client]:
    """`logged_in("Astrid")`: a browser-less client with her session."""
    from tests.support.people import client_of

    return client_of


@pytest.fixture
def owner() -> Callable[[], Any]:
    """The owner's side of the wall, for arranging."""
    return as_owner
