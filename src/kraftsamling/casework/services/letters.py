"""Letters: made from the authority's words and the case, and printed once with the slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import Case, CaseDocument, CasePerson, LetterTemplate
from kraftsamling.casework.rules import letters as rules
from kraftsamling.casework.rules.identity_numbers import age_on
from kraftsamling.casework.selectors.letters import LetterFacts, Words
from kraftsamling.casework.services.documents import next_in_register, register
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import Direction, InParty, LetterKind, Way
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import StaleVersion, save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.documents.attachments import Kind
from kraftsamling.participation.questions import Series
from kraftsamling.participation.selectors import open_survey
from kraftsamling.participation.services import hand_out_in_letter

Draw = Callable[[Mapping[str, Any]], bytes]
"""Draws a letter as a PDF."""

NEEDED: Final[Mapping[LetterKind, tuple[str, ...]]] = {
    LetterKind.FEEDBACK: ("aterkoppling",),
    LetterKind.OPENED: ("utredning_inledd",),
    LetterKind.NOT_OPENED: ("forhandsbedomning_beslutad",),
    LetterKind.MEETING: ("motesdag", "motesplats"),
    LetterKind.COMMUNICATION: ("svara_senast",),
    LetterKind.DECISION: ("beslut",),
    LetterKind.DECISION_CHILD: ("beslut",),
    LetterKind.CLOSED: ("utredning_avslutad",),
}
"""What must be true in the case, whatever words the authority has written."""

WITH_SLIP: Final = frozenset({LetterKind.OPENED, LetterKind.NOT_OPENED, LetterKind.CLOSED})
"""The letters of the events that everybody is asked after (docs/rules.md): no worker chooses whom to ask."""


class LetterHasHoles(Exception):
    """Raised when the words name a field that does not exist, or one that the case has nothing for."""

    def __init__(self, unknown: list[str], empty: list[str]) -> None:
        super().__init__(", ".join([*unknown, *empty]))
        self.unknown, self.empty = unknown, empty


class NotByPost(Exception):
    """Raised when a letter to somebody with protected identity would go where others can see an address."""


class AlreadyPrinted(Exception):
    """Raised when the print with the slip has been made: nobody knows its code."""


def written(
    kind: LetterKind, words: Words, values: Mapping[str, str], *, number: str = ""
) -> dict[str, Any]:
    """Subject and pieces of the letter. Raises LetterHasHoles."""
    text = f"{words.subject}\n{words.body}"
    known = {**values, "diarienummer": number or "–"}
    unknown, empty = rules.unknown_fields(text), rules.empty_fields(text, known, NEEDED[kind])
    if unknown or empty:
        raise LetterHasHoles(unknown, [each for each in empty if each not in unknown])
    return {
        "subject": rules.filled(words.subject, known),
        "blocks": [asdict(each) for each in rules.blocks(rules.filled(words.body, known))],
    }


def series_of(to: CasePerson | None, *, today: date) -> Series | None:
    """In which series the addressee is asked after the event, if in any."""
    if to is None:
        return None
    born = to.person.birth_on
    code = rules.series_for(
        is_child=to.part == InParty.SUBJECT,
        is_parent=to.part in (InParty.CUSTODIAN, InParty.PARENT),
        age=age_on(born, today) if born else None,
    )
    return Series(code) if code else None


def carries_slip(
    kind: LetterKind, to: CasePerson | None, *, way: Way, about: UUID | None, today: date
) -> bool:
    """Whether the letter has a slip: of such an event, to the child or a parent, the first about it, while
    the questions are open. Somebody with protected identity gets it by hand only."""
    if kind not in WITH_SLIP or about is None or to is None or series_of(to, today=today) is None:
        return False
    if to.person.is_protected and way != Way.HAND:
        return False
    if CaseDocument.rows.filter(about=about, to=to, has_slip=True).exists():
        return False
    return open_survey(to.authority_id) is not None


@transaction.atomic
def make_letter(
    *,
    facts: LetterFacts,
    by: Actor,
    at: datetime,
    key: UUID,
    kind: LetterKind,
    to: CasePerson | None,
    way: Way,
    words: Words,
    values: Mapping[str, str],
    frame: Mapping[str, Any],
    draw: Draw,
    withheld: bool = False,
) -> CaseDocument:
    """Make the letter and put it in the file, with the next number of the register.

    `values` fill the fields; `frame` is what stands around the text (from whom, to whom, the day). What is
    stored has no code in it. Posted twice it is made once. Raises LetterHasHoles, NotByPost.
    """
    case = Case.rows.select_for_update(of=("self",)).get(pk=facts.case.pk)
    pk = id_once(case.pk, key)
    if made := CaseDocument.rows.filter(pk=pk).first():
        return made
    if to is not None and to.person.is_protected and way not in (Way.HAND, Way.FORWARDED):
        raise NotByPost(to.pk)
    written(kind, words, values)  # before a number is taken
    year, number = next_in_register(case.authority_id, at=at)
    has_slip = carries_slip(kind, to, way=way, about=facts.about, today=day_of(at))
    letter = {
        **frame,
        **written(kind, words, values, number=f"{year}:{number}"),
        "number": f"{year}:{number}",
        "has_slip": has_slip,
    }
    return register(
        case,
        pk=pk,
        by=by,
        at=at,
        content=draw(letter),
        file_name=f"brev-{year}-{number}.pdf",
        content_type=Kind.PDF.value,
        number=(year, number),
        title=str(kind.label),
        direction=Direction.DRAWN_UP,
        kind=kind,
        letter=letter,
        to=to,
        about=facts.about,
        way=way,
        withheld=withheld,
        has_slip=has_slip,
    )


@transaction.atomic
def print_with_slip(
    *,
    document: CaseDocument,
    by: Actor,
    at: datetime,
    draw: Callable[[Mapping[str, Any], str, Series], bytes],
) -> bytes:
    """The letter to send, with its slip. Made once: the code is handed out, counted as offered, drawn, and
    kept nowhere. Raises AlreadyPrinted."""
    row = (
        CaseDocument.rows.select_for_update(of=("self",))
        .select_related("case", "to__person")
        .get(pk=document.pk)
    )
    series, survey = series_of(row.to, today=day_of(at)), open_survey(row.authority_id)
    if not row.has_slip or row.printed_at is not None or series is None or survey is None:
        raise AlreadyPrinted(row.pk)
    row.printed_at = at
    row.save(update_fields=["printed_at"])
    code = hand_out_in_letter(survey, unit_id=row.case.unit_id, series=series, today=day_of(at))
    return draw(row.letter, code, series)


@transaction.atomic
def word_letter(
    *,
    kind: LetterKind,
    own: LetterTemplate | None,
    by: Actor,
    at: datetime,
    seen_version: int,
    subject: str,
    body: str,
) -> None:
    """The authority's own words for a kind of letter. `seen_version` is 0 while the start words hold.

    Raises LetterHasHoles for a field that does not exist, StaleVersion.
    """
    if unknown := rules.unknown_fields(f"{subject}\n{body}"):
        raise LetterHasHoles(unknown, [])
    assert by.authority_id is not None
    if own is None:
        row, is_new = LetterTemplate.rows.get_or_create(
            authority_id=by.authority_id,
            kind=kind,
            defaults={"subject": subject.strip(), "body": body.strip()},
        )
        if not is_new:
            raise StaleVersion(row)
        return
    own.subject, own.body = subject.strip(), body.strip()
    save_if_unchanged(own, seen_version=seen_version, fields=["subject", "body"])
