"""The Signs of Safety mapping as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import (
    ChildVoice,
    MappingStatement,
    NetworkPerson,
    SafetyPlanStep,
    SafetyScore,
)
from kraftsamling.casework.presenters.mapping_words import (
    COLUMNS,
    DotRow,
    check_words,
    dot_rows,
    said_words,
    who_words,
)
from kraftsamling.casework.presenters.pictures import Picture, pictures_in_house
from kraftsamling.casework.presenters.words import day_words, path_to
from kraftsamling.casework.rules.safety_mapping import Missing, is_complete, missing_of
from kraftsamling.casework.selectors.mappings import MappingFacts
from kraftsamling.casework.statuses import HOUSES, Domain, Topic
from kraftsamling.common.parts import Action, Cell, Column, Link, Row
from kraftsamling.organisations.filling_in import May

METHOD: Final = "Signs of Safety"
"""The method's own name, the same in every language."""


@dataclass(frozen=True)
class StatementCard:
    """What somebody said, and what it still lacks when it is a danger."""

    words: str
    who: str
    for_staff: bool
    goals: Sequence[str]
    missing: str
    change_url: str
    end_url: str


@dataclass(frozen=True)
class Group:
    """Statements of one kind in a column."""

    name: str
    cards: Sequence[StatementCard]


@dataclass(frozen=True)
class MappingColumn:
    """One of the three columns."""

    title: str
    groups: Sequence[Group]
    add_url: str
    empty: str


@dataclass(frozen=True)
class HouseWords:
    """What the child said or drew, and when."""

    words: str
    when: str
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class House:
    """One of the three houses with the child's own words."""

    name: str
    picture: str
    voices: Sequence[HouseWords]


@dataclass(frozen=True)
class PlanLine:
    """A step of the plan or somebody of the network, and where one writes in it."""

    title: str
    text: str
    check: str = ""
    change_url: str = ""
    check_url: str = ""


@dataclass(frozen=True)
class MappingPage:
    """Three columns, the scale, the houses, the network and the plan."""

    title: str
    kicker: str
    breadcrumb: Sequence[Link]
    lead: str
    actions: Sequence[Action]
    columns: Sequence[MappingColumn]
    scale: Sequence[DotRow]
    scale_columns: Sequence[Column]
    scale_rows: Sequence[Row]
    score_url: str
    houses: Sequence[House]
    house_url: str
    network: Sequence[PlanLine]
    network_url: str
    plan: Sequence[PlanLine]
    plan_url: str
    ended: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, facts: MappingFacts, *, may: May, today: date) -> MappingPage:
        case = facts.case
        may_write = case.is_open and may("update", "signs_of_safety_map", facts.row)
        may_keep = may_write and may("create", "child_voice")

        def url(name: str, allowed: bool = may_write) -> str:
            return reverse(name, args=[case.pk]) if allowed else ""

        return cls(
            title=_("Mapping"),
            kicker=METHOD,
            breadcrumb=path_to(case, Link(_("Mapping")), today=today),
            lead=_lead(facts),
            actions=_actions(facts, may_write=may_write),
            columns=[
                MappingColumn(
                    str(title),
                    _groups(facts, domains, may_write=may_write),
                    f"{url('statement_new')}?slag={domains[0]}" if may_write else "",
                    _("Nothing here yet."),
                )
                for title, domains in COLUMNS
            ],
            scale=dot_rows(facts.scores, facts.dangers),
            scale_columns=[Column(_("Who")), Column(_("Day")), Column(_("Mark"), number=True)],
            scale_rows=[_score_row(each) for each in facts.scores],
            score_url=url("score_new"),
            houses=houses_of(facts.houses),
            house_url=url("house_new", may_keep),
            network=[_network_line(each, may_write=may_write) for each in facts.network],
            network_url=url("network_new"),
            plan=[_plan_line(each, may_write=may_write) for each in facts.plan],
            plan_url=url("plan_step_new"),
            ended=[
                (each.words, f"{day_words(each.ended_on)}: {each.ended_because}")
                for each in facts.ended
                if each.ended_on
            ],
        )


