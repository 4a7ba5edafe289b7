"""What else one can do in a case: each link only for whom the door would let in."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.casework.presenters.more import LinkGroup, grouped
from kraftsamling.common.parts import Link
from kraftsamling.organisations.filling_in import May

ABOUT_THE_PERSON: Final = "same_person"
"""The page that is about whose case it is, not about the case."""

Offered = tuple[bool, str, str]
"""Whether the door would let in, the words, and the name of the address."""


def links_for(case: Case, may: May) -> list[LinkGroup]:
    """The parts of a child's case: the child first, then the work, the others, the papers."""
    updates = may("update", "investigation") and case.is_open
    return _grouped(
        case,
        (
            _("The child"),
            [
                (may("read", "signs_of_safety_map"), _("Mapping"), "mapping"),
                (may("read", "child_channel"), _("The child's channel"), "channel"),
                (may("read", "withholding"), _("Kept from custodians"), "case_withheld"),
                _twice(may),
            ],
        ),
        (
            _("Investigate and help"),
            [
                (may("read", "investigation"), _("Investigation"), "case_investigation"),
                (updates, _("Somebody has been heard"), "case_hearing"),
                (
                    may("create", "consult") and case.is_open,
                    _("Ask a method supporter"),
                    "consult_new",
                ),
                _interventions(may),
            ],
        ),
        (_("The family and others"), _together(may)),
        (
            _("Letters and decisions"),
            [
                (may("read", "case_document"), _("Documents and letters"), "case_documents"),
                (updates, _("Send material to a party"), "case_communication"),
                (
                    may("create", "case_decision") and case.is_open,
                    _("Propose a decision"),
                    "decision_new",
                ),
                _close(case, may),
            ],
        ),
        (_("Protection and conflicts of interest"), _protection(may)),
    )


def adult_links_for(case: Case, may: May) -> list[LinkGroup]:
    """The parts of an adult's case."""
    return _grouped(
        case,
        (
            _("The family and others"),
            [*_together(may), _interventions(may), _twice(may), _close(case, may)],
        ),
        (_("Protection and conflicts of interest"), _protection(may)),
    )


def _together(may: May) -> list[Offered]:
    return [
        (may("read", "family_work_link"), _("Joint handling"), "case_joint"),
        (may("list", "meeting"), _("Meetings"), "case_meetings"),
        (may("read", "sip"), _("Co-ordinated plan (SIP)"), "case_sip"),
        (may("read", "consent"), _("Given out and agreed to"), "case_shared"),
        (may("read", "case_extract"), _("Extracts"), "case_extracts"),
    ]


def _twice(may: May) -> Offered:
    return may("merge", "person"), _("The same person twice?"), ABOUT_THE_PERSON


def _interventions(may: May) -> Offered:
    return may("read", "intervention"), _("Interventions"), "case_interventions"


def _close(case: Case, may: May) -> Offered:
    return may("close", "case", case), _("Close the case"), "case_close"


def _protection(may: May) -> list[Offered]:
    return [
        (may("set", "protected_identity"), _("Protected identity"), "protect"),
        (may("create", "coi_declaration"), _("I have a conflict of interest"), "case_conflict"),
        (may("lift", "coi_declaration"), _("Who is set aside from the case"), "conflict_list"),
    ]


def _grouped(case: Case, *groups: tuple[str, list[Offered]]) -> list[LinkGroup]:
    return grouped(
        LinkGroup(
            [
                Link(
                    words,
                    reverse(name, args=[case.subject_id if name == ABOUT_THE_PERSON else case.pk]),
                )
                for allowed, words, name in offered
                if allowed
            ],
            title,
        )
        for title, offered in groups
    )
