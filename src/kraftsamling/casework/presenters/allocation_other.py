"""Somebody else than the proposed one: what that changes; and what a worker sees of her own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import AllocationLine
from kraftsamling.casework.presenters import allocation_words as words
from kraftsamling.casework.presenters.points import of_ceiling
from kraftsamling.casework.presenters.words import case_page, day_words, language, short_name
from kraftsamling.casework.presenters.worklist import neutral_type
from kraftsamling.casework.rules.allocation.changing import Change
from kraftsamling.casework.rules.allocation.costs import load_after
from kraftsamling.casework.rules.allocation.problem import Priority, may_be_given
from kraftsamling.casework.selectors.allocation import Situation
from kraftsamling.casework.services import allocation
from kraftsamling.casework.statuses import OtherBecause
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.organisations.presenters.pages import ListPage


def refusal_words(refused: Exception) -> str:
    """What is said to whoever could not give out or take back."""
    if isinstance(refused, allocation.AlreadyGiven):
        return _("%(name)s was before you. This is how it is now.") % {"name": refused.by}
    if isinstance(refused, allocation.ProtectionFirst):
        return ngettext(
            "%(count)s child has no protection assessment. Make it first.",
            "%(count)s children have no protection assessment. Make them first.",
            refused.count,
        ) % {"count": formats.in_words(refused.count, language()).capitalize()}
    if isinstance(refused, allocation.CannotBeUndone):
        return _(
            "It cannot be undone any more: half an hour has passed, or the case has gone on. Give it to"
            " somebody else on the page of the case."
        )
    assert isinstance(refused, allocation.NoLongerStands)
    if not refused.since:
        return _(
            "There is a newer proposal. Nothing was given out. Look at it, and accept it anew."
        )
    what = formats.joined([words.since_words(each) for each in refused.since], language())
    return _("Nothing was given out, because %(what)s. This is a new proposal.") % {"what": what}


def workers_offered(line: AllocationLine, found: Situation) -> list[tuple[str, str]]:
    """Who could have it, with the points it would give; those whom it may not go to are not named."""
    key = str(line.case_id)
    case = found.problem.case.get(key)
    if case is None:
        return []
    offered = []
    for who in found.problem.eligible[key]:
        worker = found.problem.worker[who]
        if not may_be_given(worker) or who == str(line.to_id):
            continue
        after = worker.load + case.points_of(who)
        told = _("%(name)s, %(before)s → %(after)s") % {
            "name": found.names[who],
            "before": worker.load,
            "after": of_ceiling(after, worker.ceiling),
        }
        if after > worker.ceiling:
            told = _("%(worker)s, above the ceiling") % {"worker": told}
        elif after == worker.ceiling:
            told = _("%(worker)s, at the ceiling") % {"worker": told}
        offered.append((who, told))
    return offered


@dataclass(frozen=True)
class OtherPage:
    """Choose somebody else, see what changes, and say why."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    changes: Sequence[str]
    seen: str
    keep: Link
    nobody: str

    @classmethod
    def of(
        cls,
        line: AllocationLine,
        found: Situation,
        change: Change | None,
        *,
        chosen: str,
        today: date,
    ) -> OtherPage:
        name = short_name(line.case.subject, today)
        proposed = line.to.name if line.to else ""
        return cls(
            title=_("Somebody else for %(case)s") % {"case": name},
            lead=_("Proposed: %(name)s. %(type)s.")
            % {"name": proposed, "type": neutral_type(line.case)}
            if proposed
            else _("The proposal lets the case wait. %(type)s.")
            % {"type": neutral_type(line.case)},
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Give out cases"), reverse("allocation")),
                Link(name),
            ],
            changes=_changes(line, found, change, chosen, today) if change else [],
            seen=chosen if change else "",
            keep=Link(
                _("Keep %(name)s") % {"name": words.first_name(proposed)}
                if proposed
                else _("Let it wait"),
                reverse("allocation"),
            ),
            nobody=""
            if workers_offered(line, found)
            else _("Nobody else who is here can have the case."),
        )


def _changes(
    line: AllocationLine, found: Situation, change: Change, chosen: str, today: date
) -> list[str]:
    told = [
        _("%(case)s goes to %(name)s instead.")
        % {"case": short_name(found.cases[key].subject, today), "name": found.names[who]}
        for key, who in sorted(change.moved.items())
    ]
    told += [
        _("%(case)s must wait.") % {"case": short_name(found.cases[key].subject, today)}
        for key in sorted(change.waits)
    ]
    worker = found.problem.worker[chosen]
    left = worker.ceiling - load_after(found.problem, change.proposal.given)[chosen]
    first = [c.points for c in found.problem.cases if c.priority == Priority.FIRST]
    if left < min(first, default=5):
        told.append(
            _("%(name)s then has no room for what goes before everything else.")
            % {"name": words.first_name(found.names[chosen])}
        )
    if not change.waits:
        told.append(_("As many wait as before."))
    if change.dearer.continuity > 0:
        told.append(_("Fewer keep somebody who knows the family."))
    return told


class GivenToMePage:
    """A worker's own new cases, each with the reason."""

    @staticmethod
    def of(lines: Sequence[AllocationLine], *, today: date) -> ListPage:
        title = _("New cases of mine")
        return ListPage(
            title=title,
            lead=ngettext(
                "%(count)s case has been given to you the last fourteen days.",
                "%(count)s cases have been given to you the last fourteen days.",
                len(lines),
            )
            % {"count": len(lines)},
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
            columns=[Column(_("Case")), Column(_("Why you")), Column(_("Given"))],
            rows=[_mine_row(each, today) for each in lines],
            nothing=_("Nothing new has been given to you the last fourteen days."),
            note=_("Nobody but you and your managers sees this."),
        )


def _mine_row(line: AllocationLine, today: date) -> Row:
    assert line.given_at is not None
    given_by = line.given_by.name if line.given_by else ""
    return Row(
        [
            Cell(
                short_name(line.case.subject, today),
                url=case_page(line.case),
                sub=neutral_type(line.case),
            ),
            Cell(_why_me(line)),
            Cell(day_words(day_of(line.given_at)), sub=given_by, nowrap=True),
        ]
    )


def _why_me(line: AllocationLine) -> str:
    """The reason of the choice: the manager's own, or the proposal's. That another was shut out is not
    told."""
    if line.other_because in ("", OtherBecause.CONFLICT, OtherBecause.ABSENCE):
        reasons: list[Any] = line.reasons if not line.other_because else []
        return " ".join(words.reason_words(each, _("You")) for each in reasons) or _(
            "Your manager has chosen you."
        )
    return str(OtherBecause(line.other_because).label)
