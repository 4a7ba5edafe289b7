"""The headings that the authority investigates under: added, renamed, moved, ended and taken up again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import InvestigationHeading
from kraftsamling.casework.services.trail import id_once
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor


class HeadingInUse(Exception):
    """Raised when a heading with the same words is in use."""


@transaction.atomic
def add_heading(
    *, by: Actor, at: datetime, key: UUID, words: str, help: str, is_required: bool, position: int
) -> InvestigationHeading:
    """One more heading. Raises HeadingInUse."""
    assert by.authority_id is not None
    pk = id_once(by.authority_id, key)
    if made := InvestigationHeading.rows.filter(pk=pk).first():
        return made
    _ensure_free(by.authority_id, words)
    made = InvestigationHeading.rows.create(
        pk=pk,
        authority_id=by.authority_id,
        words=words.strip(),
        help=help.strip(),
        is_required=is_required,
        position=position,
    )
    _put(made, position)
    return made


@transaction.atomic
def change_heading(
    *,
    heading: InvestigationHeading,
    by: Actor,
    at: datetime,
    seen_version: int,
    words: str,
    help: str,
    is_required: bool,
    position: int,
) -> InvestigationHeading:
    """Another help, place or duty; other words are a new heading in the old one's place.

    Raises StaleVersion, HeadingInUse.
    """
    if words.strip() != heading.words:
        _ensure_free(heading.authority_id, words)
        old, heading = (
            heading,
            InvestigationHeading(
                authority_id=heading.authority_id, words=words.strip(), replaces=heading
            ),
        )
        old.retired_on = day_of(at)
        save_if_unchanged(old, seen_version=seen_version, fields=["retired_on"])
        heading.help, heading.is_required, heading.position = help.strip(), is_required, position
        heading.save(force_insert=True)
    else:
        heading.help, heading.is_required = help.strip(), is_required
        save_if_unchanged(heading, seen_version=seen_version, fields=["help", "is_required"])
    _put(heading, position)
    return heading


@transaction.atomic
def end_heading(
    *, heading: InvestigationHeading, by: Actor, at: datetime, seen_version: int
) -> None:
    """New investigations do without it; what is written under it stays. Raises StaleVersion."""
    heading.retired_on = day_of(at)
    save_if_unchanged(heading, seen_version=seen_version, fields=["retired_on"])


@transaction.atomic
def take_up_heading(
    *, heading: InvestigationHeading, by: Actor, at: datetime, seen_version: int
) -> None:
    """A heading that was ended is used again. Raises HeadingInUse, StaleVersion."""
    _ensure_free(heading.authority_id, heading.words)
    heading.retired_on = None
    save_if_unchanged(heading, seen_version=seen_version, fields=["retired_on"])


def _ensure_free(authority_id: UUID, words: str) -> None:
    in_use = InvestigationHeading.rows.of_authority(authority_id).filter(retired_on=None)
    if in_use.filter(words__iexact=words.strip()).exists():
        raise HeadingInUse(words)


def _put(heading: InvestigationHeading, position: int) -> None:
    """Have the headings in use count 1, 2, 3 …, with this one in its place."""
    in_use = InvestigationHeading.rows.of_authority(heading.authority_id).filter(retired_on=None)
    others = list(
        in_use.exclude(pk=heading.pk).order_by("position", "pk").values_list("pk", flat=True)
    )
    others.insert(max(position, 1) - 1, heading.pk)
    for place, pk in enumerate(others, start=1):
        InvestigationHeading.rows.filter(pk=pk).exclude(position=place).update(position=place)
