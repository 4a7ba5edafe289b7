"""The crisis plan as a page, and as the band on every page of the unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.presenters.words import day_words, language
from kraftsamling.casework.rules.crisis import NEVER_PUT_OFF, Work
from kraftsamling.casework.rules.crisis_plan import Queue, Threshold, step_of
from kraftsamling.casework.statuses import CrisisState
from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Link, Row, Task


def near_day(day: date) -> str:
    """ "30 november", in a sentence about these weeks."""
    return formats.long_date(day, language(), with_year=False)


def step_meaning(step: int) -> str:
    """What a step means for daily work."""
    return {
        0: _("Ordinary days. Cases are given out every day."),
        1: _(
            "Cases are given out twice a week, by the order below. Education and meetings that can wait"
            " are moved. The manager follows every case that waits."
        ),
        2: _(
            "What goes before everything else is given out the same day. Follow-ups may wait, each with a"
            " plan. Other units help, by the hour."
        ),
        3: _(
            "Everybody who is qualified takes preliminary assessments. New investigations may wait, each"
            " with a plan and within the law's time. The board is called together."
        ),
    }[step]


def threshold_words(each: Threshold | None) -> str:
    """What makes a step."""
    if each is None:
        return _("fewer and shorter than that")
    return _("%(cases)s cases wait, or one has waited %(days)s days") % {
        "cases": each.cases, "days": each.days,
    }  # fmt: skip


def work_words(work: Work) -> str:
    """A kind of work."""
    return {
        Work.PROTECTION: _("protection of a child"),
        Work.PRELIMINARY: _("preliminary assessment"),
        Work.INVESTIGATION: _("investigation"),
        Work.FOLLOW_UP: _("follow-up"),
        Work.JOINT_HANDLING: _("joint handling with the adult unit"),
    }[work]


@dataclass(frozen=True)
class CrisisBand:
    """What stands on every page of a unit in crisis."""

    title: str
    text: str
    url: str
    link_label: str = ""

    @classmethod
    def of(cls, row: CrisisStep) -> CrisisBand:
        assert row.starts_on is not None
        decided = row.decided_by.name if row.decided_by else ""
        return cls(
            title=_("Crisis mode since %(day)s") % {"day": near_day(row.starts_on)},
            text=_(
                "Step %(step)s of the crisis plan, decided by %(decided)s on the proposal of %(proposed)s."
                " Looked at again by %(day)s."
            )
            % {
                "step": row.step,
                "decided": decided,
                "proposed": row.proposed_by.name,
                "day": near_day(row.review_on),
            },
            url=reverse("crisis_plan"),
        )


def tasks_of(row: CrisisStep, *, today: date) -> list[Task]:
    """The two things that a step in force asks for."""
    return [
        Task(
            _("Judgement according to lex Sarah"),
            state="done" if row.sarah_done_on else "now",
            detail=_done_words(row.sarah_done_on, row.sarah_done_by),
        ),
        Task(
            _("Report to the board"),
            state="done"
            if row.board_done_on
            else "late"
            if row.board_due_on and row.board_due_on < today
            else "now",
            detail=_done_words(row.board_done_on, row.board_done_by)
            or (_("By %(day)s") % {"day": near_day(row.board_due_on)} if row.board_due_on else ""),
        ),
    ]


def _done_words(day: date | None, who: str) -> str:
    return _("Done %(day)s, %(name)s") % {"day": near_day(day), "name": who} if day else ""


@dataclass(frozen=True)
class Tick:
    """A button that says that one of the two is done, or is not after all."""

    label: str
    url: str
    value: str


@dataclass(frozen=True)
class CrisisPage:
    """Where the unit stands, what each step means, what never waits, and how it has been."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    steps: Sequence[Row]
    step_columns: Sequence[Column]
    order: Sequence[str]
    never: str
    history: Sequence[Row]
    history_columns: Sequence[Column]
    tasks: Sequence[Task]
    ticks: Sequence[Tick]
    confirmed: str
    end_url: str
    decide: Sequence[tuple[str, str]]
    propose: Action | None
    develop: Link

    @classmethod
    def of(
        cls,
        rows: Sequence[CrisisStep],
        now_in_force: CrisisStep | None,
        queue: Queue,
        thresholds: Mapping[int, Threshold],
        *,
        may: Callable[..., bool],
        today: date,
    ) -> CrisisPage:
        reached = step_of(queue, thresholds)
        holds = now_in_force.step if now_in_force else 0
        return cls(
            title=_("Crisis plan"),
            lead=_lead(now_in_force, queue, reached),
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("Crisis plan"))],
            step_columns=[Column(_("Step")), Column(_("When")), Column(_("What it means"))],
            steps=[
                Row(
                    [
                        Cell(
                            _("Step %(step)s") % {"step": step},
                            sub=_("holds now") if step == holds else "",
                        ),
                        Cell(
                            threshold_words(thresholds.get(step)),
                            sub=_("The queue is here.") if step == reached else "",
                        ),
                        Cell(step_meaning(step)),
                    ]
                )
                for step in range(4)
            ],
            order=[
                _("A child's protection goes before everything else."),
                _(
                    "Then what the law gives the shortest time, and what has waited longest and weighs most."
                ),
                _("Siblings stay together, and with whoever knows the family."),
                _("Then the load is kept even, and nobody comes above the own ceiling."),
            ],
            never=_("No step lets this wait: %(what)s.")
            % {
                "what": formats.joined(
                    sorted(work_words(each) for each in NEVER_PUT_OFF), language()
                )
            },
            history_columns=[
                Column(_("Step")),
                Column(_("When it held")),
                Column(_("Proposed")),
                Column(_("Decided")),
                Column(_("The queue then")),
            ],
            history=[_history_row(each) for each in rows],
            tasks=tasks_of(now_in_force, today=today) if now_in_force else [],
            ticks=_ticks(now_in_force) if now_in_force and may("update", "crisis_plan") else [],
            confirmed=_("%(name)s confirmed the decision.") % {"name": now_in_force.confirmed_by}
            if now_in_force
            else "",
            end_url=reverse("crisis_end", args=[now_in_force.pk])
            if now_in_force and may("update", "crisis_plan")
            else "",
            decide=[
                (
                    reverse("crisis_decide", args=[each.pk]),
                    _(
                        "%(name)s proposes step %(step)s for %(unit)s, to be looked at again by %(day)s."
                    )
                    % {
                        "name": each.proposed_by.name,
                        "step": each.step,
                        "unit": each.unit.name,
                        "day": near_day(each.review_on),
                    },
                )
                for each in rows
                if each.state == CrisisState.PROPOSED and may("activate", "crisis_plan", each)
            ],
            propose=Action(_("Propose a step"), reverse("crisis_propose"))
            if may("propose", "crisis_plan")
            else None,
            develop=Link(_("From crisis to development"), reverse("crisis_replay")),
        )


