"""What letters say: the case in words for the fields, the frame around the text, and the paper itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from kraftsamling.casework.models import Case, CasePerson, Decision
from kraftsamling.casework.presenters.reports import feedback_words
from kraftsamling.casework.presenters.settings import length_words
from kraftsamling.casework.presenters.words import day_words, full_name
from kraftsamling.casework.rules.initials import initials
from kraftsamling.casework.rules.legal_rules import Rule
from kraftsamling.casework.selectors.letters import LetterFacts
from kraftsamling.casework.statuses import DecisionLevel
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.documents.pdf import render_pdf
from kraftsamling.organisations.models import Authority, Membership
from kraftsamling.participation.presenters.staff import SlipWords
from kraftsamling.participation.questions import Series
from kraftsamling.participation.services import valid_until
from kraftsamling.participation.slips import slip_in_letter

TEMPLATE: Final = Path(__file__).resolve().parent.parent / "typst" / "letter.typ"

FIELD_WORDS: Final[Mapping[str, str | Promise]] = {
    "mottagare": _lazy("the name of whoever gets the letter"),
    "barn": _lazy("the child's initials"),
    "arendenummer": _lazy("the number of the case"),
    "diarienummer": _lazy("the number in the register; the letter gets it when it is made"),
    "datum": _lazy("today's date"),
    "handlaggare": _lazy("the worker's name"),
    "enhet": _lazy("the name of the unit"),
    "myndighet": _lazy("the name of the authority"),
    "telefon": _lazy("the authority's phone number"),
    "anmalan_kom": _lazy("the day the report came"),
    "aterkoppling": _lazy("what whoever reported may be told, and only that"),
    "forhandsbedomning_beslutad": _lazy("the day the preliminary assessment was decided"),
    "utredning_inledd": _lazy("the day the investigation was opened"),
    "utredning_klar_senast": _lazy("the last day of the investigation"),
    "utredning_avslutad": _lazy("the day the investigation was closed"),
    "svara_senast": _lazy("the last day to answer, from “Send material to a party”"),
    "motesdag": _lazy("the day of the meeting"),
    "motestid": _lazy("the time of the meeting"),
    "motesplats": _lazy("the place of the meeting"),
    "beslut": _lazy("the latest decision that is made"),
    "skal": _lazy("the reasons of the decision"),
    "det_har_gjorde_vi": _lazy("what we did about the child's words, from the decision"),
    "beslutsdatum": _lazy("the day of the decision"),
    "beslutat_av": _lazy("who made the decision"),
    "overklagandetid": _lazy("how long one may appeal"),
    "meddelande": _lazy("what the worker adds"),
}


@dataclass(frozen=True)
class Typed:
    """What the worker has typed for one letter."""

    message: str = ""
    meeting_on: date | None = None
    meeting_at: str = ""
    meeting_place: str = ""


def holes_words(unknown: list[str], empty: list[str]) -> str:
    """Which fields stop the letter, by name, and what to do."""
    parts = []
    if unknown:
        parts.append(
            _("There is no field %(names)s. Look at the list of fields and correct the words.")
            % {"names": formats.joined([f"{{{each}}}" for each in unknown])}
        )
    parts += [
        _("The letter needs %(what)s ({%(name)s}). It is not in the case yet.")
        % {"what": FIELD_WORDS[each], "name": each}
        for each in empty
    ]
    return " ".join(parts)


def values_of(
    facts: LetterFacts,
    to: CasePerson | None,
    typed: Typed,
    *,
    authority: Authority,
    worker: Membership,
    appeal: Rule,
    now: datetime,
) -> dict[str, str]:
    """What each field says, in Swedish. Empty where the case has nothing for it."""
    with override("sv"):
        decision, assessment, investigation = facts.decision, facts.assessment, facts.investigation
        subject = facts.case.subject
        return {
            "mottagare": full_name(to.person) if to else "du som har anmält",
            "barn": "barnet"
            if subject.is_protected
            else initials(subject.given_name, subject.surname) or "barnet",
            "arendenummer": facts.case.number,
            "datum": day_words(day_of(now)),
            "handlaggare": worker.name,
            "enhet": facts.case.unit.name,
            "myndighet": authority.name,
            "telefon": authority.day_phone,
            "anmalan_kom": day_words(day_of(facts.report.received_at)) if facts.report else "",
            "aterkoppling": feedback_words(facts.report) if facts.report else "",
            "forhandsbedomning_beslutad": _day(assessment.decided_on if assessment else None),
            "utredning_inledd": _day(investigation.opened_on if investigation else None),
            "utredning_klar_senast": _day(day_of(facts.complete_by) if facts.complete_by else None),
            "utredning_avslutad": _day(investigation.closed_on if investigation else None),
            "svara_senast": _day(facts.communication.answer_by if facts.communication else None),
            "motesdag": _day(typed.meeting_on),
            "motestid": typed.meeting_at,
            "motesplats": typed.meeting_place.strip(),
            "beslut": decision.what if decision else "",
            "skal": decision.reasons if decision else "",
            "det_har_gjorde_vi": decision.what_we_did if decision else "",
            "beslutsdatum": _day(decision.decided_on if decision else None),
            "beslutat_av": _made_by(decision),
            "overklagandetid": length_words(appeal, None),
            "meddelande": typed.message.strip(),
        }


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def _made_by(decision: Decision | None) -> str:
    if decision is None or not decision.level:
        return ""
    return str(DecisionLevel(decision.level).label).lower()


def frame_of(
    case: Case,
    to: CasePerson | None,
    *,
    authority: Authority,
    worker: Membership,
    now: datetime,
) -> dict[str, Any]:
    """What stands around the text. An address of somebody protected is on no letter."""
    with override("sv"):
        return {
            "sender": [authority.name, case.unit.name],
            "recipient": _recipient(to),
            "facts": [
                [_("Date"), day_words(day_of(now))],
                [_("Case"), case.number],
            ],
            "signed": [
                worker.name,
                str(worker.get_role_display()),
                *filter(None, [authority.day_phone]),
            ],
            "footer": authority.short_name,
            "words": {
                "number_label": _("Register number"),
                "slip_follows": _(
                    "A slip with three questions came with the letter. It is voluntary to answer."
                ),
            },
        }


def _recipient(to: CasePerson | None) -> list[str]:
    if to is None:
        return [_("Whoever reported")]
    if to.person.is_protected:
        return [full_name(to.person), _("Through the Tax Agency's forwarding, or by hand")]
    return [full_name(to.person), *filter(None, to.person.address.split(", "))]


def letter_pdf(letter: Mapping[str, Any]) -> bytes:
    """The letter as it is kept: with a line in place of the slip."""
    return render_pdf(TEMPLATE, letter)


def letter_with_slip(
    letter: Mapping[str, Any], code: str, series: Series, *, address: str, place: str, today: date
) -> bytes:
    """The letter as it is sent, with its slip."""
    until = formats.long_date(valid_until(today))
    words = SlipWords.of(series, valid_until=until, place=place)
    slip = slip_in_letter(
        code,
        address=address,
        words={
            name: getattr(words, name)
            for name in ("heading", "text", "code_label", "valid", "qr_alt")
        },
    )
    return render_pdf(TEMPLATE, {**letter, "slip": slip})
