"""What people have written at the websites because they are worried about a child. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from kraftsamling.casework.models import PublicConcern
from kraftsamling.casework.services.public_concerns import Worry, send_worry, set_aside
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.statuses import ReporterKind
from kraftsamling.demo.world.casework import actor
from kraftsamling.demo.world.places import fixed


@dataclass(frozen=True)
class Sent:
    """One worry: how many hours ago it was sent, to which authority, and what it says."""

    key: str
    authority: str
    hours_ago: float
    worry: Worry


NEIGHBOUR: Final = Sent(
    "neighbour", "lindsjo", 1.2,
    Worry(
        Reporter(ReporterKind.PRIVATE), "Milo", "", "fyra, fem år", "Björkvägen 12, tredje våningen",
        "Pojken är ofta ensam ute på gården sent på kvällen. I går stod han i trappan i bara strumpor.",
        is_acute=False,
    ),
)  # fmt: skip
MIDWIFE: Final = Sent(
    "midwife", "lindsjo", 3.4,
    Worry(
        Reporter(ReporterKind.HEALTH, "Berit Fors", "BVC Lindsjö", "0123-45 61 10"),
        "Tyra", "Backlund", "sju månader", "BVC Lindsjö",
        "Familjen har uteblivit från fyra besök. Vid hembesöket öppnade ingen, och barnet grät därinne.",
        is_acute=False,
    ),
)  # fmt: skip
ADVERT: Final = Sent(
    "advert", "lindsjo", 30,
    Worry(
        Reporter(ReporterKind.PRIVATE), "", "", "", "",
        "Vill ni sälja mer? Vi bygger webbplatser.", is_acute=False,
    ),
)  # fmt: skip
ELSEWHERE: Final = Sent(
    "ekhamra", "ekhamra", 2,
    Worry(
        Reporter(ReporterKind.SCHOOL, "Siv Ahl", "Ekhamra skola"), "Ronja", "Wiberg", "10 år",
        "Ekhamra skola, klass 4B", "Ronja har inte varit i skolan på två veckor, och ingen svarar hemma.",
        is_acute=False,
    ),
)  # fmt: skip


def worry_id(sent: Sent) -> UUID:
    """The id of a worry: the same in every demo."""
    return uuid5(fixed(sent.authority), str(fixed(f"worry {sent.key}")))


def build(now: datetime) -> None:
    """Lindsjö's. Runs inside Lindsjö."""
    for sent in (NEIGHBOUR, MIDWIFE, ADVERT):
        _send(sent, now)
    set_aside(
        concern=PublicConcern.rows.get(pk=worry_id(ADVERT)),
        by=actor("rut", "reception"),
        at=now - timedelta(hours=26),
        because="Reklam. Gäller inget barn.",
    )


def build_ekhamra(now: datetime) -> None:
    """Ekhamra's, whose record lies elsewhere. Runs inside Ekhamra."""
    _send(ELSEWHERE, now)


def _send(sent: Sent, now: datetime) -> None:
    send_worry(
        sent.worry,
        authority_id=fixed(sent.authority),
        key=fixed(f"worry {sent.key}"),
        at=now - timedelta(hours=sent.hours_ago),
    )
