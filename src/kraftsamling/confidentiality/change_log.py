"""The change log: who changed what, written by a trigger in the same transaction.

`@recorded` gives a model its event table. The table has the class and the wall of the model it follows,
the context (user, membership, request) is copied into each row, and the web's role may only append.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, TypeVar
from uuid import UUID

import pghistory
import pgtrigger
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from pghistory.trigger import Event

from kraftsamling.confidentiality.actor import Actor

M = TypeVar("M", bound=type[models.Model])


def recorded(*, exclude: tuple[str, ...] = (), in_bulk: bool = False) -> Callable[[M], M]:
    """Follow inserts, updates and deletions of a model. Excluded fields are not copied (ciphertext).

    `in_bulk` is for tables that an import fills: all changes of one statement are written down by one.
    """
    trackers = _BULK if in_bulk else _ROW_BY_ROW

    def follow(model: M) -> M:
        tracked: M = pghistory.track(
            *(tracker() for tracker in trackers),
            exclude=list(exclude) or None,
            obj_field=pghistory.ObjForeignKey(
                db_constraint=False, related_name="changes", related_query_name="changes"
            ),
            context_field=pghistory.ContextJSONField(),
        )(model)
        return tracked

    return follow


class _OfStatement(Event):
    """pghistory's trigger of a statement, without its table of contexts: ours stand in each row."""

    level = pgtrigger.Statement

    def get_func(self, model: models.Model) -> Any:
        func = super().get_func(model)  # type: ignore[no-untyped-call]
        for part in _CONTEXT_TABLE:
            if part not in func.func:
                raise ImproperlyConfigured(f"pghistory writes its triggers otherwise: no {part!r}")
            func.func = func.func.replace(part, "")
        return func


_CONTEXT_TABLE: Final = (
    "WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) ",
    ", _pgh_attached_context",
)


class _ForStatements(pghistory.RowEvent):
    def add_event_trigger(self, event_model: Any) -> None:
        trigger = _OfStatement(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class _Inserted(_ForStatements, pghistory.InsertEvent):
    pass


class _Updated(_ForStatements, pghistory.UpdateEvent):
    pass


class _Deleted(_ForStatements, pghistory.DeleteEvent):
    pass


_ROW_BY_ROW: Final = (pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent)
_BULK: Final = (_Inserted, _Updated, _Deleted)


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
