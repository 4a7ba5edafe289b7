"""Notes of a visit. Everybody writes in threads of their own, so nobody overwrites anybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import DevelopmentArea, FollowUpVisit, VisitNote
from kraftsamling.improvement.services.trail import NotAMember
from kraftsamling.organisations.models import Authority, User


class NotYours(Exception):
    """Raised when somebody would write in another's note, or in one that is not there."""


@transaction.atomic
def write_note(
    *,
    visit: FollowUpVisit,
    area: DevelopmentArea | None,
    by: Actor,
    at: datetime,
    thread: UUID,
    page: UUID,
    seen: int,
    text: str,
) -> VisitNote | None:
    """Add a writing to the actor's own note: what it says from now on. The same text twice is once.

    `page` is the page that is written on, `seen` the number of the newest writing when it was opened (0: a
    new note). When the same person has written on from another page meanwhile, this one goes on in a note
    beside it: nothing is lost. A new note without text is no note. Raises NotYours for another's thread.
    """
    if area is not None and area.plan_id != visit.plan_id:
        raise NotAMember(area.pk)
    newest = _newest(visit, thread, by)
    if newest and newest.page != page and newest.number != seen:
        thread = uuid5(thread, str(page))
        newest = _newest(visit, thread, by)
    if text == (newest.text if newest else ""):
        return newest
    area_id = newest.area_id if newest else area.pk if area else None
    return _add(visit, area_id, thread, newest, by=by, at=at, page=page, text=text)


@transaction.atomic
def strike_note(*, visit: FollowUpVisit, by: Actor, at: datetime, thread: UUID) -> None:
    """Take one's own note away. Raises NotYours."""
    newest = _newest(visit, thread, by)
    if newest is None:
        raise NotYours(thread)
    if newest.text:
        _add(visit, newest.area_id, thread, newest, by=by, at=at, page=uuid4(), text="")


@transaction.atomic
def unstrike_note(*, visit: FollowUpVisit, by: Actor, at: datetime, thread: UUID) -> None:
    """Let the note say what it said before it was taken away. Raises NotYours."""
    newest = _newest(visit, thread, by)
    former = VisitNote.rows.filter(thread=thread).exclude(text="").order_by("-number").first()
    if newest is None or former is None:
        raise NotYours(thread)
    if not newest.text:
        _add(visit, newest.area_id, thread, newest, by=by, at=at, page=uuid4(), text=former.text)


def _newest(visit: FollowUpVisit, thread: UUID, by: Actor) -> VisitNote | None:
    """The newest writing of the actor's own thread. The visit is held still: numbers come one at a time."""
    FollowUpVisit.rows.select_for_update(of=("self",)).get(pk=visit.pk)
    newest = VisitNote.rows.filter(thread=thread).order_by("-number").first()
    if newest and (newest.visit_id, newest.written_by) != (visit.pk, by.membership_id):
        raise NotYours(thread)
    return newest


def _add(
    visit: FollowUpVisit,
    area_id: UUID | None,
    thread: UUID,
    newest: VisitNote | None,
    *,
    by: Actor,
    at: datetime,
    page: UUID,
    text: str,
) -> VisitNote:
    return VisitNote.rows.create(
        space_id=visit.space_id,
        visit=visit,
        area_id=area_id,
        thread=thread,
        number=newest.number + 1 if newest else 1,
        page=page,
        text=text,
        written_at=at,
        written_by=by.membership_id,
        writer_words=newest.writer_words if newest else _writer(by),
    )


def _writer(by: Actor) -> str:
    assert by.user_id is not None
    assert by.authority_id is not None
    name = User.objects.filter(pk=by.user_id).values_list("name", flat=True).first()
    place = Authority.objects.filter(pk=by.authority_id).values_list("short_name", flat=True)
    return ", ".join(part for part in (name, place.first()) if part)[:250]
