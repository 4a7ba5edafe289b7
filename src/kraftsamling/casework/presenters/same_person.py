"""Two registrations side by side, and what has been made one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, NumberKind, Person, PersonMerge
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.words import (
    case_page,
    day_words,
    full_name,
    moment_words,
    name_and_age,
    path_to,
)
from kraftsamling.casework.selectors.same_person import PartOf
from kraftsamling.casework.statuses import Since
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row

_FACTS: Final = {
    "name": _lazy("Name"),
    "number": _lazy("Kind of number"),
    "address": _lazy("Address"),
    "phone": _lazy("Phone"),
    "language": _lazy("Language"),
}


def facts_of(person: Person) -> dict[str, str]:
    """What a row says, each fact in words. Of the number only its kind: the digits are not needed here."""
    has_number = person.number_kind != NumberKind.NONE
    return {
        "name": full_name(person),
        "number": str(NumberKind(person.number_kind).label) if has_number else "",
        "address": person.address,
        "phone": person.phone,
        "language": person.language,
    }


def differing(kept: Person, gone: Person) -> Mapping[str, tuple[str, str]]:
    """The facts in which two rows differ, as each says them. Two numbers of the same kind differ too."""
    one, other = facts_of(kept), facts_of(gone)
    both = {name: (one[name], other[name]) for name in one if one[name] != other[name]}
    if one["number"] and one["number"] == other["number"]:
        both["number"] = (
            _("%(kind)s, of the first") % {"kind": one["number"]},
            _("%(kind)s, of the second") % {"kind": other["number"]},
        )
    return both


def cases_to_choose(cases: Sequence[Case], readable: Collection[Case]) -> dict[str, str]:
    """Two open cases by number and unit; one that the reader may not open is only another one."""
    return {
        str(each.pk): _("%(number)s in %(unit)s") % {"number": each.number, "unit": each.unit.name}
        if each in readable
        else _("The one that you may not open")
        for each in cases
    }


@dataclass(frozen=True)
class DoublesPage:
    """Who may be here twice, and what has been made one before."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column] = field(default_factory=tuple)
    rows: Sequence[Row] = field(default_factory=tuple)
    nothing: str = ""
    merges: Sequence[Merged] = field(default_factory=tuple)
    became: Link | None = None


@dataclass(frozen=True)
class Merged:
    """A row that was made one with this one: since when and why, and how they are parted."""

    heading: str
    facts: Sequence[Fact]
    part_url: str = ""


def doubles_page(
    person: Person,
    doubles: Sequence[Person],
    merges: Sequence[PersonMerge],
    *,
    part: PartOf,
    today: date,
) -> DoublesPage:
    """The likely doubles of a person, each with the way to look at both."""
    title = _("The same person twice?")
    lead = ngettext(
        "%(count)s other registration has the same name and day of birth.",
        "%(count)s other registrations have the same name and day of birth.",
        len(doubles),
    ) % {"count": len(doubles)}
    nothing = (
        _("The person has protected identity. Then nobody looks for doubles.")
        if person.is_protected
        else _("Nobody else whom you may see has the same name and day of birth.")
    )
    return DoublesPage(
        title=title,
        lead=lead if doubles else nothing,
        breadcrumb=_path(part, title, today=today),
        columns=[
            Column(_("Registration")),
            Column(_("Kind of number")),
            Column(_("What you can do")),
        ],
        rows=[
            Row(
                [
                    Cell(name_and_age(each, today)),
                    Cell(facts_of(each)["number"] or str(NumberKind.NONE.label)),
                    Cell(
                        _("Compare the two"),
                        url=reverse("same_person_pair", args=[person.pk, each.pk]),
                    ),
                ]
            )
            for each in doubles
        ],
        merges=[_merged(each) for each in merges],
    )


def became_page(merge: PersonMerge) -> DoublesPage:
    """What a row says that has been made one with another."""
    return DoublesPage(
        title=_("This registration is another person's"),
        lead=_("%(moment)s it was made one with %(name)s.")
        % {"moment": moment_words(merge.made_at), "name": full_name(merge.kept)},
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("The same person twice?"))],
        became=Link(_("Open the person who is left"), reverse("same_person", args=[merge.kept_id])),
    )


