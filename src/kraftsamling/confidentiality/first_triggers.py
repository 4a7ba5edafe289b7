"""All triggers of an app's first tables in one step of a migration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger


class AddTriggers(Operation):
    """What `AddTrigger` does, for many. Triggers by the name of their model.

    Nothing but its table changes with a trigger, so Django need not make the model and all it refers to anew:
    done for each of some five hundred, that was half of the time of an empty database's `migrate`.
    """

    reversible = True

    def __init__(self, triggers: Mapping[str, Iterable[Trigger]]) -> None:
        self.triggers = {name: list(each) for name, each in triggers.items()}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models know their triggers, for the migrations that follow."""
        for name, added in self.triggers.items():
            options = state.models[app_label, name].options
            options["triggers"] = [*options.get("triggers", []), *added]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create them."""
        for step in self._steps():
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take them away."""
        for step in self._steps():
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For whoever reads the list of migrations."""
        return "Create the triggers of the first tables"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How it stands in a migration."""
        return (type(self).__name__, [], {"triggers": self.triggers})

    def _steps(self) -> list[AddTrigger]:
        return [AddTrigger(name, each) for name, added in self.triggers.items() for each in added]
