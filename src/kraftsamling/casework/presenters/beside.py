"""Pages of an authority that keeps its record in another system: no text of the record, and how old it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, Deadline, RecordEntry
from kraftsamling.casework.presenters.case import clock_row, lead_of
from kraftsamling.casework.presenters.words import (
    case_page,
    day_words,
    language,
    moment_words,
    path_to,
    short_name,
)
from kraftsamling.casework.selectors.beside import Age, address_in_record
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Column, Fact, Link, Row
from kraftsamling.organisations.filling_in import May


def age_words(age: Age, *, now: datetime) -> str:
    """ "Ärendena är från kl. 9.15.", with a warning when that is more than a working day ago."""
    if age.made_at is None:
        return _("No cases have come from the record system yet.")
    words = {
        "time": formats.clock(age.made_at, language()),
        "day": day_words(day_of(age.made_at)),
    }
    told = (
        _("The cases are from %(time)s.")
        if day_of(age.made_at) == day_of(now)
        else _("The cases are from %(day)s, %(time)s.")
    ) % words
    if not age.is_old:
        return told
    warning = _("That is more than a working day ago. Look in the record system too.")
    return f"{told} {warning}"


@dataclass(frozen=True)
class BesidePage:
    """One case as far as we know it: where it is, its time, who has it, and the way to its record."""

    title: str
    breadcrumb: Sequence[Link]
    lead: str
    data_age: str
    data_is_old: bool
    actions: Sequence[Action]
    number: str
    record_url: str
    clocks: Sequence[Row]
    clock_columns: Sequence[Column]
    facts: Sequence[Fact]
    entries_url: str
    twice_url: str

    @classmethod
    def of(
        cls,
        case: Case,
        deadlines: Sequence[Deadline],
        *,
        age: Age,
        pattern: str,
        may: May,
        now: datetime,
        twice_url: str,
    ) -> BesidePage:
        gives = case.is_open and may("assign", "assignment") and may("update", "case", case)
        return cls(
            title=short_name(case.subject, day_of(now)),
            breadcrumb=path_to(case, today=day_of(now)),
            lead=lead_of(case, now),
            data_age=age_words(age, now=now),
            data_is_old=age.is_old,
            actions=[Action(_("Give it to a worker"), reverse("case_assign", args=[case.pk]))]
            if gives
            else [],
            number=case.number,
            record_url=address_in_record(case, pattern),
            clocks=[clock_row(each, now) for each in deadlines],
            clock_columns=[Column(_("What")), Column(_("Time left")), Column(_("Last day"))],
            facts=[
                Fact(_("Unit"), case.unit.name),
                Fact(_("Worker"), case.responsible.name if case.responsible else _("Nobody yet")),
                Fact(_("Opened"), day_words(day_of(case.opened_at))),
            ],
            entries_url=reverse("record_entries") if may("list", "record_entry") else "",
            twice_url=twice_url,
        )


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    pk: UUID
    title: str
    url: str
    words: str
    since: str
    record_url: str
    done: str = ""


@dataclass(frozen=True)
class EntriesPage:
    """What has been decided here and must be typed in the record system, once ("För in i journalen")."""

    title: str
    lead: str
    data_age: str
    data_is_old: bool
    to_do: Sequence[Entry]
    done: Sequence[Entry]

    @classmethod
    def of(
        cls,
        to_do: Sequence[RecordEntry],
        done: Sequence[RecordEntry],
        *,
        names: Mapping[UUID, str],
        pattern: str,
        age: Age,
        now: datetime,
    ) -> EntriesPage:
        return cls(
            title=_("Enter in the record"),
            lead=_entries_lead(len(to_do)),
            data_age=age_words(age, now=now),
            data_is_old=age.is_old,
            to_do=[_line(each, names, pattern, now) for each in to_do],
            done=[_line(each, names, pattern, now) for each in done],
        )


def _entries_lead(count: int) -> str:
    if not count:
        return _("Everything decided here is in the record.")
    return ngettext(
        "%(count)s thing has been decided here and is not in the record yet.",
        "%(count)s things have been decided here and are not in the record yet.",
        count,
    ) % {"count": formats.number(count, language())}


def _line(each: RecordEntry, names: Mapping[UUID, str], pattern: str, now: datetime) -> Entry:
    by = names.get(each.done_by) if each.done_by else None
    return Entry(
        each.pk,
        f"{short_name(each.case.subject, day_of(now))} · {each.case.number}",
        case_page(each.case),
        _("New responsible worker: %(who)s") % {"who": each.words},
        moment_words(each.since),
        address_in_record(each.case, pattern),
        _("Entered %(when)s by %(who)s.")
        % {"when": moment_words(each.done_at), "who": by or _("somebody who has left")}
        if each.done_at
        else "",
    )
