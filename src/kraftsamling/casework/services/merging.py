"""Two registrations of one person become one, by two people, and can be parted again.

Cases, places in cases and joint handling go over to the row that is kept. The other row stays as it was, says
whom it became, and is found by its number. What is append-only is not rewritten: it is read by the pointer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, CasePerson, JointHandling, Person, PersonMerge
from kraftsamling.casework.selectors.same_person import MERGED, PERSON
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.cases import close_now, reopen_case
from kraftsamling.casework.services.conflicts import is_set_aside
from kraftsamling.casework.services.trail import ReasonMissing, step
from kraftsamling.casework.statuses import Hindrance, InParty, Since
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.organisations.roles import Role

MERGE: Final = "person.merge"
PART: Final = "person.part"
SECONDS: Final[frozenset[str]] = frozenset({Role.TEAM_LEAD, Role.UNIT_MANAGER, Role.DEPT_MANAGER})
NUMBER: Final = "number"
FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("given_name", "surname", "name_key"),
    "address": ("address",),
    "phone": ("phone",),
    "language": ("language",),
    NUMBER: ("number_kind", "identity_number", "identity_index"),
}
"""What is chosen together. The day of birth is the same in both, or they are not made one."""

_KEPT_AS_WORDS: Final = tuple(
    name for group, names in FACTS.items() if group != NUMBER for name in names
)
_ON_PEOPLE: Final[tuple[tuple[Since, Any, str], ...]] = (
    (Since.CASE, Case, "subject"),
    (Since.PARTY, CasePerson, "person"),
    (Since.JOINT, JointHandling, "about"),
    (Since.MERGED, Person, "merged_into"),
)
"""Everything that says whom it is about and may be written over."""


class CannotMerge(Exception):
    """Raised when two rows are not made one; `why` says so."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why.value)
        self.why = why


class CannotPart(Exception):
    """Raised when something has come that nobody can tell whose it is; `since` says what."""

    def __init__(self, since: list[Since]) -> None:
        super().__init__(", ".join(since))
        self.since = since


def are_alike(one: Person, other: Person) -> bool:
    """The same name, however it is spelled, and the same day of birth. A number is here only once."""
    return (
        bool(one.name_key)
        and one.name_key == other.name_key
        and one.birth_on is not None
        and one.birth_on == other.birth_on
    )


def open_of_same_kind(kept: Person, gone: Person) -> list[Case]:
    """The open cases of the two, of a kind that both have one of, the oldest first."""
    rows = Case.rows.filter(subject__in=[kept, gone], closed_on=None).select_related("unit")
    cases = list(rows.order_by("opened_at", "pk"))
    whose: dict[str, set[UUID]] = defaultdict(set)
    for each in cases:
        whose[each.kind].add(each.subject_id)
    return [each for each in cases if len(whose[each.kind]) > 1]


def hindrance(kept: Person, gone: Person, *, goes_on: UUID | None, by: Actor) -> Hindrance | None:
    """Why this human being may not make the two one, or may not now; None when nothing hinders it."""
    if kept.pk == gone.pk:
        return Hindrance.SAME_ROW
    if {kept.authority_id, gone.authority_id} != {by.authority_id}:
        return Hindrance.ELSEWHERE
    if kept.merged_into_id or gone.merged_into_id:
        return Hindrance.ALREADY_ONE
    if kept.is_protected or gone.is_protected:
        return Hindrance.PROTECTED
    if not are_alike(kept, gone):
        return Hindrance.NOT_ALIKE
    if _is_set_aside(by, kept, gone):
        return Hindrance.SET_ASIDE
    both = open_of_same_kind(kept, gone)
    if len(both) > 2:
        return Hindrance.TOO_MANY_OPEN
    if both and goes_on not in {each.pk for each in both}:
        return Hindrance.WHICH_CASE
    return None


def _is_set_aside(by: Actor, *people: Person) -> bool:
    """From a case of either, or because one of them is oneself."""
    cases = Case.rows.filter(people__person__in=people).distinct()
    return any(is_set_aside(by.human, each) for each in cases)


@transaction.atomic
def ask_to_merge(
    *,
    kept: Person,
    gone: Person,
    takes: Collection[str],
    goes_on: UUID | None,
    because: str,
    by: Actor,
    at: datetime,
) -> Approval:
    """Ask that two rows become one. `takes` are the facts in which `gone` is right (`FACTS`).

    Raises ReasonMissing, CannotMerge. Asked again while it waits, it is the same question.
    """
    if not because.strip():
        raise ReasonMissing("merge")
    if why := hindrance(kept, gone, goes_on=goes_on, by=by):
        raise CannotMerge(why)
    waiting = approvals.waiting_about(MERGE, gone.pk, authority_id=gone.authority_id, at=at)
    if waiting and waiting.payload["kept"] == str(kept.pk):
        return waiting
    return approvals.ask(
        MERGE,
        by=by,
        at=at,
        object_id=gone.pk,
        payload={
            "kept": str(kept.pk),
            "gone": str(gone.pk),
            "takes": sorted(takes),
            "goes_on": str(goes_on) if goes_on else "",
        },
        reason=because.strip(),
    )


