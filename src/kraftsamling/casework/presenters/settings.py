"""What an authority has decided for its casework, as pages of the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.law_words import NAMES, in_words
from kraftsamling.casework.models import InvestigationHeading, LegalRule
from kraftsamling.casework.presenters.decisions import who_decides
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Counting, Rule
from kraftsamling.casework.selectors.settings import Order
from kraftsamling.casework.statuses import DecisionType
from kraftsamling.common.parts import Action, Cell, Column, Link, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs


def delegation_page(
    orders: Mapping[str, Sequence[Order]], *, may_change: bool, today: date
) -> ListPage:
    """Every type of decision with who makes it now, and what is to come."""
    title = _("Who decides")
    silent = [each for each in DecisionType if not _now(orders[each], today)]
    return ListPage(
        title=title,
        lead=_("Every type of decision has somebody who makes it.")
        if not silent
        else ngettext(
            "For %(count)s type of decision nobody is named. It cannot be made yet.",
            "For %(count)s types of decision nobody is named. They cannot be made yet.",
            len(silent),
        )
        % {"count": len(silent)},
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("Decision")),
            Column(_("Who decides")),
            Column(_("Since")),
            Column(_("Comes from")),
        ],
        rows=[
            _delegation_row(each, orders[each], may_change=may_change, today=today)
            for each in DecisionType
        ],
        verbs=[Action(_("Take the start set"), reverse("start_set"))]
        if may_change and len(silent) == len(DecisionType)
        else [],
        note=_(
            "A decision is made by those who are named on the day it is made. What has been decided stays"
            " as it is."
        ),
    )


def _now(orders: Sequence[Order], today: date) -> Order | None:
    return next((each for each in orders if each.holds_on(today)), None)


def _delegation_row(
    kind: DecisionType, orders: Sequence[Order], *, may_change: bool, today: date
) -> Row:
    now = _now(orders, today)
    coming = next((each for each in reversed(orders) if each.valid_from > today), None)
    return Row(
        [
            Cell(
                str(kind.label), url=reverse("delegation_rule", args=[kind]) if may_change else ""
            ),
            Cell(
                who_decides(now.rules if now else []),
                sub=_("From %(day)s: %(who)s")
                % {"day": day_words(coming.valid_from), "who": who_decides(coming.rules)}
                if coming
                else "",
            ),
            Cell(day_words(now.valid_from) if now else "–", nowrap=True),
            Cell(now.rules[0].source if now else "–"),
        ]
    )


def delegation_form(kind: DecisionType) -> FormPage:
    """The page where one type of decision gets its order."""
    return FormPage(
        title=str(kind.label),
        lead=_(
            "Write as it stands in your delegation order. The order that holds now holds until the day you"
            " choose."
        ),
        breadcrumb=below("delegation", _("Who decides"), str(kind.label)),
        verb=_("Save"),
        back_url=reverse("delegation"),
        note=_("Only roles that can make the decision in Kraftsamling are offered."),
    )


def below(url_name: str, list_title: str, title: str) -> list[Link]:
    """Where a page below one of the lists lies."""
    settings, here = settings_crumbs(title)
    return [settings, Link(list_title, reverse(url_name)), here]


def order_columns() -> list[Column]:
    """The head of the history of an order."""
    return [
        Column(_("Holds")),
        Column(_("Who decides")),
        Column(_("Comes from")),
    ]


def order_history(orders: Sequence[Order]) -> list[Row]:
    """Every order of one type of decision, the latest first."""
    return [
        Row(
            [
                Cell(_between(each.valid_from, each.until), nowrap=True),
                Cell(who_decides(each.rules)),
                Cell(each.rules[0].source),
            ]
        )
        for each in orders
    ]


def _between(first: date, last: date | None) -> str:
    return _("%(first)s – %(last)s") % {
        "first": day_words(first),
        "last": day_words(last) if last else "",
    }


def headings_page(headings: Sequence[InvestigationHeading], *, may_change: bool) -> ListPage:
    """The headings in use in their order, then those that were."""
    title = _("Headings of an investigation")
    return ListPage(
        title=title,
        lead=_("An investigation is written under these headings, in this order."),
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("Place"), number=True),
            Column(_("Heading")),
            Column(_("Before it is closed")),
            Column(_("State")),
        ],
        rows=[
            Row(
                [
                    Cell("–" if each.retired_on else str(each.position)),
                    Cell(
                        each.words,
                        url=reverse("heading", args=[each.pk]) if may_change else "",
                        sub=each.help,
                    ),
                    Cell(_("Must be written") if each.is_required else _("May be left out")),
                    Cell(
                        _("Ended %(day)s") % {"day": day_words(each.retired_on)}
                        if each.retired_on
                        else _("In use")
                    ),
                ]
            )
            for each in headings
        ],
        nothing=_(
            "There is no heading yet. Without one nothing can be written in an investigation."
        ),
        verbs=[Action(_("Add a heading"), reverse("heading_new"))] if may_change else [],
        note=_("An investigation that is closed keeps the headings it was written under."),
    )


def heading_form(title: str, *, verb: str) -> FormPage:
    """The page of one heading."""
    return FormPage(
        title=title,
        breadcrumb=below("headings", _("Headings of an investigation"), title),
        verb=verb,
        back_url=reverse("headings"),
        note=_(
            "With other words it becomes a new heading. What is already written keeps the words it was"
            " written under."
        ),
    )


def legal_rules_page(
    own: Mapping[str, Sequence[LegalRule]], *, may_change: bool, today: date
) -> ListPage:
    """Every time of the law: how long, where it stands, and whether a lawyer has read it."""
    title = _("Times of the law")
    now = {code: in_force(own.get(code, ()), today=today) for code in CATALOGUE}
    unread = sum(not is_read(CATALOGUE[code], now[code]) for code in CATALOGUE)
    return ListPage(
        title=title,
        lead=ngettext(
            "%(count)s time has not been read in the law by anybody. Let your lawyer confirm it.",
            "%(count)s times have not been read in the law by anybody. Let your lawyer confirm them.",
            unread,
        )
        % {"count": unread}
        if unread
        else _("Every time has been read in the law."),
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("What")),
            Column(_("How long")),
            Column(_("Stands in")),
            Column(_("Read")),
        ],
        rows=[
            Row(
                [
                    Cell(
                        str(NAMES[code]),
                        url=reverse("legal_rule", args=[code]) if may_change else "",
                        sub=_("from: %(trigger)s") % {"trigger": in_words(rule.trigger)},
                    ),
                    Cell(length_words(rule, now[code]), nowrap=True),
                    Cell(source_words(rule, now[code])),
                    Cell(read_words(rule, now[code])),
                ]
            )
            for code, rule in CATALOGUE.items()
        ],
        note=_("Dates that have been set in a case stay, also when a time is changed here."),
    )


def in_force(own: Sequence[LegalRule], *, today: date) -> LegalRule | None:
    """What the authority has decided that holds today; None where the start value does."""
    return next((each for each in own if each.valid_from <= today), None)


def is_read(rule: Rule, own: LegalRule | None) -> bool:
    """Whether somebody has read it in the law: the authority's lawyer, or we for the start value."""
    return bool(own.verified_on) if own else rule.confidence == "V"


