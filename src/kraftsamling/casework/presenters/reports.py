"""A concern report as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, ConcernReport
from kraftsamling.casework.presenters.words import case_page, moment_words, path_to, short_name
from kraftsamling.casework.statuses import Channel, PreliminaryOutcome, ReporterKind
from kraftsamling.common.parts import Fact, Link, TimeRow
from kraftsamling.organisations.filling_in import May


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
