"""Who is asking, and which hats that person has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Q
from django.http import HttpRequest

from kraftsamling.common.clock import day_of
from kraftsamling.common.requests import TimedRequest
from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import PUBLIC, Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import Approval
from kraftsamling.organisations.models import (
    Authority,
    Deputy,
    IdentityProvider,
    Membership,
    Municipality,
    Setting,
    Unit,
    User,
)
from kraftsamling.organisations.models.employer import ProviderState
from kraftsamling.organisations.reach import reach_of
from kraftsamling.organisations.roles import AuthorityKind, Role, may_give, roles_at

HAT_IN_SESSION = "hat"
ONLY_AUTHORITY = "only_authority"


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


def hats_for(request: HttpRequest, user_id: UUID, *, today: date) -> list[Hat]:
    """The hats of this session: a login through an employer opens that employer's roles and no other's."""
    only = request.session.get(ONLY_AUTHORITY)
    hats = hats_of(user_id, today=today)
    return [hat for hat in hats if only is None or str(hat.membership.authority_id) == only]


def worn_hat(request: HttpRequest, user: User, *, today: date) -> Hat | None:
    """The hat of this session: the chosen one while it is current, else the first.

    The first is remembered too: a role that the person gets meanwhile must not change the one they work in.
    """
    chosen = request.session.get(HAT_IN_SESSION, "")
    if chosen.startswith("m:"):  # the common case in one query
        membership = (
            Membership.rows.filter(current(today), user_id=user.pk, pk=chosen[2:])
            .select_related("authority")
            .first()
        )
        only = request.session.get(ONLY_AUTHORITY)
        if membership and (only is None or str(membership.authority_id) == only):
            membership.user = user  # has been read already
            return Hat(chosen, membership)
    hats = hats_for(request, user.pk, today=today)
    hat = next((hat for hat in hats if hat.key == chosen), hats[0] if hats else None)
    if hat is not None and hat.key != chosen:
        request.session[HAT_IN_SESSION] = hat.key
    return hat


def actor_of(request: TimedRequest) -> Actor:
    """The person behind a request, in the membership of the session. Runs inside the door."""
    from kraftsamling.confidentiality.scope import AUTHORITY, set_local
    from kraftsamling.organisations.login import authenticated_at, has_second_factor

    user = request.user
    assert isinstance(user, User)
    hat = worn_hat(request, user, today=request.today)
    request.hat = hat  # type: ignore[attr-defined]
    if hat is None:
        return Actor(role=PUBLIC, user_id=user.pk, human=user.human)
    set_local(AUTHORITY, hat.membership.authority_id)
    unit_ids, space_ids = reach_of(hat.membership, today=request.today)
    return Actor(
        role=hat.membership.role,
        user_id=user.pk,
        membership_id=hat.membership.pk,
        authority_id=hat.membership.authority_id,
        unit_id=hat.membership.unit_id,
        unit_ids=unit_ids,
        space_ids=space_ids,
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


def seconds_for(
    waiting: Approval | None, roles: frozenset[str], *, actor: Actor, today: date
) -> list[Membership]:
    """Who may confirm what waits, or would wait if the actor asked: never the human who asks."""
    assert actor.authority_id is not None
    asks = waiting.requested_by_human if waiting else actor.human
    return [m for m in holders(actor.authority_id, roles, today=today) if m.user.human != asks]


def membership_of(actor: Actor) -> Membership:
    """The role that the actor works in now, with whose it is."""
    assert actor.membership_id is not None
    return Membership.rows.select_related("user").get(pk=actor.membership_id)


def unit_name(hat: Hat) -> str:
    """The unit of a hat. It is read inside that authority, whose wall hides it here."""
    from kraftsamling.confidentiality.scope import acting_for

    with acting_for(hat.membership.authority_id):
        return Unit.rows.values_list("name", flat=True).get(pk=hat.membership.unit_id)


def own_user(actor: Actor) -> User:
    """The account behind an actor."""
    assert actor.user_id is not None
    return User.objects.get(pk=actor.user_id)


def humans_with(authority_id: UUID, roles: frozenset[str], at: datetime) -> frozenset[str]:
    """Who can act in one of these roles today, as human beings: holders and their deputies."""
    today = day_of(at)
    active = Membership.rows.of_authority(authority_id).filter(current(today), role__in=roles)
    own = [each.user for each in active.filter(user__is_active=True).select_related("user")]
    deputies = Deputy.rows.of_authority(authority_id).filter(
        current(today), membership__in=active, user__is_active=True
    )
    stand_ins = [each.user for each in deputies.select_related("user")]
    return frozenset(user.human for user in [*own, *stand_ins])


def memberships_to_see(actor: Actor, *, at: Circumstances) -> list[Membership]:
    """Everybody at work whom the actor may see in the list of accounts, by name; those to come too."""
    rows = Membership.rows.visible_to(actor, "list", at=at, resource="account")
    today = day_of(at.now)
    at_work = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    found = at_work.select_related("user", "unit")
    return sorted(found, key=lambda m: (swedish_key(m.name), m.role, str(m.pk)))


def open_units(authority_id: UUID, *, today: date) -> list[Unit]:
    """Units that are not closed, in Swedish order. Runs inside the authority."""
    rows = Unit.rows.of_authority(authority_id)
    return list(
        rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today)).order_by("sort_key", "pk")
    )


def own_units(actor: Actor, *, today: date) -> list[Unit]:
    """The open units of the actor's part of the tree, in Swedish order."""
    assert actor.authority_id is not None
    every = open_units(actor.authority_id, today=today)
    return [each for each in every if each.pk in actor.unit_ids]


