"""The menu items of this app, and how many wait behind each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kraftsamling.common.menu import MENU, MenuItem
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.onboarding import left_to_do


def steps_left(actor: Actor, at: Circumstances) -> int | None:
    """How many first steps are left; None when all are done, and the item goes."""
    assert actor.authority_id is not None
    return left_to_do(actor.authority_id) or None


def to_confirm(actor: Actor, at: Circumstances) -> int | None:
    """How many decisions wait; None for a role that is never second."""
    if not any(actor.role in kind.seconds for kind in approvals.KINDS.values()):
        return None
    return len(approvals.waiting_for(actor, at=at.now))


def register_all() -> None:
    """Called once at start."""
    MENU.append(
        MenuItem(_("Get started"), "onboarding", "bock", 5, "onboarding", "read", steps_left)
    )
    MENU.append(
        MenuItem(_("Decisions to confirm"), "approvals", "las", 80, "approval", "list", to_confirm)
    )
    MENU.append(
        MenuItem(_("Settings"), "settings_index", "installningar", 90, "role_catalogue", "read")
    )
