"""What surrounds every page: whose site it is, who is logged in, and the menu of that role.

A menu item exists only if the role can open it: each app registers its items with the cell of the matrix
that its page asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from kraftsamling.common.menu import MENU, PUBLIC_MENU, MenuItem
from kraftsamling.confidentiality.actor import ANONYMOUS, Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide


@dataclass(frozen=True)
class ShownItem:
    """One line of a menu, ready to draw."""

    label: str
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Shell:
    """The frame around a page. Strings are ready; the templates decide nothing."""

    site_name: str
    authority_name: str
    logged_in: bool
    person_name: str
    person_initials: str
    role_name: str
    area: str
    menu: list[ShownItem]
    bottom_menu: list[ShownItem]
    public_menu: list[ShownItem]
    demo: bool
    demo_person: str
    other_language_url: str
    other_language_label: str
    other_language_code: str
    search_url: str = ""


def initials(name: str) -> str:
    """First letters of the first and last name."""
    parts = name.split()
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else ""


def may_open(item: MenuItem, actor: Actor, at: Circumstances) -> bool:
    """Whether the actor's role can open the page behind a menu item."""
    return decide(actor, item.action, item.resource, at=at).allowed


def _shown(item: MenuItem, path: str) -> ShownItem | None:
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    return ShownItem(str(item.label), url, item.icon, path.startswith(url))


def menu_of(actor: Actor, at: Circumstances, path: str) -> list[ShownItem]:
    """The menu of a role, in the order people work."""
    items = (item for item in sorted(MENU, key=lambda i: i.order) if may_open(item, actor, at))
    return [shown for item in items if (shown := _shown(item, path)) is not None]


def other_language_url(request: HttpRequest) -> str:
    """The same page in the other language: English lives under /en/."""
    path = request.get_full_path()
    if path.startswith("/en/"):
        return path.removeprefix("/en")
    return "/en" + path


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template."""
    from django.conf import settings

    from kraftsamling.organisations.sites import site_of

    actor: Actor = getattr(request, "actor", ANONYMOUS)
    at: Circumstances | None = getattr(request, "at", None)
    hat = getattr(request, "hat", None)
    staff = hat is not None and at is not None
    authority = hat.membership.authority if staff else site_of(request)
    menu = menu_of(actor, at, request.path) if staff and at else []
    in_english = translation.get_language() == "en"
    name = request.user.name if staff else ""  # type: ignore[union-attr]
    public = sorted(PUBLIC_MENU, key=lambda i: i.order)
    return {
        "shell": Shell(
            site_name=authority.short_name if authority else "",
            authority_name=authority.name if authority else "",
            logged_in=bool(request.session.get("_auth_user_id"))
            if hasattr(request, "session")
            else False,
            person_name=name,
            person_initials=initials(name),
            role_name=(hat.membership.title or hat.membership.get_role_display()) if staff else "",
            area=authority.area if staff and authority else "",
            menu=menu,
            bottom_menu=menu[:3],
            public_menu=[s for item in public if (s := _shown(item, request.path)) is not None],
            demo=settings.IS_DEMO,
            demo_person=name if staff and settings.IS_DEMO else "",
            other_language_url=other_language_url(request),
            other_language_label="På svenska" if in_english else "In English",
            other_language_code="sv" if in_english else "en",
        )
    }
