"""What is due today and in the next seven days on paper, for a morning without a system.

Every string is ready to read and in the reader's language; here it is only put in order. The sheet carries
initials and ages, never a name, a number or a reason of concern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kraftsamling.casework.rules.deadlines import SOON_DAYS, STOCKHOLM

TEMPLATE: Final = Path(__file__).parents[1] / "typst" / "deadline_sheet.typ"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One deadline. `child` is initials and age ("E.K., 9 år"), None for a protected person.

    `lapse`: the decision ceases to hold when the time has passed.
    """

    when: str
    child: str | None
    what: str
    rule: str
    worker: str
    case_number: str
    lapse: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A row with what it is put in order by."""

    unit: str
    due: datetime
    row: SheetRow


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """What one unit has to do: today, with what is late already, and in the seven days after."""

    name: str
    today: Sequence[SheetRow]
    week: Sequence[SheetRow]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of the template. `secrecy` stands at the foot of every page ("Innehåller sekretess")."""

    today: str
    week: str
    none_today: str
    none_week: str
    no_units: str
    when: str
    child: str
    what: str
    worker: str
    case: str
    lapse: str
    protected: str
    secrecy: str


@dataclass(frozen=True, slots=True)
class DeadlineSheet:
    """The whole paper. `kicker` says whose it is and when it was printed, for paper becomes old."""

    language: str
    title: str
    kicker: str
    units: Sequence[SheetUnit]
    words: SheetWords

    def data(self) -> dict[str, Any]:
        """What `documents.pdf.render_pdf` takes beside TEMPLATE."""
        return asdict(self)


def units_of(dues: Iterable[Due], *, names: Sequence[str], now: datetime) -> tuple[SheetUnit, ...]:
    """The units of `names` in that order, also one with nothing to do: an empty list is news, too.

    The earliest comes first; what has passed stands under today until it is done. What is due later than
    seven days from now is left out. Days are Swedish ones.
    """
    today = now.astimezone(STOCKHOLM).date()
    ordered = sorted(dues, key=lambda each: (each.due.timestamp(), each.row.case_number))

    def rows(unit: str, first: int | None, last: int) -> tuple[SheetRow, ...]:
        return tuple(
            each.row
            for each in ordered
            if each.unit == unit
            and (days := (each.due.astimezone(STOCKHOLM).date() - today).days) <= last
            and (first is None or days >= first)
        )

    return tuple(SheetUnit(name, rows(name, None, 0), rows(name, 1, SOON_DAYS)) for name in names)
