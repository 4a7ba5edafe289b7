"""Units, deputies, values and the index of the settings, as pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Action, Cell, Column, Row
from kraftsamling.organisations.models import Deputy, Setting, Unit
from kraftsamling.organisations.presenters import language
from kraftsamling.organisations.presenters.pages import ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs
from kraftsamling.organisations.settings_catalogue import CATALOGUE, SettingDefinition


def units_page(
    tree: Sequence[tuple[int, Unit]],
    *,
    people: Mapping[UUID, int],
    may_change: bool,
) -> ListPage:
    """The tree, with how many work in each."""
    title = _("Units")
    return ListPage(
        title=title,
        lead=_("A manager sees the own unit and everything below it."),
        breadcrumb=settings_crumbs(title),
        columns=[Column(_("Unit")), Column(_("People"), number=True), Column(_("State"))],
        rows=[
            Row(
                [
                    Cell(
                        f"{'– ' * depth}{unit.name}",
                        url=reverse("unit", args=[unit.pk]) if may_change else "",
                    ),
                    Cell(str(people.get(unit.pk, 0))),
                    Cell(
                        _("Closed %(day)s") % {"day": formats.tight_date(unit.closed_on)}
                        if unit.closed_on
                        else _("Open")
                    ),
                ]
            )
            for depth, unit in tree
        ],
        nothing=_("There is no unit yet."),
        verbs=[Action(_("Add a unit"), reverse("unit_new"))] if may_change else [],
    )


def deputies_page(deputies: Sequence[Deputy], *, may_add: bool, today: date) -> ListPage:
    """Who stands in for whom."""
    title = _("Deputies")
    return ListPage(
        title=title,
        lead=_(
            "A deputy has the role between the two days, and can be the second person in a decision "
            "that takes two."
        ),
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("Deputy")),
            Column(_("In place of")),
            Column(_("Days")),
            Column(_("State")),
        ],
        rows=[
            Row(
                [
                    Cell(each.user.name, url=reverse("deputy_end", args=[each.pk])),
                    Cell(each.membership.name, sub=each.membership.get_role_display()),
                    Cell(
                        f"{formats.tight_date(each.starts_on)} – {formats.tight_date(each.ends_on)}",
                        nowrap=True,
                    ),
                    Cell(_("Now"), tone="info")
                    if each.starts_on <= today
                    else Cell(_("Not begun")),
                ]
            )
            for each in deputies
        ],
        nothing=_(
            "Nobody stands in for anybody. Appoint a deputy before the holiday, so that decisions that "
            "take two do not have to wait."
        ),
        verbs=[Action(_("Appoint a deputy"), reverse("deputy_new"))] if may_add else [],
    )


def shown_value(entry: SettingDefinition, value: Any) -> str:
    """A value with its unit."""
    if entry.kind == "bool":
        return _("Yes") if value else _("No")
    if entry.kind == "percent":
        return formats.percent_sign(value, language())
    if entry.kind == "int":
        return f"{formats.number(value, language())} {entry.unit}".strip()
    return str(value) or "–"


def values_page(decided: Mapping[str, Setting], *, may_change: bool) -> ListPage:
    """Every value, where it comes from, and whether it is the authority's own."""
    title = _("Values")
    own = sum(code in CATALOGUE for code in decided)
    return ListPage(
        title=title,
        lead=_("All values are the start values.")
        if not own
        else _("%(count)s values are your own decision, the others are start values.")
        % {"count": own},
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("What")),
            Column(_("Value")),
            Column(_("Comes from")),
            Column(_("Rules")),
        ],
        rows=[
            _value_row(entry, decided.get(code), may_change) for code, entry in CATALOGUE.items()
        ],
        note=_(
            "What is marked as not verified has not been read in its source by us. Check it before you "
            "rely on it."
        ),
    )


def _value_row(entry: SettingDefinition, own: Setting | None, may_change: bool) -> Row:
    value = own.value if own else entry.default
    source = own.source if own else str(entry.source)
    changes, url = _("Fixed"), reverse(entry.page) if entry.page else ""
    if entry.page:
        changes = _("Decided on a page of its own")
    if entry.changeable:
        changes = _("May only be raised") if entry.only_upwards else _("May be changed")
        url = reverse("value", args=[entry.code]) if may_change else ""
    return Row(
        [
            Cell(
                str(entry.name),
                url=url,
                sub=changes,
            ),
            Cell(shown_value(entry, value), tone="info" if own else ""),
            Cell(source, sub="" if own or entry.verified else _("Not verified")),
            Cell(str(entry.where)),
        ]
    )


def history_rows(
    entry: SettingDefinition, history: Sequence[Any], names: Mapping[str, str]
) -> list[Row]:
    """What was decided before, and by whom."""
    rows = []
    for event in history:
        at = event.pgh_created_at.astimezone(STOCKHOLM)
        who = names.get(str((event.pgh_context or {}).get("user", "")), "–")
        rows.append(
            Row(
                [
                    Cell(f"{at:%Y-%m-%d %H.%M}", nowrap=True),
                    Cell(shown_value(entry, event.value)),
                    Cell(event.source, sub=formats.tight_date(event.decided_on)),
                    Cell(who),
                ]
            )
        )
    return rows


def history_columns() -> list[Column]:
    """The head of the history."""
    return [
        Column(_("Stored")),
        Column(_("Value")),
        Column(_("Decided")),
        Column(_("By whom")),
    ]
