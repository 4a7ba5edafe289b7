"""Two shapes that most pages of the settings have: a list, and a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kraftsamling.common.parts import Action, Column, Link, Row


@dataclass(frozen=True)
class ListPage:
    """A table with its verbs."""

    title: str
    lead: str = ""
    breadcrumb: Sequence[Link] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    nothing: str = ""
    verbs: Sequence[Action] = ()
    note: str = ""


@dataclass(frozen=True)
class FormPage:
    """A form with one verb and a way back."""

    title: str
    verb: str
    back_url: str
    lead: str = ""
    breadcrumb: Sequence[Link] = ()
    note: str = ""
    faults: Sequence[str] = field(default_factory=tuple)
