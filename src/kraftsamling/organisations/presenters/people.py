"""Accounts and roles, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.organisations.imports import ReadRow
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.presenters import language
from kraftsamling.organisations.presenters.pages import ListPage
from kraftsamling.organisations.services.accounts import StandsAbove, Untouchable


def settings_crumbs(label: str) -> list[Link]:
    """Where a settings page lies."""
    return [Link(_("Settings"), reverse("settings_index")), Link(label)]


def accounts_page(memberships: Sequence[Membership], *, may_add: bool, today: date) -> ListPage:
    """Everybody at work."""
    title = _("People and roles")
    people = len({each.user_id for each in memberships})
    verbs = [
        Action(_("Add a person"), reverse("person_new")),
        Action(_("Read a list"), reverse("people_list"), "secondary"),
    ]
    return ListPage(
        title=title,
        lead=ngettext("One person has a role here.", "%(count)s people have a role here.", people)
        % {"count": people},
        breadcrumb=settings_crumbs(title),
        columns=[Column(_("Name")), Column(_("Role")), Column(_("Unit")), Column(_("State"))],
        rows=[_account_row(each, today) for each in memberships],
        nothing=_("Nobody has a role in your units yet."),
        verbs=verbs if may_add else [],
    )


def _account_row(membership: Membership, today: date) -> Row:
    user = membership.user
    return Row(
        [
            Cell(membership.name, url=reverse("account", args=[membership.pk]), sub=user.email),
            Cell(membership.title or membership.get_role_display()),
            Cell(membership.unit.name),
            _state(membership, today),
        ]
    )


def _state(membership: Membership, today: date) -> Cell:
    user = membership.user
    if not user.is_active:
        return Cell(_("Account closed"), tone="warning")
    if membership.starts_on > today:
        return Cell(_("From %(day)s") % {"day": formats.tight_date(membership.starts_on)})
    if membership.ends_on:
        return Cell(_("To %(day)s") % {"day": formats.tight_date(membership.ends_on)})
    if not user.has_usable_password():
        return Cell(_("Invited"), tone="info")
    return Cell(_("At work"))


@dataclass(frozen=True)
class AccountPage:
    """One person in one role, and what can be done."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    facts: Sequence[Fact]
    membership_id: str
    may_end: bool
    may_close: bool
    may_open: bool
    may_invite: bool
    may_say_who: bool
    why_not: str

    @classmethod
    def of(
        cls,
        membership: Membership,
        *,
        may_end: bool,
        may_close: bool,
        may_invite: bool,
        untouchable: Untouchable | None,
    ) -> AccountPage:
        free = untouchable is None
        user = membership.user
        role = membership.get_role_display()
        last = formats.long_date(membership.ends_on, language()) if membership.ends_on else ""
        return cls(
            title=membership.name,
            lead=_("%(role)s in %(unit)s.") % {"role": role, "unit": membership.unit.name},
            breadcrumb=[
                Link(_("Settings"), reverse("settings_index")),
                Link(_("People and roles"), reverse("accounts")),
                Link(membership.name),
            ],
            facts=[
                Fact(_("E-mail"), user.email),
                Fact(_("First day"), formats.long_date(membership.starts_on, language())),
                Fact(_("Last day"), last or _("Not decided")),
                Fact(_("Login"), _login(membership)),
            ],
            membership_id=str(membership.pk),
            may_end=may_end,
            may_close=may_close and free and user.is_active,
            may_open=may_close and free and not user.is_active,
            may_invite=may_invite and free and user.is_active,
            may_say_who=may_invite and free and not user.human_index,
            why_not=untouchable_words(untouchable) if untouchable and may_invite else "",
        )


def _login(membership: Membership) -> str:
    if not membership.user.is_active:
        return _("Closed. Nobody can log in with this account.")
    if not membership.user.has_usable_password():
        return _("Invited, has not chosen a password yet.")
    return _("Open.")


def untouchable_words(why: Exception) -> str:
    """Why an account is left as it is, and what can be done instead."""
    if isinstance(why, StandsAbove):
        return _(
            "The person has a role that you cannot give. Ask your system administrator for help with "
            "this account."
        )
    return _(
        "The person also works for another authority, and has the same login there. So neither authority "
        "can close it or replace it alone. A lost phone: use a recovery code. Otherwise end the role here "
        "and give the person an account of your own, with another address."
    )


@dataclass(frozen=True)
class ReadList:
    """What a pasted list would do."""

    sentence: str
    rows: Sequence[Row]
    columns: Sequence[Column]
    is_right: bool

    @classmethod
    def of(cls, rows: Sequence[ReadRow]) -> ReadList:
        wrong = [row for row in rows if row.error]
        if wrong:
            sentence = ngettext(
                "One line cannot be read. Nothing has been stored.",
                "%(count)s lines cannot be read. Nothing has been stored.",
                len(wrong),
            )
        else:
            sentence = ngettext(
                "One person can be added. Nothing has been stored yet.",
                "%(count)s persons can be added. Nothing has been stored yet.",
                len(rows),
            )
        return cls(
            sentence=sentence % {"count": len(wrong) if wrong else len(rows)},
            columns=[Column(_("Line")), Column(_("What stands there")), Column(_("What is wrong"))],
            rows=[
                Row([Cell(str(row.number)), Cell(row.text), Cell(row.error or "–")])
                for row in (wrong or rows)
            ],
            is_right=bool(rows) and not wrong,
        )