def length_words(rule: Rule, own: LegalRule | None) -> str:
    """ "4 månader", "24 timmar", "samma dag"."""
    count = own.length if own else rule.length
    counting = Counting(own.counting) if own else rule.counting
    words = {
        Counting.HOURS: ngettext("%(count)s hour", "%(count)s hours", count),
        Counting.DAYS: ngettext("%(count)s day", "%(count)s days", count),
        Counting.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", count),
        Counting.WEEKS: ngettext("%(count)s week", "%(count)s weeks", count),
        Counting.MONTHS: ngettext("%(count)s month", "%(count)s months", count),
        Counting.YEARS: ngettext("%(count)s year", "%(count)s years", count),
        Counting.SAME_DAY: _("the same day"),
    }[counting]
    return words % {"count": count}


def source_words(rule: Rule, own: LegalRule | None) -> str:
    """Where it stands."""
    return own.source if own else str(in_words(rule.source))


def read_words(rule: Rule, own: LegalRule | None) -> str:
    """By whom it was read and when, or that nobody has."""
    if own and own.verified_on:
        return _("%(who)s, %(day)s") % {
            "who": own.verified_by,
            "day": day_words(own.verified_on),
        }
    return _("In the law, by us") if is_read(rule, own) else _("Not verified")


def legal_rule_form(code: str) -> FormPage:
    """The page of one time."""
    rule = CATALOGUE[code]
    return FormPage(
        title=str(NAMES[code]),
        lead=_(
            "Counted from: %(trigger)s. The start value is %(length)s. It comes from: %(source)s."
        )
        % {
            "trigger": in_words(rule.trigger),
            "length": length_words(rule, None),
            "source": in_words(rule.source),
        },
        breadcrumb=below("legal_rules", _("Times of the law"), str(NAMES[code])),
        verb=_("Save"),
        back_url=reverse("legal_rules"),
        note=_("Dates that have been set in a case stay, also when a time is changed here."),
    )


def time_columns() -> list[Column]:
    """The head of the history of a time."""
    return [
        Column(_("From")),
        Column(_("How long")),
        Column(_("Stands in")),
        Column(_("Read")),
    ]


def time_history(rule: Rule, own: Sequence[LegalRule]) -> list[Row]:
    """What the authority has decided for one time, the latest first."""
    return [
        Row(
            [
                Cell(day_words(each.valid_from), nowrap=True),
                Cell(length_words(rule, each)),
                Cell(each.source),
                Cell(read_words(rule, each)),
            ]
        )
        for each in own
    ]
