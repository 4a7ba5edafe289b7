"""A meeting as a calendar file (iCalendar, RFC 5545). It says when and where, and nothing about whom.

A calendar lies open to colleagues, phones and suppliers: no name, no case, no kind of meeting stands there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

LONGEST_LINE: Final = 75  # octets, RFC 5545 3.1


def calendar_file(
    *, uid: UUID, starts_at: datetime, ends_at: datetime, room: str, word: str, made_at: datetime
) -> bytes:
    """The file. `word` is all that the calendar shows ("Möte")."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kraftsamling//SV",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}@kraftsamling",
        f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(starts_at)}",
        f"DTEND:{_utc(ends_at)}",
        f"SUMMARY:{_text(word)}",
        f"LOCATION:{_text(room)}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        words = words.replace(sign, escaped)
    return words


def _folded(line: str) -> str:
    """A long line goes on after a line break and a space; no character is cut in two."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part])
