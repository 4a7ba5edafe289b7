"""What surrounds every page: whose site it is, who is logged in, and the menu of that role.

A menu item exists only if the role can open it: each app registers its items with the cell of the matrix
that its page asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from kraftsamling.casework.presenters.crisis import CrisisBand
from kraftsamling.casework.presenters.glass import GlassBand
from kraftsamling.casework.selectors.crisis import step_in_force
from kraftsamling.casework.selectors.secrecy import open_glass
from kraftsamling.common.menu import MENU, PUBLIC_MENU, MenuItem
from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.demo.presenters import RoundBand
from kraftsamling.demo.statuses import ROUND_IN_SESSION
from kraftsamling.organisations.models import Authority
from kraftsamling.organisations.selectors import Hat
from kraftsamling.organisations.sites import site_of


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
    demo: bool
    public_menu: list[ShownItem]
    other_language_url: str
    other_language_label: str
    other_language_code: str
    logged_in: bool = False
    person_name: str = ""
    person_initials: str = ""
    role_name: str = ""
    area: str = ""
    menu: list[ShownItem] = field(default_factory=list)
    demo_person: str = ""
    shortcuts_off: bool = False
    search_url: str = ""
    round: RoundBand | None = None
    glass: GlassBand | None = None
    crisis: CrisisBand | None = None

    @property
    def bottom_menu(self) -> list[ShownItem]:
        """The three that a phone shows beside "Meny"."""
        return self.menu[:3]


def initials(name: str) -> str:
    """First letters of the first and last name."""
    parts = name.split()
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else ""


def may_open(item: MenuItem, actor: Actor, at: Circumstances) -> bool:
    """Whether the actor's role can open the page behind a menu item."""
    return decide(actor, item.action, item.resource, at=at).allowed


def _shown(item: MenuItem, path: str, count: int | None = 0) -> ShownItem | None:
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    if count is None:
        return None
    return ShownItem(str(item.label), url, item.icon, path.startswith(url), count)


def menu_of(actor: Actor, at: Circumstances, path: str) -> list[ShownItem]:
    """The menu of a role, in the order people work."""
    items = (item for item in sorted(MENU, key=lambda i: i.order) if may_open(item, actor, at))
    counted = ((item, item.count(actor, at) if item.count else 0) for item in items)
    return [shown for item, count in counted if (shown := _shown(item, path, count)) is not None]


def other_language_url(request: HttpRequest) -> str:
    """The same page in the other language: English lives under /en/."""
    path = request.get_full_path()
    if path.startswith("/en/"):
        return path.removeprefix("/en")
    return "/en" + path


def shell(request: TimedRequest) -> dict[str, Shell]:
    """Context processor: `shell` in every template."""
    if getattr(request, "hat", None) is None or not hasattr(request, "at"):
        return {"shell": public_shell(request)}
    return {"shell": staff_shell(request)}  # type: ignore[arg-type]


def _frame(request: TimedRequest, *, site: Authority | None) -> Shell:
    """What every page has: whose it is, the demo, the other language."""
    english = translation.get_language() == "en"
    items = sorted(PUBLIC_MENU, key=lambda item: item.order)
    return Shell(
        site_name=site.short_name if site else "",
        authority_name=site.name if site else "",
        demo=settings.IS_DEMO,
        public_menu=[shown for item in items if (shown := _shown(item, request.path)) is not None],
        other_language_url=other_language_url(request),
        other_language_label="På svenska" if english else "In English",
        other_language_code="sv" if english else "en",
        logged_in="_auth_user_id" in request.session,
        round=RoundBand.of(request.session.get(ROUND_IN_SESSION, 0)) if settings.IS_DEMO else None,
    )


def glass_band(request: GuardedRequest) -> GlassBand | None:
    """For as long as somebody has a case open in an emergency, every page says so."""
    if not decide(request.actor, "read_btg", "case", at=request.at).allowed:
        return None
    opened = open_glass(request.actor, now=request.now)
    return GlassBand.of(opened[0]) if opened else None


def crisis_band(request: GuardedRequest) -> CrisisBand | None:
    """For as long as a step of the crisis plan holds, every page of the unit says so."""
    if not decide(request.actor, "read", "crisis_plan", at=request.at).allowed:
        return None
    step = step_in_force(request.actor, today=request.today)
    return CrisisBand.of(step) if step else None


def public_shell(request: TimedRequest) -> Shell:
    """The frame for whoever comes: the site of the host name."""
    return _frame(request, site=site_of(request))


def staff_shell(request: GuardedRequest) -> Shell:
    """The frame for somebody at work: the authority, the role, and that role's menu."""
    hat: Hat = request.hat  # type: ignore[attr-defined]
    membership = hat.membership
    name = membership.user.name if hat.deputy is None else hat.deputy.user.name
    return replace(
        _frame(request, site=membership.authority),
        person_name=name,
        person_initials=initials(name),
        role_name=membership.title or membership.get_role_display(),
        area=membership.authority.area or membership.authority.name,
        menu=menu_of(request.actor, request.at, request.path),
        demo_person=name if settings.IS_DEMO else "",
        search_url=reverse("person_search")
        if decide(request.actor, "search", "person", at=request.at).allowed
        else "",
        shortcuts_off=not membership.user.shortcuts_on,
        glass=glass_band(request),
        crisis=crisis_band(request),
    )
