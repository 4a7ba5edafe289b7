"""An extract of a case: what is given and what is not, on the page, on the receipt and on the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext, override

from kraftsamling.casework.models import Case, CaseExtract, CasePerson
from kraftsamling.casework.presenters.words import (
    day_words,
    full_name,
    language,
    moment_words,
    path_to,
)
from kraftsamling.casework.rules.extracts import AFTER_READING, Ground, Kind
from kraftsamling.casework.selectors.extracts import Entry
from kraftsamling.casework.services.extracts import KEPT, Judged
from kraftsamling.casework.statuses import (
    DecisionType,
    Domain,
    ExportState,
    Heard,
    InParty,
    NoteKind,
    Speaker,
    Way,
    WithheldKind,
)
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.presenters.pages import ListPage

KIND_WORDS: Final[Mapping[Kind, str | Promise]] = {
    Kind.REPORT: _lazy("Concern reports"),
    Kind.PROTECTION: _lazy("Protection assessments"),
    Kind.PRELIMINARY: _lazy("Preliminary assessments"),
    Kind.CONTACTS: _lazy("What others have said before an investigation"),
    Kind.TEXT: _lazy("The investigation"),
    Kind.HEARING: _lazy("Hearings"),
    Kind.VOICE: _lazy("The child's own words"),
    Kind.STATEMENT: _lazy("Statements of the mapping"),
    Kind.DECISION: _lazy("Decisions"),
    Kind.INTERVENTION: _lazy("Interventions"),
    Kind.FOLLOW_UP: _lazy("Follow-ups"),
    Kind.NOTE: _lazy("Notes"),
    Kind.DOCUMENT: _lazy("Documents in the file"),
}
GROUND_WORDS: Final[Mapping[Ground, str | Promise]] = {
    Ground.WITHHELD: _lazy(
        "it is kept from custodians, or repeats what is (OSL 12 kap. 3 §, 26 kap. 1 §)"
    ),
    Ground.REPORTER: _lazy("it tells who reported (OSL 26 kap. 5 §)"),
    Ground.PLACE: _lazy("it tells where somebody with protected identity is (OSL 26 kap. 1 §)"),
    Ground.UNFINISHED: _lazy("it is not finished: it is still working material (TF 2 kap. 12 §)"),
    Ground.STAFF: _lazy("it is written for those who work here only (TF 2 kap. 12 §)"),
    Ground.MAYBE_REPORTER: _lazy("it may tell who reported (OSL 26 kap. 5 §)"),
    Ground.CONFIDENCE: _lazy("somebody else has said it, perhaps in confidence (OSL 26 kap. 1 §)"),
    Ground.PROTECTED: _lazy(
        "somebody in the case has protected identity, and nobody has read it with that in mind"
    ),
    Ground.CHOSEN: _lazy("you have weighed it and leave it out (OSL 26 kap. 1 §)"),
}
WITHHOLDABLE: Final[Mapping[Kind, WithheldKind]] = {
    Kind.NOTE: WithheldKind.NOTE,
    Kind.VOICE: WithheldKind.VOICE,
    Kind.HEARING: WithheldKind.HEARING,
    Kind.STATEMENT: WithheldKind.STATEMENT,
}


def party_words(party: CasePerson) -> str:
    """ "Kim Salim, vårdnadshavare"."""
    return f"{full_name(party.person)}, {str(InParty(party.part).label).lower()}"


def heading_of(entry: Entry) -> str:
    """What a thing is and its day, without anybody's name."""
    row, kind = entry.row, entry.thing.kind
    if entry.thing.on == date.max:
        return _what(kind, row)
    return f"{_what(kind, row)}, {day_words(entry.thing.on)}"


def _what(kind: Kind, row: Any) -> str:
    if kind is Kind.TEXT:
        return str(row.heading.words)
    if kind is Kind.HEARING:
        part = InParty(row.who.part)
        who = _("The child") if part is InParty.SUBJECT else str(part.label)
        return f"{who}, {str(Heard(row.how).label).lower()}"
    if kind is Kind.STATEMENT:
        return f"{Domain(row.domain).label} ({str(Speaker(row.said_by).label).lower()})"
    if kind is Kind.DECISION:
        return str(DecisionType(row.type).label)
    if kind is Kind.NOTE:
        return str(NoteKind(row.kind).label)
    if kind is Kind.DOCUMENT:
        return _("Register number %(number)s") % {"number": row.register_number}
    if kind is Kind.INTERVENTION:
        return str(row.kind.name)
    if kind is Kind.FOLLOW_UP:
        return str(row.intervention.kind.name)
    return str(KIND_ONE[kind])


