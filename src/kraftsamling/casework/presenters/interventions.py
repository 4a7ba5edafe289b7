"""Help in a case, and help that is open to all and only counted, as pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import (
    Case,
    Intervention,
    InterventionFollowUp,
    InterventionKind,
)
from kraftsamling.casework.presenters.words import day_words, language, path_to
from kraftsamling.casework.statuses import Counted, InterventionState, Provider, Result
from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row, TimeRow
from kraftsamling.organisations.filling_in import May

PROGRAMME: Final = (
    Counted.OFFERED, Counted.BEGUN, Counted.VISITS, Counted.JOINT_VISITS, Counted.AT_15_MONTHS,
    Counted.ALL_VISITS,
)  # fmt: skip
SIMPLE: Final = (Counted.OCCASIONS,)


def counted_of(kind: InterventionKind) -> Sequence[Counted]:
    """What is counted of a kind of open help."""
    return PROGRAMME if kind.is_programme else SIMPLE


@dataclass(frozen=True)
class InterventionsPage:
    """The help of one case."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    rows: Sequence[TimeRow]
    new_url: str

    @classmethod
    def of(
        cls, case: Case, found: Sequence[Intervention], *, may: May, today: date
    ) -> InterventionsPage:
        going_on = sum(each.state == InterventionState.STARTED for each in found)
        return cls(
            title=_("Interventions"),
            lead=ngettext(
                "%(count)s kind of help is going on.",
                "%(count)s kinds of help are going on.",
                going_on,
            )
            % {"count": going_on}
            if going_on
            else _("No help is going on."),
            breadcrumb=path_to(case, Link(_("Interventions")), today=today),
            rows=[
                TimeRow(
                    each.kind.name,
                    url=reverse("intervention", args=[each.pk]),
                    detail=_state_words(each),
                )
                for each in found
            ],
            new_url=reverse("intervention_new", args=[case.pk])
            if case.is_open and may("create", "intervention") and may("update", "case", case)
            else "",
        )


def _state_words(intervention: Intervention) -> str:
    state = InterventionState(intervention.state)
    day = {
        InterventionState.ORDERED: intervention.ordered_on,
        InterventionState.STARTED: intervention.started_on,
        InterventionState.ENDED: intervention.ended_on,
    }.get(state)
    return f"{state.label}, {day_words(day)}" if day else str(state.label)


@dataclass(frozen=True)
class Text:
    """A part of the plan."""

    heading: str
    words: str


