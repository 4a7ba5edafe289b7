"""The change log: who changed what, written by a trigger in the same transaction.

`@recorded` gives a model its event table. The table has the class and the wall of the model it follows,
the context (user, membership, request) is copied into each row, and the web's role may only append.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pghistory
from django.db import models

from kraftsamling.confidentiality.actor import Actor

M = TypeVar("M", bound=type[models.Model])


def recorded(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Follow inserts, updates and deletions of a model. Excluded fields are not copied (ciphertext)."""

    def follow(model: M) -> M:
        tracked: M = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude) or None,
            obj_field=pghistory.ObjForeignKey(
                db_constraint=False, related_name="changes", related_query_name="changes"
            ),
            context_field=pghistory.ContextJSONField(),
        )(model)
        return tracked

    return follow


def who(actor: Actor, trace_id: UUID) -> dict[str, str]:
    """Settings of a transaction: its changes are written down as made by this actor in this request.

    pghistory's own context manager puts the same two in front of every single statement.
    """
    made_by = {
        "user": str(actor.user_id) if actor.user_id else None,
        "membership": str(actor.membership_id) if actor.membership_id else None,
        "role": actor.role,
        "trace": str(trace_id),
    }
    return {
        "pghistory.context_id": str(trace_id),
        "pghistory.context_metadata": json.dumps(made_by),
    }
