"""The conditions of the matrix.

Two kinds. A *session* condition looks only at the actor and the request (a second factor, a recent
login). A *row* condition looks at one row, and therefore comes as a pair: a predicate for the row in
hand and a Q for the rows in the database. A property test proves that each pair agrees
(tests/confidentiality/test_condition_pairs.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db.models import Q

from kraftsamling.confidentiality.actor import Actor


@dataclass(frozen=True)
class Circumstances:
    """What is true of this request besides who asks: read once at the edge.

    `basis` is the reason or legal ground that the person gave; `within_rate` is False when the
    endpoint's limit is spent. `action` is what is asked about: the policy fills it
    in, for conditions that let somebody read longer than write.
    """

    now: datetime
    basis: str = ""
    within_rate: bool = True
    action: str = ""


@dataclass(frozen=True)
class Pair:
    """A row condition twice: asked of one row, and asked of the database.

    `follows_from` are conditions that each suffice for it: a list that asks one of them need not ask this.
    """

    holds: Callable[[Actor, Any, Circumstances], bool]
    q: Callable[[Actor, Circumstances], Q]
    follows_from: tuple[Pair, ...] = ()


EVERY_ROW: Final = Q()
NO_ROW: Final = Q(pk__in=())

SessionCondition = Callable[[Actor, Circumstances], bool]

SESSION: Final[Mapping[str, SessionCondition]] = {
    "MFA": lambda actor, _: actor.second_factor,
    "REAUTH": lambda actor, at: actor.has_reauthenticated(at.now),
    "RATE": lambda _, at: at.within_rate,
    "BASIS": lambda _, at: bool(at.basis),
    # Held by construction. WRITEONLY: the view answers with the same receipt whoever asks. NODATA: the
    # page shows nothing of the class. NOLOG_NOSHOW: the door logs before anything leaves. TOKEN and
    # NOIDENT: only the database function survey_submit reaches the table, and it takes no person.
    # AGG and RELEASE: the figures leave only as Shown or Hidden. FOUR_EYES and NOT_SELF: the approval
    # mechanism asks for the second person (approvals.py); the first one only asks.
    # COI, PROT and PURPOSE guard persons; the apps that hold persons bind them.
    "WRITEONLY": lambda *_: True,
    "NODATA": lambda *_: True,
    "NOLOG_NOSHOW": lambda *_: True,
    "TOKEN": lambda *_: True,
    "NOIDENT": lambda actor, _: actor.is_public,
    "AGG": lambda *_: True,
    "RELEASE": lambda *_: True,
    "FOUR_EYES": lambda *_: True,
    "NOT_SELF": lambda *_: True,
}


def _value(row: Any, path: str) -> Any:
    """Follow a lookup path (`plan__space_id`) from a row, as the database would."""
    return reduce(lambda at, name: None if at is None else getattr(at, name), path.split("__"), row)


def same_authority(path: str = "authority_id") -> Pair:
    """ORG: the row belongs to the authority of the active membership."""
    return Pair(
        lambda actor, row, _: (
            actor.authority_id is not None and _value(row, path) == actor.authority_id
        ),
        lambda actor, _: Q(**{path: actor.authority_id}) if actor.authority_id else NO_ROW,
    )


def in_space(path: str = "space_id") -> Pair:
    """ORGMEMBER and MEMBER: the actor's authority is a current member of the row's space."""
    return Pair(
        lambda actor, row, _: _value(row, path) in actor.space_ids,
        lambda actor, _: Q(**{f"{path}__in": actor.space_ids}),
    )


def in_unit(path: str = "unit_id") -> Pair:
    """UNIT: the row's unit lies in the subtree of the active membership's unit."""
    return Pair(
        lambda actor, row, _: _value(row, path) in actor.unit_ids,
        lambda actor, _: Q(**{f"{path}__in": actor.unit_ids}),
    )


def own_of(attribute: str, path: str) -> Pair:
    """OWN: the row names the actor (`membership_id`, `user_id`) or the actor's authority."""
    return Pair(
        lambda actor, row, _: (
            getattr(actor, attribute) is not None and _value(row, path) == getattr(actor, attribute)
        ),
        lambda actor, _: (
            Q(**{path: getattr(actor, attribute)}) if getattr(actor, attribute) else NO_ROW
        ),
    )


def is_own_account(actor: Actor, user_id: Any) -> bool:
    """Whether an account is the actor's, or another account of the same human being."""
    return user_id is not None and _own_accounts(actor).filter(pk=user_id).exists()


def _own_accounts(actor: Actor) -> Any:
    """An account without a personal identity number is only itself: its index is empty, `human` never is."""
    same = Q(pk=actor.user_id) | Q(human_index=actor.human) & ~Q(human_index="")
    return get_user_model().objects.filter(same)


def not_made_by_me(path: str) -> Pair:
    """NOT_SELF: another human being made the row (`path` holds a user id), not only another account; a row
    without a maker is nobody's."""
    return Pair(
        lambda actor, row, _: (
            actor.user_id is not None and not is_own_account(actor, _value(row, path))
        ),
        lambda actor, _: (
            ~Q(**{f"{path}__in": _own_accounts(actor).values("pk")})
            | Q(**{f"{path}__isnull": True})
            if actor.user_id
            else NO_ROW
        ),
    )


def published(path: str = "published_at") -> Pair:
    """PUBLISHED: the row has a time of publication, and that time has come."""
    return Pair(
        lambda _, row, at: (when := _value(row, path)) is not None and when <= at.now,
        lambda _, at: Q(**{f"{path}__lte": at.now}),
    )


def always() -> Pair:
    """For a condition that every row of this model meets by how it is made; say why where it is used."""
    return Pair(lambda *_: True, lambda *_: EVERY_ROW)