def _merge(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    payload = approval.payload
    kept, gone = _locked(approval, UUID(payload["kept"]), approval.object_id)
    goes_on = UUID(payload["goes_on"]) if payload["goes_on"] else None
    if hindrance(kept, gone, goes_on=goes_on, by=by):
        raise approvals.NoLongerPossible(_not_any_more())
    _become_one(kept, gone, approval, goes_on=goes_on, by=by, at=at)


def _not_any_more() -> str:
    """Which of the reasons it is may be one that the second person must not know."""
    return _("It cannot be confirmed as it was asked for. Whoever asked must look at it anew.")


def _locked(approval: Approval, kept_id: UUID, gone_id: UUID) -> tuple[Person, Person]:
    """Both rows, kept for this transaction, always in the same order: of two who come at once, one waits."""
    rows = Person.rows.of_authority(approval.authority_id).select_for_update(of=("self",))
    found = {each.pk: each for each in rows.filter(pk__in=[kept_id, gone_id]).order_by("pk")}
    return found[kept_id], found[gone_id]


def _become_one(
    kept: Person,
    gone: Person,
    approval: Approval,
    *,
    goes_on: UUID | None,
    by: Actor,
    at: datetime,
) -> None:
    takes = approval.payload["takes"]
    doubled = open_of_same_kind(kept, gone)
    ends = next((each for each in doubled if each.pk != goes_on), None)
    cases = list(Case.rows.filter(subject__in=[kept, gone]).order_by("pk"))
    before = _facts(kept)
    for group in takes:
        if group != NUMBER:
            for name in FACTS[group]:
                setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=_KEPT_AS_WORDS)
    if NUMBER in takes:
        _change_numbers(kept, gone)
    moved = _move(gone, kept, at=at)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    closed_it = ends is not None and not deadlines.open_duties(ends)
    if ends and closed_it:
        goes_on_in = next(each.number for each in doubled if each.pk == goes_on)
        because = _("The same child, whose case goes on as %(number)s.") % {"number": goes_on_in}
        close_now(ends, by=by, at=at, because=because)
    assert by.membership_id is not None
    merge = PersonMerge.rows.create(
        authority_id=kept.authority_id,
        kept=kept,
        gone=gone,
        ends=ends,
        closed_it=closed_it,
        reason=approval.reason,
        before=before,
        after=_facts(kept),
        moved=moved,
        stood=_standing_on(kept),
        numbers_changed_place=NUMBER in takes,
        asked_by=approval.requested_by,
        made_by=by.membership_id,
        made_at=at,
    )
    for each in cases:
        step(each, PERSON, "", MERGED, by=by, at=at, about=merge.pk, reason=merge.reason)


def _facts(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) for name in _KEPT_AS_WORDS}


def _change_numbers(one: Person, other: Person) -> None:
    """Each gets the other's. A number stands on one row only, so the first gives up its own before."""
    ones, others = ({name: getattr(each, name) for name in FACTS[NUMBER]} for each in (one, other))
    none = {"number_kind": "NONE", "identity_number": None, "identity_index": ""}
    for row, values in ((one, none), (other, ones), (one, others)):
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=FACTS[NUMBER])


def _move(gone: Person, kept: Person, *, at: datetime) -> dict[str, Any]:
    """What is written about one row is about the other from now on. Gives the ids of what went over."""
    moved: dict[str, Any] = {"TOGETHER": _both_in_one_case(gone, kept, at=at)}
    apart = {each["gone"]["id"] for each in moved["TOGETHER"]}
    for what, model, field in _ON_PEOPLE:
        rows = model.rows.filter(**{field: gone}).exclude(pk__in=apart)
        moved[what] = sorted(str(pk) for pk in rows.values_list("pk", flat=True))
        model.rows.filter(pk__in=moved[what]).update(**{field: kept})
    return moved


def _both_in_one_case(gone: Person, kept: Person, *, at: datetime) -> list[dict[str, Any]]:
    """A case in which the person stands twice: the place of the row that goes is left, the other stays and is
    the subject if either was. Gives how both places were."""
    theirs = {each.case_id: each for each in CasePerson.rows.filter(person=kept)}
    both = []
    for place in CasePerson.rows.filter(person=gone, case__in=theirs):
        stays = theirs[place.case_id]
        both.append({"gone": _place(place), "kept": _place(stays)})
        if place.part == InParty.SUBJECT:
            place.part, stays.part = stays.part, place.part
        if place.left_on is None:
            stays.left_on, place.left_on = None, day_of(at)
        for each in (place, stays):
            each.save(update_fields=["part", "left_on"])
    return both


