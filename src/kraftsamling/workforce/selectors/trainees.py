"""The trainee programme and who goes through it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Space
from kraftsamling.organisations.models.spaces import SpaceKind
from kraftsamling.workforce.models import Trainee, TraineeProgramme, TraineeRelease
from kraftsamling.workforce.rules.introduction import months_after
from kraftsamling.workforce.statuses import TraineeStage

STAY_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of those who have finished: how many were employed; of those employed 24 months ago: still here."""

    finished: int
    hired: int
    due_to_stay: int
    stayed: int


def programme_for(actor: Actor, *, at: Circumstances) -> TraineeProgramme | None:
    """The authority's programme, the newest if it has had several."""
    return (
        TraineeProgramme.rows.visible_to(actor, "read", at=at).order_by("-starts_on", "pk").first()
    )


def trainees_of(programme: TraineeProgramme) -> list[Trainee]:
    """Everybody who has been in the programme here, the newest cohort first."""
    rows = Trainee.rows.filter(programme=programme).select_related("supervisor", "employee")
    return list(rows.order_by("-placed_on", "sort_key", "pk"))


def outcome_of(trainees: list[Trainee], *, today: date) -> Outcome:
    """Employed or not, and still here after 24 months."""
    finished = [each for each in trainees if each.finished_on and each.finished_on <= today]
    hired = [each for each in finished if each.stage == TraineeStage.HIRED]
    due = [
        each
        for each in hired
        if each.hired_on and months_after(each.hired_on, STAY_MONTHS) <= today
    ]
    stayed = [each for each in due if has_stayed(each)]
    return Outcome(len(finished), len(hired), len(due), len(stayed))


def has_stayed(trainee: Trainee) -> bool:
    """Whether somebody was still here 24 months after she was employed."""
    assert trainee.hired_on is not None
    until = months_after(trainee.hired_on, STAY_MONTHS)
    ends = [
        day
        for day in (trainee.left_on, trainee.employee.ends_on if trainee.employee else None)
        if day is not None
    ]
    return all(day >= until for day in ends)


def trainee_to(actor: Actor, trainee_id: UUID, *, at: Circumstances) -> Trainee:
    """A trainee of the authority's programmes. Http404 otherwise."""
    programmes = TraineeProgramme.rows.visible_to(actor, "update", at=at)
    row = Trainee.rows.filter(pk=trainee_id, programme__in=programmes).first()
    if row is None:
        raise Http404
    return row


def releases_for(actor: Actor, *, at: Circumstances) -> list[TraineeRelease]:
    """What members of the actor's spaces have told, the latest first; of each programme only that."""
    rows = TraineeRelease.rows.visible_to(actor, "list", at=at).select_related("authority", "space")
    latest: dict[tuple[UUID, UUID, str], TraineeRelease] = {}
    for row in rows.order_by("-told_at", "pk"):
        latest.setdefault((row.authority_id, row.space_id, row.name), row)
    return list(latest.values())


def spaces_to_tell(actor: Actor) -> list[Space]:
    """The shared spaces that the actor's authority is a member of, by name."""
    rows = Space.objects.filter(pk__in=actor.space_ids).exclude(kind=SpaceKind.OWN)
    return sorted(rows, key=lambda each: swedish_key(each.name))
