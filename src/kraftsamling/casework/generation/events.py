"""What has happened in invented cases: reports, assessments, clocks, investigations, notes and steps."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import numpy as np

from kraftsamling.casework.generation import words
from kraftsamling.casework.generation.calendar import DAY, HOUR, Seconds, moments
from kraftsamling.casework.generation.cases import HELPED, KINDS, NEVER, Flags, Numbers
from kraftsamling.casework.generation.copying import NO, NULL, TableText, table
from kraftsamling.casework.generation.tables import (
    AGAIN_TOOK,
    EXTENDED_BY,
    Part,
    clocks,
    nearest,
    or_null,
    phases,
    where,
    who,
    yes_no,
)
from kraftsamling.casework.rules.legal_rules import CATALOGUE

PRELIMINARY: Final = "prelim_assessment_due"


def full(part: Part) -> Iterator[TableText]:
    """Everything that a case leaves behind."""
    yield from who(part, custodians=True)
    yield from _reports(part)
    yield from _protection(part)
    yield _preliminary(part)
    yield _investigations(part)
    yield _decisions(part)
    yield from _deadlines(part)
    yield from _notes(part)
    yield from _steps(part)


def thin(part: Part) -> Iterator[TableText]:
    """What lists, searches and the conditions of access read; about three events to a case."""
    yield from who(part, custodians=False)
    yield from _reports(part)
    yield from _deadlines(part, only_what_lists_read=True)
    yield _latest_step(part)


def _reports(part: Part) -> Iterator[TableText]:
    cases = part.cases
    here = np.arange(len(cases))
    again = where(cases.has(cases.again))
    never = np.zeros(len(cases), bool)
    kinds = [KINDS[each] for each in cases.kind.tolist()]
    yield _report(part, 2, here, cases.received, cases.registered, kinds, cases.unsafe, never)
    yield _report(
        part, 5, again, cases.again, np.minimum(cases.again + HOUR, cases.now),
        ["PRIVATE"] * len(cases), never, ~never,
    )  # fmt: skip


def _report(
    part: Part,
    kind: int,
    at: Numbers,
    received: Seconds,
    registered: Seconds,
    reporters: list[str],
    acute: Flags,
    already_open: Flags,
) -> TableText:
    reporter = [reporters[each] for each in at.tolist()]
    # Siblings in one report; one that came again is about one child.
    together = part.cases.family[at] if kind == 2 else at
    return table(
        "concernreport",
        id=part.ids_of(kind, at),
        authority_id=part.authority,
        version="1",
        case_id=part.case_ids(at),
        together_with=part.ids.of(kind + 40, together.tolist()),
        received_at=moments(received[at]),
        registered_at=moments(registered[at]),
        registered_by=str(part.staff.reception),
        channel="PHONE",
        reporter_kind=reporter,
        what=[words.SAID[each] for each in reporter],
        is_acute=yes_no(acute[at]),
        already_open=yes_no(already_open[at]),
    )


def _protection(part: Part) -> Iterator[TableText]:
    cases = part.cases
    again = cases.again + AGAIN_TOOK
    for kind, report, at, decided in (
        (10, 2, where(cases.has(cases.protected)), cases.protected),
        (11, 5, where(cases.has(again)), again),
    ):
        unsafe = cases.unsafe[at] & (kind == 10)
        yield table(
            "protectionassessment",
            id=part.ids.of(kind, at.tolist()),
            authority_id=part.authority,
            case_id=part.case_ids(at),
            report_id=part.ids_of(report, at),
            decided_at=moments(decided[at]),
            by_membership=str(part.staff.reception),
            needs_protection=yes_no(unsafe),
            reasons=words.SAFE_NOW,
            what_is_done=[words.DONE_AT_ONCE if each else "" for each in unsafe.tolist()],
        )


def _preliminary(part: Part) -> TableText:
    cases = part.cases
    here = np.arange(len(cases))
    decided = cases.has(cases.preliminary)
    is_late = decided & (cases.preliminary > clocks(part)[1].due)
    state = np.where(decided, np.where(cases.opens, 1, 2), 0).tolist()
    return table(
        "preliminaryassessment",
        id=part.ids.of(12, here.tolist()),
        authority_id=part.authority,
        version="1",
        case_id=part.case_ids(here),
        report_id=part.ids_of(2, here),
        started_at=moments(cases.registered),
        contacts="",
        outcome=[("", "OPEN", "NOT_OPEN")[each] for each in state],
        reasons=[("", words.OPENED, words.NOT_OPENED)[each] for each in state],
        exceptional_reasons=[words.LATE if each else "" for each in is_late.tolist()],
        decided_on=or_null(part.calendar.dates(cases.preliminary), decided),
        decided_by=or_null(_by(part, here), decided),
    )


def _by(part: Part, at: Numbers) -> list[str]:
    """The worker who has the case; the reception where nobody has."""
    reception = str(part.staff.reception)
    return [
        reception if each == NULL else each for each in part.workers(part.cases.first_worker[at])
    ]


def _investigations(part: Part) -> TableText:
    cases = part.cases
    at = where(cases.opens & cases.has(cases.preliminary))
    closed = cases.has(cases.investigated)[at]
    until = part.calendar.due["investigation_due"][part.calendar.day(cases.preliminary)]
    ends = ("INTERVENTION", "NO_INTERVENTION", "FOLLOW_UP")
    return table(
        "investigation",
        id=part.ids.of(13, at.tolist()),
        authority_id=part.authority,
        version="1",
        case_id=part.case_ids(at),
        opened_on=part.calendar.dates(cases.preliminary[at]),
        plan="",
        extended_to=or_null(_days(until[at] + EXTENDED_BY), cases.extended[at]),
        extension_reason=[words.LONGER if each else "" for each in cases.extended[at].tolist()],
        outcome=[
            ends[end] if done else ""
            for end, done in zip(cases.outcome[at].tolist(), closed.tolist(), strict=True)
        ],
        closed_on=or_null(part.calendar.dates(cases.investigated[at]), closed),
    )


def _days(of: Seconds) -> list[str]:
    """The UTC day of moments that lie at the end of a Swedish one, also after the calendar's end."""
    days: list[str] = np.datetime_as_string(of.astype("datetime64[s]"), unit="D").tolist()
    return days


