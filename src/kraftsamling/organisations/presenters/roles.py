"""What each role may do, read out of the matrix itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.organisations.matrix_words import action_words, condition_words, resource_words
from kraftsamling.organisations.presenters.people import settings_crumbs
from kraftsamling.organisations.roles import AuthorityKind, Role, roles_at


def may_do(role: str) -> list[tuple[str, str]]:
    """Each thing the role may touch, with its acts and their limits in words."""
    answer = []
    for code, resource in matrix().resources.items():
        if code in matrix().pending:
            continue
        acts = [
            _act(action, cell.own)
            for (action, cell_role), cell in resource.cells.items()
            if cell_role == role
        ]
        if acts:
            answer.append((resource_words(code), "; ".join(acts)))
    return sorted(answer)


def _act(action: str, conditions: tuple[str, ...]) -> str:
    limits = condition_words(conditions)
    return f"{action_words(action)} ({limits})" if limits else action_words(action)


@dataclass(frozen=True)
class RolesPage:
    """One role at a time."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    links: Sequence[Link]
    role: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str

    @classmethod
    def of(cls, kind: str, *, chosen: str, own: str) -> RolesPage:
        roles = roles_at(AuthorityKind(kind))
        role = next((r for r in roles if r.value == chosen), None)
        role = role or next((r for r in roles if r.value == own), roles[0])
        title = _("What each role may do")
        return cls(
            title=title,
            lead=_("The table is drawn from the same rules that every page asks before it opens."),
            breadcrumb=settings_crumbs(title),
            links=[Link(str(r.label), f"?roll={r.value}", current=r is role) for r in roles],
            role=str(Role(role).label),
            columns=[Column(_("What")), Column(_("May"))],
            rows=[Row([Cell(name), Cell(acts)]) for name, acts in may_do(role.value)],
            note=_(
                "What is not in the table is refused. Everything holds inside the own authority, and "
                "what is not public needs two factors."
            ),
        )
