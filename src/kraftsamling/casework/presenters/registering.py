"""The pages on which a concern report is registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import Person
from kraftsamling.casework.presenters.words import language, moment_words
from kraftsamling.casework.rules.case_search import name_key
from kraftsamling.casework.services.persons import PersonFacts, person_with
from kraftsamling.casework.services.reports import ReportFacts
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Fact, Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

TITLES: Final[Mapping[str, str | Promise]] = {
    "anmalare": _lazy("Who reports?"),
    "barnet": _lazy("Which child is it about?"),
    "vad": _lazy("What has happened?"),
    "fara": _lazy("Is the child in danger now?"),
    "familj": _lazy("Siblings and custodians"),
    "hur": _lazy("How and when did the report come?"),
}


@dataclass(frozen=True)
class StepPage:
    """One page of the registering, and the clock: the law counts from when the report came."""

    title: str
    kicker: str
    breadcrumb: Sequence[Link]
    clock: str
    back_url: str

    @classmethod
    def of(cls, step: str, draft_id: UUID, now: datetime, *, began: datetime) -> StepPage:
        names = list(TITLES)
        place = names.index(step)
        return cls(
            title=str(TITLES[step]),
            kicker=_("Register a concern report, page %(page)s of %(all)s")
            % {"page": place + 1, "all": len(names) + 1},
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Register a concern report")),
            ],
            clock=_("You began at %(time)s. What you write is kept from page to page.")
            % {"time": formats.clock(began.astimezone(STOCKHOLM), language())},
            back_url=reverse("report_step", args=[draft_id, names[place - 1]]) if place else "",
        )


@dataclass(frozen=True)
class ReviewPage:
    """All answers with a way back to each, and the question whether it is the same child."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    answers: Sequence[Fact]
    same_child_question: str
    known: str

    @classmethod
    def of(cls, facts: ReportFacts, draft_id: UUID, *, known: Person | None) -> ReviewPage:
        def answer(step: str, label: str, value: str) -> Fact:
            url = reverse("report_step", args=[draft_id, step]) + "?granska=1"
            return Fact(label, value or "–", url=url, link_label=_("Change"))

        child, *siblings = facts.children
        return cls(
            title=_("Look through the report"),
            lead=_("The report came %(moment)s. The law counts from then.")
            % {"moment": moment_words(facts.received_at)},
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Register a concern report")),
            ],
            answers=[
                answer("anmalare", _("Who reports"), str(facts.reporter.kind.label)),
                answer("barnet", _("The child"), _person_words(child)),
                answer("vad", _("What has happened"), facts.what),
                answer("fara", _("Danger now"), _("Yes") if facts.is_acute else _("No")),
                answer("familj", _("Siblings"), ", ".join(_person_words(e) for e in siblings)),
                answer(
                    "familj",
                    _("Custodians"),
                    ", ".join(_person_words(each) for each in facts.custodians),
                ),
                answer("hur", _("How it came"), str(facts.channel.label)),
            ],
            same_child_question=_(
                "There is already a child with this number, under another name. Is it the same child?"
            )
            if is_in_doubt(facts, known)
            else "",
            known=_("The child is known here. The report goes to its open case, if there is one.")
            if known
            else "",
        )


def _person_words(person: PersonFacts) -> str:
    number = person.number.masked() if person.number else ""
    return " ".join(part for part in (person.given_name, person.surname, number) if part) or _(
        "Name not known"
    )


def is_in_doubt(facts: ReportFacts, known: Person | None) -> bool:
    """Whether the child's number is known under another name."""
    return known is not None and _other_name(known, facts.children[0])


def known_child(child: PersonFacts, *, actor: Actor, at: Circumstances) -> Person | None:
    """The child with the number, if the reader may find it: somebody set aside or off a list finds nobody."""
    if child.number is None or actor.authority_id is None:
        return None
    known = person_with(child.number, authority_id=actor.authority_id)
    if known is None:
        return None
    found = Person.rows.visible_to(actor, "search", at=at).filter(pk=known.pk)
    return found.first()


def _other_name(known: Person, typed: PersonFacts) -> bool:
    if not (typed.given_name or typed.surname) or not known.name_key:
        return False
    return name_key(typed.given_name, typed.surname) != known.name_key