def _decisions(part: Part) -> TableText:
    """The help that an investigation has led to."""
    cases = part.cases
    at = where(cases.has(cases.investigated) & (cases.outcome == HELPED))
    by = _by(part, at)
    return table(
        "decision",
        id=part.ids.of(14, at.tolist()),
        authority_id=part.authority,
        version="1",
        case_id=part.case_ids(at),
        type="ASSISTANCE",
        state="DECIDED",
        what=words.GIVEN_HELP,
        reasons=words.GIVEN_BECAUSE,
        what_we_did="",
        legal_reference="",
        proposed_by=by,
        level="ROLE",
        decided_by=by,
        decided_on=part.calendar.dates(cases.investigated[at]),
    )


def _deadlines(part: Part, *, only_what_lists_read: bool = False) -> Iterator[TableText]:
    cases = part.cases
    due, _codes = nearest(part)
    for place, clock in enumerate(clocks(part)):
        runs = clock.runs
        if only_what_lists_read and clock.code != PRELIMINARY:
            runs = runs & (clock.due == due)
        at = where(runs)
        about = (2, 2, 2, 13, 5)[place]
        extended = cases.extended[at] & (place == 3)
        done = cases.has(clock.done)[at]
        yield table(
            "deadline",
            id=part.ids.of(20 + place, at.tolist()),
            authority_id=part.authority,
            case_id=part.case_ids(at),
            code=clock.code,
            about=part.ids_of(about, at),
            consequence=CATALOGUE[clock.code].consequence.value,
            starts_at=moments(clock.starts[at]),
            due_at=moments(clock.due[at]),
            first_due_at=moments(clock.first_due[at]),
            extended_because=[words.LONGER if each else "" for each in extended.tolist()],
            done_at=or_null(moments(np.where(done, clock.done[at], 0)), done),
        )


