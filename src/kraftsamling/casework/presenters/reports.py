"""A concern report as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, ConcernReport, Deadline
from kraftsamling.casework.presenters.words import (
    case_page,
    moment_words,
    path_to,
    short_name,
    time_left,
    tone_of,
)
from kraftsamling.casework.statuses import Channel, PreliminaryOutcome, ReporterKind
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row, TimeRow
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.presenters.pages import ListPage


def feedback_words(report: ConcernReport) -> str:
    """What may be told to whoever must report: one of three sentences."""
    assessment = getattr(report, "preliminary_assessment", None)
    if report.already_open or (
        assessment and assessment.outcome == PreliminaryOutcome.ALREADY_OPEN
    ):
        return _("An investigation was already open.")
    if assessment is None or not assessment.outcome:
        return _("We have not decided yet whether to open an investigation.")
    if assessment.outcome == PreliminaryOutcome.OPEN:
        return _("We have opened an investigation.")
    return _("We have not opened an investigation.")


def _who(report: ConcernReport, may: May) -> Fact:
    """In what part somebody reported. Who it was lies apart, behind a reason."""
    label, kind = _("Who reports"), str(ReporterKind(report.reporter_kind).label)
    identity = getattr(report, "reporter", None)
    if identity is None or not may("read", "reporter_identity", identity):
        return Fact(label, kind)
    url = reverse("reporter", args=[identity.pk])
    return Fact(label, kind, url=url, link_label=_("Show who it was"))


@dataclass(frozen=True)
class ReportPage:
    """What the report says, and the open cases around the same child."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    what: str
    facts: Sequence[Fact]
    related: Sequence[TimeRow]

    @classmethod
    def of(
        cls, report: ConcernReport, related: Sequence[Case], *, may: May, today: date
    ) -> ReportPage:
        return cls(
            title=_("Concern report"),
            lead=_("It came %(moment)s.") % {"moment": moment_words(report.received_at)},
            breadcrumb=path_to(report.case, Link(_("Concern report")), today=today),
            what=report.what,
            facts=[
                _who(report, may),
                Fact(_("How it came"), str(Channel(report.channel).label)),
                Fact(_("Registered"), moment_words(report.registered_at)),
                Fact(_("Danger at once"), _("Yes") if report.is_acute else _("No")),
            ],
            related=[
                TimeRow(short_name(case.subject, today), url=case_page(case), detail=case.number)
                for case in related
            ],
        )


def answers_page(waiting: Sequence[Deadline], *, now: datetime) -> ListPage:
    """Reporters who wait for an answer in closed cases, the one with least time left first."""
    title = _("Reporters to answer")
    return ListPage(
        title=title,
        lead=_("The case is closed, and whoever had to report has not been told yet."),
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
        columns=[Column(_("Child or adult")), Column(_("Time left")), Column(_("Last day"))],
        rows=[
            Row(
                [
                    Cell(
                        short_name(each.case.subject, day_of(now)),
                        url=reverse("case_feedback", args=[each.case_id]),
                        sub=each.case.number,
                    ),
                    Cell(
                        time_left(each.due_at, now),
                        tone=tone_of(each.due_at, now),  # type: ignore[arg-type]
                    ),
                    Cell(moment_words(each.due_at)),
                ]
            )
            for each in waiting
        ],
        nothing=_("Every reporter has been told."),
    )
