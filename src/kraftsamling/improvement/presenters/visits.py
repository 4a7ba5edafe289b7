"""A visit's page: before it what is prepared, after it what was said and how things stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Link, Row, TimeRow
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import (
    FollowUpVisit,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.presenters.agenda import agenda_rows
from kraftsamling.improvement.presenters.aside import answer_words
from kraftsamling.improvement.presenters.facts import VisitFacts
from kraftsamling.improvement.presenters.lists import FormPage, Removal
from kraftsamling.improvement.presenters.notes import Note, note_of, writing_page
from kraftsamling.improvement.presenters.prepared import Prepared
from kraftsamling.improvement.presenters.then import now_words, then_words
from kraftsamling.improvement.presenters.words import (
    May,
    Tag,
    day,
    event_name,
    isolated,
    path,
    request_tag,
    visit_page,
    visitors,
)
from kraftsamling.improvement.statuses import RequestState, VisitKind, VisitState


def form_for(visit: FollowUpVisit, title: str, button: str, *, lead: str = "") -> FormPage:
    """A page with one form about a visit."""
    back = Link(event_name(visit), visit_page(visit))
    return FormPage(
        title=title,
        lead=isolated(lead),
        button=button,
        breadcrumb=path(visit.plan, back, Link(title)),
    )


@dataclass(frozen=True)
class NoteBlock:
    """What was said about one area by everybody, with what its owner had learnt before."""

    heading: str
    learnt: str
    notes: Sequence[Note]
    url: str


@dataclass(frozen=True)
class Person:
    """Somebody invited, by role and organisation."""

    id: str
    words: str
    present: bool
    removal: Removal


@dataclass(frozen=True)
class RequestRow:
    """Something asked for."""

    what: str
    owner: str
    due: str
    tag: Tag
    answer: str
    url: str
    answer_url: str
    removal: Removal | None


@dataclass(frozen=True)
class VisitPage:
    """Everything about one visit."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    agenda: Sequence[TimeRow]
    agenda_url: str
    people: Sequence[Person]
    is_held: bool
    prepared: Prepared | None
    notes: Sequence[NoteBlock]
    requests: Sequence[RequestRow]
    request_url: str
    participant_url: str
    present_url: str
    columns: Sequence[Column]
    before_after: Sequence[Row]
    before_after_text: str

    @classmethod
    def of(
        cls,
        facts: VisitFacts,
        *,
        offered: Sequence[Action],
        may: May,
        actor: Actor,
        today: date,
    ) -> VisitPage:
        visit, plan = facts.visit, facts.visit.plan
        writes = may("update", "follow_up_visit", visit)
        held = visit.state != VisitState.PLANNED
        title = event_name(visit)
        return cls(
            title=title,
            kicker=isolated(plan.name),
            lead=lead_of(visit, today),
            breadcrumb=path(
                plan, Link(_("Visits"), reverse("plan_visits", args=[plan.pk])), Link(title)
            ),
            actions=_actions(facts, offered, writes, today),
            agenda=agenda_rows(facts) if visit.agenda or not held else [],
            agenda_url=(reverse("visit_agenda", args=[visit.pk]) if writes and not held else ""),
            people=[_person(each) for each in facts.people],
            is_held=held,
            prepared=None if held else Prepared.of(facts, today=today),
            notes=_notes(facts, actor, writes),
            requests=[_request(each, may, writes) for each in facts.requests],
            request_url=reverse("visit_request", args=[visit.pk]) if writes else "",
            participant_url=reverse("visit_participant", args=[visit.pk]) if writes else "",
            present_url=(
                reverse("visit_present", args=[visit.pk]) if writes and facts.people else ""
            ),
            columns=[
                Column(_("Goal")),
                Column(_("At the visit on %(day)s") % {"day": day(visit.on, today=today)}),
                Column(_("Now")),
            ],
            before_after=before_after(facts) if held else [],
            before_after_text=_(
                "What stood at the visit is frozen: released figures, states and activities of that"
                " day. Nobody can change it."
            ),
        )