def units_to_give(actor: Actor, *, today: date) -> list[Unit]:
    """The units in which the actor may ask for a role: all for the administrator, else the own subtree."""
    assert actor.authority_id is not None
    units = open_units(actor.authority_id, today=today)
    if actor.role == Role.ORG_ADMIN:
        return units
    return [unit for unit in units if unit.pk in actor.unit_ids]


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles that the actor may ask for, at an authority of this kind."""
    every = roles_at(AuthorityKind(authority_of(actor).kind))
    return [role for role in every if may_give(actor.role, role)]


def provider_in_use(authority_id: UUID) -> IdentityProvider | None:
    """The authority's own identity provider, once two people have confirmed it. Inside the authority."""
    rows = IdentityProvider.rows.of_authority(authority_id)
    return rows.filter(state=ProviderState.IN_USE).first()


def providers(actor: Actor, *, at: Circumstances) -> list[IdentityProvider]:
    """Every provider that was described: the one in use, those that wait, those that were."""
    order = [ProviderState.IN_USE, ProviderState.ASKED, ProviderState.ENDED]
    rows = IdentityProvider.rows.visible_to(actor, "read", at=at).order_by("-asked_at", "pk")
    return sorted(rows, key=lambda each: order.index(ProviderState(each.state)))


def employers() -> list[Authority]:
    """The authorities whose people can log in through them."""
    found = Authority.objects.filter(employer_login_on=True)
    return sorted(found, key=lambda each: swedish_key(each.name))


def authority_of(actor: Actor) -> Authority:
    """The authority that the actor works for."""
    assert actor.authority_id is not None
    return Authority.objects.select_related("municipality").get(pk=actor.authority_id)


def user_with_email(email: str) -> User | None:
    """The account of an address, whatever its case."""
    return User.objects.filter(email__iexact=email).first()


def is_known_here(user_id: UUID, authority_id: UUID) -> bool:
    """Whether the person works or has worked here, so that colleagues know the name. Inside the authority."""
    rows = Membership.rows.of_authority(authority_id)
    return rows.filter(user_id=user_id, has_come=True).exists()


def works_elsewhere(user: User, *, authority_id: UUID, today: date) -> bool:
    """Whether a person also has a role at another authority: then this one may not close the account."""
    from kraftsamling.confidentiality.scope import acting_as_user

    with acting_as_user(user.pk):
        rows = Membership.rows.filter(current(today), user=user)
        return rows.exclude(authority_id=authority_id).exists()


