"""An extract of a case for a party: judged thing by thing, read by a person, made once, kept seven days."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from procrastinate.contrib.django import app

from kraftsamling.casework.models import Case, CaseExtract, CasePerson
from kraftsamling.casework.rules.extracts import AFTER_READING, Ground, Kind, ground_for
from kraftsamling.casework.selectors.extracts import Entry, entries_of, reader_of
from kraftsamling.casework.services.jobs import at_work
from kraftsamling.casework.services.letters import NotByPost
from kraftsamling.casework.services.sharing import keep_share
from kraftsamling.casework.services.trail import id_once, step
from kraftsamling.casework.statuses import ExportState, ShareBasis, Way
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.actor import Actor

KEPT: Final = timedelta(days=7)  # G10, as every file that is taken out
TASK: Final = "kraftsamling.casework.tasks.make_extract"
LAW: Final = "FL 10 §, OSL 10 kap. 3 §"
BY_HAND: Final = frozenset({Way.HAND, Way.FORWARDED})

Draw = Callable[[CaseExtract, Sequence[Entry]], bytes]
"""Draws the paper of an extract as a PDF."""


class ChangedMeanwhile(Exception):
    """Raised when the case is no longer as it was when the extract was read."""


class NothingToGive(Exception):
    """Raised when everything is left out."""


class NotThereAnyMore(Exception):
    """Raised for a paper that is not made yet, is gone after its days, or holds what has been shut since."""


@dataclass(frozen=True)
class Judged:
    """A thing with the ground that keeps it back, if any; `set_aside` is one that a person has weighed."""

    entry: Entry
    ground: Ground | None
    set_aside: Ground | None = None

    @property
    def key(self) -> str:
        """What names the thing and its version."""
        return self.entry.thing.key


def judge(case: Case, to: CasePerson, *, since: date | None, until: date) -> list[Judged]:
    """Everything in the case in that time, in the order of the paper, and what keeps it back."""
    entries = entries_of(case, to)
    reader = reader_of(case, to, entries)
    order = list(Kind)
    kept = [each for each in entries if _in_time(each, since, until)]
    kept.sort(key=lambda each: (order.index(each.thing.kind), each.thing.on))
    return [Judged(each, ground_for(each.thing, reader)) for each in kept]


def _in_time(entry: Entry, since: date | None, until: date) -> bool:
    on = entry.thing.on
    return entry.thing.is_unfinished or ((since is None or since <= on) and on <= until)


def chosen(
    judged: Iterable[Judged], *, give: Collection[str], leave: Collection[str]
) -> list[Judged]:
    """The same after a person has read it: what is given all the same, and what is left out all the same."""
    return [_chosen(each, give, leave) for each in judged]


def _chosen(judged: Judged, give: Collection[str], leave: Collection[str]) -> Judged:
    if judged.ground is None and judged.key in leave:
        return Judged(judged.entry, Ground.CHOSEN)
    if judged.ground in AFTER_READING and judged.key in give:
        return Judged(judged.entry, None, judged.ground)
    return judged


def state_of(judged: Iterable[Judged]) -> str:
    """A digest of what was read: another text, or another ground, is another digest."""
    told = [f"{each.key}|{each.ground}|{each.entry.thing.text}" for each in judged]
    return sha256("\x1f".join(told).encode()).hexdigest()


def _digest(entry: Entry) -> str:
    return sha256(entry.thing.text.encode()).hexdigest()


@transaction.atomic
def make_extract(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    to: CasePerson,
    asked_on: date,
    since: date | None,
    until: date,
    way: Way,
    give: Collection[str],
    leave: Collection[str],
    seen: str,
    receiver: str,
    what: Callable[[int, int], str],
) -> CaseExtract:
    """Give the extract: the share record in the same act, and the paper by a job. Also of a closed case.

    `seen` is the digest of what the worker read; `what` says in words how many were given and how many not.
    Posted twice it is made once. Raises ChangedMeanwhile, NothingToGive, NotByPost.
    """
    case = Case.rows.select_for_update(of=("self",)).get(pk=case.pk)
    pk = id_once(case.pk, key)
    if made := CaseExtract.rows.filter(pk=pk).first():
        return made
    if to.person.is_protected and way not in BY_HAND:
        raise NotByPost(to.pk)
    judged = judge(case, to, since=since, until=until)
    if state_of(judged) != seen:
        raise ChangedMeanwhile(case.pk)
    judged = chosen(judged, give=give, leave=leave)
    given = [each for each in judged if each.ground is None]
    if not given:
        raise NothingToGive(case.pk)
    share = keep_share(
        case=case,
        by=by,
        at=at,
        key=id_once(pk, "share"),
        basis=ShareBasis.PARTY_ACCESS,
        ground=LAW,
        what=what(len(given), len(judged) - len(given)),
        receiver=receiver,
        told_family_on=day_of(at),
    )
    assert by.membership_id is not None
    row = CaseExtract.rows.create(
        pk=pk,
        authority_id=case.authority_id,
        case=case,
        to=to,
        share=share,
        membership_id=by.membership_id,
        asked_on=asked_on,
        since=since,
        until=until,
        way=way,
        included=[[each.key, _digest(each.entry), each.set_aside or ""] for each in given],
        left_out=_counted(judged),
        made_at=at,
    )
    step(case, "extract", "", "MADE", by=by, at=at, about=row.pk)
    app.configure_task(TASK).defer(authority_id=str(row.authority_id), extract_id=str(row.pk))
    return row


def _counted(judged: Iterable[Judged]) -> list[list[Any]]:
    """Kind, ground and how many: never what."""
    left = Counter(
        (each.entry.thing.kind.value, each.ground.value) for each in judged if each.ground
    )
    return [[kind, ground, count] for (kind, ground), count in sorted(left.items())]


def _still_given(extract: CaseExtract) -> list[Entry] | None:
    """What the extract was made of, as it reads now; None when something in it is shut or reads otherwise."""
    judged = judge(extract.case, extract.to, since=extract.since, until=extract.until)
    now = {each.key: each for each in judged}
    found = []
    for key, digest, set_aside in extract.included:
        each = now.get(key)
        if each is None or (each.ground or "") not in ("", set_aside):
            return None
        if _digest(each.entry) != digest:
            return None
        found.append(each.entry)
    return found


def make(extract_id: UUID, *, at: datetime, draw: Draw) -> None:
    """The job: draw the paper of what was read and given. Twice makes it once."""
    extract = _full(extract_id)
    if extract.state != ExportState.MAKING:
        return
    entries = _still_given(extract)
    if entries is None:
        _take_away(extract.pk)
        return
    pdf = draw(extract, entries)
    with transaction.atomic():
        access_log.write(
            actor=at_work(extract.membership),
            at=at,
            trace_id=uuid4(),
            action="export",
            resource="case_extract",
            object_id=extract.pk,
            subject_ids=[extract.case.subject_id, extract.to.person_id],
            basis=ShareBasis.PARTY_ACCESS.value,
        )
        extract.content = base64.b64encode(pdf).decode()
        extract.sha256, extract.state, extract.ready_at = (
            sha256(pdf).digest(),
            ExportState.READY,
            at,
        )
        extract.save(update_fields=["content", "sha256", "state", "ready_at"])


def _full(extract_id: UUID) -> CaseExtract:
    rows = CaseExtract.rows.select_related(
        "case__subject", "case__unit", "to__person", "membership__user", "membership__authority"
    )
    return rows.get(pk=extract_id)


def hand_out(*, extract: CaseExtract, at: datetime) -> bytes:
    """The paper. One that holds what has been shut since is taken away. Raises NotThereAnyMore."""
    row = _full(extract.pk)
    if row.state != ExportState.READY or row.ready_at is None or row.content is None:
        raise NotThereAnyMore(row.pk)
    if at - row.ready_at >= KEPT or row.share.revoked_at or _still_given(row) is None:
        _take_away(row.pk)
        raise NotThereAnyMore(row.pk)
    return base64.b64decode(str(row.content))


def _take_away(*ids: UUID) -> None:
    CaseExtract.rows.filter(pk__in=ids).update(state=ExportState.GONE, content=None)


def forget_old(authority_id: UUID, *, at: datetime) -> None:
    """The night's work: papers older than seven days go; the receipts stay."""
    old = CaseExtract.rows.of_authority(authority_id).filter(
        state=ExportState.READY, ready_at__lte=at - KEPT
    )
    _take_away(*old.values_list("pk", flat=True))
