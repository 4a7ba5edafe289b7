"""Every page that `make screens` takes a picture of: axe finds nothing, and nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scripts.screens import SCREENS, Screen, address

from tests.support.browser import NARROW, PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    screen: Screen, visitor: Callable[..., Visitor]
) -> None:
    somebody = visitor(WIDE)
    status = somebody.open(address(screen), who=screen.who)
    assert status == (404 if screen.name == "404" else 200)

    found = {}
    for size in (WIDE, PHONE):
        somebody.page.set_viewport_size(size)  # type: ignore[arg-type]
        found[size["width"]] = axe_violations(somebody.page)
    somebody.page.set_viewport_size(NARROW)  # type: ignore[arg-type]

    assert found == {1280: [], 390: []}
    assert not scrolls_sideways(somebody.page)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_the_page_is_there_in_english_too(screen: Screen, visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(WIDE)
    status = somebody.open("/en" + address(screen), who=screen.who)

    assert status == (404 if screen.name == "404" else 200)
    assert somebody.page.locator("html").get_attribute("lang") == "en"
    assert axe_violations(somebody.page) == []
