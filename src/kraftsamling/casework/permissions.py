"""How casework meets the matrix: which rows each resource is, and how they meet its conditions."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.db.models import Q

from kraftsamling.casework.case_conditions import (
    NOBODY,
    SET_ASIDE_FROM,
    conditions_of,
    either,
    of_both_sides,
)
from kraftsamling.casework.models import (
    AdultCase,
    AllocationLine,
    Assignment,
    BrokenGlass,
    Case,
    CaseDocument,
    CaseExtract,
    CaseNote,
    CasePerson,
    CaseWeight,
    ChildChannel,
    ChildVoice,
    CommitteeMeeting,
    ConcernReport,
    ConflictBlock,
    Consent,
    Consult,
    CoordinatedPlan,
    CrisisStep,
    Deadline,
    Decision,
    DelegationRule,
    Draft,
    ExportJob,
    HelpRequest,
    ImportBatch,
    Intervention,
    InterventionKind,
    Investigation,
    InvestigationHeading,
    JointHandling,
    LegalRule,
    LetterTemplate,
    LoadRating,
    Meeting,
    Person,
    PreliminaryAssessment,
    PreventiveCount,
    ProtectedAllowed,
    ProtectedIdentity,
    PublicConcern,
    Qualification,
    RecordEntry,
    ReporterIdentity,
    SafetyMapping,
    SavedView,
    ShareRecord,
    WaitingPlan,
    Withholding,
)
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import (
    NO_ROW,
    Circumstances,
    Pair,
    always,
    in_unit,
    own_of,
    same_authority,
)
from kraftsamling.confidentiality.policy import bind

_ON_CASE = conditions_of("")
_IN_CASE = conditions_of()


def _whom(row: Person) -> UUID:
    """Whose id a row of a person stands for: that of whom it became."""
    return row.merged_into_id or row.pk


def _is_of(people: Any) -> Q:
    """The same, asked of the database: rows of these people."""
    return Q(pk__in=people, merged_into__isnull=True) | Q(merged_into__in=people)


def _through_cases(code: str) -> Pair:
    """A person meets it when one of the person's cases does; a merged row has those of whom it became."""
    pair = _IN_CASE[code]

    def in_cases(actor: Actor, at: Circumstances) -> Any:
        return CasePerson.rows.filter(pair.q(actor, at)).values("person_id")

    return Pair(
        lambda actor, row, at: in_cases(actor, at).filter(person_id=_whom(row)).exists(),
        lambda actor, at: _is_of(in_cases(actor, at)),
    )


def _no_conflict_with_person() -> Pair:
    """COI: the person is not the actor, and is in no case that the actor is set aside from."""

    def shut(actor: Actor, at: Circumstances) -> list[Any]:
        found = [cases(actor, at) for cases in SET_ASIDE_FROM]
        rows = [CasePerson.rows.filter(case_id__in=each) for each in found if each is not None]
        return [each.values("person_id") for each in rows]

    def is_me(actor: Actor) -> Q:
        mine = Q(identity_index=actor.human or NOBODY)
        merged = Person.rows.filter(mine, merged_into__isnull=False)
        return mine | Q(pk__in=merged.values("merged_into"))

    return Pair(
        lambda actor, row, at: (
            not Person.rows.filter(is_me(actor), pk=row.pk).exists()
            and not any(each.filter(person_id=_whom(row)).exists() for each in shut(actor, at))
        ),
        lambda actor, at: reduce(and_, (~_is_of(each) for each in shut(actor, at)), ~is_me(actor)),
    )


def _on_the_list(path: str) -> Pair:
    """PROT and ALLOWLIST of one person: not protected, or the actor is named on the list."""
    person, flag = (f"{path}_id", f"{path}__is_protected") if path else ("pk", "is_protected")

    def mine(actor: Actor) -> Any:
        assert actor.membership_id is not None
        return ProtectedAllowed.rows.filter(membership_id=actor.membership_id).values("person_id")

    def holds(actor: Actor, row: Any, at: Circumstances) -> bool:
        who = getattr(row, path) if path else row
        return not who.is_protected or (
            actor.membership_id is not None and mine(actor).filter(person_id=who.pk).exists()
        )

    def q(actor: Actor, at: Circumstances) -> Q:
        listed = Q(**{f"{person}__in": mine(actor)}) if actor.membership_id else NO_ROW
        return Q(**{flag: False}) | listed

    return Pair(holds, q)


