"""Emergency openings: the band on every page while one is open, what is read, and the review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import (
    BrokenGlass,
    Case,
    CaseNote,
    GlassReason,
    InvestigationText,
    Person,
)
from kraftsamling.casework.presenters.case import NoteCard, note_card
from kraftsamling.casework.presenters.words import (
    case_page,
    day_words,
    language,
    moment_words,
    name_and_age,
)
from kraftsamling.casework.services.glass import review_by
from kraftsamling.casework.statuses import GlassOutcome, InParty
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row


@dataclass(frozen=True)
class GlassBand:
    """Stands red on top of every page for as long as something is open."""

    text: str
    url: str

    @classmethod
    def of(cls, glass: BrokenGlass) -> GlassBand:
        return cls(
            _(
                "You have opened a case in an emergency. It closes at %(time)s. Everything is logged."
            )
            % {"time": formats.clock(glass.ends_at.astimezone(STOCKHOLM), language())},
            reverse("glass_case", args=[glass.case_id]),
        )


@dataclass(frozen=True)
class GlassCasePage:
    """One case, to read only: people, notes and what the investigation says."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    people: Sequence[Fact]
    notes: Sequence[NoteCard]
    texts: Sequence[Fact]

    @classmethod
    def of(
        cls,
        case: Case,
        people: Sequence[tuple[str, str]],
        notes: Sequence[CaseNote],
        texts: Sequence[InvestigationText],
        *,
        today: date,
    ) -> GlassCasePage:
        return cls(
            title=_("Case %(number)s, opened in an emergency") % {"number": case.number},
            lead=_("You can read, and change nothing. The unit manager has been told."),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Opened in an emergency")),
            ],
            people=[Fact(part, name) for part, name in people],
            notes=[note_card(each, linked=False) for each in notes],
            texts=[Fact(each.heading.words, each.text) for each in texts if each.text],
        )


def person_line(part: str, person: Person, today: date) -> tuple[str, str]:
    """ "Vårdnadshavare", "Eva Ek, 41 år". Somebody protected is only that."""
    if person.is_protected:
        return str(InParty(part).label), _("Protected person")
    return str(InParty(part).label), name_and_age(person, today)


@dataclass(frozen=True)
class GlassListPage:
    """Emergency openings that somebody else has made: who, when, why in one word, and what was said of it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str

    @classmethod
    def of(cls, found: Sequence[BrokenGlass], *, today: date) -> GlassListPage:
        waiting = sum(each.reviewed_at is None for each in found)
        return cls(
            title=_("Emergency openings"),
            lead=_("%(count)s wait for somebody to say whether they were right.")
            % {"count": waiting}
            if waiting
            else _("All have been looked at."),
            breadcrumb=[Link(_("Today"), "/idag/"), Link(_("Emergency openings"))],
            columns=[
                Column(_("Opened")),
                Column(_("Who")),
                Column(_("Reason")),
                Column(_("Review")),
            ],
            rows=[_row(each, today) for each in found],
            nothing=_("Nobody has opened a case in an emergency."),
        )


def _row(glass: BrokenGlass, today: date) -> Row:
    last = review_by(glass)
    state = (
        Cell(str(GlassOutcome(glass.outcome).label))
        if glass.reviewed_at
        else Cell(
            _("Late since %(day)s") % {"day": day_words(last)}
            if last < today
            else _("At the latest %(day)s") % {"day": day_words(last)},
            tone="warning" if last < today else "neutral",
        )
    )
    return Row(
        [
            Cell(moment_words(glass.opened_at), url=reverse("glass_review", args=[glass.pk])),
            Cell(glass.membership.name, sub=glass.membership.unit.name),
            Cell(str(GlassReason(glass.reason).label)),
            state,
        ]
    )


def review_facts(glass: BrokenGlass, case: Case | None) -> list[Fact]:
    """What the reviewer decides by. The case itself only for whom it is open to anyway."""
    facts = [
        Fact(_("Who"), f"{glass.membership.name}, {glass.membership.unit.name}"),
        Fact(_("When"), moment_words(glass.opened_at)),
        Fact(_("Reason"), str(GlassReason(glass.reason).label)),
        Fact(_("In the worker's words"), glass.words),
    ]
    if case is not None:
        facts.append(
            Fact(_("Case"), case.number, url=case_page(case), link_label=_("Open the case"))
        )
    if glass.reviewed_at:
        facts.append(Fact(_("Review"), str(GlassOutcome(glass.outcome).label)))
        facts.append(Fact(_("In the reviewer's words"), glass.reviewer_words))
    return facts
