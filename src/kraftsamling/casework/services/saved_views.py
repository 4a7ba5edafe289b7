"""Saved views of the list: kept under a name, renamed, removed and put back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import SavedView
from kraftsamling.casework.selectors.worklist import Choice
from kraftsamling.casework.services.trail import id_once
from kraftsamling.confidentiality.actor import Actor

AT_MOST = 12


class NameTaken(Exception):
    """Raised when one has a view with that name."""


class TooManyViews(Exception):
    """Raised when one has as many views as fit above the list."""


@transaction.atomic
def save_view(*, by: Actor, at: datetime, key: UUID, name: str, query: str) -> SavedView:
    """Keep a choice under a name. What is not a choice of the list is left out of it.

    Raises NameTaken, TooManyViews.
    """
    assert by.membership_id is not None
    assert by.authority_id is not None
    pk = id_once(by.membership_id, key)
    if made := SavedView.rows.filter(pk=pk).first():
        return made
    mine = SavedView.rows.filter(membership_id=by.membership_id, removed_at=None)
    if mine.filter(name__iexact=name.strip()).exists():
        raise NameTaken(name)
    if mine.count() >= AT_MOST:
        raise TooManyViews(by.membership_id)
    return SavedView.rows.create(
        pk=pk,
        authority_id=by.authority_id,
        membership_id=by.membership_id,
        name=name.strip(),
        query=Choice.kept(query, default_view="mina").query,
    )


@transaction.atomic
def rename_view(*, view: SavedView, by: Actor, at: datetime, name: str) -> None:
    """Another name. Raises NameTaken."""
    mine = SavedView.rows.filter(membership_id=view.membership_id, removed_at=None)
    if mine.filter(name__iexact=name.strip()).exclude(pk=view.pk).exists():
        raise NameTaken(name)
    view.name = name.strip()
    view.save(update_fields=["name"])


@transaction.atomic
def remove_view(*, view: SavedView, by: Actor, at: datetime) -> None:
    """Take it away from above the list; twice is once."""
    SavedView.rows.filter(pk=view.pk, removed_at=None).update(removed_at=at)


@transaction.atomic
def put_back_view(*, view: SavedView, by: Actor, at: datetime) -> None:
    """Undo. Raises NameTaken when another has got the name meanwhile."""
    mine = SavedView.rows.filter(membership_id=view.membership_id, removed_at=None)
    if mine.filter(name__iexact=view.name).exclude(pk=view.pk).exists():
        raise NameTaken(view.name)
    SavedView.rows.filter(pk=view.pk).update(removed_at=None)