def _purpose_of_person() -> Pair:
    """PURPOSE: a search says its own, and is logged with what it found; a page goes through a case."""
    through = _through_cases("PURPOSE")
    return Pair(
        lambda actor, row, at: at.action == "search" or through.holds(actor, row, at),
        lambda actor, at: Q() if at.action == "search" else through.q(actor, at),
    )


def _bind_in_case(resource: str, model: Any, path: str = "case", **more: Pair) -> None:
    bind(resource, model, **{"ORG": same_authority(), **conditions_of(path), **more})


_bind_in_case("case", Case, "")
bind(
    "person",
    Person,
    ORG=same_authority(),
    ASSIGNED=_through_cases("ASSIGNED"),
    SUPERVISED=_through_cases("SUPERVISED"),
    UNIT=_through_cases("UNIT"),
    COI=_no_conflict_with_person(),
    PROT=_on_the_list(""),
    PURPOSE=_purpose_of_person(),
    # Held by construction: the search takes a name, a number or a case number and nothing else.
    LEGALSEARCH=always(),
)
# The report itself is the ground for registering it.
_bind_in_case("concern_report", ConcernReport, BASIS=always())
# A file is the authority's, not one child's; its digest is the ground that the log keeps.
bind(
    "import_batch",
    ImportBatch,
    ORG=same_authority(),
    OWN=same_authority(),
    BASIS=always(),
    COI=always(),
    PROT=always(),
    PURPOSE=always(),
)
bind(
    "qualification",
    Qualification,
    ORG=same_authority(),
    UNIT=in_unit("membership__unit_id"),
)
bind(
    "workload",
    LoadRating,
    ORG=same_authority(),
    UNIT=in_unit("membership__unit_id"),
    OWN=own_of("membership_id", "membership_id"),
)
bind("worry_form")
# Nobody has a case yet, and whose it is nobody knows before it is read: reading it is the work itself.
bind(
    "public_concern",
    PublicConcern,
    ORG=same_authority(),
    COI=always(),
    PROT=always(),
    PURPOSE=always(),
)
_bind_in_case(
    "reporter_identity",
    ReporterIdentity,
    "report__case",
    # The list that counts for a reporter is that of the case: whoever may see its protected persons.
    ALLOWLIST=conditions_of("report__case")["PROT"],
)
_bind_in_case("preliminary_assessment", PreliminaryAssessment)
_bind_in_case("investigation", Investigation)
_bind_in_case(
    "case_note",
    CaseNote,
    OWN=own_of("membership_id", "signed_by"),
    # Held by construction: a trainee's note is stored as a proposal that the supervisor signs.
    COUNTERSIGN=always(),
)
_bind_in_case("child_voice", ChildVoice)
_bind_in_case("child_channel", ChildChannel)
_bind_in_case("signs_of_safety_map", SafetyMapping)
_bind_in_case(
    "consult",
    Consult,
    OWN=own_of("membership_id", "membership_id"),
    # The invitation says what is asked. The case itself asks for a reason when it is opened.
    PURPOSE=always(),
)
_bind_in_case("case_decision", Decision)
_bind_in_case("case_document", CaseDocument)
_bind_in_case("deadline", Deadline)
_bind_in_case("record_entry", RecordEntry)
# What is proposed lies in its case, and is shut where the case is.
_bind_in_case("allocation_run", AllocationLine)
_bind_in_case("crisis_priority", WaitingPlan, PSEUDO=always())
_bind_in_case("assignment", Assignment, OWN=own_of("membership_id", "membership_id"))
# The adult who comes is the ground for opening a case, the parent's consent that for a link.
_bind_in_case("adult_case", AdultCase, BASIS=always())
bind(
    "family_work_link",
    JointHandling,
    ORG=same_authority(),
    BASIS=always(),
    **of_both_sides("adult_case", "child_case"),
)
_bind_in_case("consent", Consent)
_bind_in_case("share_record", ShareRecord)
# The party who asks is the ground for an extract; the form asks who, and when.
_bind_in_case("case_extract", CaseExtract, BASIS=always())
_bind_in_case("withholding", Withholding)
_bind_in_case("intervention", Intervention)
_bind_in_case("sip", CoordinatedPlan)