def _place(row: CasePerson) -> dict[str, Any]:
    left_on = row.left_on.isoformat() if row.left_on else None
    return {"id": str(row.pk), "part": row.part, "left_on": left_on}


def _standing_on(person: Person) -> dict[str, list[str]]:
    return {
        what: sorted(
            str(pk) for pk in model.rows.filter(**{field: person}).values_list("pk", flat=True)
        )
        for what, model, field in _ON_PEOPLE
    }


def since(merge: PersonMerge) -> list[Since]:
    """What has come since, of which nobody can tell whose it is: then the two cannot be parted."""
    kept = Person.rows.get(pk=merge.kept_id)
    now = _standing_on(kept)
    found = [what for what, _model, _field in _ON_PEOPLE if set(now[what]) - set(merge.stood[what])]
    if kept.merged_into_id and Since.MERGED not in found:
        found.append(Since.MERGED)
    if _facts(kept) != merge.after:
        found.append(Since.FACTS)
    if kept.is_protected:
        found.append(Since.PROTECTION)
    return found


@transaction.atomic
def ask_to_part(*, merge: PersonMerge, because: str, by: Actor, at: datetime) -> Approval:
    """Ask that the two are told apart again. Raises ReasonMissing, CannotPart, CannotMerge (set aside)."""
    if not because.strip():
        raise ReasonMissing("part")
    if _is_set_aside(by, merge.kept, merge.gone):
        raise CannotMerge(Hindrance.SET_ASIDE)
    if new := since(merge):
        raise CannotPart(new)
    waiting = approvals.waiting_about(PART, merge.pk, authority_id=merge.authority_id, at=at)
    return waiting or approvals.ask(
        PART,
        by=by,
        at=at,
        object_id=merge.pk,
        payload={"gone": str(merge.gone_id)},
        reason=because.strip(),
    )


def _part(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    rows = PersonMerge.rows.of_authority(approval.authority_id)
    merge = rows.select_for_update(of=("self",)).get(pk=approval.object_id)
    kept, gone = _locked(approval, merge.kept_id, merge.gone_id)
    if merge.parted_at or since(merge) or _is_set_aside(by, kept, gone):
        raise approvals.NoLongerPossible(_not_any_more())
    cases = list(Case.rows.filter(subject=kept).order_by("pk"))
    for what, model, field in _ON_PEOPLE:
        model.rows.filter(pk__in=merge.moved[what]).update(**{field: gone})
    for both in merge.moved["TOGETHER"]:
        for place in both.values():
            CasePerson.rows.filter(pk=place["id"]).update(
                part=place["part"], left_on=place["left_on"]
            )
    for name, value in merge.before.items():
        setattr(kept, name, value)
    kept.save(update_fields=_KEPT_AS_WORDS)
    if merge.numbers_changed_place:
        _change_numbers(kept, gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    merge.parted_at, merge.parted_by, merge.parted_because = at, by.membership_id, approval.reason
    merge.save(update_fields=["parted_at", "parted_by", "parted_because"])
    for each in cases:
        step(each, PERSON, MERGED, "PARTED", by=by, at=at, about=merge.pk, reason=approval.reason)
    if merge.closed_it and merge.ends:
        reopen_case(case=merge.ends, by=by, at=at, because=approval.reason)


def _numbers(*person_ids: UUID) -> str:
    """Of whom is not said: whoever may know finds the cases."""
    rows = Case.rows.filter(subject__in=person_ids).order_by("number")
    return ", ".join(rows.values_list("number", flat=True)[:5]) or "–"


def _describe_merge(payload: Mapping[str, Any]) -> str:
    return _("Two registrations of one person become one. Cases: %(numbers)s.") % {
        "numbers": _numbers(UUID(payload["kept"]), UUID(payload["gone"]))
    }


def _describe_part(payload: Mapping[str, Any]) -> str:
    kept = Person.rows.filter(pk=UUID(payload["gone"])).values_list("merged_into_id", flat=True)
    return _(
        "A person who was made one of two registrations is parted again. Cases: %(numbers)s."
    ) % {"numbers": _numbers(*(each for each in kept if each))}


approvals.register(approvals.Kind(MERGE, seconds=SECONDS, execute=_merge, describe=_describe_merge))
approvals.register(approvals.Kind(PART, seconds=SECONDS, execute=_part, describe=_describe_part))
