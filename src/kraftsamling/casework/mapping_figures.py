"""How much each group maps, and what a method supporter is invited to: counts and days, never a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, SafetyMapping
from kraftsamling.casework.presenters.words import day_words, short_name
from kraftsamling.casework.selectors.consults import asked_of
from kraftsamling.casework.services.beside import is_beside
from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.workforce.method_needs import FIGURES, INVITATIONS
from kraftsamling.workforce.rules.support import GroupFigures


def group_figures(authority_id: UUID, today: date) -> list[GroupFigures] | None:
    """Of every group with open investigations of children. None where the record is elsewhere."""
    if is_beside(authority_id):
        return None
    cases = Case.rows.of_authority(authority_id).filter(
        kind=CaseKind.CHILD, phase=Phase.INVESTIGATION, closed_on=None
    )
    counts = cases.values_list("unit_id", "unit__name").annotate(
        opened=Count("pk"), with_mapping=Count("pk", filter=Q(mapping__isnull=False))
    )
    latest = dict(
        SafetyMapping.rows.of_authority(authority_id)
        .filter(begun_on__lte=today)
        .values_list("case__unit_id")
        .annotate(Max("begun_on"))
    )
    return [
        GroupFigures(unit_id, name, investigations, mapped, latest.get(unit_id))
        for unit_id, name, investigations, mapped in counts.order_by("unit__sort_key")
    ]


def invitations(actor: Actor, at: Circumstances) -> list[Link]:
    """The cases that somebody has asked the reader about, until the invitation ends."""
    if not decide(actor, "list", "consult", at=at).allowed:
        return []
    return [
        Link(
            _("%(who)s, until %(day)s")
            % {
                "who": short_name(each.case.subject, day_of(at.now)),
                "day": day_words(each.until),
            },
            reverse("mapping", args=[each.case_id]),
        )
        for each in asked_of(actor, at=at)
    ]


def register_all() -> None:
    """Called once at start."""
    FIGURES.append(group_figures)
    INVITATIONS.append(invitations)
