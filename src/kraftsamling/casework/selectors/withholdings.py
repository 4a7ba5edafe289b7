"""What is kept from custodians by a decision of its own."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from kraftsamling.casework.models import Case, CasePerson, Withholding
from kraftsamling.casework.statuses import InParty
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


def withheld_in(case: Case) -> list[Withholding]:
    """What holds now, the first to look at again first."""
    rows = Withholding.rows.filter(case=case, lifted_at=None)
    return list(rows.select_related("from_whom__person").order_by("review_on", "pk"))


def kept_from_somebody() -> Exists:
    """Whether some custodian may not see a row, asked together with the row itself."""
    return Exists(Withholding.rows.filter(row_id=OuterRef("pk"), lifted_at=None))


def custodians_of(case: Case) -> list[CasePerson]:
    """From whom something can be kept: custodians, and parents without custody who are parties."""
    parts = (InParty.CUSTODIAN, InParty.PARENT)
    rows = CasePerson.rows.filter(case=case, left_on=None, part__in=parts)
    return list(rows.select_related("person").order_by("part", "pk"))


def to_look_at_again(actor: Actor, *, by: date, at: Circumstances) -> list[Withholding]:
    """Those whose day has come, in the actor's own cases."""
    rows = Withholding.rows.visible_to(actor, "lift", at=at).filter(
        lifted_at=None, review_on__lte=by, case__responsible_id=actor.membership_id
    )
    return list(rows.select_related("case__subject").order_by("review_on", "pk")[:5])
