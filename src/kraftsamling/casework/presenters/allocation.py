"""Who gets the cases that wait, as a page: a sentence, the proposals, those who wait, and the group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import (
    AllocationLine,
    AllocationRun,
    Case,
    CrisisStep,
    WaitingPlan,
)
from kraftsamling.casework.presenters import allocation_words as words
from kraftsamling.casework.presenters.allocation_ways import Waits, way_link
from kraftsamling.casework.presenters.crisis import tasks_of
from kraftsamling.casework.presenters.points import of_ceiling
from kraftsamling.casework.presenters.words import case_page, day_words, language, short_name
from kraftsamling.casework.selectors.allocation import Situation
from kraftsamling.casework.selectors.proposals import UNDO_WITHIN
from kraftsamling.casework.statuses import Competence, GivenState, Meanwhile, Phase, Risk
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Cell, Column, Confirmation, Link, Row, Task, Tone

SHOWN_FIRST: Final = 3


@dataclass(frozen=True)
class Proposed:
    """One line that gives a case to somebody."""

    pk: UUID
    tag: str
    tone: Tone
    waited: str
    name: str
    url: str
    kind: str
    to: str
    load: str
    points: int
    ceiling: int
    summary: str
    reasons: Sequence[str]
    runner_up: str
    change_url: str
    accept_label: str
    change_label: str


@dataclass(frozen=True)
class Mate:
    """One of the group, with the points after the proposal. Only the manager sees all of them."""

    name: str
    words: str
    points: int
    ceiling: int
    is_full: bool
    note: str


@dataclass(frozen=True)
class AllocationPage:
    """The page "Fördela ärenden"."""

    title: str
    breadcrumb: Sequence[Link]
    strong: str
    rest: str
    small: str
    first: Sequence[Proposed]
    others: Sequence[Proposed]
    others_label: str
    accept_url: str
    accept_all: str
    waiting_label: str
    waiting_columns: Sequence[Column]
    waiting: Sequence[Row]
    why_waiting: Sequence[Waits]
    group: Sequence[Mate]
    ways: Sequence[Link]
    empty: str
    blocked: Sequence[Link]
    is_busy: bool
    confirmation: Confirmation | None = None
    tasks: Sequence[Task] = ()
    tasks_title: str = ""

    @classmethod
    def of(
        cls,
        run: AllocationRun,
        lines: Sequence[AllocationLine],
        found: Situation,
        plans: Mapping[UUID, WaitingPlan],
        *,
        undo: Sequence[AllocationLine],
        last_given: datetime | None,
        ratings: Mapping[UUID, int],
        crisis: CrisisStep | None,
        may_raise: bool,
        now: datetime,
    ) -> AllocationPage:
        today = day_of(now)
        open_lines = [each for each in lines if each.state == GivenState.PROPOSED]
        waits = [each for each in open_lines if each.to is None]
        proposals = _proposals(lines, found, today)
        unplanned = sum(each.case_id not in plans for each in waits)
        return cls(
            title=_("Give out cases"),
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("Give out cases"))],
            strong=_strong(len(open_lines), len(proposals), len(found.unassessed)),
            rest=_rest(len(open_lines), len(waits), unplanned, len(found.unassessed)),
            small=_small(run, now),
            first=proposals[:SHOWN_FIRST],
            others=proposals[SHOWN_FIRST:],
            others_label=ngettext(
                "Show %(count)s more proposal",
                "Show %(count)s more proposals",
                len(proposals) - SHOWN_FIRST,
            )
            % {"count": len(proposals) - SHOWN_FIRST},
            accept_url=reverse("allocation_accept", args=[run.pk])
            if proposals and not found.unassessed
            else "",
            accept_all=ngettext(
                "Accept the proposal", "Accept all %(count)s proposals", len(proposals)
            )
            % {"count": len(proposals)},
            waiting_label=_("Cases that wait"),
            waiting_columns=[
                Column(_("Case")),
                Column(_("Judged")),
                Column(_("Meanwhile")),
                Column(_("Follows it")),
                Column(_("A worker at the latest")),
            ],
            waiting=[_waiting_row(each, plans.get(each.case_id), today) for each in waits],
            why_waiting=[Waits.of(each, found, today, may_raise=may_raise) for each in waits],
            group=_group(found, open_lines, ratings),
            ways=[way_link(each, found, may_raise=may_raise) for each in run.all_ways],
            empty="" if open_lines or run.ready_at is None else _empty(last_given),
            blocked=[
                Link(
                    short_name(found.cases[key].subject, today),
                    reverse("case", args=[found.cases[key].pk]),
                )
                for key in sorted(found.unassessed)
            ],
            is_busy=run.ready_at is None,
            confirmation=_undo(undo),
            tasks=tasks_of(crisis, today=today) if crisis else [],
            tasks_title=_("Step %(step)s gave two tasks") % {"step": crisis.step} if crisis else "",
        )


def _strong(waiting: int, given: int, unassessed: int) -> str:
    if unassessed:
        return ngettext(
            "%(count)s child has no protection assessment. Make it first.",
            "%(count)s children have no protection assessment. Make them first.",
            unassessed,
        ) % {"count": formats.in_words(unassessed, language()).capitalize()}
    if not waiting:
        return ""
    lack = ngettext("%(count)s case has no worker.", "%(count)s cases have no worker.", waiting) % {
        "count": waiting
    }
    if given == waiting:
        return f"{lack} " + _("The proposal gives all of them one today.")
    if not given:
        return f"{lack} " + _("Nobody has room for any of them today.")
    return f"{lack} " + _("The proposal gives %(count)s of them one today.") % {"count": given}


def _rest(open_lines: int, waits: int, unplanned: int, unassessed: int) -> str:
    parts = []
    if waits:
        count = formats.in_words(waits, language(), common_gender=True).capitalize()
        parts.append(
            _("%(count)s must wait, each with a plan.") % {"count": count}
            if not unplanned
            else _("%(count)s must wait, and need a plan: %(lack)s of them has none yet.")
            % {"count": count, "lack": unplanned}
        )
    if open_lines and not unassessed:
        parts.append(_("Protection has been assessed in all %(count)s.") % {"count": open_lines})
    return " ".join(parts)


def _small(run: AllocationRun, now: datetime) -> str:
    if run.ready_at is None:
        return ""
    at = formats.clock(run.ready_at.astimezone(STOCKHOLM), language())
    parts = [_("Computed %(time)s.") % {"time": at}]
    if run.because:
        changes = formats.joined([words.since_words(each) for each in run.because], language())
        parts = [_("Computed anew %(time)s, because %(what)s.") % {"time": at, "what": changes}]
    if run.gap is None:
        parts.append(
            _(
                "The solver is not there: this is a simple proposal, in the order of the crisis plan."
            )
        )
    elif run.gap == 0:
        parts.append(_("No other proposal follows the crisis plan better."))
    else:
        parts.append(
            _("The best proposal so far. There may be one that is up to %(percent)s better.")
            % {"percent": formats.percent(max(1, 100 * run.gap), language())}
        )
    parts.append(_("You can undo for 30 minutes."))
    return " ".join(parts)


def _proposals(lines: Iterable[AllocationLine], found: Situation, today: date) -> list[Proposed]:
    """In their order; each worker's points run on from one proposal to the next."""
    running: dict[UUID, int] = defaultdict(int)
    shown = []
    for line in lines:
        who = line.to if line.state == GivenState.PROPOSED else line.given_to
        if who is None:
            continue
        before = max(line.load_before, running[who.pk])
        running[who.pk] = before + line.points
        if line.state == GivenState.PROPOSED:
            shown.append(_proposed(line, before, found, today))
    return shown


