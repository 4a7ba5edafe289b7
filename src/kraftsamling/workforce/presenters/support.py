"""A method supporter's work as a page: which groups need her, what is booked, and what has been done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row, WorkRow
from kraftsamling.workforce.models import SupportSession
from kraftsamling.workforce.presenters.page import Section, StaffPage, day_words, language
from kraftsamling.workforce.rules.support import FEW, GroupFigures, Need
from kraftsamling.workforce.statuses import SupportKind


def support_page(
    groups: Sequence[Need] | None,
    sessions: Sequence[SupportSession],
    invitations: Sequence[Link],
    *,
    days: int,
    own: object,
    may_book: bool,
    today: date,
) -> StaffPage:
    """Sentence first: how many groups have not begun a mapping for a while. `groups` is None when it is not
    known."""
    to_tell = [each for each in sessions if each.people is None]
    held = [each for each in sessions if each.people is not None]
    return StaffPage(
        title=_("Method support"),
        lead=_lead(groups, days),
        rest=_("The figures tell of groups, never of a case."),
        breadcrumb=[Link(_("Method support"))],
        actions=[Action(_("Book a group"), reverse("support_new"))] if may_book else [],
        sections=[
            *(
                []
                if groups is None
                else [_needs(groups, days=days, may_book=may_book, today=today)]
            ),
            Section(
                _("Booked"),
                "bokat",
                items=[
                    _booked(each, is_own=each.supporter_id == own, today=today) for each in to_tell
                ],
                nothing=_("Nothing is booked."),
            ),
            *(
                [
                    Section(
                        _("Cases you are invited to"),
                        "inbjudningar",
                        text=_("You see a case only while its worker has invited you."),
                        links=invitations,
                        nothing="" if invitations else _("Nobody has invited you right now."),
                    )
                ]
                if may_book
                else []
            ),
            Section(
                _("The last three months"),
                "gjort",
                facts=[Fact(str(kind.label), _done_words(held, kind)) for kind in SupportKind],
                columns=[
                    Column(_("Day")),
                    Column(_("Group")),
                    Column(_("What")),
                    Column(_("People"), number=True),
                ],
                rows=[_row(each, today) for each in reversed(held)],
                folded=_("Every session") if held else "",
            ),
        ],
    )


def _lead(groups: Sequence[Need] | None, days: int) -> str:
    if groups is None:
        return _("The mappings are in the record system, so nothing is known of them here.")
    if not groups:
        return _("Every group that investigates has begun a safety mapping lately.")
    return ngettext(
        "%(count)s group has not begun a safety mapping for %(days)s days.",
        "%(count)s groups have not begun a safety mapping for %(days)s days.",
        len(groups),
    ) % {
        "count": formats.in_words(len(groups), language(), common_gender=True).capitalize(),
        "days": days,
    }


def _needs(groups: Sequence[Need], *, days: int, may_book: bool, today: date) -> Section:
    return Section(
        _("Groups that need you") if may_book else _("Groups that need support"),
        "behov",
        items=[_need(each, may_book=may_book, today=today) for each in groups],
        nothing=_("No group stands out right now."),
        why=_(
            "A group that has open investigations and has not begun a safety mapping for %(days)s"
            " days stands here. The number of days is one of the settings."
        )
        % {"days": days},
    )


def _need(need: Need, *, may_book: bool, today: date) -> WorkRow:
    book = f"{reverse('support_new')}?grupp={need.figures.unit_id}" if may_book else ""
    if need.booked:
        book = ""
    return WorkRow(
        due=_("No mapping yet")
        if need.days is None
        else ngettext(
            "%(count)s day since the last mapping",
            "%(count)s days since the last mapping",
            need.days,
        )
        % {"count": need.days},
        due_detail=_("Booked %(day)s") % {"day": day_words(need.booked, today)}
        if need.booked
        else "",
        title=need.figures.name,
        rule=" ".join((_mapped_words(need.figures), _visited_words(need.visited, today))),
        action_label=_("Book") if book else "",
        action_url=book,
    )


def _mapped_words(figures: GroupFigures) -> str:
    if figures.investigations < FEW:
        return _("Few investigations are open.")
    return _("Of %(all)s open investigations %(mapped)s have a mapping.") % {
        "all": figures.investigations,
        "mapped": figures.mapped,
    }


def _visited_words(visited: date | None, today: date) -> str:
    if visited is None:
        return _("No method supporter has been there.")
    return _("A method supporter was there %(day)s.") % {"day": day_words(visited, today)}


def _booked(each: SupportSession, *, is_own: bool, today: date) -> WorkRow:
    has_been = each.on < today
    url = reverse("support_session", args=[each.pk]) if is_own else ""
    return WorkRow(
        due=day_words(each.on, today),
        due_detail=_("Tell how it went") if has_been and is_own else "",
        title=f"{SupportKind(each.kind).label}, {each.unit.name}",
        url=url,
        rule=each.supporter.user.name,
        urgency="soon" if has_been and is_own else "",
        action_label=_("Open it") if url else "",
        action_url=url,
    )


def _done_words(held: Sequence[SupportSession], kind: SupportKind) -> str:
    some = [each for each in held if each.kind == kind]
    if not some:
        return _("None")
    return ngettext(
        "%(times)s time, %(people)s people, %(hours)s hours",
        "%(times)s times, %(people)s people, %(hours)s hours",
        len(some),
    ) % {
        "times": len(some),
        "people": sum(each.people or 0 for each in some),
        "hours": sum(each.hours for each in some),
    }


def _row(each: SupportSession, today: date) -> Row:
    return Row(
        [
            Cell(day_words(each.on, today)),
            Cell(each.unit.name, sub=each.supporter.user.name),
            Cell(str(SupportKind(each.kind).label)),
            Cell(str(each.people)),
        ]
    )
