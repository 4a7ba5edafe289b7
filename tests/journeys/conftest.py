"""A running product and a browser: one server for each test process, a browser for all its journeys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.browser import WIDE
from tests.support.server import demo_site, working
from tests.support.visitor import Visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The demo, served. Shared by the journeys of this process."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():
        stay_owner()
        with demo_site(_site_database()) as base:
            switch_to_app()
            yield base


def _site_database() -> str:
    return f"site_{os.getpid()}"


@pytest.fixture
def worker(site: str) -> Iterator[None]:
    """The site's own worker, for the journeys that wait for what it makes."""
    with working(_site_database()):
        yield


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """`visitor()`: somebody at a browser. What the console complained of is an error at the end."""
    came: list[Visitor] = []

    def come(size: dict[str, int] = WIDE, **context: Any) -> Visitor:
        came.append(Visitor(browser, site, size, **context))
        return came[-1]

    yield come
    complaints = [complaint for each in came for complaint in each.complaints]
    for each in came:
        each.close()
    assert complaints == []
