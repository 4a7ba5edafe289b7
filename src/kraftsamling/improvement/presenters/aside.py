"""What stands beside the goals: preparation, questions, who does what, what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Task
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    FollowUpVisit,
    OpenQuestion,
    VisitRequest,
)
from kraftsamling.improvement.presenters.facts import Facts
from kraftsamling.improvement.presenters.words import May, day, isolated, visitors
from kraftsamling.improvement.selectors import tally
from kraftsamling.improvement.statuses import RequestState, VisitKind
from kraftsamling.organisations.models import Authority


@dataclass(frozen=True)
class Question:
    """A question without an owner, or one that somebody has taken."""

    text: str
    since: str
    take_url: str = ""
    taken: str = ""


@dataclass(frozen=True)
class Doer:
    """An organisation and how far it has come."""

    name: str
    url: str
    words: str
    done: int
    total: int


@dataclass(frozen=True)
class Asked:
    """Something the visitors asked for last time, and what became of it."""

    what: str
    owner: str
    answer: str
    url: str = ""
    answer_url: str = ""


def who_comes_of(visit: FollowUpVisit | None, today: date) -> str:
    if visit is None:
        return ""
    if visit.kind == VisitKind.BOARD:
        return _("The board meets on %(day)s.") % {"day": day(visit.on, today=today)}
    return _("%(visitors)s come on %(day)s.") % {
        "visitors": visitors(visit),
        "day": day(visit.on, today=today),
    }


def prepare_of(facts: Facts, may: May, today: date) -> Sequence[Task]:
    visit = facts.next
    assert visit is not None
    changes = may("update", "follow_up_visit", visit)
    page = reverse("visit", args=[facts.plan.pk, visit.number]) if changes else ""
    written = sum(bool(area.learnt) for area in facts.areas)
    everything = len(facts.areas)
    waiting = sum(r.state == RequestState.ASKED for r in facts.asked)
    next_area = next((a for a in facts.areas if not a.learnt), None)
    learn_url = (
        reverse("plan_area", args=[next_area.pk])
        if next_area and may("update", "plan_area", next_area)
        else ""
    )
    tasks = [
        Task(
            _("Figures fetched"),
            "done" if facts.released_at else "todo",
            detail=(
                _("Released on %(day)s") % {"day": day(day_of(facts.released_at), today=today)}
                if facts.released_at
                else _("Nothing has been released yet")
            ),
        ),
        Task(
            _("Write what you have learnt"),
            "done" if written == everything else "now" if written else "todo",
            url=learn_url,
            detail=_("%(written)s of %(all)s areas") % {"written": written, "all": everything},
        ),
        Task(
            _("Invite participants"),
            "done" if visit.invited else "todo",
            url=page,
            detail=ngettext("%(n)s invited", "%(n)s invited", visit.invited) % {"n": visit.invited}
            if visit.invited
            else _("Not begun"),
        ),
    ]
    if facts.asked:
        answered = len(facts.asked) - waiting
        tasks.append(
            Task(
                _("Answer what the visitors asked for"),
                "todo" if not answered else "now" if waiting else "done",
                url=page,
                detail=_("%(answered)s of %(all)s answered")
                % {"answered": answered, "all": len(facts.asked)},
            )
        )
    return tasks


def question_of(question: OpenQuestion, may: May, today: date) -> Question:
    since = _("Since %(day)s.") % {"day": day(question.asked_on, today=today)}
    if question.taken_by:
        taken = _("%(organisation)s took the question on %(day)s.") % {
            "organisation": question.taken_by.short_name,
            "day": day(question.taken_on or question.asked_on, today=today),
        }
        if question.due_on:
            taken += " " + _("To be done by %(day)s.") % {"day": day(question.due_on, today=today)}
        return Question(isolated(question.question), since, taken=taken)
    return Question(
        isolated(question.question),
        since,
        take_url=(
            reverse("plan_take_question", args=[question.pk])
            if may("take", "open_question", question)
            else ""
        ),
    )


def doers_of(plan: ActionPlan, activities: Sequence[Activity], today: date) -> Sequence[Doer]:
    by_owner: dict[Authority, list[Activity]] = {}
    for activity in activities:
        by_owner.setdefault(activity.owner, []).append(activity)
    doers = []
    for owner, theirs in by_owner.items():
        count = tally(theirs, today=today)
        doers.append(
            Doer(
                owner.short_name,
                reverse("plan_organisation", args=[plan.pk, owner.pk]),
                _("%(done)s of %(total)s done") % {"done": count.done, "total": count.total},
                count.done,
                count.total,
            )
        )
    return sorted(doers, key=lambda d: (-d.total, d.name))


def asked_of(request: VisitRequest, may: May) -> Asked:
    return Asked(
        isolated(request.what),
        request.owner.short_name,
        answer_words(request) or _("Not answered yet."),
        url=request.answer_url,
        answer_url=(
            reverse("visit_answer", args=[request.pk])
            if request.state != RequestState.DONE and may("answer", "visit_request", request)
            else ""
        ),
    )


def answer_words(request: VisitRequest) -> str:
    """What became of a request, or nothing."""
    answer = isolated(request.answer)
    if request.state == RequestState.NOT_DONE:
        return _("Was not done, because %(reason)s") % {"reason": answer}
    return answer
