"""Somebody at a browser: comes in by the demo's door, and opens pages."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Browser, Page

from kraftsamling.demo.world.people import persona

# A page that is not there and a form that was filled in wrong are answers, not faults.
EXPECTED: Final = ("404", "422")


class Visitor:
    """One browser context with one page."""

    def __init__(self, browser: Browser, base: str, size: dict[str, int], **context: Any) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            **context,
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: Any) -> None:
        if message.type == "error" and not any(code in message.text for code in EXPECTED):
            self.complaints.append(message.text)

    def become(self, key: str) -> None:
        """Press "Prova som …" on /demo/."""
        self.page.goto(f"{self.base}/demo/")
        person = persona(key)
        assert person is not None
        if not person.first_six:
            self.page.locator("details.fler summary").click()
        self.page.locator(f'form[action$="/demo/prova/{key}/"] button').click()

    def open(self, path: str, *, who: str = "") -> int:
        """The status of a page, as a person or as nobody in particular."""
        if who:
            self.become(who)
        response = self.page.goto(self.base + path)
        assert response is not None
        return response.status

    def close(self) -> None:
        """Leave."""
        self.context.close()
