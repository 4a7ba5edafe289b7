"""Reading an investigation: its headings with their texts, and who has been heard."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    ChildVoice,
    Deadline,
    Hearing,
    Investigation,
    InvestigationHeading,
    InvestigationText,
    PartyCommunication,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.selectors.pictures import with_pictures


def latest(case: Case) -> Investigation | None:
    """The open investigation of a case, else the last one."""
    rows = Investigation.rows.filter(case=case).select_related("case__subject")
    return rows.order_by("-opened_on", "pk").first()


def texts_of(
    investigation: Investigation,
) -> list[tuple[InvestigationHeading, InvestigationText | None]]:
    """The headings of an investigation, each with its text: where something is written, as it was called
    then, and while it is open also what the authority asks for now."""
    texts = {
        each.heading_id: each for each in InvestigationText.rows.filter(investigation=investigation)
    }
    every = list(
        InvestigationHeading.rows.of_authority(investigation.authority_id).order_by(
            "position", "pk"
        )
    )
    asked = set(headings_to_fill(every, texts)) if investigation.closed_on is None else set()
    return [
        (heading, texts.get(heading.pk))
        for heading in every
        if heading.pk in texts or heading.pk in asked
    ]


def headings_to_fill(
    every: Collection[InvestigationHeading], texts: Collection[UUID]
) -> list[UUID]:
    """Headings in use under which nothing is written, nor under the words that they had before."""
    before = {each.pk: each.replaces_id for each in every}

    def is_written(heading_id: UUID | None) -> bool:
        while heading_id is not None and heading_id not in texts:
            heading_id = before.get(heading_id)
        return heading_id is not None

    return [each.pk for each in every if each.retired_on is None and not is_written(each.pk)]


def heading_of(investigation: Investigation, heading_id: UUID) -> InvestigationHeading:
    """A heading of the same authority. Http404 for any other id."""
    rows = InvestigationHeading.rows.of_authority(investigation.authority_id)
    heading = rows.filter(pk=heading_id).first()
    if heading is None:
        raise Http404
    return heading


def text_under(
    investigation: Investigation, heading: InvestigationHeading
) -> InvestigationText | None:
    """What stands under a heading."""
    rows = InvestigationText.rows.filter(investigation=investigation, heading=heading)
    return rows.first()


def due_at(investigation: Investigation) -> datetime | None:
    """The last moment of the investigation's own time, which others of the case may come before."""
    rows = Deadline.rows.filter(case=investigation.case_id, code=clocks.INVESTIGATION)
    rows = rows.filter(done_at=None, cancelled_at=None)
    return rows.order_by("-starts_at").values_list("due_at", flat=True).first()


def hearings_of(case: Case) -> list[Hearing]:
    """Who has been heard, the latest first."""
    rows = Hearing.rows.filter(case=case).select_related("who__person")
    return list(rows.order_by("-on", "-written_at"))


def voices_of(case: Case) -> list[ChildVoice]:
    """What the child has said, the latest first."""
    rows = with_pictures(ChildVoice.rows.filter(case=case)).prefetch_related("answers")
    return list(rows.order_by("-said_on", "-written_at"))


def communications_of(case: Case) -> list[PartyCommunication]:
    """What has been sent to parties, the latest first."""
    rows = PartyCommunication.rows.filter(case=case).select_related("to__person")
    return list(rows.order_by("-sent_on", "pk"))


def people_of(case: Case) -> list[CasePerson]:
    """Those who are in the case now."""
    rows = CasePerson.rows.filter(case=case, left_on=None).select_related("person")
    return list(rows.order_by("part", "pk"))
