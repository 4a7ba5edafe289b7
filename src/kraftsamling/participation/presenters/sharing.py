"""Codes for those who are present: the tablet's and the group's, and the sheet to put on a wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Fact, Link
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.models import SharedCode, SharedKind
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.slips import link_with


def _trail(*links: Link) -> list[Link]:
    return [Link(_("Participation"), reverse("participation_results")), *links]


def _asked(row: SharedCode) -> str:
    """ "30 parents, 5 children" as a list in words."""
    return ", ".join(f"{series.label}: {cap}" for series, cap in row.caps.items())


def _open_until(row: SharedCode) -> str:
    language = get_language() or formats.SWEDISH
    if row.kind == SharedKind.KIOSK and row.closes_at.date() <= row.made_at.date():
        return _("Open until tonight")
    return _("Open until %(day)s") % {"day": formats.long_date(day_of(row.closes_at), language)}


@dataclass(frozen=True)
class SharedLine:
    """One open code in the list."""

    url: str
    occasion: str
    kind: str
    unit: str
    asked: str
    until: str

    @classmethod
    def of(cls, row: SharedCode) -> SharedLine:
        return cls(
            reverse("shared_code", args=[row.pk]),
            row.occasion,
            str(SharedKind(row.kind).label),
            row.unit.name,
            _asked(row),
            _open_until(row),
        )


@dataclass(frozen=True)
class SharedCodesPage:
    """The codes that are open, and a new one."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    lines: Sequence[SharedLine]
    is_open: bool
    not_open: str
    points: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[SharedCode], allowed: Allowed, *, is_open: bool) -> SharedCodesPage:
        title = _("Tablet and group codes")
        return cls(
            title=title,
            lead=_("One code for those who are present. Slips in letters are the better way."),
            breadcrumb=_trail(Link(title, current=True)),
            tabs=tabs_of(allowed, current="shared_codes"),
            lines=[SharedLine.of(row) for row in rows],
            is_open=is_open,
            not_open=_("The three questions are not open yet. A code can be made when they are."),
            points=[
                _("The code takes as many answers as people are asked, and no more."),
                _("That number is counted as offered for the unit and the quarter."),
                _("Nobody can see who has answered, or how many have so far."),
            ],
        )


@dataclass(frozen=True)
class SharedCodePage:
    """One code: what it is, how to use it, and the button that closes it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    facts: Sequence[Fact]
    code: str
    steps: Sequence[str]
    is_kiosk: bool
    is_open: bool
    open_url: str
    sheet_url: str
    close_url: str

    @classmethod
    def of(cls, row: SharedCode, *, address: str, is_open: bool) -> SharedCodePage:
        kiosk = row.kind == SharedKind.KIOSK
        here = str(SharedKind(row.kind).label)
        steps = (
            [
                _("Open the address on the tablet: %(address)s") % {"address": address},
                _("Write the code there. Whoever is logged in on the tablet is logged out."),
                _("Lock the tablet to that page, and put it where people sit."),
            ]
            if kiosk
            else [
                _("Print the sheet and put it where everybody sees it."),
                _("Everybody opens the address on their own phone and writes the code."),
            ]
        )
        return cls(
            title=row.occasion,
            lead=_open_until(row) + "." if is_open else _("The code is closed."),
            breadcrumb=_trail(
                Link(_("Tablet and group codes"), reverse("shared_codes")), Link(here, current=True)
            ),
            facts=[Fact(_("Unit"), row.unit.name), Fact(_("How many are asked"), _asked(row))],
            code=row.code if is_open else "",
            steps=steps if is_open else (),
            is_kiosk=kiosk,
            is_open=is_open,
            open_url=link_with(address, row.code) if kiosk and is_open else "",
            sheet_url="" if kiosk or not is_open else reverse("shared_code_sheet", args=[row.pk]),
            close_url=reverse("shared_code_close", args=[row.pk]) if is_open else "",
        )


@dataclass(frozen=True)
class SheetWords:
    """What stands on the sheet: Swedish, and the first sentence in every language of the survey."""

    title: str
    heading: str
    text: str
    code_label: str
    valid: str
    place: str
    qr_alt: str
    invitations: Sequence[tuple[str, str, str]]

    @classmethod
    def of(cls, row: SharedCode, *, place: str) -> SheetWords:
        with override("sv"):
            until = row.closes_at.astimezone(STOCKHOLM)
            return cls(
                title=_("Sheet for %(occasion)s") % {"occasion": row.occasion},
                heading=LANGUAGES["sv"].start_title,
                text=_(
                    "Three questions, one minute, voluntary. Point your phone's camera at the picture, or go"
                    " to the address and write the code. Nobody can see what you in particular answer."
                ),
                code_label=_("Code"),
                valid=_("The code works until %(day)s.")
                % {"day": formats.long_date(until.date(), "sv")},
                place=place,
                qr_alt=_("The address as a picture for the phone's camera"),
                invitations=[
                    (each.code, each.start_title, each.direction)
                    for each in LANGUAGES.values()
                    if each.code != "sv"
                ],
            )
