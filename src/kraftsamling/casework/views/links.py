"""What else one can do in a case: each link only for whom the door would let in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.common.parts import Link
from kraftsamling.organisations.filling_in import May


def links_for(case: Case, may: May) -> list[Link]:
    """The parts of a case, in the order of the work."""
    here = [case.pk]
    offered = [
        (may("read", "investigation"), _("Investigation"), "case_investigation"),
        (may("read", "case_document"), _("Documents and letters"), "case_documents"),
        (may("create", "case_decision") and case.is_open, _("Propose a decision"), "decision_new"),
        (
            may("update", "investigation") and case.is_open,
            _("Somebody has been heard"),
            "case_hearing",
        ),
        (
            may("update", "investigation") and case.is_open,
            _("Send material to a party"),
            "case_communication",
        ),
        (may("set", "protected_identity"), _("Protected identity"), "protect"),
        (may("create", "coi_declaration"), _("I have a conflict of interest"), "case_conflict"),
        (
            may("lift", "coi_declaration"),
            _("Who is set aside from the case"),
            "conflict_list",
        ),
        (may("close", "case", case), _("Close the case"), "case_close"),
    ]
    return [
        Link(str(words), reverse(name, args=here)) for allowed, words, name in offered if allowed
    ]
