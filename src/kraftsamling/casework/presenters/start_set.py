"""The set that an authority can begin with, to look through before it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.presenters.decisions import who_decides
from kraftsamling.casework.presenters.help_kinds import kind_columns, kind_row
from kraftsamling.casework.services.setting_up import StartSet
from kraftsamling.common.parts import Cell, Column, Link, Row


@dataclass(frozen=True)
class StartSetPage:
    """Who decides what, the headings, and the kinds of help, as proposed."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    heading_columns: Sequence[Column]
    headings: Sequence[Row]
    kind_columns: Sequence[Column]
    kinds: Sequence[Row]
    taken: bool

    @classmethod
    def of(cls, proposed: StartSet, *, taken: bool) -> StartSetPage:
        return cls(
            title=_("A set to begin with"),
            lead=_("Your authority has an order and headings. The set adds only what is missing.")
            if taken
            else _(
                "Look through the proposal. Take it with one button, and change what is different in your"
                " own delegation order."
            ),
            breadcrumb=[Link(_("Get started"), reverse("onboarding")), Link(_("Cases"))],
            columns=[Column(_("Decision")), Column(_("Who decides"))],
            rows=[
                Row([Cell(str(kind.label)), Cell(who_decides(rules))])
                for kind, rules in proposed.orders.items()
            ],
            heading_columns=[Column(_("Heading")), Column(_("What is written there?"))],
            headings=[
                Row([Cell(words), Cell(help_words)]) for words, help_words in proposed.headings
            ],
            kind_columns=kind_columns(),
            kinds=[kind_row(each) for each in proposed.kinds],
            taken=taken,
        )
