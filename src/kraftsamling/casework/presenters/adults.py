"""An adult's case at one look: the plan, the children in the household, and the way to work together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import AdultCase, Case, CasePerson
from kraftsamling.casework.presenters.case import NoteCard, clock_row, lead_of, note_card
from kraftsamling.casework.presenters.more import LinkGroup
from kraftsamling.casework.presenters.words import (
    act_for,
    act_url,
    age_of,
    day_words,
    full_name,
    name_and_age,
    path_to,
    short_name,
)
from kraftsamling.casework.selectors.case_page import AdultFacts
from kraftsamling.casework.statuses import AssignmentRole, Household, InParty, ReasonClass
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Column, Link, Row, TimeRow
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class AdultCasePage:
    """The page of an adult's case."""

    title: str
    breadcrumb: Sequence[Link]
    lead: str
    actions: Sequence[Action]
    reason: str
    plan: str
    plan_url: str
    household: str
    children: Sequence[TimeRow]
    household_url: str
    joint_url: str
    clocks: Sequence[Row]
    clock_columns: Sequence[Column]
    people: Sequence[TimeRow]
    workers: Sequence[TimeRow]
    notes: Sequence[NoteCard]
    all_notes_url: str
    more: Sequence[LinkGroup]
    why_title: str
    why: Sequence[str]

    @classmethod
    def of(
        cls,
        facts: AdultFacts,
        *,
        may: May,
        why: Sequence[str],
        now: datetime,
        more: Sequence[LinkGroup] = (),
    ) -> AdultCasePage:
        case, adult, today = facts.case, facts.adult, day_of(now)
        writes = case.is_open and may("update", "adult_case", adult)
        children = [each for each in facts.people if each.part == InParty.CHILD]
        return cls(
            title=short_name(case.subject, today),
            breadcrumb=path_to(case, today=today),
            lead=lead_of(case, now),
            actions=_actions(case, writes=writes, may=may),
            reason=str(ReasonClass(adult.reason).label),
            plan=adult.plan,
            plan_url=reverse("adult_plan", args=[case.pk]) if writes else "",
            household=household_words(adult, children),
            children=[
                TimeRow(full_name(each.person), detail=age_of(each.person, today))
                for each in children
            ],
            household_url=reverse("case_children", args=[case.pk]) if writes else "",
            joint_url=reverse("case_joint", args=[case.pk]),
            clocks=[clock_row(each, now) for each in facts.deadlines],
            clock_columns=[Column(_("What")), Column(_("Time left")), Column(_("Last day"))],
            people=[
                TimeRow(
                    name_and_age(each.person, today),
                    detail=str(InParty(each.part).label),
                )
                for each in sorted(facts.people, key=lambda each: each.part != InParty.SUBJECT)
            ],
            workers=[
                TimeRow(each.membership.name, detail=str(AssignmentRole(each.role).label))
                for each in facts.assignments
            ],
            notes=[note_card(each) for each in facts.notes if may("read", "case_note", each)],
            all_notes_url=reverse("case_notes", args=[case.pk]),
            more=more,
            why_title=_("Why do I see this?"),
            why=why,
        )


def household_words(adult: AdultCase, children: Sequence[CasePerson]) -> str:
    """Whether there are children, and since when we know it."""
    if adult.children == Household.NOT_ASKED or adult.asked_on is None:
        return _("Nobody has asked yet whether there are children in the household.")
    day = day_words(adult.asked_on)
    if adult.children == Household.NO:
        return _("There are no children in the household. Asked %(day)s.") % {"day": day}
    count = max(len(children), adult.children_count or 0)
    return ngettext(
        "There is %(count)s child in the household. Asked %(day)s.",
        "There are %(count)s children in the household. Asked %(day)s.",
        count,
    ) % {"count": count, "day": day}


def _actions(case: Case, *, writes: bool, may: May) -> list[Action]:
    if not case.is_open:
        if may("reopen", "case", case):
            return [Action(_("Open the case again"), reverse("case_reopen", args=[case.pk]))]
        return []
    actions: list[Action] = []
    if writes and case.next_due_code:
        act = act_for(case.next_due_code)
        actions.append(Action(str(act.verb), act_url(case.next_due_code, case.pk)))
    if may("create", "case_note") and may("update", "case", case):
        actions.append(
            Action(_("Write a note"), reverse("case_note_new", args=[case.pk]), "secondary")
        )
    if may("assign", "assignment"):
        actions.append(
            Action(_("Give it to a worker"), reverse("case_assign", args=[case.pk]), "secondary")
        )
    return actions