def _notes(part: Part) -> Iterator[TableText]:
    """Signed by whoever has the case; each with the digest that is proven every night."""
    cases = part.cases
    opened = np.where(cases.opens, cases.preliminary, NEVER)
    times = (cases.registered + DAY, *(opened + days * DAY for days in (14, 31, 66)))
    for place, (kind, text) in enumerate(words.NOTES):
        when = times[place]
        at = where((cases.last_worker >= 0) & (when < np.minimum(cases.closed, cases.now)))
        ids, threads = part.ids.of(30 + place, at.tolist()), part.ids.of(35 + place, at.tolist())
        case, signed_by = part.case_ids(at), part.workers(cases.last_worker[at])
        days, signed = part.calendar.dates(when[at]), moments(when[at])
        # As services/notes.digest_of reads the stored row.
        digests = [
            sha256(
                "\x1f".join(
                    (row[0], row[1], "1", kind, row[2], text, "", "False", f"{row[3]}:00",
                     row[4], "caseworker", "False", "None")
                ).encode()
            ).hexdigest()
            for row in zip(case, threads, days, signed, signed_by, strict=True)
        ]  # fmt: skip
        yield table(
            "casenote",
            id=ids,
            authority_id=part.authority,
            case_id=case,
            thread=threads,
            number="1",
            kind=kind,
            happened_on=days,
            text=text,
            corrected_because="",
            withheld=NO,
            signed_at=signed,
            signed_by=signed_by,
            signed_as="caseworker",
            needs_countersign=NO,
            digest=[rf"\\x{each}" for each in digests],
        )


def _steps(part: Part) -> Iterator[TableText]:
    cases = part.cases
    after_investigation = np.where(cases.outcome == HELPED, "INTERVENTION", "FOLLOW_UP")
    goes_on = cases.opens & (cases.outcome != 1)
    last = np.where(
        cases.opens, np.where(goes_on, after_investigation, "INVESTIGATION"), "PRELIMINARY"
    )
    everywhere = np.ones(len(cases), bool)

    def same(word: str) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
        return np.full(len(cases), word)

    for place, (takes, when, before, after) in enumerate(
        (
            (everywhere, cases.registered, same(""), same("RECEIVED")),
            (everywhere, cases.protected, same("RECEIVED"), same("PRELIMINARY")),
            (cases.opens, cases.preliminary, same("PRELIMINARY"), same("INVESTIGATION")),
            (goes_on, cases.investigated, same("INVESTIGATION"), after_investigation),
            (everywhere, cases.closed, last, same("CLOSED")),
        )
    ):
        at = where(takes & cases.has(when))
        yield _step(part, 50 + place, at, when, before[at].tolist(), after[at].tolist())


def _latest_step(part: Part) -> TableText:
    cases = part.cases
    times = np.stack(
        (cases.registered, cases.protected, cases.preliminary, cases.investigated, cases.closed)
    )
    when = np.where(times <= cases.now, times, 0).max(axis=0)
    here = np.arange(len(cases))
    return _step(part, 60, here, when, [""] * len(cases), phases(cases))


def _step(
    part: Part, kind: int, at: Numbers, when: Seconds, before: list[str], after: list[str]
) -> TableText:
    return table(
        "casestatuschange",
        id=part.ids.of(kind, at.tolist()),
        authority_id=part.authority,
        case_id=part.case_ids(at),
        row_id=part.case_ids(at),
        kind="phase",
        before=before,
        after=after,
        reason="",
        at=moments(when[at]),
        by_membership=_by(part, at),
    )
