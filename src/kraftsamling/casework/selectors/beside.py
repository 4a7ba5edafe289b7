"""What an authority sees of a record that another system keeps: how old it is, and what to enter there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID

from kraftsamling.casework.models import Case, Deadline, ImportBatch, RecordEntry
from kraftsamling.casework.rules.data_age import is_old
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Authority, Membership, WayOfRunning
from kraftsamling.organisations.settings_catalogue import value

ADDRESS: Final = "record.address"
NUMBER: Final = "{nummer}"
AT_MOST: Final = 200
DONE_SHOWN: Final = 25
IMPORTS_SHOWN: Final = 30


@dataclass(frozen=True)
class Age:
    """When the record system made what we show, in Swedish time. Without a moment nothing has come yet."""

    made_at: datetime | None
    is_old: bool


def age_of_data(authority_id: UUID, *, now: datetime) -> Age:
    """How old the newest import is. More than a working day is old."""
    rows = ImportBatch.rows.of_authority(authority_id).filter(finished_at__isnull=False)
    made_at = rows.order_by("-source_at").values_list("source_at", flat=True).first()
    if made_at is None:
        return Age(None, is_old=True)
    swedish = made_at.astimezone(STOCKHOLM)
    return Age(swedish, is_old(swedish, now=now.astimezone(STOCKHOLM)))


def imports_of(actor: Actor, *, at: Circumstances) -> list[ImportBatch]:
    """The files that were chosen here lately, the latest first."""
    rows = ImportBatch.rows.visible_to(actor, "read", at=at)
    return list(rows.order_by("-made_at", "pk")[:IMPORTS_SHOWN])


def record_pattern(authority_id: UUID) -> str:
    """The authority's own pattern for the address of a case; "" when it has none that leads to a page.

    Only an address of the web: one that somebody has made to run a script leads nowhere.
    """
    pattern = str(value(ADDRESS, authority_id))
    is_page = pattern.startswith(("https://", "http://")) and NUMBER in pattern
    return pattern if is_page else ""


def address_in_record(case: Case, pattern: str) -> str:
    """Where the case is in the record system."""
    return pattern.replace(NUMBER, quote(case.number, safe=""))


def entries_to_do(actor: Actor, *, at: Circumstances) -> list[RecordEntry]:
    """What is still to be entered in the record system, the oldest first."""
    rows = RecordEntry.rows.visible_to(actor, "list", at=at).filter(done_at=None)
    return list(rows.select_related("case__subject").order_by("since", "pk")[:AT_MOST])


def entries_done(actor: Actor, *, at: Circumstances) -> list[RecordEntry]:
    """What has been entered, the latest first."""
    rows = RecordEntry.rows.visible_to(actor, "list", at=at).filter(done_at__isnull=False)
    return list(rows.select_related("case__subject").order_by("-done_at", "pk")[:DONE_SHOWN])


def names_of_those_who_entered(entries: Sequence[RecordEntry]) -> dict[UUID, str]:
    """The names of the workers who have ticked off, also of those who have left."""
    ids = [each.done_by for each in entries if each.done_by]
    return {
        each.pk: each.name for each in Membership.rows.filter(pk__in=ids).select_related("user")
    }


def running_clocks(case: Case) -> list[Deadline]:
    """The times that run in a case, the nearest first."""
    rows = Deadline.rows.filter(case=case, cancelled_at=None, done_at=None)
    return list(rows.order_by("due_at", "code"))


def is_beside(authority_id: UUID) -> bool:
    """Whether the authority keeps its record in another system."""
    rows = Authority.objects.filter(pk=authority_id, way_of_running=WayOfRunning.BESIDE_RECORD)
    return rows.exists()
