"""The shapes that components take. Presenters build them; templates only draw them.

Every string is ready to read: formatted, translated, without markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["neutral", "info", "success", "warning", "danger", "ljus"]
Verdict = Literal["better", "worse", "unchanged", "too_early"]
Direction = Literal["up", "down", ""]
State = Literal["done", "now", "late", "todo", "next"]
Urgency = Literal["now", "soon", ""]
Sorted = Literal["ascending", "descending", ""]
Variant = Literal["primary", "secondary", "tertiary"]


@dataclass(frozen=True)
class Link:
    """A link; `current` marks where the reader is (tabs, segments, pages, breadcrumb)."""

    label: str
    url: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Action:
    """A verb in the user's words. One page has one primary action."""

    label: str
    url: str
    variant: Variant = "primary"


@dataclass(frozen=True)
class Confirmation:
    """What was done, and until when it can be undone ("8.15")."""

    text: str
    undo_url: str = ""
    undo_until: str = ""


@dataclass(frozen=True)
class Column:
    """The head of a column; with `url` it sorts."""

    label: str
    url: str = ""
    sorted: Sorted = ""
    number: bool = False


@dataclass(frozen=True)
class Cell:
    """One value. With `tone` it is a tag, `withheld` says "Visas inte" instead of a figure."""

    text: str = ""
    url: str = ""
    sub: str = ""
    tone: Tone | Literal[""] = ""
    nowrap: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class Row:
    """One row; the first cell is its header. As many cells as there are columns."""

    cells: Sequence[Cell]


@dataclass(frozen=True)
class WorkRow:
    """Something that must be done: when, what, by which rule, and the verb."""

    due: str
    due_detail: str
    title: str
    url: str = ""
    rule: str = ""
    urgency: Urgency = ""
    action_label: str = ""
    action_url: str = ""


@dataclass(frozen=True)
class Task:
    """A line of a task list with its state."""

    label: str
    state: State = "todo"
    url: str = ""
    detail: str = ""
    end: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a list that is worked through in order."""

    title: str
    text: str
    state: State = "todo"
    time: str = ""
    link_label: str = ""
    link_url: str = ""
    actions: Sequence[Action] = field(default_factory=tuple)


@dataclass(frozen=True)
class Phase:
    """A stretch of the plan's timeline."""

    name: str
    period: str
    text: str
    state: State = "next"
    url: str = ""
    link_label: str = ""


@dataclass(frozen=True)
class TimeRow:
    """A time of the day with what happens; without `time` it is a plain line."""

    label: str
    time: str = ""
    iso: str = ""
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Fact:
    """A label and its value."""

    label: str
    value: str = ""
    url: str = ""
    link_label: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Stat:
    """A figure as a short sentence, with what it means and where to read more."""

    sentence: str
    text: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Number:
    """A figure with its words."""

    number: str
    text: str


def spark(values: Sequence[float]) -> tuple[str, str, str]:
    """Points of a small line and the place of its last value, for components/spark.html."""
    low, high = min(values), max(values)
    reach = (high - low) or 1
    step = 87 / max(len(values) - 1, 1)
    places = [
        (f"{4 + index * step:.1f}", f"{25 - 22 * (value - low) / reach:.1f}")
        for index, value in enumerate(values)
    ]
    return (" ".join(f"{x},{y}" for x, y in places), *places[-1])