def houses_of(voices: Sequence[ChildVoice], *, for_family: bool = False) -> list[House]:
    """The three houses. What is withheld from the custodians stands in none that the family sees."""
    shown = [each for each in voices if not (for_family and each.is_withheld)]
    pictures = {Topic.WORRY: "hus-oro", Topic.GOOD: "hus-bra", Topic.DREAM: "hus-drom"}
    names = {
        Topic.WORRY: _("The house of worries"),
        Topic.GOOD: _("The house of good things"),
        Topic.DREAM: _("The house of dreams"),
    }
    return [
        House(
            names[topic],
            pictures[topic],
            [
                HouseWords(each.said, _voice_when(each), pictures_in_house(each))
                for each in shown
                if each.topic == topic
            ],
        )
        for topic in HOUSES
    ]


def _voice_when(voice: ChildVoice) -> str:
    how = _("written on the own page") if voice.through_id else voice.how
    return day_words(voice.said_on) + (f" · {how}" if how else "")


def _lead(facts: MappingFacts) -> str:
    if not facts.statements:
        return _("Begin with what works, if you can.")
    dangers = [facts.danger_facts(each) for each in facts.dangers]
    if not dangers:
        return _("No danger statement is written yet. Until then the mapping is not complete.")
    if is_complete(dangers):
        return _("Each danger has its safety goal and its scale. The mapping is complete.")
    return _("The mapping is not complete yet: see what each danger still lacks.")


def _actions(facts: MappingFacts, *, may_write: bool) -> list[Action]:
    here = [facts.case.pk]
    actions = []
    if may_write:
        actions = [
            Action(_("Write what somebody says"), reverse("statement_new", args=here)),
            Action(_("Place a mark on the scale"), reverse("score_new", args=here), "secondary"),
            Action(_("Show it to the family"), reverse("mapping_show", args=here), "secondary"),
        ]
    if facts.mapping is not None:
        actions.append(
            Action(_("Print it for the family"), reverse("mapping_pdf", args=here), "tertiary")
        )
    return actions


def _groups(facts: MappingFacts, domains: Sequence[Domain], *, may_write: bool) -> list[Group]:
    return [
        Group(
            str(domain.label),
            [_card(facts, each, may_write=may_write) for each in here],
        )
        for domain in domains
        if (here := [each for each in facts.statements if each.domain == domain])
    ]


def _card(facts: MappingFacts, statement: MappingStatement, *, may_write: bool) -> StatementCard:
    is_danger = statement.domain == Domain.DANGER
    return StatementCard(
        words=statement.words,
        who=said_words(statement),
        for_staff=statement.for_staff,
        goals=[each.words for each in facts.statements if each.danger_id == statement.pk],
        missing=_missing_words(missing_of(facts.danger_facts(statement))) if is_danger else "",
        change_url=reverse("statement", args=[statement.pk]) if may_write else "",
        end_url=reverse("statement_end", args=[statement.pk]) if may_write else "",
    )


def _missing_words(missing: Missing) -> str:
    if missing.goal and missing.scale:
        return _("It has no safety goal and no mark on the scale yet.")
    if missing.goal:
        return _("It has no safety goal yet.")
    return _("It has no mark on the scale yet.") if missing.scale else ""


def _score_row(score: SafetyScore) -> Row:
    return Row(
        [
            Cell(who_words(score.who, score.who_name), sub=score.words),
            Cell(day_words(score.on)),
            Cell(str(score.value)),
        ]
    )


def _network_line(person: NetworkPerson, *, may_write: bool) -> PlanLine:
    return PlanLine(
        f"{person.name}, {person.relation}" if person.relation else person.name,
        person.does,
        change_url=reverse("network_person", args=[person.pk]) if may_write else "",
    )


def _plan_line(step: SafetyPlanStep, *, may_write: bool) -> PlanLine:
    return PlanLine(
        step.what,
        _("%(who)s, %(when)s") % {"who": step.who, "when": step.when},
        check_words(step),
        reverse("plan_step", args=[step.pk]) if may_write else "",
        reverse("plan_check", args=[step.pk]) if may_write else "",
    )
