"""Invented worlds: believable, the same for the same seed, whole, and never beside anybody real."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F

from kraftsamling.casework.generation import loading, worlds
from kraftsamling.casework.models import (
    NOTHING_DUE,
    Assignment,
    Case,
    CaseNote,
    CaseStatusChange,
    ConcernReport,
    Deadline,
    Investigation,
    Person,
    PreliminaryAssessment,
)
from kraftsamling.casework.rules.deadlines import due_at
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Consequence
from kraftsamling.casework.services.note_proof import prove_notes
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Authority, Membership
from tests.casework.conftest import NOON
from tests.support.database import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any) -> None:
    """A demo where every authority says that it is invented."""
    settings.IS_DEMO = True
    with as_owner():
        Authority.objects.update(is_invented=True)


def made(**changes: Any) -> worlds.Made:
    """A small world."""
    wanted = {"authorities": 1, "years": 2, "seed": 7, "cases": 400, **changes}
    with as_owner():
        return worlds.make_world(worlds.Wanted(**wanted), now=NOON, told=lambda _made: None)


def authority_of(seed: int = 7, number: int = 1) -> UUID:
    return Authority.objects.get(slug=f"varld-{seed}-{number}").pk


@pytest.fixture
def world(demo: None) -> Any:
    """Inside the one authority of a small world."""
    made()
    with acting_for(authority_of()):
        yield


def test_a_world_has_as_many_cases_as_were_asked_for_in_as_many_authorities(demo: None) -> None:
    report = made(authorities=3, cases=250)

    assert report.cases == 250
    assert Authority.objects.filter(slug__startswith="varld-7-").count() == 3
    counts = []
    for number in (1, 2, 3):
        with acting_for(authority_of(number=number)):
            counts.append(Case.rows.count())
    assert sum(counts) == 250
    assert min(counts) >= 1


def test_the_same_seed_makes_the_same_world_and_another_seed_another(demo: None) -> None:
    pictures = []
    for seed in (7, 7, 8):
        with as_owner():
            worlds.make_world(worlds.Wanted(1, 2, seed, 60), now=NOON, told=lambda _made: None)
            rows = Case.rows.order_by("pk").values_list("pk", "phase", "opened_at", "next_due_at")
            pictures.append(list(rows))
            connection.cursor().execute(
                "TRUNCATE casework_case CASCADE; DELETE FROM casework_person;"
                "DELETE FROM organisations_membership WHERE authority_id IN"
                " (SELECT id FROM organisations_authority WHERE slug LIKE 'varld%');"
                "DELETE FROM organisations_user WHERE email LIKE '%varlden.example';"
                "SET CONSTRAINTS ALL IMMEDIATE"
            )
            connection.cursor().execute(
                "DELETE FROM organisations_unit WHERE authority_id IN"
                " (SELECT id FROM organisations_authority WHERE slug LIKE 'varld%');"
                "DELETE FROM organisations_authority WHERE slug LIKE 'varld%'"
            )

    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_every_case_repeats_its_nearest_clock_and_nothing_lies_in_the_future(world: None) -> None:
    hidden = (Consequence.INFO, Consequence.AUTO_CLOSE)
    open_ones = Deadline.rows.filter(done_at=None).exclude(consequence__in=hidden)
    nearest: dict[UUID, Any] = {}
    for deadline in open_ones.order_by("-due_at"):
        nearest[deadline.case_id] = deadline

    cases = list(Case.rows.all())

    assert len(cases) == 400
    for case in cases:
        due = nearest.get(case.pk)
        assert case.next_due_at == (due.due_at if due else NOTHING_DUE)
        assert case.next_due_code == (due.code if due else "")
        assert case.opened_at <= NOON
    assert not ConcernReport.rows.filter(registered_at__gt=NOON).exists()
    assert not Deadline.rows.filter(done_at__gt=NOON).exists()
    assert not CaseStatusChange.rows.filter(at__gt=NOON).exists()


def test_the_clocks_are_counted_by_the_same_rules_as_in_daily_work(world: None) -> None:
    preliminary = Deadline.rows.filter(code="prelim_assessment_due")

    assert preliminary.count() == 400
    for deadline in preliminary:
        expected = due_at(CATALOGUE["prelim_assessment_due"], start=deadline.starts_at)
        assert deadline.first_due_at == expected.replace(microsecond=0)


def test_siblings_are_in_one_report_and_some_children_come_back(world: None) -> None:
    together = Counter(ConcernReport.rows.values_list("together_with", flat=True))
    children = Counter(Case.rows.values_list("subject_id", flat=True))

    assert max(together.values()) > 1
    assert max(children.values()) == 2
    twice = [child for child, count in children.items() if count == 2]
    for child in twice:
        first, second = Case.rows.filter(subject_id=child).order_by("opened_at")
        assert first.closed_on is not None
        assert first.closed_on < day_of(second.opened_at)


def test_no_child_is_unborn_when_it_is_reported_and_nobody_has_a_number(world: None) -> None:
    for case in Case.rows.select_related("subject"):
        assert case.subject.birth_on is not None
        assert case.subject.birth_on <= day_of(case.opened_at)
    assert not Person.rows.exclude(identity_index="").exists()


def test_july_is_calm_and_the_autumn_is_not(demo: None) -> None:
    made(cases=3000, years=3)
    with acting_for(authority_of()):
        months = Counter(
            day_of(each).month for each in Case.rows.values_list("opened_at", flat=True)
        )

    assert months[7] < 0.7 * months[9]


def test_staff_come_and_go_and_nobody_has_a_case_after_leaving(world: None) -> None:
    assert Membership.rows.of_authority(authority_of()).exclude(ends_on=None).exists()
    for row in Assignment.rows.select_related("membership"):
        left = row.membership.ends_on
        assert left is None or (row.ends_on is not None and row.ends_on <= left)
        assert row.starts_on >= row.membership.starts_on
    for case in Case.rows.filter(closed_on=None).exclude(responsible=None):
        assert case.assignments.get(ends_on=None).membership_id == case.responsible_id


def test_every_note_is_proven_as_one_that_was_signed_by_hand(world: None) -> None:
    proof = prove_notes(authority_of(), at=NOON)

    assert proof.read > 100
    assert proof.faults == 0


def test_most_is_done_in_time_and_some_is_not(world: None) -> None:
    shares = {}
    for code in ("protection_assessment_due", "prelim_assessment_due", "investigation_due"):
        done = Deadline.rows.filter(code=code).exclude(done_at=None)
        shares[code] = done.filter(done_at__lte=F("first_due_at")).count() / done.count()

    assert all(0.6 < share < 1 for share in shares.values()), shares
    opened = PreliminaryAssessment.rows.filter(outcome="OPEN").count()
    assert Investigation.rows.count() == opened


def test_a_big_load_puts_back_every_key_index_and_trigger(demo: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(worlds, "BULK", 50)
    before = _rules()

    made(cases=60)

    assert _rules() == before
    with acting_for(authority_of()):
        assert Case.rows.count() == 60


def _rules() -> list[Any]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated"
            " FROM pg_constraint WHERE conrelid = ANY(SELECT unnest(%s::text[])::regclass)"
            " UNION ALL SELECT indrelid::regclass::text, '', pg_get_indexdef(indexrelid), indisvalid"
            " FROM pg_index WHERE indrelid = ANY(SELECT unnest(%s::text[])::regclass)"
            " UNION ALL SELECT tgrelid::regclass::text, tgname, tgenabled::text, true"
            " FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = ANY(SELECT unnest(%s::text[])::regclass) ORDER BY 1, 2, 3",
            [list(loading.TABLES)] * 3,
        )
        return list(cursor.fetchall())


def test_a_thin_world_has_three_events_to_a_case(demo: None) -> None:
    report = made(thin=True)

    assert 3 <= report.events / report.cases < 3.5


def test_the_same_seed_twice_is_refused_and_changes_nothing(demo: None) -> None:
    made()

    with pytest.raises(worlds.ThereAlready):
        made()

    with acting_for(authority_of()):
        assert Case.rows.count() == 400


def test_it_is_refused_where_the_mode_is_not_demo(demo: None, settings: Any) -> None:
    settings.IS_DEMO = False

    with pytest.raises(worlds.RealPeople):
        made()


def test_it_is_refused_where_somebody_works_at_a_real_authority(demo: None) -> None:
    with as_owner():
        Authority.objects.filter(slug="granby").update(is_invented=False)

    with pytest.raises(worlds.RealPeople):
        made()


def test_a_world_may_begin_with_an_authority_that_is_there(demo: None) -> None:
    slug = (
        Authority.objects.values_list("slug", flat=True).filter(kind="SOCIAL").order_by("slug")[0]
    )

    made(slug=slug, cases=30)

    with acting_for(Authority.objects.get(slug=slug).pk):
        assert Case.rows.count() == 30
        oldest = Case.rows.order_by("opened_at")[0]
        assert oldest.opened_at > NOON - timedelta(days=2 * 365 + 1)


def test_a_world_in_an_authority_whose_notes_are_sealed_leaves_no_note_missing(demo: None) -> None:
    slug = (
        Authority.objects.values_list("slug", flat=True).filter(kind="SOCIAL").order_by("slug")[0]
    )
    there = Authority.objects.get(slug=slug).pk
    made(slug=slug, cases=30)
    with as_owner():
        assert prove_notes(there, at=NOON - timedelta(hours=9)).faults == 0

    made(slug=slug, cases=30, seed=8)

    with as_owner():
        proof = prove_notes(there, at=NOON + timedelta(days=1))
        assert (proof.damaged, proof.gone) == ([], False)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE casework_casenote DISABLE TRIGGER USER")
            CaseNote.rows.of_authority(there).order_by("signed_at")[0].delete()
            cursor.execute("ALTER TABLE casework_casenote ENABLE TRIGGER USER")
        assert prove_notes(there, at=NOON + timedelta(days=2)).gone