def _person(person: VisitParticipant) -> Person:
    words = person_words(person)
    return Person(
        str(person.pk),
        words,
        person.present,
        Removal(
            _("Remove"),
            reverse("visit_remove", args=[person.visit_id, "deltagare", person.pk]),
            sr=words,
        ),
    )


def person_words(person: VisitParticipant) -> str:
    """ "Studierektor, Högskolan i Granby"."""
    return f"{isolated(person.who)}, {isolated(person.organisation)}"


def lead_of(visit: FollowUpVisit, today: date) -> str:
    """Who comes, or came, when and where; and how the plan stood."""
    words = {
        "visitors": visitors(visit),
        "day": day(visit.on, today=today),
        "place": isolated(visit.place) or _("a place that is not set yet"),
    }
    is_board = visit.kind == VisitKind.BOARD
    if visit.state != VisitState.PLANNED:
        came = _("The board met on %(day)s.") if is_board else _("%(visitors)s came on %(day)s.")
        done = _("%(done)s of %(total)s activities were done that day.") % {
            "done": visit.activities_done,
            "total": visit.activities_total,
        }
        return came % words + " " + done
    if is_board:
        return _("The board meets on %(day)s, in %(place)s.") % words
    return _("%(visitors)s come on %(day)s, to %(place)s.") % words


def _actions(
    facts: VisitFacts, offered: Sequence[Action], writes: bool, today: date
) -> Sequence[Action]:
    visit = facts.visit
    actions = list(offered)
    if writes and visit.state == VisitState.PLANNED:
        change = Action(
            _("Change day and place"), reverse("visit_change", args=[visit.pk]), "secondary"
        )
        if visit.on <= today:
            return [Action(_("Hold the visit"), reverse("visit_hold", args=[visit.pk])), change]
        return [*actions, change]
    if facts.notes or visit.state != VisitState.PLANNED:
        page = reverse("visit_minutes", args=[visit.plan_id, visit.number])
        actions.append(Action(_("Print the minutes"), page, "secondary"))
    return actions


def _notes(facts: VisitFacts, actor: Actor, writes: bool) -> Sequence[NoteBlock]:
    def block(heading: str, area_id: object, learnt: str = "") -> NoteBlock:
        written: Mapping[object, Sequence[VisitNote]] = facts.notes  # type: ignore[assignment]
        return NoteBlock(
            heading,
            learnt,
            [note_of(each, actor=actor) for each in written.get(area_id, [])],
            writing_page(facts.visit.pk, area_id) if writes else "",
        )

    return [
        *(
            block(f"{area.position}. {isolated(area.name)}", area.pk, area.learnt)
            for area in facts.areas
        ),
        block(_("Anything else"), None),
    ]


def _request(request: VisitRequest, may: May, writes: bool) -> RequestRow:
    is_open = request.state == RequestState.ASKED
    return RequestRow(
        isolated(request.what),
        request.owner.short_name,
        formats.tight_date(request.due_on) if request.due_on else "",
        request_tag(request),
        answer_words(request),
        request.answer_url,
        reverse("visit_answer", args=[request.pk])
        if request.state != RequestState.DONE and may("answer", "visit_request", request)
        else "",
        Removal(
            _("Remove"),
            reverse("visit_remove", args=[request.visit_id, "onskemal", request.pk]),
            sr=isolated(request.what),
        )
        if writes and is_open
        else None,
    )


def before_after(facts: VisitFacts) -> Sequence[Row]:
    """Every goal as the visit froze it, beside how it stands now; new goals last."""
    goals = {goal.pk: goal for area in facts.areas for goal in area.goals.all()}
    frozen = sorted(facts.before.values(), key=lambda row: (row.area_name, row.sentence))
    rows = [
        Row(
            [
                Cell(isolated(then.sentence), sub=isolated(then.area_name)),
                Cell(then_words(then)),
                Cell(now_words(goals.get(then.goal_id_then), facts.figures.get(then.goal_id_then))),
            ]
        )
        for then in frozen
    ]
    return rows + [
        Row(
            [
                Cell(isolated(goal.sentence), sub=isolated(goal.area.name)),
                Cell("–"),
                Cell(now_words(goal, facts.figures[goal.pk])),
            ]
        )
        for goal in goals.values()
        if goal.pk not in facts.before
    ]