def _merged(merge: PersonMerge) -> Merged:
    facts = [
        Fact(_("Made one"), moment_words(merge.made_at)),
        Fact(_("Why"), merge.reason),
    ]
    if merge.ends:
        facts.append(Fact(_("The case that does not go on"), merge.ends.number))
    if merge.parted_at:
        facts += [
            Fact(_("Parted again"), moment_words(merge.parted_at)),
            Fact(_("Why"), merge.parted_because),
        ]
    return Merged(
        heading=full_name(merge.gone),
        facts=facts,
        part_url=""
        if merge.parted_at
        else reverse("same_person_part", args=[merge.kept_id, merge.pk]),
    )


def _path(part: PartOf, title: str, *, today: date) -> list[Link]:
    if part.own:
        return path_to(part.own[-1], Link(title), today=today)
    return [Link(_("Cases"), reverse("case_list")), Link(title)]


@dataclass(frozen=True)
class PairPage:
    """Two registrations in two columns, above the form that makes them one."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    button: str
    back: Link

    @classmethod
    def of(
        cls, kept: Person, gone: Person, *, parts: tuple[PartOf, PartOf], today: date
    ) -> PairPage:
        one, other = facts_of(kept), facts_of(gone)
        title = _("Is it the same person?")
        return cls(
            title=title,
            lead=_(
                "Compare the two. It takes two people: nothing changes until somebody else has"
                " confirmed it."
            ),
            breadcrumb=_path(parts[0], title, today=today),
            columns=[Column(_("Fact")), Column(_("The first")), Column(_("The second"))],
            rows=[
                Row([Cell(str(words)), Cell(one[name] or "–"), Cell(other[name] or "–")])
                for name, words in _FACTS.items()
            ]
            + [
                Row([Cell(_("Day of birth")), *(Cell(_born(each)) for each in (kept, gone))]),
                Row([Cell(_("Own cases")), *(_own(each) for each in parts)]),
                Row([Cell(_("In others' cases")), *(Cell(str(each.in_others)) for each in parts)]),
            ],
            button=_("Ask a second person"),
            back=Link(_("Not now"), reverse("same_person", args=[kept.pk])),
        )


def _born(person: Person) -> str:
    return day_words(person.birth_on) if person.birth_on else "–"


def _own(part: PartOf) -> Cell:
    """Those that the reader may open by number, the others counted."""
    numbers = [
        each.number if each.is_open else _("%(number)s, closed") % {"number": each.number}
        for each in part.own
    ]
    others = (
        ngettext(
            "%(count)s case that you may not open",
            "%(count)s cases that you may not open",
            part.other_own,
        )
        % {"count": part.other_own}
        if part.other_own
        else ""
    )
    return Cell(
        ", ".join(numbers) or others or "–",
        url=case_page(part.own[0]) if len(part.own) == 1 else "",
        sub=others if numbers else "",
    )


def since_words(since: Sequence[Since]) -> str:
    """Why two rows cannot be parted any more."""
    return _(
        "They cannot be parted: since then there is %(what)s, and nobody can tell whose it is."
    ) % {"what": ", ".join(str(each.label) for each in since)}


def part_page(merge: PersonMerge, *, since: Sequence[Since]) -> FormPage:
    """What parting does, or why it cannot be done any more."""
    title = _("Two people after all")
    here = reverse("same_person", args=[merge.kept_id])
    return FormPage(
        title=title,
        button=_("Ask a second person"),
        breadcrumb=[
            Link(_("Cases"), reverse("case_list")),
            Link(_("The same person twice?"), here),
            Link(title),
        ],
        lead=_(
            "Each gets back the cases and the facts that it had. Nothing changes until somebody else has"
            " confirmed it."
        ),
        notice=since_words(since) if since else "",
        back=Link(_("Not now"), here),
    )
