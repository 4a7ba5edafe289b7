"""A visit's page: before it the agenda, after it what was said and how things stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Link, Row, TimeRow
from kraftsamling.improvement.models import (
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.presenters.figures import GoalFigure, period_words
from kraftsamling.improvement.presenters.words import (
    May,
    Tag,
    day,
    goal_tag,
    language,
    path,
    request_tag,
    visitors,
)
from kraftsamling.improvement.statuses import GoalState, RequestState, VisitState
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.rules.periods import Length, Period


@dataclass(frozen=True)
class NoteBlock:
    """What was said about one area, with what its owner had learnt before."""

    heading: str
    learnt: str
    text: str
    url: str
    verb: str


@dataclass(frozen=True)
class Person:
    """Somebody invited, by role and organisation."""

    id: str
    words: str
    present: bool


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


@dataclass(frozen=True)
class VisitPage:
    """Everything about one visit."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    agenda: Sequence[TimeRow]
    people: Sequence[Person]
    may_write: bool
    is_held: bool
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
        visit: FollowUpVisit,
        *,
        areas: Sequence[DevelopmentArea],
        notes: dict[UUID | None, VisitNote],
        people: Sequence[VisitParticipant],
        requests: Sequence[VisitRequest],
        former_requests: Sequence[VisitRequest],
        questions: Sequence[OpenQuestion],
        before: dict[UUID, SnapshotGoal],
        figures: dict[Any, GoalFigure],
        offered: Sequence[Action],
        may: May,
        today: date,
    ) -> VisitPage:
        plan = visit.plan
        writes = may("update", "follow_up_visit", visit)
        held = visit.state != VisitState.PLANNED
        title = _("Visit %(number)s") % {"number": visit.number}
        return cls(
            title=title,
            kicker=plan.name,
            lead=_lead(visit, today),
            breadcrumb=path(
                plan, Link(_("Visits"), reverse("plan_visits", args=[plan.pk])), Link(title)
            ),
            actions=_actions(visit, offered, writes, today),
            agenda=_agenda(areas, questions, former_requests),
            people=[Person(str(p.pk), f"{p.who}, {p.organisation}", p.present) for p in people],
            may_write=writes,
            is_held=held,
            notes=_notes(visit, areas, notes, writes),
            requests=[_request(r, may) for r in requests],
            request_url=reverse("visit_request", args=[visit.pk]) if writes else "",
            participant_url=reverse("visit_participant", args=[visit.pk]) if writes else "",
            present_url=reverse("visit_present", args=[visit.pk]) if writes and people else "",
            columns=[
                Column(_("Goal")),
                Column(_("At the visit on %(day)s") % {"day": day(visit.on, today=today)}),
                Column(_("Now")),
            ],
            before_after=_before_after(areas, before, figures) if held else [],
            before_after_text=_(
                "What stood at the visit is frozen: released figures, states and activities of that"
                " day. Nobody can change it."
            ),
        )


def _lead(visit: FollowUpVisit, today: date) -> str:
    words = {
        "visitors": visitors(visit),
        "day": day(visit.on),
        "place": visit.place or _("a place that is not set yet"),
    }
    if visit.state != VisitState.PLANNED:
        done = _("%(done)s of %(total)s activities were done that day.") % {
            "done": visit.activities_done,
            "total": visit.activities_total,
        }
        return _("%(visitors)s came on %(day)s.") % words + " " + done
    return _("%(visitors)s come on %(day)s, to %(place)s.") % words


def _actions(
    visit: FollowUpVisit, offered: Sequence[Action], writes: bool, today: date
) -> Sequence[Action]:
    actions = list(offered)
    if writes and visit.state == VisitState.PLANNED:
        change = Action(
            _("Change day and place"), reverse("visit_change", args=[visit.pk]), "secondary"
        )
        if visit.on <= today:
            return [Action(_("Hold the visit"), reverse("visit_hold", args=[visit.pk])), change]
        return [*actions, change]
    return actions


