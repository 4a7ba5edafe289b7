"""Everything of a case that a party may ask for, as things that the rules can judge one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from kraftsamling.casework.models import (
    Case,
    CaseDocument,
    CaseExtract,
    CaseNote,
    CasePerson,
    ChildVoice,
    ConcernReport,
    Decision,
    Hearing,
    Intervention,
    InterventionFollowUp,
    InvestigationText,
    MappingStatement,
    PreliminaryAssessment,
    ProtectedIdentity,
    ProtectionAssessment,
    ReporterIdentity,
    Withholding,
)
from kraftsamling.casework.rules.extracts import (
    Kind,
    Reader,
    Secrets,
    Thing,
    To,
    secrets_of,
)
from kraftsamling.casework.selectors.notes import newest
from kraftsamling.casework.statuses import (
    DecisionState,
    Heard,
    InParty,
    NoteKind,
    ReporterKind,
)
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

PARTIES: Final = (InParty.SUBJECT, InParty.CUSTODIAN, InParty.PARENT)
"""Who can ask for an extract."""
OTHERS_TALK: Final = frozenset({NoteKind.CHILD_TALK, NoteKind.CONTACT})
"""Notes that hold what somebody else than the reader has said."""
UNNAMED: Final = frozenset({ReporterKind.PRIVATE, ReporterKind.ANONYMOUS})


@dataclass(frozen=True)
class Entry:
    """A thing, and the row that it is, for the words of its heading."""

    thing: Thing
    row: Any


def parties_of(case: Case) -> list[CasePerson]:
    """Whom an extract can be made for."""
    rows = CasePerson.rows.filter(case=case, left_on=None, part__in=PARTIES)
    found = list(rows.select_related("person"))
    return sorted(found, key=lambda each: (PARTIES.index(InParty(each.part)), str(each.pk)))


def role_of(party: CasePerson) -> To:
    """As what a party reads."""
    return {InParty.SUBJECT: To.SUBJECT, InParty.CUSTODIAN: To.CUSTODIAN}.get(
        InParty(party.part), To.OTHER
    )


def entries_of(case: Case, to: CasePerson) -> list[Entry]:
    """Everything in the case, with what is said of each to this party. One question for each kind of row."""
    kept = Withholding.rows.filter(case=case, lifted_at=None)
    if role_of(to) is To.CUSTODIAN:
        kept = kept.filter(Q(from_whom=None) | Q(from_whom=to))
    withheld = frozenset(kept.values_list("row_id", flat=True))
    is_subject = role_of(to) is To.SUBJECT
    return [
        *_reports(case, is_subject),
        *_assessments(case),
        *_texts(case),
        *_spoken(case, to, withheld),
        *_decided(case),
        *_notes(case, withheld, is_subject),
        *_documents(case),
    ]


def reader_of(case: Case, to: CasePerson, entries: list[Entry]) -> Reader:
    """Who reads, and the words that may stand in nothing the reader gets."""
    people = list(CasePerson.rows.filter(case=case).select_related("person"))
    shielded = [
        each.person
        for each in people
        if each.person.is_protected and each.person_id != to.person_id
    ]
    return Reader(role_of(to), bool(shielded), _secrets(case, people, shielded, entries))


def _secrets(
    case: Case, people: list[CasePerson], shielded: list[Any], entries: list[Entry]
) -> Secrets:
    reporters = list(ReporterIdentity.rows.filter(report__case=case))
    places = [each.organisation or "" for each in reporters] if shielded else []
    for person in shielded:
        places += [person.address, person.phone]
    addresses = ProtectedIdentity.rows.filter(person__in=[each.pk for each in shielded])
    places += [each.address or "" for each in addresses]
    return secrets_of(
        reporters=[each.name or "" for each in reporters],
        contacts=[each.contact or "" for each in reporters],
        family=[f"{each.person.given_name} {each.person.surname}" for each in people],
        places=places,
        withheld=[each.thing.text for each in entries if each.thing.withheld],
    )


def _thing(kind: Kind, row: Any, on: date, *texts: str, **more: bool) -> Entry:
    version = getattr(row, "version", 0)
    text = "\n".join(each.strip() for each in texts if each and each.strip())
    return Entry(Thing(f"{kind}:{row.pk}:{version}", kind, on, text, **more), row)


def _reports(case: Case, is_subject: bool) -> Iterator[Entry]:
    for row in ConcernReport.rows.filter(case=case).order_by("received_at", "pk"):
        by_child = row.reporter_kind == ReporterKind.CHILD
        yield _thing(
            Kind.REPORT, row, day_of(row.received_at), row.what,
            withheld=by_child and not is_subject, from_private=row.reporter_kind in UNNAMED,
        )  # fmt: skip


def _assessments(case: Case) -> Iterator[Entry]:
    for row in ProtectionAssessment.rows.filter(case=case).order_by("decided_at", "pk"):
        yield _thing(Kind.PROTECTION, row, day_of(row.decided_at), row.reasons, row.what_is_done)
    for each in PreliminaryAssessment.rows.filter(case=case).order_by("started_at", "pk"):
        on = each.decided_on or day_of(each.started_at)
        undecided = each.decided_on is None
        yield _thing(
            Kind.PRELIMINARY, each, on, each.reasons, each.exceptional_reasons,
            is_unfinished=undecided,
        )  # fmt: skip
        if each.contacts:
            yield _thing(
                Kind.CONTACTS, each, on, each.contacts, is_unfinished=undecided, of_others=True
            )


def _texts(case: Case) -> Iterator[Entry]:
    rows = InvestigationText.rows.filter(investigation__case=case).exclude(text="")
    for row in rows.select_related("investigation", "heading").order_by("heading__position", "pk"):
        closed = row.investigation.closed_on
        yield _thing(
            Kind.TEXT, row, closed or day_of(row.written_at), row.text, is_unfinished=closed is None
        )


def _spoken(case: Case, to: CasePerson, withheld: frozenset[UUID]) -> Iterator[Entry]:
    hearings = Hearing.rows.filter(case=case).select_related("who__person")
    for hearing in hearings.order_by("on", "pk"):
        alone = hearing.who.part != InParty.SUBJECT or hearing.how == Heard.ALONE
        yield _thing(
            Kind.HEARING, hearing, hearing.on, hearing.words,
            withheld=hearing.pk in withheld, of_others=hearing.who_id != to.pk and alone,
            of_child=hearing.who.part == InParty.SUBJECT,
        )  # fmt: skip
    voices = ChildVoice.rows.filter(case=case).select_related("reading")
    for voice in voices.prefetch_related("answers").order_by("said_on", "written_at"):
        answers = [text for each in voice.answers.all() for text in (each.reply, each.what_we_did)]
        yield _thing(
            Kind.VOICE, voice, voice.said_on, voice.said, *answers,
            withheld=voice.is_withheld or voice.pk in withheld, of_child=True,
        )  # fmt: skip
    statements = MappingStatement.rows.filter(mapping__case=case)
    for statement in statements.order_by("said_on", "pk"):
        yield _thing(
            Kind.STATEMENT, statement, statement.said_on, statement.words,
            withheld=statement.pk in withheld, for_staff=statement.for_staff,
        )  # fmt: skip


def _decided(case: Case) -> Iterator[Entry]:
    made = (DecisionState.DECIDED, DecisionState.REJECTED)
    for row in Decision.rows.filter(case=case).order_by("decided_on", "pk"):
        yield _thing(
            Kind.DECISION, row, row.decided_on or date.max, row.what, row.reasons, row.what_we_did,
            is_unfinished=row.state not in made,
        )  # fmt: skip
    for each in Intervention.rows.filter(case=case).select_related("kind").order_by("ordered_on"):
        yield _thing(
            Kind.INTERVENTION, each, each.ordered_on, each.goals, each.how, each.childs_view,
            each.custodians_view, each.others, each.result_words,
        )  # fmt: skip
    done = InterventionFollowUp.rows.filter(intervention__case=case, done_on__isnull=False)
    for follow_up in done.select_related("intervention__kind").order_by("done_on", "pk"):
        assert follow_up.done_on is not None
        yield _thing(
            Kind.FOLLOW_UP, follow_up, follow_up.done_on, follow_up.words, follow_up.childs_view,
            withheld=follow_up.withheld,
        )  # fmt: skip


def _notes(case: Case, withheld: frozenset[UUID], is_subject: bool) -> Iterator[Entry]:
    for row in newest(CaseNote.rows.filter(case=case)).order_by("happened_on", "signed_at", "pk"):
        others = row.kind == NoteKind.CONTACT or (row.kind in OTHERS_TALK and not is_subject)
        yield _thing(
            Kind.NOTE, row, row.happened_on, row.text,
            withheld=row.withheld or row.thread in withheld, is_unfinished=row.needs_countersign,
            of_others=others,
        )  # fmt: skip


def _documents(case: Case) -> Iterator[Entry]:
    for row in CaseDocument.rows.filter(case=case).order_by("registered_at", "pk"):
        yield _thing(
            Kind.DOCUMENT, row, day_of(row.registered_at), row.title, withheld=row.withheld
        )


def extracts_in(actor: Actor, case: Case, *, at: Circumstances) -> list[CaseExtract]:
    """The extracts that parties have got, the latest first."""
    rows = CaseExtract.rows.visible_to(actor, "read", at=at).filter(case=case)
    return list(rows.select_related("to__person", "membership__user").order_by("-made_at", "pk"))


def things_to_withhold(case: Case) -> list[Entry]:
    """What can be kept from a custodian: the child's words, hearings, statements and notes."""
    kept = Withholding.rows.filter(case=case, lifted_at=None).values_list("row_id", flat=True)
    subject = CasePerson.rows.get(case=case, part=InParty.SUBJECT)
    withheld = frozenset(kept)
    return [*_spoken(case, subject, withheld), *_notes(case, withheld, is_subject=True)]