def _joint_meeting() -> Pair:
    """LINK of a meeting: both units have it, and the link is open."""
    return Pair(
        lambda actor, row, at: row.joint_id is not None and _IN_CASE["LINK"].holds(actor, row, at),
        lambda actor, at: Q(joint__isnull=False) & _IN_CASE["LINK"].q(actor, at),
    )


_bind_in_case("meeting", Meeting, ASSIGNED=either(_IN_CASE["ASSIGNED"], _joint_meeting()))


def _of_its_person(pair: Pair) -> Pair:
    """A condition of the person whom a row is about."""
    return Pair(
        lambda actor, row, at: pair.holds(actor, row.person, at),
        lambda actor, at: Q(person__in=Person.rows.filter(pair.q(actor, at)).values("pk")),
    )


bind(
    "protected_identity",
    ProtectedIdentity,
    ORG=same_authority(),
    ASSIGNED=_of_its_person(_through_cases("ASSIGNED")),
    UNIT=_of_its_person(_through_cases("UNIT")),
    COI=_of_its_person(_no_conflict_with_person()),
    PURPOSE=_of_its_person(_purpose_of_person()),
    PROT=_on_the_list("person"),
    ALLOWLIST=_on_the_list("person"),
)
_DECLARED = conditions_of()
_MINE = own_of("membership_id", "declared_by")


def _mine_or(pair: Pair) -> Pair:
    """A declaration shuts its maker out of the case, and stays readable to the maker."""
    open_to_maker = either(_MINE, pair)
    return Pair(
        lambda actor, row, at: (open_to_maker if at.action == "read" else pair).holds(
            actor, row, at
        ),
        lambda actor, at: (open_to_maker if at.action == "read" else pair).q(actor, at),
    )


bind(
    "coi_declaration",
    ConflictBlock,
    ORG=same_authority(),
    UNIT=_DECLARED["UNIT"],
    OWN=_MINE,
    COI=_mine_or(_DECLARED["COI"]),
    PROT=_mine_or(_DECLARED["PROT"]),
    ALLOWLIST=_mine_or(_DECLARED["PROT"]),
    PURPOSE=_mine_or(_DECLARED["PURPOSE"]),
)
bind(
    "btg_event",
    BrokenGlass,
    ORG=same_authority(),
    # The page asks for the reason, and the service opens nothing without one.
    BASIS=always(),
    UNIT=Pair(
        lambda actor, row, _: row.unit_id in actor.unit_ids,
        lambda actor, _: Q(unit_id__in=actor.unit_ids),
    ),
    OTHER_UNIT=Pair(
        lambda actor, row, _: row.unit_id not in actor.unit_ids,
        lambda actor, _: ~Q(unit_id__in=actor.unit_ids),
    ),
    NOT_SELF=Pair(
        lambda actor, row, _: row.human != actor.human,
        lambda actor, _: ~Q(human=actor.human),
    ),
)
bind(
    "draft",
    Draft,
    ORG=same_authority(),
    OWN=own_of("user_id", "user"),
    # A draft is the writer's own words; what it is about is asked when the form is opened and saved.
    COI=always(),
    PROT=always(),
    PURPOSE=always(),
)
for _code, _model in (
    ("committee_meeting", CommitteeMeeting),
    ("delegation_rule", DelegationRule),
    ("legal_rule", LegalRule),
    ("investigation_heading", InvestigationHeading),
    ("intervention_kind", InterventionKind),
    ("preventive_count", PreventiveCount),
    ("letter_template", LetterTemplate),
    ("case_weight", CaseWeight),
    ("crisis_plan", CrisisStep),
    ("help_request", HelpRequest),
):
    bind(_code, _model, ORG=same_authority())
bind(
    "saved_view",
    SavedView,
    ORG=same_authority(),
    OWN=own_of("membership_id", "membership_id"),
)
bind(
    "export_job",
    ExportJob,
    ORG=same_authority(),
    OWN=own_of("membership_id", "membership_id"),
    # The rows of the file are those of the asker's own list: each has met these conditions there.
    UNIT=always(),
    COI=always(),
    PROT=always(),
    PURPOSE=always(),
    # The page asks for the reason, and the service asks for nothing without one.
    BASIS=always(),
)
