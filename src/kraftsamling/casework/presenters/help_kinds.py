"""The pages of the kinds of help that the authority has."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import InterventionKind
from kraftsamling.casework.presenters.interventions import kind_words
from kraftsamling.casework.presenters.settings import below
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.statuses import Provider
from kraftsamling.common.parts import Action, Cell, Column, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs


def list_title() -> str:
    """The name of the list."""
    return _("Kinds of help")


def kinds_page(kinds: Sequence[InterventionKind], *, may_change: bool) -> ListPage:
    """The kinds in use in their order, then those that were, with what came instead."""
    title = list_title()
    return ListPage(
        title=title,
        lead=_("This is the help that can be ordered in a case, or is open to all and counted."),
        breadcrumb=settings_crumbs(title),
        columns=kind_columns(),
        rows=[kind_row(each, may_change=may_change) for each in kinds],
        nothing=_("There is no help yet. Without any nothing can be ordered or counted."),
        verbs=[Action(_("Add help"), reverse("help_kind_new"))] if may_change else [],
        note=_("What has been given and counted stays under the kind it was counted under."),
    )


def kind_columns() -> list[Column]:
    """What stands of each kind."""
    return [
        Column(_("Kind of help")),
        Column(_("For whom")),
        Column(_("Counted as")),
        Column(_("State")),
    ]


def kind_row(kind: InterventionKind, *, may_change: bool = False) -> Row:
    """One kind."""
    return Row(
        [
            Cell(
                kind.name,
                url=reverse("help_kind", args=[kind.pk]) if may_change else "",
                sub=kind.about,
            ),
            Cell(_use(kind), sub=str(Provider(kind.provider).label)),
            Cell(kind_words(kind) or "–"),
            Cell(_state(kind)),
        ]
    )


def _use(kind: InterventionKind) -> str:
    if not kind.is_individual:
        return _("Open to all")
    return _("In a case, by a decision") if kind.needs_decision else _("In a case")


def _state(kind: InterventionKind) -> str:
    if kind.retired_on is None:
        return _("In use")
    return _("Ended %(day)s") % {"day": day_words(kind.retired_on)}


def kind_form(title: str, *, verb: str) -> FormPage:
    """The page of one kind."""
    return FormPage(
        title=title,
        breadcrumb=below("help_kinds", list_title(), title),
        verb=verb,
        back_url=reverse("help_kinds"),
        note=_(
            "With another name, or counted otherwise, it becomes a new kind. What has been given stays"
            " under the old one."
        ),
    )


def former_rows(kinds: Sequence[InterventionKind]) -> list[Row]:
    """What it was before, the latest first."""
    return [kind_row(each) for each in kinds]
