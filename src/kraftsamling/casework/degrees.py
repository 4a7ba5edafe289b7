"""What has been seen of the degree of those who handle children's cases, for the register of competence."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.selectors.qualifications import workers_seen
from kraftsamling.casework.statuses import QualificationGround
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Fact
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.workforce.links import DEGREES


def degrees(memberships: Sequence[UUID], actor: Actor, at: Circumstances) -> dict[UUID, Fact]:
    """The latest that was noted, for whoever may read it, and where it is noted."""
    if not decide(actor, "list", "qualification", at=at).allowed:
        return {}
    may_note = decide(actor, "create", "qualification", at=at).allowed
    wanted = set(memberships)
    return {
        seen.membership.pk: Fact(
            _("Qualified for children's cases"),
            f"{QualificationGround(seen.latest.ground).label}, {day_words(day_of(seen.latest.noted_at))}"
            if seen.latest
            else _("Not noted yet"),
            url=reverse("qualification_note", args=[seen.membership.pk]) if may_note else "",
            link_label=_("Note what you have seen") if may_note else "",
        )
        for seen in workers_seen(actor, today=day_of(at.now))
        if seen.membership.pk in wanted
    }


def register_all() -> None:
    """Called once at start."""
    DEGREES.append(degrees)