@dataclass(frozen=True)
class InterventionPage:
    """One help: how far it is, its plan, its follow-ups, and its result."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    plan: Sequence[Text]
    nothing_planned: str
    follow_ups: Sequence[Text]
    coming: str
    facts: Sequence[Fact]

    @classmethod
    def of(
        cls,
        intervention: Intervention,
        follow_ups: Sequence[InterventionFollowUp],
        *,
        may: May,
        today: date,
    ) -> InterventionPage:
        parts = [
            Text(_("Goals"), intervention.goals),
            Text(_("How and when"), intervention.how),
            Text(_("What the child says about the plan"), intervention.childs_view),
            Text(_("What the custodians say"), intervention.custodians_view),
            Text(_("What school and health care do"), intervention.others),
        ]
        waiting = next((each for each in follow_ups if each.done_on is None), None)
        return cls(
            title=intervention.kind.name,
            lead=_state_words(intervention) + ".",
            breadcrumb=path_to(
                intervention.case,
                Link(
                    _("Interventions"), reverse("case_interventions", args=[intervention.case_id])
                ),
                Link(intervention.kind.name),
                today=today,
            ),
            actions=_actions(intervention, waiting)
            if may("update", "intervention", intervention)
            else [],
            plan=[each for each in parts if each.words],
            nothing_planned=_("There is no plan yet."),
            follow_ups=[
                Text(
                    day_words(each.done_on),
                    "\n\n".join(part for part in (each.words, _childs(each)) if part),
                )
                for each in sorted(
                    (each for each in follow_ups if each.done_on),
                    key=lambda each: each.done_on or today,
                    reverse=True,
                )
                if each.done_on
            ],
            coming=_("Next follow-up %(day)s.") % {"day": day_words(waiting.planned_on)}
            if waiting
            else "",
            facts=_facts(intervention),
        )


def _childs(follow_up: InterventionFollowUp) -> str:
    if not follow_up.childs_view:
        return ""
    words = _("The child says: %(words)s") % {"words": follow_up.childs_view}
    return words + (" " + _("(Not shown to the custodians)") if follow_up.withheld else "")


def _actions(intervention: Intervention, waiting: InterventionFollowUp | None) -> list[Action]:
    here = [intervention.pk]
    plan = Action(_("Write the plan"), reverse("intervention_plan", args=here), "secondary")
    if intervention.state == InterventionState.ORDERED:
        return [
            Action(_("It has begun"), reverse("intervention_start", args=here)),
            plan,
            Action(
                _("It was never started"),
                reverse("intervention_not_started", args=here),
                "tertiary",
            ),
        ]
    if intervention.state == InterventionState.STARTED:
        first = (
            [Action(_("Follow up"), reverse("intervention_follow_up", args=here))]
            if waiting
            else []
        )
        return [
            *first,
            plan,
            Action(_("End it"), reverse("intervention_end", args=here), "tertiary"),
        ]
    return []


def _facts(intervention: Intervention) -> list[Fact]:
    kind = intervention.kind
    facts = [
        Fact(_("Ordered"), day_words(intervention.ordered_on)),
        Fact(
            _("Who gives it?"),
            intervention.supplier
            if intervention.provider == Provider.BOUGHT
            else str(Provider.OWN.label),
        ),
    ]
    if intervention.decision:
        facts.append(Fact(_("Decision"), intervention.decision.what))
    if intervention.started_on:
        facts.append(Fact(_("Started"), day_words(intervention.started_on)))
    if intervention.result:
        facts.append(Fact(_("Result"), str(Result(intervention.result).label)))
    if intervention.result_words:
        facts.append(Fact(_("In words"), intervention.result_words))
    if kind.is_early or kind.is_preventive:
        facts.append(Fact(_("Counted as"), kind_words(kind)))
    return facts


def kind_words(kind: InterventionKind) -> str:
    """ "Tidig och förebyggande"."""
    words = [
        *([_("early")] if kind.is_early else []),
        *([_("preventive")] if kind.is_preventive else []),
    ]
    return capfirst(formats.joined(words, language())) if words else ""


@dataclass(frozen=True)
class OpenHelpPage:
    """Help that is open to all: each kind with what is counted, this month and the last twelve."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str

    @classmethod
    def of(
        cls,
        kinds: Sequence[InterventionKind],
        counts: Mapping[tuple[UUID, str, date], int],
        *,
        today: date,
    ) -> OpenHelpPage:
        this_month = today.replace(day=1)
        rows = []
        for kind in kinds:
            main = Counted.VISITS if kind.is_programme else Counted.OCCASIONS
            year = sum(
                number
                for (pk, counted, _month), number in counts.items()
                if pk == kind.pk and counted == main
            )
            now = counts.get((kind.pk, main, this_month), 0)
            rows.append(
                Row(
                    [
                        Cell(
                            kind.name,
                            url=reverse("open_help_kind", args=[kind.pk]),
                            sub=kind_words(kind),
                        ),
                        Cell(str(main.label)),
                        Cell(formats.number(now, language())),
                        Cell(formats.number(year, language())),
                    ]
                )
            )
        return cls(
            title=_("Help open to all"),
            lead=_(
                "Help that nobody must be assessed for. It is counted, and nobody gets a file for it."
            ),
            columns=[
                Column(_("Interventions")),
                Column(_("What is counted")),
                Column(_("This month"), number=True),
                Column(_("Twelve months"), number=True),
            ],
            rows=rows,
            nothing=_("The authority has no such help yet."),
        )


@dataclass(frozen=True)
class OpenHelpKindPage:
    """One kind of open help: what it is, sentences of what it reaches, and its months."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    sentences: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str
    count_url: str

    @classmethod
    def of(
        cls,
        kind: InterventionKind,
        counts: Mapping[tuple[UUID, str, date], int],
        months: Sequence[date],
        *,
        may: May,
    ) -> OpenHelpKindPage:
        told = counted_of(kind)
        total = {
            each: sum(counts.get((kind.pk, each.value, month), 0) for month in months)
            for each in told
        }
        return cls(
            title=kind.name,
            lead=kind.about,
            breadcrumb=[Link(_("Help open to all"), reverse("open_help")), Link(kind.name)],
            sentences=_sentences(kind, total),
            columns=[
                Column(_("Month")),
                *(Column(str(each.label), number=True) for each in told),
            ],
            rows=[
                Row(
                    [
                        Cell(capfirst(formats.period(month.year, month.month, 1, language()))),
                        *(
                            Cell(
                                formats.number(
                                    counts.get((kind.pk, each.value, month), 0), language()
                                )
                            )
                            for each in told
                        ),
                    ]
                )
                for month in reversed(months)
            ],
            note=_("Only numbers are kept: the unit, the month, how many. No names and no files."),
            count_url=reverse("open_help_count", args=[kind.pk])
            if may("update", "preventive_count")
            else "",
        )


def _sentences(kind: InterventionKind, total: Mapping[Counted, int]) -> list[str]:
    if not kind.is_programme:
        return [
            ngettext(
                "Given %(count)s time the last twelve months.",
                "Given %(count)s times the last twelve months.",
                total[Counted.OCCASIONS],
            )
            % {"count": total[Counted.OCCASIONS]}
        ]
    words = {each.value: total[each] for each in PROGRAMME}
    return [
        _(
            "%(BEGUN)s of %(OFFERED)s first-time families who were offered it have had a first visit."
        )
        % words,
        _("%(JOINT_VISITS)s of %(VISITS)s visits were made by nurse and parent adviser together.")
        % words,
        _(
            "%(ALL_VISITS)s of %(AT_15_MONTHS)s families whose child became 15 months had all six visits."
        )
        % words,
    ]