def stands_above(user: User, actor: Actor, *, today: date) -> bool:
    """Whether a person has a role at the actor's authority, now or to come, own or as a deputy, that the
    actor could not have given."""
    assert actor.authority_id is not None
    to_come = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    own = Membership.rows.of_authority(actor.authority_id).filter(to_come, user=user)
    as_deputy = Deputy.rows.of_authority(actor.authority_id).filter(ends_on__gte=today, user=user)
    held = [
        *own.values_list("role", "unit_id"),
        *as_deputy.values_list("membership__role", "membership__unit_id"),
    ]
    everywhere = actor.role == Role.ORG_ADMIN
    return any(
        not may_give(actor.role, role) or not (everywhere or unit in actor.unit_ids)
        for role, unit in held
    )


def names_of_memberships(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The person's name behind each membership. Runs inside the authority."""
    rows = Membership.rows.filter(pk__in=[pk for pk in ids if pk]).select_related("user")
    return {row.pk: row.name for row in rows}


def unit_tree(actor: Actor, *, at: Circumstances) -> list[tuple[int, Unit]]:
    """Every unit with its depth, parents before children, siblings in Swedish order."""
    below: dict[UUID | None, list[Unit]] = {}
    for unit in Unit.rows.visible_to(actor, "list", at=at).order_by("sort_key", "pk"):
        below.setdefault(unit.parent_id, []).append(unit)
    answer: list[tuple[int, Unit]] = []

    def walk(parent_id: UUID | None, depth: int) -> None:
        for unit in below.get(parent_id, []):
            answer.append((depth, unit))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return answer


def people_in_units(authority_id: UUID, *, today: date) -> dict[UUID, int]:
    """How many roles are held in each unit today."""
    rows = Membership.rows.of_authority(authority_id).filter(current(today))
    counted = rows.values_list("unit_id").annotate(people=Count("user_id", distinct=True))
    return dict(counted)


def unit_with_id(authority_id: UUID, pk: UUID | str | None) -> Unit | None:
    """A unit of the authority."""
    return Unit.rows.of_authority(authority_id).filter(pk=pk).first() if pk else None


def deputies_to_see(actor: Actor, *, at: Circumstances) -> list[Deputy]:
    """Deputies whose days have not passed."""
    rows = Deputy.rows.visible_to(actor, "read", at=at).filter(ends_on__gte=day_of(at.now))
    return list(
        rows.select_related("user", "membership__user", "membership__unit").order_by(
            "starts_on", "pk"
        )
    )


def roles_to_stand_in_for(actor: Actor, *, today: date) -> list[Membership]:
    """The current roles for which the actor may appoint a deputy."""
    assert actor.authority_id is not None
    everybody = members_of(actor.authority_id, today=today)
    if actor.role == Role.UNIT_MANAGER:
        return [each for each in everybody if each.unit_id in actor.unit_ids]
    return everybody


def decided_values(actor: Actor, *, at: Circumstances) -> dict[str, Setting]:
    """The authority's own values by code."""
    return {row.code: row for row in Setting.rows.visible_to(actor, "read", at=at)}


def history_of_value(authority_id: UUID, code: str) -> list[Any]:
    """Every version of a decided value, newest first. Runs inside the authority."""
    events = apps.get_model("organisations", "SettingEvent")
    rows = events._meta.managers[0].filter(authority_id=authority_id, code=code)
    return list(rows.order_by("-pgh_created_at", "-pgh_id"))


def names_of_users(ids: Iterable[str | None]) -> dict[str, str]:
    """Names by the id as the change log wrote it."""
    rows = User.objects.filter(pk__in=[pk for pk in ids if pk])
    return {str(row.pk): row.name for row in rows}


def municipalities() -> list[Municipality]:
    """The real municipalities in Swedish order."""
    return list(Municipality.objects.filter(is_invented=False).order_by("sort_key"))


def is_empty() -> bool:
    """Whether the installation has no authority yet."""
    return not Authority.objects.exists()
