"""A file that cannot be read in yet, in words: the same for every file with known columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common import formats
from kraftsamling.documents.imports.faults import Fault, Tried, Wrong
from kraftsamling.documents.tables.words import at_place, shown

Words = Mapping[str, str | Promise]

FAULTS: Final[Words] = {
    Fault.FORMULA: _lazy("Here stands a formula. Write the value itself."),
    Fault.MISSING: _lazy("Something must stand here."),
    Fault.DATE: _lazy("“%(value)s” is no day. Write it like 2026-03-02."),
    Fault.FUTURE: _lazy("“%(value)s” has not been yet."),
    Fault.ORDER: _lazy("“%(value)s” comes before a day that it must follow."),
    Fault.CODE: _lazy("“%(value)s” is not among the words that the system uses here."),
    Fault.UNIT: _lazy("“%(value)s” is none of your units."),
    Fault.TWO_UNITS: _lazy("Several of your units are called “%(value)s”."),
    Fault.TOO_LONG: _lazy("The number is too long. At most 40 characters fit."),
    Fault.COLUMN_TWICE: _lazy("The column “%(value)s” stands twice."),
    Fault.NO_COLUMN: _lazy("The column for %(value)s is missing. It is needed."),
}
"""Every app says itself what it means by TWICE."""


@dataclass(frozen=True)
class Faults:
    """What stands in the way of a file."""

    title: str
    lead: str
    sentences: Sequence[str]
    more: str

    @classmethod
    def of(cls, name: str, tried: Tried, *, faults: Words, columns: Words) -> Faults:
        """`faults` and `columns` are the app's own words for its faults and its columns."""
        rest = tried.wrong_count - len(tried.wrong)
        return cls(
            title=_("%(name)s cannot be read in yet") % {"name": shown(name)},
            lead=_("Nothing has been stored. Correct the file and choose it again."),
            sentences=[sentence_of(each, faults, columns) for each in tried.wrong],
            more=ngettext("And %(count)s thing more.", "And %(count)s things more.", rest)
            % {"count": formats.number(rest, get_language() or formats.SWEDISH)}
            if rest
            else "",
        )


def sentence_of(wrong: Wrong, faults: Words, columns: Words) -> str:
    """ "Rad 14, kolumn C: ”i går” är ingen dag. Skriv den som 2026-03-02." """
    value = shown(wrong.value)
    fault: StrEnum = wrong.fault
    if fault is Fault.NO_COLUMN:
        value = str(columns.get(wrong.column, wrong.column))
    what = str({**FAULTS, **faults}[fault]) % {"value": value}
    return at_place(wrong.row, wrong.column, what)


@dataclass(frozen=True)
class Former:
    """One file that has been chosen before."""

    name: str
    url: str
    how: str
