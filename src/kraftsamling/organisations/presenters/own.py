"""One's own page: the roles one has, and which of them is worn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.organisations import selectors
from kraftsamling.organisations.models import User
from kraftsamling.organisations.presenters import language
from kraftsamling.organisations.selectors import Hat


@dataclass(frozen=True)
class HatCard:
    """One role that can be worn."""

    key: str
    title: str
    where: str
    until: str
    worn: bool


@dataclass(frozen=True)
class OwnPage:
    """Who I am here, and in which role."""

    title: str
    lead: str
    email: str
    hats: Sequence[HatCard]
    several: bool
    demo: bool
    by_employer: bool

    @classmethod
    def of(
        cls, user: User, hats: Sequence[Hat], worn: Hat, *, demo: bool, by_employer: bool
    ) -> OwnPage:
        return cls(
            title=user.name,
            lead=_(
                "You see one role at a time. What you may open depends on the role, never on you."
            ),
            email=user.email,
            hats=[_card(hat, worn) for hat in hats],
            several=len(hats) > 1,
            demo=demo,
            by_employer=by_employer,
        )


def _card(hat: Hat, worn: Hat) -> HatCard:
    membership = hat.membership
    role = membership.title or membership.get_role_display()
    if hat.deputy:
        role = _("%(role)s, in place of %(name)s") % {"role": role, "name": membership.user.name}
    last = hat.deputy.ends_on if hat.deputy else membership.ends_on
    until = formats.long_date(last, language()) if last else ""
    return HatCard(
        key=hat.key,
        title=role,
        where=f"{selectors.unit_name(hat)}, {membership.authority.name}",
        until=_("Up to and including %(day)s.") % {"day": until} if until else "",
        worn=hat.key == worn.key,
    )
