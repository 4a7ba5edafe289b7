"""Cases that may be named to somebody who does not have them, and those that only need a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from kraftsamling.casework.case_conditions import may_see_protected, no_conflict
from kraftsamling.casework.models import Case
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

A_REASON = "x"


def cases_in_reach(actor: Actor, *, at: Circumstances) -> QuerySet[Case]:
    """Cases of the authority that neither a conflict of interest nor a protected identity shuts.

    Whoever may search is told that these exist; to read one it must be the reader's, or the glass be broken.
    """
    assert actor.authority_id is not None
    return Case.rows.of_authority(actor.authority_id).filter(
        no_conflict("").q(actor, at), may_see_protected("").q(actor, at)
    )


def case_in_reach(actor: Actor, case_id: UUID, *, at: Circumstances) -> Case | None:
    """One of them."""
    rows = cases_in_reach(actor, at=at).select_related("subject", "unit")
    return rows.filter(pk=case_id).first()


def may_read(actor: Actor, case: Case, *, at: Circumstances) -> bool:
    """Whether the case opens to the actor as it is."""
    return Case.rows.visible_to(actor, "read", at=at).filter(pk=case.pk).exists()


def waits_for_a_reason(actor: Actor, case_id: UUID, *, at: Circumstances) -> Case | None:
    """A case that only lacks the reason: with one it would open."""
    given = replace(at, basis=A_REASON)
    rows = Case.rows.visible_to(actor, "read", at=given).filter(pk=case_id)
    return rows.exclude(pk__in=Case.rows.visible_to(actor, "read", at=at)).first()