def _proposed(line: AllocationLine, before: int, found: Situation, today: date) -> Proposed:
    assert line.to is not None
    first, after = words.first_name(line.to.name), before + line.points
    return Proposed(
        pk=line.pk,
        tag=words.priority_words(line.priority),
        tone=words.TONES[line.priority],
        waited=words.waited_words(line.waited_days),
        name=short_name(line.case.subject, today),
        url=case_page(line.case),
        kind=type_words(line.case),
        to=line.to.name,
        load=_("%(before)s → %(after)s")
        % {"before": before, "after": of_ceiling(after, line.ceiling)},
        points=min(after, line.ceiling),
        ceiling=line.ceiling,
        summary=_("Why %(name)s?") % {"name": first},
        reasons=[words.reason_words(each, first) for each in line.reasons],
        runner_up=words.runner_up_words(line.runner_up, found.names),
        change_url=reverse("allocation_other", args=[line.pk]),
        accept_label=_("for %(case)s to %(name)s")
        % {"case": short_name(line.case.subject, today), "name": line.to.name},
        change_label=_("worker for %(case)s") % {"case": short_name(line.case.subject, today)},
    )


def type_words(case: Case) -> str:
    """The neutral type: where the case is and what it needs, never why."""
    parts = [str(Phase(case.phase).label)]
    if case.competence:
        parts.append(str(Competence(case.competence).label))
    if case.spoken:
        parts.append(words.skill_words(case.spoken))
    return " · ".join(parts)


