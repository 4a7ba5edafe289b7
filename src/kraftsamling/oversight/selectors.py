"""What Idag and the log review read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.notifications.models import Notification
from kraftsamling.organisations.models import Unit, User

PAGE: Final = 25


def first_name(actor: Actor) -> str:
    """What Idag calls the person."""
    assert actor.user_id is not None
    return User.objects.values_list("name", flat=True).get(pk=actor.user_id).split()[0]


def latest_news(actor: Actor, *, at: Circumstances) -> list[Notification]:
    """The person's latest notices."""
    mine = Notification.rows.visible_to(actor, "read_own", at=at)
    return list(mine.order_by("-created_at", "-pk")[:5])


def latest_log_entries(actor: Actor, *, at: Circumstances) -> list[AccessLogEntry]:
    """A page of the log, newest first: other units than the reviewer's own."""
    rows = AccessLogEntry.rows.visible_to(actor, "search", at=at)
    return list(rows.order_by("-number")[:PAGE])


def unit_names(actor: Actor) -> dict[UUID, str]:
    """The authority's units by id."""
    assert actor.authority_id is not None
    return dict(Unit.rows.of_authority(actor.authority_id).values_list("pk", "name"))


def user_names(entries: Iterable[AccessLogEntry]) -> dict[UUID, str]:
    """The names of those who looked."""
    ids = {entry.user_id for entry in entries if entry.user_id}
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
