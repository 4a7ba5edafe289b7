"""What else one can do in a case: each link only for whom the door would let in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.common.parts import Link
from kraftsamling.organisations.filling_in import May


def links_for(case: Case, may: May) -> list[Link]:
    """The parts of a case, in the order of the work."""
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
        (may("read", "signs_of_safety_map"), _("Mapping"), "mapping"),
        (may("read", "child_channel"), _("The child's channel"), "channel"),
        (may("create", "consult") and case.is_open, _("Ask a method supporter"), "consult_new"),
        *_together(case, may),
        (may("set", "protected_identity"), _("Protected identity"), "protect"),
        (may("create", "coi_declaration"), _("I have a conflict of interest"), "case_conflict"),
        (
            may("lift", "coi_declaration"),
            _("Who is set aside from the case"),
            "conflict_list",
        ),
        (may("close", "case", case), _("Close the case"), "case_close"),
    ]
    return _links(case, offered)


def adult_links_for(case: Case, may: May) -> list[Link]:
    """The parts of an adult's case."""
    return _links(
        case,
        [
            *_together(case, may),
            (may("set", "protected_identity"), _("Protected identity"), "protect"),
            (may("create", "coi_declaration"), _("I have a conflict of interest"), "case_conflict"),
            (may("close", "case", case), _("Close the case"), "case_close"),
        ],
    )


def _together(case: Case, may: May) -> list[tuple[bool, str, str]]:
    """What children's and adults' cases both have."""
    return [
        (may("read", "family_work_link"), _("Joint handling"), "case_joint"),
        (may("read", "intervention"), _("Interventions"), "case_interventions"),
        (may("list", "meeting"), _("Meetings"), "case_meetings"),
        (may("read", "sip"), _("Co-ordinated plan (SIP)"), "case_sip"),
        (may("read", "consent"), _("Given out and agreed to"), "case_shared"),
    ]


def _links(case: Case, offered: list[tuple[bool, str, str]]) -> list[Link]:
    return [
        Link(str(words), reverse(name, args=[case.pk]))
        for allowed, words, name in offered
        if allowed
    ]
