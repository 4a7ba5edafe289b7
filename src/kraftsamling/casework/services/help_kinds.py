"""The kinds of help that the authority has: added, changed, ended and taken up again."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import InterventionKind
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import Provider
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor

IN_PLACE: Final = ("about", "provider", "position")


class NameInUse(Exception):
    """Raised when a kind of help with the same name is in use."""


@transaction.atomic
def add_kind(
    *,
    by: Actor,
    at: datetime,
    key: UUID,
    name: str,
    about: str,
    is_individual: bool,
    needs_decision: bool,
    is_early: bool,
    is_preventive: bool,
    provider: Provider,
    position: int,
) -> InterventionKind:
    """One more kind. Posted twice it is there once. Raises NameInUse."""
    assert by.authority_id is not None
    pk = id_once(by.authority_id, key)
    if made := InterventionKind.rows.filter(pk=pk).first():
        return made
    _ensure_free(by.authority_id, name)
    return InterventionKind.rows.create(
        pk=pk,
        authority_id=by.authority_id,
        name=name.strip(),
        about=about.strip(),
        is_individual=is_individual,
        needs_decision=needs_decision,
        is_early=is_early,
        is_preventive=is_preventive,
        provider=provider,
        position=position,
    )


@transaction.atomic
def change_kind(
    *,
    kind: InterventionKind,
    by: Actor,
    at: datetime,
    seen_version: int,
    name: str,
    about: str,
    is_early: bool,
    is_preventive: bool,
    provider: Provider,
    position: int,
) -> InterventionKind:
    """Another description, place or giver. Another name or way of being counted is a new kind in the old
    one's place: what has been given and counted stays under the old one.

    Raises StaleVersion, NameInUse.
    """
    name = name.strip()
    counted = (name, is_early, is_preventive)
    if counted == (kind.name, kind.is_early, kind.is_preventive):
        kind.about, kind.provider, kind.position = about.strip(), provider, position
        save_if_unchanged(kind, seen_version=seen_version, fields=[*IN_PLACE])
        return kind
    if name.casefold() != kind.name.casefold():
        _ensure_free(kind.authority_id, name)
    kind.retired_on = day_of(at)
    save_if_unchanged(kind, seen_version=seen_version, fields=["retired_on"])
    return InterventionKind.rows.create(
        authority_id=kind.authority_id,
        name=name,
        about=about.strip(),
        is_individual=kind.is_individual,
        needs_decision=kind.needs_decision,
        is_programme=kind.is_programme,
        is_early=is_early,
        is_preventive=is_preventive,
        provider=provider,
        position=position,
        replaces=kind,
    )


@transaction.atomic
def end_kind(*, kind: InterventionKind, by: Actor, at: datetime, seen_version: int) -> None:
    """Nothing more is ordered or counted under it; what was, stays. Raises StaleVersion."""
    kind.retired_on = day_of(at)
    save_if_unchanged(kind, seen_version=seen_version, fields=["retired_on"])


@transaction.atomic
def take_up_kind(*, kind: InterventionKind, by: Actor, at: datetime, seen_version: int) -> None:
    """A kind that was ended is used again. Raises NameInUse, StaleVersion."""
    _ensure_free(kind.authority_id, kind.name)
    kind.retired_on = None
    save_if_unchanged(kind, seen_version=seen_version, fields=["retired_on"])


def _ensure_free(authority_id: UUID, name: str) -> None:
    in_use = InterventionKind.rows.of_authority(authority_id).filter(retired_on=None)
    if in_use.filter(name__iexact=name.strip()).exists():
        raise NameInUse(name)
