"""Fixtures for every test: a database built as owner and used as app, and the same people everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from tests.support.browser import chromium
from tests.support.database import as_owner, stay_owner, switch_to_app

# A busy machine is no fault in the code: how long something takes is measured in bench/.
settings.register_profile(
    "kraftsamling", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kraftsamling")

# Playwright runs an event loop in this thread; Django's database calls beside it are ours, and in order.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def django_db_setup(
    request: Any, django_test_environment: Any, django_db_blocker: Any
) -> Iterator[None]:
    """Clone the template, become app."""
    from tests.support import template, world

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        made = template.ensure("tests", world.build)
        with (
            template.clone(made, f"test_{worker}_{os.getpid()}") as name,
            template.django_uses(name),
        ):
            switch_to_app()
            yield
            stay_owner()


@pytest.fixture(autouse=True)
def in_swedish() -> None:
    """Every test begins in the product's own language: a page that was asked for in English by the test
    before leaves the process in English, and its addresses begin with /en/."""
    translation.deactivate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: one for each test process, for Playwright allows one loop in a thread."""
    with chromium() as running:
        yield running


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
