"""The investigation as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import (
    ChildVoice,
    Hearing,
    Investigation,
    InvestigationHeading,
    InvestigationText,
    PartyCommunication,
)
from kraftsamling.casework.presenters.pictures import Said, said_in
from kraftsamling.casework.presenters.words import day_words, full_name, path_to, time_left
from kraftsamling.casework.statuses import Heard, InvestigationOutcome
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Link, TimeRow
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class Part:
    """One heading, what stands under it, and where one writes."""

    heading: str
    help: str
    text: str
    url: str
    is_missing: bool


@dataclass(frozen=True)
class InvestigationPage:
    """The investigation under its headings. The child's view stands first."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    parts: Sequence[Part]
    voices: Sequence[Said]
    heard: Sequence[TimeRow]
    sent: Sequence[TimeRow]

    @classmethod
    def of(
        cls,
        investigation: Investigation,
        texts: Sequence[tuple[InvestigationHeading, InvestigationText | None]],
        hearings: Sequence[Hearing],
        voices: Sequence[ChildVoice],
        communications: Sequence[PartyCommunication],
        *,
        due_at: datetime | None,
        may: May,
        now: datetime,
    ) -> InvestigationPage:
        case = investigation.case
        may_write = investigation.closed_on is None and may(
            "update", "investigation", investigation
        )
        return cls(
            title=_("Investigation"),
            lead=_lead(investigation, due_at, now),
            breadcrumb=path_to(case, Link(_("Investigation")), today=day_of(now)),
            actions=_actions(investigation) if may_write else [],
            parts=[
                Part(
                    heading=heading.words,
                    help=heading.help,
                    text=text.text if text else "",
                    url=reverse("case_text", args=[case.pk, heading.pk]) if may_write else "",
                    is_missing=heading.is_required and not (text and text.text),
                )
                for heading, text in texts
            ],
            voices=said_in(voices),
            heard=[
                TimeRow(
                    full_name(each.who.person),
                    detail=f"{Heard(each.how).label}, {day_words(each.on)}. {each.words}",
                )
                for each in hearings
            ],
            sent=[
                TimeRow(
                    full_name(each.to.person),
                    detail=_("Answered %(day)s: %(answer)s")
                    % {"day": day_words(each.answered_on), "answer": each.answer}
                    if each.answered_on
                    else _("May answer until %(day)s") % {"day": day_words(each.answer_by)},
                    url=reverse("communication_answer", args=[each.pk])
                    if may_write and not each.answered_on
                    else "",
                )
                for each in communications
            ],
        )


def _lead(investigation: Investigation, due_at: datetime | None, now: datetime) -> str:
    if investigation.closed_on:
        return _("Opened %(opened)s, closed %(closed)s: %(outcome)s.") % {
            "opened": day_words(investigation.opened_on),
            "closed": day_words(investigation.closed_on),
            "outcome": str(InvestigationOutcome(investigation.outcome).label).lower(),
        }
    return _("Opened %(opened)s. %(left)s.") % {
        "opened": day_words(investigation.opened_on),
        "left": time_left(due_at, now) if due_at else _("without a last day"),
    }


def _actions(investigation: Investigation) -> list[Action]:
    here = [investigation.case_id]
    return [
        Action(_("Propose a decision"), reverse("decision_new", args=here)),
        Action(_("Somebody has been heard"), reverse("case_hearing", args=here), "secondary"),
        Action(_("Extend the time"), reverse("case_extend", args=here), "tertiary"),
        Action(
            _("Close the investigation"), reverse("case_investigation_close", args=here), "tertiary"
        ),
    ]