KIND_ONE: Final[Mapping[Kind, str | Promise]] = {
    Kind.REPORT: _lazy("Concern report"),
    Kind.PROTECTION: _lazy("Protection assessed"),
    Kind.PRELIMINARY: _lazy("Preliminary assessment"),
    Kind.CONTACTS: _lazy("Whom we have asked"),
    Kind.VOICE: _lazy("The child's own words"),
}


@dataclass(frozen=True)
class Piece:
    """A thing as the worker reads it before it is given, or sees that it is not."""

    key: str
    heading: str
    text: str
    because: str = ""
    may_be_given: bool = False
    withhold_url: str = ""


@dataclass(frozen=True)
class Part:
    """The things of one kind."""

    title: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class CheckPage:
    """The extract before it is made: everything that goes, and everything that does not, with why."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    given: Sequence[Part]
    to_weigh: Sequence[Part]
    left_out: Sequence[Part]
    warning: str
    seen: str

    @classmethod
    def of(
        cls, case: Case, to: CasePerson, judged: Sequence[Judged], *, seen: str, today: date
    ) -> CheckPage:
        given = [each for each in judged if each.ground is None]
        weigh = [each for each in judged if each.ground in AFTER_READING]
        out = [each for each in judged if each.ground and each.ground not in AFTER_READING]
        return cls(
            title=_("Read the extract"),
            lead=_counts(len(given), len(judged) - len(given))
            + " "
            + _("Nothing is made yet. It goes to %(who)s.") % {"who": party_words(to)},
            breadcrumb=path_to(
                case,
                Link(_("Extracts"), reverse("case_extracts", args=[case.pk])),
                Link(_("Read the extract")),
                today=today,
            ),
            given=_parts(given, case),
            to_weigh=_parts(weigh, case),
            left_out=_parts(out, case),
            warning=_(
                "Somebody in the case has protected identity. Nothing that you give may tell where that"
                " person lives, goes to school or is looked after."
            )
            if case.is_protected
            else "",
            seen=seen,
        )


def _counts(given: int, left: int) -> str:
    said = ngettext("%(count)s thing is given.", "%(count)s things are given.", given) % {
        "count": formats.in_words(given, language()).capitalize() if given else _("No")
    }
    if not left:
        return said + " " + _("Nothing is left out.")
    return (
        said
        + " "
        + ngettext("%(count)s is left out.", "%(count)s are left out.", left)
        % {"count": formats.in_words(left, language()).capitalize()}
    )


def _parts(judged: Iterable[Judged], case: Case) -> list[Part]:
    kinds: dict[Kind, list[Piece]] = {}
    for each in judged:
        kinds.setdefault(each.entry.thing.kind, []).append(_piece(each, case))
    return [Part(str(KIND_WORDS[kind]), pieces) for kind, pieces in kinds.items()]


def _piece(judged: Judged, case: Case) -> Piece:
    thing, ground = judged.entry.thing, judged.ground
    kind = WITHHOLDABLE.get(thing.kind)
    return Piece(
        key=thing.key,
        heading=heading_of(judged.entry),
        text=thing.text,
        because=_("Is not given, because %(ground)s.") % {"ground": GROUND_WORDS[ground]}
        if ground
        else "",
        may_be_given=ground in AFTER_READING,
        withhold_url=withhold_address(case, kind, judged.entry.row)
        if kind and ground is None
        else "",
    )


def withhold_address(case: Case, kind: WithheldKind, row: Any) -> str:
    """Where one says that something is kept from a custodian."""
    row_id = row.thread if kind is WithheldKind.NOTE else row.pk
    return reverse("withhold", args=[case.pk, kind.value, row_id])


def told_words(until: date, given: int, left: int) -> str:
    """What the share record says was given: how much, never what."""
    with override("sv"):
        return _(
            "Extract of the file until %(day)s: %(count)s things given, %(left)s left out."
        ) % {
            "day": day_words(until),
            "count": given,
            "left": left,
        }


def extracts_page(case: Case, found: Sequence[CaseExtract], *, may: May, today: date) -> ListPage:
    """The extracts that parties have got."""
    title = _("Extracts")
    return ListPage(
        title=title,
        lead=_("Whoever is a party may see what is in the file, all but what secrecy keeps back."),
        breadcrumb=path_to(case, Link(title), today=today),
        columns=[
            Column(_("Made")),
            Column(_("To whom")),
            Column(_("Given"), number=True),
            Column(_("Left out"), number=True),
            Column(_("State")),
        ],
        rows=[
            Row(
                [
                    Cell(moment_words(each.made_at), url=reverse("case_extract", args=[each.pk])),
                    Cell(party_words(each.to)),
                    Cell(formats.number(len(each.included), language())),
                    Cell(formats.number(_left(each), language())),
                    Cell(str(ExportState(each.state).label)),
                ]
            )
            for each in found
        ],
        nothing=_("No party has got an extract yet."),
        verbs=[Action(_("Make an extract"), reverse("extract_new", args=[case.pk]))]
        if may("create", "case_extract")
        else [],
        note=_("The paper is kept for seven days. The receipt stays."),
    )


def _left(extract: CaseExtract) -> int:
    return sum(count for _kind, _ground, count in extract.left_out)


@dataclass(frozen=True)
class ReceiptPage:
    """The receipt: who got it, when, how much was left out and on what ground. Never what."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    facts: Sequence[Fact]
    columns: Sequence[Column]
    rows: Sequence[Row]
    file_url: str
    state: str
    rule: str

    @classmethod
    def of(cls, extract: CaseExtract, *, offers_file: bool, now: datetime) -> ReceiptPage:
        case, who = extract.case, extract.membership.name
        title = _("Extract to a party")
        return cls(
            title=title,
            lead=_counts(len(extract.included), _left(extract)),
            breadcrumb=path_to(
                case,
                Link(_("Extracts"), reverse("case_extracts", args=[case.pk])),
                Link(title),
                today=day_of(now),
            ),
            facts=[
                Fact(_("To whom"), party_words(extract.to)),
                Fact(_("Asked for"), day_words(extract.asked_on)),
                Fact(_("Time"), period_words(extract)),
                Fact(_("How"), str(Way(extract.way).label)),
                Fact(_("Made"), f"{moment_words(extract.made_at)}, {who}"),
                Fact(_("Written down as given out"), day_words(day_of(extract.share.shared_at))),
            ],
            columns=[
                Column(_("What")),
                Column(_("It is not given, because …")),
                Column(_("How many"), number=True),
            ],
            rows=[
                Row(
                    [
                        Cell(str(KIND_WORDS[Kind(kind)])),
                        Cell(str(GROUND_WORDS[Ground(ground)])),
                        Cell(formats.number(count, language())),
                    ]
                )
                for kind, ground, count in _in_order(extract)
            ],
            file_url=reverse("extract_file", args=[extract.pk])
            if offers_file and extract.state == ExportState.READY
            else "",
            state=_state(extract),
            rule=_(
                "Whoever is refused something has a right to a written decision, which can be appealed."
                " Tell the party so."
            )
            if extract.left_out
            else "",
        )


def _in_order(extract: CaseExtract) -> list[list[Any]]:
    order = [kind.value for kind in Kind]
    return sorted(extract.left_out, key=lambda line: order.index(line[0]))


def period_words(extract: CaseExtract) -> str:
    """ "1 mars 2026 – 30 november 2026", or until when."""
    until = day_words(extract.until)
    if extract.since is None:
        return _("From the beginning until %(day)s") % {"day": until}
    return f"{day_words(extract.since)} – {until}"


def _state(extract: CaseExtract) -> str:
    if extract.state == ExportState.MAKING:
        return _("The paper is being made. Look again in a moment.")
    if extract.state == ExportState.READY and extract.ready_at:
        return _("The paper can be fetched until %(day)s.") % {
            "day": day_words(day_of(extract.ready_at + KEPT))
        }
    return _(
        "The paper is not kept any more: its days have passed, or something in it was shut. Make a new one"
        " if it is needed."
    )
