"""A ceiling that is raised for a while: what so many points more would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.presenters import allocation_words as words
from kraftsamling.casework.presenters.points import of_ceiling
from kraftsamling.casework.presenters.words import day_words, short_name
from kraftsamling.casework.rules.allocation.changing import Change, with_more
from kraftsamling.casework.rules.allocation.costs import load_after
from kraftsamling.casework.rules.allocation.proposing import Proposal
from kraftsamling.casework.selectors.allocation import Situation
from kraftsamling.common.parts import Link
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.selectors.capacity import Capacity


@dataclass(frozen=True)
class CeilingPage:
    """Choose how many points and until when, see what changes, and say why."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    changes: Sequence[str]
    seen: str
    keep: Link

    @classmethod
    def of(
        cls,
        employee: Employee,
        here: Capacity,
        found: Situation,
        told: tuple[Proposal, Change] | None,
        *,
        more: int,
        until: date | None,
        today: date,
    ) -> CeilingPage:
        first = words.first_name(employee.name)
        title = _("Raise the ceiling of %(name)s") % {"name": employee.name}
        load = found.loads[str(employee.membership_id)]
        return cls(
            title=title,
            lead=_(
                "%(name)s has %(points)s. The ceiling is there for the work environment: talk it through"
                " with %(name)s first."
            )
            % {"name": first, "points": of_ceiling(load.points, here.ceiling)},
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Give out cases"), reverse("allocation")),
                Link(title),
            ],
            changes=_changes(str(employee.membership_id), here, found, *told, more, until, today)
            if told
            else [],
            seen=str(more) if told else "",
            keep=Link(_("Leave the ceiling as it is"), reverse("allocation")),
        )


def _changes(
    worker: str,
    here: Capacity,
    found: Situation,
    before: Proposal,
    change: Change,
    more: int,
    until: date | None,
    today: date,
) -> list[str]:
    after = change.proposal
    ceiling = here.ceiling + more

    def case(key: str) -> str:
        return short_name(found.cases[key].subject, today)

    told = [
        _("%(case)s gets a worker: %(name)s.") % {"case": case(key), "name": found.names[who]}
        for key, who in sorted(after.given.items())
        if key not in before.given
    ] or [_("No more cases get a worker by it.")]
    told += [
        _("%(case)s goes to %(name)s instead.") % {"case": case(key), "name": found.names[who]}
        for key, who in sorted(change.moved.items())
    ]
    told += [_("%(case)s must wait.") % {"case": case(key)} for key in sorted(change.waits)]
    told.append(
        ngettext("%(count)s case still waits.", "%(count)s cases still wait.", len(after.waiting))
        % {"count": len(after.waiting)}
        if after.waiting
        else _("Nobody waits any more.")
    )
    points = load_after(with_more(found.problem, worker, more), after.given)[worker]
    told.append(
        _("%(name)s then has %(points)s.")
        % {"name": words.first_name(here.name), "points": of_ceiling(points, ceiling)}
    )
    if until is not None:
        told.append(
            _("It holds until %(day)s. Then the ceiling is %(points)s points again.")
            % {"day": day_words(until), "points": here.usual}
        )
    return told
