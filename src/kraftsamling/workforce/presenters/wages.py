"""The wage ladder as a page: who reaches a step, what has been paid in time, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row, WorkRow
from kraftsamling.workforce.models import WageLadder
from kraftsamling.workforce.presenters.page import (
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.rules.ladder import Ladder, Step, is_on_time
from kraftsamling.workforce.selectors.wages import DueStep


def rule_words(ladder: Ladder) -> str:
    """ "1 000 kr mer i månaden efter 1, 3 och 5 år." """
    return _("%(kronor)s more a month after %(years)s years.") % {
        "kronor": formats.money(ladder.kronor, language()),
        "years": formats.joined([str(each) for each in ladder.years], language()),
    }


def ladder_page(
    ladder: Ladder,
    history: Sequence[WageLadder],
    this_quarter: Sequence[DueStep],
    earlier: Sequence[DueStep],
    costs: Sequence[int],
    *,
    on_ladder: int,
    may_tick: bool,
    opens: Opens,
    today: date,
) -> StaffPage:
    """Sentence first: how many reach a step this quarter."""
    late = [each for each in earlier if each.paid is None]
    waiting = [*late, *(each for each in this_quarter if each.paid is None)]
    paid = [each for each in (*earlier, *this_quarter) if each.paid is not None]
    return StaffPage(
        title=_("Wage ladder"),
        lead=_lead(len(this_quarter), on_ladder),
        rest=_late_words(len(late)),
        breadcrumb=[home(), Link(_("Wage ladder"))],
        tabs=staff_tabs("wages", opens),
        sections=[
            Section(
                _("To pay"),
                "betala",
                items=[_item(each, may_tick=may_tick, today=today) for each in waiting],
                nothing=_("Every step that has been reached is paid."),
            ),
            Section(
                _("Paid in the last year"),
                "betalda",
                columns=[Column(_("Name")), Column(_("Step")), Column(_("Paid from"))],
                rows=[_paid_row(each, may_tick=may_tick, today=today) for each in reversed(paid)],
                nothing=_("No step has been paid in the last year."),
            ),
            Section(
                _("What the ladder costs"),
                "kostar",
                text=_("In five years %(sum)s.") % {"sum": formats.money(sum(costs), language())},
                columns=[Column(_("Twelve months from")), Column(_("Cost"), number=True)],
                rows=[
                    Row(
                        [
                            Cell(day_words(_year_from(today, index), today)),
                            Cell(formats.money(cost, language()), nowrap=True),
                        ]
                    )
                    for index, cost in enumerate(costs)
                ],
                why=_(
                    "Everybody on the ladder is reckoned to stay, and every step to be paid from its"
                    " month. Steps reached before are counted too. The employer's fees are not."
                ),
            ),
            Section(
                _("The rule"),
                "regeln",
                text=rule_words(ladder),
                facts=[
                    Fact(
                        day_words(row.valid_from, today),
                        rule_words(Ladder(tuple(row.years), row.kronor)),
                    )
                    for row in history
                ],
                links=[Link(_("Change the rule"), reverse("wage_rule"))] if may_tick else [],
            ),
        ],
    )


def _lead(count: int, on_ladder: int) -> str:
    if not on_ladder:
        return _("Nobody is on the ladder yet.")
    if not count:
        return _("Nobody reaches a step this quarter.")
    return ngettext(
        "%(count)s of %(all)s on the ladder reaches a step this quarter.",
        "%(count)s of %(all)s on the ladder reach a step this quarter.",
        count,
    ) % {
        "count": formats.in_words(count, language(), common_gender=True).capitalize(),
        "all": on_ladder,
    }


def _late_words(late: int) -> str:
    if not late:
        return ""
    return ngettext(
        "%(count)s earlier step is not paid yet.", "%(count)s earlier steps are not paid yet.", late
    ) % {"count": formats.in_words(late, language()).capitalize()}


def step_words(step: Step) -> str:
    """ "3 år: 1 000 kr mer i månaden"."""
    return _("%(years)s: %(kronor)s more a month") % {
        "years": formats.age(step.years, language()),
        "kronor": formats.money(step.kronor, language()),
    }


def _item(each: DueStep, *, may_tick: bool, today: date) -> WorkRow:
    is_late = (each.step.due_on.year, each.step.due_on.month) < (today.year, today.month)
    return WorkRow(
        due=day_words(each.step.due_on, today),
        due_detail=_("late") if is_late else "",
        title=each.employee.name,
        url=reverse("employee", args=[each.employee.pk]),
        rule=step_words(each.step),
        urgency="soon" if is_late else "",
        action_label=_("Paid") if may_tick else "",
        action_url=reverse("wage_paid", args=[each.employee.pk, each.step.years])
        if may_tick
        else "",
    )


def _paid_row(each: DueStep, *, may_tick: bool, today: date) -> Row:
    paid = each.paid
    assert paid is not None
    return Row(
        [
            Cell(each.employee.name),
            Cell(step_words(each.step), sub=day_words(each.step.due_on, today)),
            Cell(
                day_words(paid.paid_from, today),
                sub=_("In time") if is_on_time(paid.due_on, paid.paid_from) else _("Late"),
            ),
        ]
    )


def _year_from(today: date, index: int) -> date:
    return today.replace(day=1, year=today.year + index)
