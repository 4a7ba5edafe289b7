"""The night's proof that every note still reads as when it was signed, and that none has gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import CaseNote, NoteSeal
from kraftsamling.casework.services.notes import digest_of

SETTLED: Final = timedelta(hours=1)
"""What was signed later may still be in a transaction that is not done: it is covered the next night."""


@dataclass(frozen=True)
class Proof:
    """What a night found. `damaged` names versions that read otherwise or whose thread has a gap; `gone` says
    that what was sealed the night before is not all there."""

    read: int
    damaged: list[UUID] = field(default_factory=list)
    gone: bool = False

    @property
    def faults(self) -> int:
        """How many things somebody must look at."""
        return len(self.damaged) + self.gone


@transaction.atomic
def prove_notes(authority_id: UUID, *, at: datetime, anew: bool = False) -> Proof:
    """Read every note once: compare with its digest, with its thread and with the former seal; seal anew.

    What is wrong is told every night until it is put right: only notes that are whole get a seal. `anew` asks
    no former seal: notes of days that were sealed have been put in (generation/worlds).
    """
    former = None if anew else last_seal(authority_id)
    until = at - SETTLED
    then, now = _Running(former.covers_until if former else None), _Running(until)
    damaged: list[UUID] = []
    read, thread, number = 0, None, 0
    rows = CaseNote.rows.of_authority(authority_id).order_by("thread", "number")
    for note in rows.iterator(chunk_size=2000):
        number = number + 1 if note.thread == thread else 1
        thread = note.thread
        if note.number != number or bytes(note.digest) != digest_of(note):
            damaged.append(note.pk)
            number = note.number
        then.take(note)
        now.take(note)
        read += 1
    gone = former is not None and (then.count, then.digest) != (
        former.note_count,
        bytes(former.digest),
    )
    if not damaged and not gone:
        NoteSeal.rows.create(
            authority_id=authority_id,
            sealed_at=at,
            covers_until=until,
            note_count=now.count,
            digest=now.digest,
        )
    return Proof(read, damaged, gone)


def last_seal(authority_id: UUID) -> NoteSeal | None:
    """What the last night that found every note whole has sealed."""
    rows = NoteSeal.rows.of_authority(authority_id)
    return rows.order_by("-sealed_at", "-pk").first()


class _Running:
    """A digest over the notes signed until a moment, in the order that they are read."""

    def __init__(self, until: datetime | None) -> None:
        self.until, self.count, self._hash = until, 0, sha256()

    def take(self, note: CaseNote) -> None:
        if self.until is not None and note.signed_at <= self.until:
            self.count += 1
            self._hash.update(bytes(note.digest))

    @property
    def digest(self) -> bytes:
        return self._hash.digest()