def _waiting_row(line: AllocationLine, plan: WaitingPlan | None, today: date) -> Row:
    case = line.case
    head = Cell(
        short_name(case.subject, today), url=case_page(case), sub=str(Phase(case.phase).label)
    )
    url = reverse("waiting_plan", args=[case.pk])
    if plan is None:
        return Row(
            [
                head,
                Cell(_("No plan yet"), url=url, tone="warning"),
                Cell("–"),
                Cell("–"),
                Cell("–"),
            ]
        )
    near = (plan.latest_on - today).days <= 1
    return Row(
        [
            head,
            Cell(str(Risk(plan.risk).label), url=url),
            Cell(meanwhile_words(plan)),
            Cell(plan.follower.name),
            Cell(day_words(plan.latest_on), tone="warning" if near else "", nowrap=True),
        ]
    )


def meanwhile_words(plan: WaitingPlan) -> str:
    """What is done while it waits."""
    parts = [str(Meanwhile(each).label) for each in plan.meanwhile if each in Meanwhile.values]
    if plan.protection_on:
        parts.append(
            _("Protection assessed again %(day)s") % {"day": day_words(plan.protection_on)}
        )
        parts = [each for each in parts if each != str(Meanwhile.PROTECTION_AGAIN.label)]
    return ". ".join(parts)


def _group(
    found: Situation, lines: Iterable[AllocationLine], ratings: Mapping[UUID, int]
) -> list[Mate]:
    more: dict[str, int] = defaultdict(int)
    for each in lines:
        if each.to_id:
            more[str(each.to_id)] += each.points
    mates = []
    for key, member in sorted(found.members.items(), key=lambda item: item[1].name):
        load = found.loads[key]
        points, ceiling = load.points + more[key], load.capacity.ceiling
        mates.append(
            Mate(
                name=member.name,
                words=_("%(points)s of %(ceiling)s") % {"points": points, "ceiling": ceiling},
                points=min(points, ceiling),
                ceiling=ceiling,
                is_full=points > ceiling,
                note=_mate_note(found, key, ratings.get(member.pk)),
            )
        )
    for post in found.posts.values():
        since = day_words(post.since) if post.since else ""
        mates.append(
            Mate(
                _("Vacant post"), _("since %(day)s") % {"day": since}, 0, 1, is_full=False, note=""
            )
        )
    return mates


def _mate_note(found: Situation, key: str, rating: int | None) -> str:
    here, parts = found.loads[key].capacity, []
    if here.is_trainee:
        supervisor = found.names.get(str(here.supervisor_id))
        parts.append(
            _("Trainee, supervised by %(name)s, never answers alone.") % {"name": supervisor}
            if supervisor
            else _("Trainee, never answers alone.")
        )
    if here.carries:
        parts.append(_("%(points)s points are supervising.") % {"points": here.carries})
    if here.starts_in is None:
        parts.append(_("Away, nobody knows until when."))
    elif here.starts_in:
        parts.append(
            ngettext("Here in %(count)s day.", "Here in %(count)s days.", here.starts_in)
            % {"count": here.starts_in}
        )
    if rating:
        parts.append(_("Own view: %(step)s of 5.") % {"step": rating})
    return " ".join(parts)


def _empty(last_given: datetime | None) -> str:
    if last_given is None:
        return _("Every case has a worker.")
    local = last_given.astimezone(STOCKHOLM)
    return _("Every case has a worker. The latest was given out %(day)s %(time)s.") % {
        "day": day_words(local.date()),
        "time": formats.clock(local, language()),
    }


def _undo(lines: Sequence[AllocationLine]) -> Confirmation | None:
    """What the last click gave out, while it can be taken back."""
    if not lines or lines[0].given_at is None:
        return None
    together = [each for each in lines if each.together == lines[0].together]
    until = (lines[0].given_at + UNDO_WITHIN).astimezone(STOCKHOLM)
    return Confirmation(
        ngettext("%(count)s case is given out.", "%(count)s cases are given out.", len(together))
        % {"count": len(together)},
        undo_url=reverse("allocation_undo", args=[lines[0].together]),
        undo_until=formats.tight_clock(until, language()),
    )
