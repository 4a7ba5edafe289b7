"""Passkeys in a real browser, with a device that the browser makes up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kraftsamling.organisations import setup_code
from tests.support.browser import WIDE
from tests.support.database import stay_owner, switch_to_app
from tests.support.server import empty_site

pytestmark = pytest.mark.journey
PASSWORD = "en lampa i köket lyser"
EMAIL = "karin@example.org"


@pytest.fixture(scope="module")
def base(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A passkey belongs to a name, so the site is visited as localhost."""
    with django_db_blocker.unblock():
        stay_owner()
        with empty_site(f"passkeys_{os.getpid()}") as address:
            switch_to_app()
            yield address.replace("127.0.0.1", "localhost")


class Device:
    """A passkey device of one page."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.id = self.session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )["authenticatorId"]

    def sees(self, verified: bool) -> None:
        """Whether the device knows the finger that is put on it."""
        self.session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self.id, "isUserVerified": verified},
        )


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="sv-SE")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_somebody_starts_with_a_passkey_and_logs_in_with_it_alone(page: Page, base: str) -> None:
    device = Device(page)
    page.goto(f"{base}/kom-i-gang/start/?kod={setup_code.new_code()}")
    page.locator("[name=municipality]").select_option("0680")
    page.locator("[name=name]").fill("Karin Åberg")
    page.locator("[name=number]").fill("19811228-9874")
    page.locator("[name=email]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password_again]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/konto/faktor/totp/activate/")

    page.goto(f"{base}/konto/faktor/webauthn/add/")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    page.wait_for_url("**/konto/faktor/recovery-codes/")
    page.goto(f"{base}/idag/")
    assert page.url == f"{base}/idag/"  # the session has two factors now

    _log_out(page, base)
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.wait_for_url(f"{base}/idag/")

    _log_out(page, base)
    device.sees(verified=False)
    page.get_by_role("button", name="Logga in med passnyckel").click()
    page.get_by_role("alert").filter(has_text="Det gick inte").wait_for()
    page.goto(f"{base}/idag/")
    assert "/konto/logga-in/" in page.url

    device.sees(verified=True)
    page.goto(f"{base}/konto/logga-in/")
    page.locator("[name=login]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_role("button", name="Använd din passnyckel").click()
    page.wait_for_url(f"{base}/idag/")

    page.goto(f"{base}/jag/")
    page.get_by_role("link", name="Dina passnycklar").click()
    page.get_by_role("link", name="Ta bort").click()
    page.get_by_role("link", name="säkerhetsnyckel").click()  # it is asked for once more
    page.get_by_role("button", name="Bekräfta med passnyckeln").click()
    page.get_by_role("button", name="Ta bort").click()
    page.get_by_text("Du har ingen passnyckel än.").wait_for()

    _log_out(page, base)
    with page.expect_navigation():  # refused: the same page, drawn anew
        page.get_by_role("button", name="Logga in med passnyckel").click()
    page.goto(f"{base}/idag/")
    assert "/konto/logga-in/" in page.url


def _log_out(page: Page, base: str) -> None:
    page.goto(f"{base}/jag/")
    page.get_by_role("button", name="Logga ut").first.click()
    page.goto(f"{base}/konto/logga-in/")