def queue_words(queue: Queue) -> str:
    """ "11 ärenden väntar. Det som har väntat längst har väntat 14 dagar."."""
    if not queue.waiting:
        return _("No case waits for a worker.")
    waits = ngettext(
        "%(count)s case waits for a worker.", "%(count)s cases wait for a worker.", queue.waiting
    ) % {"count": queue.waiting}
    longest = ngettext(
        "The longest has waited %(count)s day.",
        "The longest has waited %(count)s days.",
        queue.longest,
    ) % {"count": queue.longest}
    return f"{waits} {longest}"


def _lead(row: CrisisStep | None, queue: Queue, reached: int) -> str:
    if row is not None and row.starts_on is not None:
        holds = _("Step %(step)s holds since %(day)s.") % {
            "step": row.step, "day": near_day(row.starts_on),
        }  # fmt: skip
    else:
        holds = _("No step holds: these are ordinary days.")
    return f"{holds} {queue_words(queue)} " + (
        _("That is step %(step)s of the plan.") % {"step": reached}
        if reached
        else _("That is below every step of the plan.")
    )


def _ticks(row: CrisisStep) -> list[Tick]:
    found = []
    for what, done, words in (
        ("lex-sarah", row.sarah_done_on, _("Judgement according to lex Sarah")),
        ("namnden", row.board_done_on, _("Report to the board")),
    ):
        label = _("Not done after all: %(what)s") if done else _("Done: %(what)s")
        found.append(
            Tick(
                label % {"what": words},
                reverse("crisis_tick", args=[row.pk, what]),
                "no" if done else "yes",
            )
        )
    return found


def _history_row(row: CrisisStep) -> Row:
    queue: Any = row.figures
    held = str(CrisisState(row.state).label)
    if row.starts_on:
        held = (
            _("%(first)s to %(last)s")
            % {"first": day_words(row.starts_on), "last": day_words(row.ended_on)}
            if row.ended_on
            else _("since %(day)s") % {"day": day_words(row.starts_on)}
        )
    decided = row.decided_by.name if row.decided_by else "–"
    return Row(
        [
            Cell(_("Step %(step)s") % {"step": row.step}, sub=row.unit.name),
            Cell(held),
            Cell(row.proposed_by.name),
            Cell(
                decided,
                sub=_("confirmed by %(name)s") % {"name": row.confirmed_by}
                if row.confirmed_by
                else "",
            ),
            Cell(queue_words(Queue(**queue)) if queue else "–"),
        ]
    )