def _agenda(
    areas: Sequence[DevelopmentArea],
    questions: Sequence[OpenQuestion],
    former: Sequence[VisitRequest],
) -> Sequence[TimeRow]:
    rows = []
    if former:
        waiting = sum(r.state == RequestState.ASKED for r in former)
        detail = _("%(n)s not answered yet") % {"n": waiting} if waiting else _("All are answered")
        rows.append(TimeRow(_("What was asked for last time"), detail=detail))
    rows += [
        TimeRow(
            f"{area.position}. {area.name}",
            detail=_("You can read what has been learnt") if area.learnt else "",
        )
        for area in areas
    ]
    open_ones = [q.question for q in questions if q.taken_by_id is None]
    if open_ones:
        rows.append(TimeRow(_("Questions without an owner"), detail=" ".join(open_ones)))
    rows.append(TimeRow(_("What we ask of each other until next time")))
    return rows


def _notes(
    visit: FollowUpVisit,
    areas: Sequence[DevelopmentArea],
    notes: dict[UUID | None, VisitNote],
    writes: bool,
) -> Sequence[NoteBlock]:
    blocks = [
        NoteBlock(
            f"{area.position}. {area.name}",
            area.learnt,
            notes[area.pk].text if area.pk in notes else "",
            reverse("visit_note", args=[visit.pk, area.pk]) if writes else "",
            _("Change the note") if area.pk in notes else _("Write what is said"),
        )
        for area in areas
    ]
    general = notes.get(None)
    blocks.append(
        NoteBlock(
            _("Anything else"),
            "",
            general.text if general else "",
            reverse("visit_note_general", args=[visit.pk]) if writes else "",
            _("Change the note") if general else _("Write what is said"),
        )
    )
    return blocks


def _request(request: VisitRequest, may: May) -> RequestRow:
    answer = request.answer
    if request.state == RequestState.NOT_DONE:
        answer = _("Was not done, because %(reason)s") % {"reason": request.answer}
    return RequestRow(
        request.what,
        request.owner.short_name,
        formats.tight_date(request.due_on) if request.due_on else "",
        request_tag(request),
        answer,
        request.answer_url,
        reverse("visit_answer", args=[request.pk])
        if request.state != RequestState.DONE and may("answer", "visit_request", request)
        else "",
    )


def _before_after(
    areas: Sequence[DevelopmentArea],
    before: dict[UUID, SnapshotGoal],
    figures: dict[Any, GoalFigure],
) -> Sequence[Row]:
    goals = {goal.pk: goal for area in areas for goal in area.goals.all()}
    rows = [
        Row(
            [
                Cell(then.sentence, sub=then.area_name),
                Cell(_then(then)),
                Cell(_now(goals.get(then.goal_id_then), figures)),
            ]
        )
        for then in sorted(before.values(), key=lambda s: (s.area_name, s.sentence))
    ]
    rows += [
        Row([Cell(goal.sentence, sub=goal.area.name), Cell("–"), Cell(_now(goal, figures))])
        for goal in goals.values()
        if goal.pk not in before
    ]
    return rows


def _then(row: SnapshotGoal) -> str:
    return formats.joined([str(GoalState(row.state).label), *_then_figure(row)], language())


def _then_figure(row: SnapshotGoal) -> Sequence[str]:
    if row.outside_figure:
        return [row.outside_figure]
    if not row.indicator_code or row.released_on is None:
        return []
    period = ""
    if row.period_starts_on and row.period_months:
        period = period_words(Period.containing(row.period_starts_on, Length(row.period_months)))
    if row.numerator is None or row.denominator is None:
        return [_("Not shown") + f" ({period})"]
    percent = Share(row.numerator, row.denominator).percent
    return [f"{formats.percent(percent or 0, language())} ({period})"]


def _now(goal: Goal | None, figures: dict[Any, GoalFigure]) -> str:
    if goal is None:
        return _("Taken out of the plan")
    figure = figures[goal.pk]
    words = [goal_tag(goal).label]
    if figure.value:
        words.append(f"{figure.value} ({figure.dated})" if figure.dated else figure.value)
    return formats.joined(words, language())
