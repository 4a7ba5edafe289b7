"""What a goal carries along besides its activities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OutsideFigure:
    """A value that no daily work here produces: what it says, from where, of which day, and whose."""

    figure: str
    source: str
    on: date
    owner_words: str


@dataclass(frozen=True)
class Shaper:
    """Who shaped a goal together with us, with an address to read more if there is one."""

    words: str
    url: str = ""
