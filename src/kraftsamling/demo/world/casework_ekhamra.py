"""Ekhamra's cases: they lie in its record system, and come from there as a file this morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Final

from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.profile import profile
from kraftsamling.casework.importing.reading import read
from kraftsamling.casework.importing.storing import Source, store
from kraftsamling.casework.models import Case
from kraftsamling.casework.services import assignments
from kraftsamling.common.clock import day_of
from kraftsamling.demo.world.casework import actor
from kraftsamling.demo.world.places import fixed
from kraftsamling.documents.tables import read_table
from kraftsamling.documents.tables.writing import as_csv
from kraftsamling.organisations.models import Membership, Setting

CASES: Final = 40
HEADINGS: Final = (
    "Ärendenr", "Personref", "Initialer", "Född", "Inkom", "Aktualisering från",
    "Beslut förhandsbedömning", "Datum förhandsbedömning", "Utredning inledd", "Utredning avslutad",
    "Insats från", "Avslutat", "Enhet", "Handläggare", "Anteckning",
)  # fmt: skip
UNIT: Final = "Mottagning och utredning"
WORKERS: Final = ("Petra Lindh", "Jonas Wallin")
REPORTERS: Final = ("Skola", "Polis", "BVC", "Privatperson", "Socialtjänst")


def build(now: datetime) -> None:
    """Runs inside Ekhamra."""
    ekhamra, today = fixed("ekhamra"), day_of(now)
    Setting.rows.create(
        authority_id=ekhamra,
        code="record.address",
        value="https://journal.ekhamra.example/arende/{nummer}",
        decided_on=today,
    )
    content = as_csv([HEADINGS, *(_row(number, today) for number in range(CASES))]).encode()
    system = profile("treserva")
    run = read(read_table(content).rows, system, known_at(ekhamra, today=today))
    assert not run.wrong_count, run.wrong
    source = Source(
        ekhamra,
        system,
        sha256(content).digest(),
        now - timedelta(minutes=25),
        file_name="uttag.csv",
    )
    store(run, source, at=now)
    _given_out_here(now)


def _row(number: int, today: date) -> list[str]:
    """A case somewhere on its way: letters, dates and codes. Its note is passed by when it is read."""
    rng = Random(f"ekhamra {number}")  # noqa: S311 – an invented world
    days = (2, 5, 9, 30, 60, 90, 110, 150, 240, 300)[number % 10] + rng.randrange(4)
    received = today - timedelta(days=days)
    decided = received + timedelta(days=8) if days > 14 else None
    opens = decided is not None and number % 3 != 0
    opened = decided if opens else None
    ended = opened + timedelta(days=100) if opened and days > 115 else None
    helped = ended if ended and number % 2 else None
    closed = (decided if decided and not opens else None) or (
        ended if ended and not helped else None
    )
    born = received - timedelta(days=365 * (2 + number % 15) + number)
    return [
        f"E-{today.year}-{number + 101:04}",
        f"P{number + 5001}",
        f"{'ABDEFHIJKLMNOS'[number % 14]}.{'KLMNRSTVWÅ'[number % 10]}.",
        *map(_day, (born, received)),
        REPORTERS[number % len(REPORTERS)],
        "" if decided is None else "Utredning inleds" if opens else "Utredning inleds inte",
        *map(_day, (decided, opened, ended, helped, closed)),
        UNIT,
        "" if days < 7 else WORKERS[number % 2],
        "Fri text som aldrig läses in.",
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _given_out_here(now: datetime) -> None:
    """Elin has given out two cases this morning, which somebody is to enter in the record system."""
    # As owner no wall stands around the rows: whose they are must be said.
    ours = Case.rows.of_authority(fixed("ekhamra")).filter(closed_on=None, responsible=None)
    waiting = list(ours.order_by("next_due_at", "pk")[:2])
    for case, key in zip(waiting, ("petra", "jonas"), strict=True):
        assignments.assign(
            case=case,
            to=Membership.rows.get(pk=fixed(f"membership {key} caseworker")),
            by=actor("elin", "unit_manager"),
            at=now - timedelta(minutes=10),
        )
