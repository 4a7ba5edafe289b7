"""What somebody has kept of the list: saved views and files."""

from __future__ import annotations

from uuid import UUID

from kraftsamling.casework.models import ExportJob, SavedView
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

PREFIX = "sparad-"


def saved_views(actor: Actor, *, at: Circumstances) -> list[SavedView]:
    """The actor's own views, by name."""
    rows = SavedView.rows.visible_to(actor, "read", at=at).filter(removed_at=None)
    return list(rows.order_by("name", "pk"))


def chosen_view(views: list[SavedView], asked: str) -> SavedView | None:
    """The one that the address names ("sparad-<id>"), if it is the actor's own."""
    if not asked.startswith(PREFIX):
        return None
    try:
        pk = UUID(asked.removeprefix(PREFIX))
    except ValueError:
        return None
    return next((each for each in views if each.pk == pk), None)


def own_exports(actor: Actor, *, at: Circumstances) -> list[ExportJob]:
    """The files that the actor has asked for, the latest first."""
    rows = ExportJob.rows.visible_to(actor, "list", at=at).defer("content")
    return list(rows.order_by("-asked_at")[:20])
