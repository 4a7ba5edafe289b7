"""The pages of a worry about a child: the visitor's three, and those of whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import ConcernReport, PublicConcern
from kraftsamling.casework.presenters.words import case_page, moment_words, time_left
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.rules.legal_rules import CATALOGUE
from kraftsamling.casework.services.public_concerns import Receipt, receipt_code
from kraftsamling.casework.statuses import ConcernState, ReporterKind
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.presenters.phones import phones_of

ASSESSED_WITHIN: Final = timedelta(hours=CATALOGUE[clocks.PROTECTION].length)
"""The protection assessment's day and night, counted from when the worry came (docs/rules.md)."""


def _read_when(site: Authority) -> str:
    if site.day_hours:
        return _("We read what is sent here %(hours)s. At other times nobody reads it: phone.") % {
            "hours": site.day_hours
        }
    return _("We read what is sent here on weekdays. In the evening and at weekends, phone.")


@dataclass(frozen=True)
class WorriedPage:
    """Whom to phone, when somebody reads what is sent, and what happens then."""

    title: str
    lead: str
    phones: Sequence[Fact]
    read_when: str
    write_url: str

    @classmethod
    def of(cls, site: Authority | None) -> WorriedPage:
        return cls(
            title=_("Worried about a child?"),
            lead=_("Tell us. You need not be sure, and it is our job to find out."),
            phones=phones_of(site),
            read_when=_read_when(site) if site else "",
            write_url=reverse("worry_write") if site else "",
        )


@dataclass(frozen=True)
class WritePage:
    """The form. The phones stand here too, for whoever comes straight to it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    phones: Sequence[Fact]

    @classmethod
    def of(cls, site: Authority) -> WritePage:
        return cls(
            title=_("Write to us about a child"),
            lead=_read_when(site),
            breadcrumb=[Link(_("Worried about a child?"), reverse("worried")), Link(_("Write"))],
            phones=phones_of(site),
        )


@dataclass(frozen=True)
class ThanksPage:
    """The receipt: the same words whoever writes, and whomever it is about."""

    title: str
    lead: str
    notice: str
    code: str
    feedback: str
    phones: Sequence[Fact]

    @classmethod
    def of(
        cls, receipt: Receipt, site: Authority, *, is_acute: bool, is_official: bool
    ) -> ThanksPage:
        return cls(
            title=_("Thank you. We have received what you wrote"),
            lead=_read_when(site),
            notice=_("Phone 112 now, if you have not done so. We do not read this at once.")
            if is_acute
            else "",
            code=receipt.code,
            feedback=_(
                "You report as part of your job. You are told whether we open an investigation, "
                "and nothing more: the rest is secret for the child's sake."
            )
            if is_official
            else _(
                "You are not told what happens then: it is secret for the child's sake. "
                "You may always write or phone again."
            ),
            phones=phones_of(site),
        )


def _sender_words(concern: PublicConcern) -> str:
    return str(ReporterKind(concern.reporter_kind).label)


@dataclass(frozen=True)
class ConcernsPage:
    """What has come through the website. No names: they stand behind an opening that is logged."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str
    settled_title: str
    settled_columns: Sequence[Column]
    settled: Sequence[Row]

    @classmethod
    def of(
        cls, waiting: Sequence[PublicConcern], settled: Sequence[PublicConcern], *, now: datetime
    ) -> ConcernsPage:
        return cls(
            title=_("Through the website"),
            lead=ngettext(
                "%(count)s worry waits to be read. The law counts from when it was sent.",
                "%(count)s worries wait to be read. The law counts from when they were sent.",
                len(waiting),
            )
            % {"count": len(waiting)}
            if waiting
            else "",
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("Through the website"))],
            columns=[Column(_("Sent")), Column(_("Time left")), Column(_("From"))],
            rows=[_waiting_row(each, now) for each in waiting],
            nothing=_("Nothing waits. What is written at the public page comes here at once."),
            settled_title=_("The last two weeks"),
            settled_columns=[Column(_("Sent")), Column(_("What became of it"))],
            settled=[_settled_row(each) for each in settled],
        )


def _waiting_row(concern: PublicConcern, now: datetime) -> Row:
    return Row(
        [
            Cell(
                moment_words(concern.sent_at),
                url=reverse("public_concern", args=[concern.pk]),
                sub=_("Danger now") if concern.is_acute else "",
            ),
            Cell(time_left(concern.sent_at + ASSESSED_WITHIN, now)),
            Cell(_sender_words(concern)),
        ]
    )


def _settled_row(concern: PublicConcern) -> Row:
    return Row(
        [
            Cell(moment_words(concern.sent_at), url=reverse("public_concern", args=[concern.pk])),
            Cell(str(ConcernState(concern.state).label), sub=concern.reason),
        ]
    )


@dataclass(frozen=True)
class ConcernPage:
    """One worry as it was sent, and what can be done with it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    what: str
    facts: Sequence[Fact]
    notice: str
    register_url: str
    enter_url: str
    aside_url: str
    back_url: str
    reports: Sequence[Link]

    @classmethod
    def of(
        cls,
        concern: PublicConcern,
        reports: Sequence[ConcernReport],
        *,
        elsewhere: bool,
        may: May,
        now: datetime,
    ) -> ConcernPage:
        waits = concern.state == ConcernState.WAITING
        handles = may("handle", "public_concern", concern)
        left = time_left(concern.sent_at + ASSESSED_WITHIN, now)
        return cls(
            title=_("Worry sent %(moment)s") % {"moment": moment_words(concern.sent_at)},
            lead=_("The child's need of protection is to be assessed within 24 hours: %(left)s.")
            % {"left": left[:1].lower() + left[1:]}
            if waits
            else f"{ConcernState(concern.state).label} {concern.reason}".strip(),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Through the website"), reverse("public_concerns")),
                Link(receipt_code(concern.pk)),
            ],
            what=concern.what,
            facts=[
                Fact(_("The child"), f"{concern.given_name} {concern.surname}".strip() or "–"),
                Fact(_("Age or birth date"), concern.age or "–"),
                Fact(_("Where the child is"), concern.place or "–"),
                Fact(_("Danger now"), _("Yes") if concern.is_acute else _("No, or does not know")),
                Fact(_("From"), _sender_words(concern)),
                Fact(_("Receipt"), receipt_code(concern.pk)),
            ],
            notice=_("The sender says that the child is in danger now.")
            if concern.is_acute and waits
            else "",
            register_url=_address("concern_register", concern, waits and handles and not elsewhere),
            enter_url=_address("concern_enter", concern, waits and handles and elsewhere),
            aside_url=_address("concern_aside", concern, waits and handles),
            back_url=_address(
                "concern_back", concern, handles and concern.state == ConcernState.NOT_A_REPORT
            ),
            reports=[Link(each.case.number, case_page(each.case)) for each in reports],
        )


def _address(name: str, concern: PublicConcern, there: bool) -> str:
    return reverse(name, args=[concern.pk]) if there else ""
