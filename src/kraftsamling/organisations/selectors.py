"""Who is asking, and which hats that person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.actor import PUBLIC, Actor
from kraftsamling.organisations.models import Deputy, Membership, SpaceMember, Unit, User

HAT_IN_SESSION = "hat"


@dataclass(frozen=True)
class Hat:
    """One way to be at work: a membership of one's own, or another's that one stands in for."""

    key: str
    membership: Membership
    deputy: Deputy | None = None


def current(today: date, prefix: str = "") -> Q:
    """Rows whose period covers the day; the last day is included."""
    start, end = f"{prefix}starts_on", f"{prefix}ends_on"
    return Q(**{f"{start}__lte": today}) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": today})
    )


# Not the unit: its wall asks for an authority, and which one that is stands in the membership.
_WITH_AUTHORITY = ("user", "authority")


def hats_of(user_id: UUID, *, today: date) -> list[Hat]:
    """The hats a person can wear today, own ones first. Reads under `app.user`, so no authority is set."""
    own = Membership.rows.filter(current(today), user_id=user_id).select_related(*_WITH_AUTHORITY)
    stand_ins = (
        Deputy.rows.filter(current(today), current(today, "membership__"), user_id=user_id)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    hats = [Hat(f"m:{each.pk}", each) for each in own.order_by("starts_on", "pk")]
    return hats + [hat for each in stand_ins if (hat := _as_deputy(each)) is not None]


def _as_deputy(deputy: Deputy) -> Hat | None:
    """The hat of somebody else's membership. It is read inside that authority, whose wall hides it here."""
    from kraftsamling.confidentiality.scope import acting_for

    with acting_for(deputy.authority_id):
        membership = (
            Membership.rows.filter(pk=deputy.membership_id).select_related(*_WITH_AUTHORITY).first()
        )
    return Hat(f"d:{deputy.pk}", membership, deputy) if membership else None


def worn_hat(request: HttpRequest, user_id: UUID, *, today: date) -> Hat | None:
    """The hat of this session: the chosen one while it is current, else the first."""
    chosen = request.session.get(HAT_IN_SESSION, "")
    if chosen.startswith("m:"):  # the common case in one query
        membership = (
            Membership.rows.filter(current(today), user_id=user_id, pk=chosen[2:])
            .select_related(*_WITH_AUTHORITY)
            .first()
        )
        if membership:
            return Hat(chosen, membership)
    hats = hats_of(user_id, today=today)
    return next((hat for hat in hats if hat.key == chosen), hats[0] if hats else None)


def unit_and_below(unit_id: UUID, *, authority_id: UUID) -> frozenset[UUID]:
    """A unit's subtree, itself included. An authority has tens of units, so one small query."""
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent in Unit.rows.of_authority(authority_id).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, queue = {unit_id}, [unit_id]
    while queue:
        below = children.get(queue.pop(), [])
        found.update(below)
        queue.extend(below)
    return frozenset(found)


def spaces_of(authority_id: UUID, *, today: date) -> frozenset[UUID]:
    """The spaces that an authority is a member of today."""
    return frozenset(
        SpaceMember.objects.filter(current(today), authority_id=authority_id).values_list(
            "space_id", flat=True
        )
    )


def actor_of(request: TimedRequest) -> Actor:
    """The person behind a request, in the membership of the session. Runs inside the door."""
    from kraftsamling.confidentiality.scope import AUTHORITY, set_local
    from kraftsamling.organisations.login import authenticated_at, has_second_factor

    user = request.user
    assert isinstance(user, User)
    hat = worn_hat(request, user.pk, today=request.today)
    request.hat = hat  # type: ignore[attr-defined]
    if hat is None:
        return Actor(role=PUBLIC, user_id=user.pk, human=user.human)
    set_local(AUTHORITY, hat.membership.authority_id)
    return Actor(
        role=hat.membership.role,
        user_id=user.pk,
        membership_id=hat.membership.pk,
        authority_id=hat.membership.authority_id,
        unit_id=hat.membership.unit_id,
        unit_ids=unit_and_below(hat.membership.unit_id, authority_id=hat.membership.authority_id),
        space_ids=spaces_of(hat.membership.authority_id, today=request.today),
        human=user.human,
        second_factor=has_second_factor(request),
        authenticated_at=authenticated_at(request),
        stands_in_for=hat.membership.user_id if hat.deputy else None,
    )


def members_of(authority_id: UUID, *, today: date) -> list[Membership]:
    """Current memberships at an authority, by name. Runs inside that authority."""
    memberships = Membership.rows.of_authority(authority_id).filter(current(today))
    return list(memberships.select_related("user", "unit").order_by("user__name", "role", "pk"))


def holders(authority_id: UUID, roles: frozenset[str], *, today: date) -> list[Membership]:
    """Who holds one of these roles at an authority today. Runs inside that authority."""
    return [m for m in members_of(authority_id, today=today) if m.role in roles]


def unit_name(hat: Hat) -> str:
    """The unit of a hat. It is read inside that authority, whose wall hides it here."""
    from kraftsamling.confidentiality.scope import acting_for

    with acting_for(hat.membership.authority_id):
        return Unit.rows.values_list("name", flat=True).get(pk=hat.membership.unit_id)


def own_user(actor: Actor) -> User:
    """The account behind an actor."""
    assert actor.user_id is not None
    return User.objects.get(pk=actor.user_id)
