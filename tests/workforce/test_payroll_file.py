"""Hanna reads in the payroll system's file: every fault in words, nothing half, and never by one alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.tables import Problem, Unreadable
from kraftsamling.indicators.models import ChangedMonth
from kraftsamling.workforce.importing import drafts
from kraftsamling.workforce.importing.drafts import Chosen
from kraftsamling.workforce.importing.profile import LAYOUTS, profile, profiles
from kraftsamling.workforce.models import (
    Absence,
    Employee,
    PayrollImport,
    PayrollPart,
    Position,
    WageStep,
)
from kraftsamling.workforce.statuses import EmploymentForm, Job, PayrollKind
from tests.support.people import (
    actor_of_membership,
    client_of,
    client_of_membership,
    membership_named,
    newcomer,
)
from tests.support.tables import csv_of, xlsx_of
from tests.workforce.conftest import GRANBY, NOON, TODAY, Approve, Employ, fresh

STAFF, ABSENCE, POSTS = PayrollKind.STAFF, PayrollKind.ABSENCE, PayrollKind.POSTS
HEADINGS = {
    STAFF: [
        "Anst.nr", "Namn", "Personnummer", "Enhet", "Befattning", "Anställningsform",
        "Sysselsättningsgrad", "Anställd från", "Anställd till", "Chefens anställningsnummer",
        "Lönesteg, år", "Lönesteg från", "Månadslön",
    ],
    ABSENCE: ["Anst.nr", "Orsak", "Från", "Till"],
    POSTS: [
        "Tjänstenummer", "Benämning", "Enhet", "Befattning", "Omfattning", "Inrättad",
        "Vakant sedan", "Tillsatt", "Innehavare",
    ],
}  # fmt: skip
START: dict[PayrollKind, dict[str, Any]] = {
    STAFF: {
        "Anst.nr": "A-1", "Namn": "Nils Ny", "Enhet": "Utredning 1", "Befattning": "Socialsekreterare",
        "Anställningsform": "Tillsvidare", "Sysselsättningsgrad": "100 %", "Anställd från": "2026-02-01",
        "Månadslön": "41 000",
    },
    ABSENCE: {"Anst.nr": "A-1", "Orsak": "Sjuk", "Från": "2026-02-20"},
    POSTS: {
        "Tjänstenummer": "T-1", "Benämning": "Socialsekreterare", "Enhet": "Utredning 1",
        "Befattning": "Socialsekreterare", "Omfattning": "100", "Inrättad": "2025-06-01",
    },
}  # fmt: skip


def line(kind: PayrollKind, **changes: Any) -> list[Any]:
    """One row of a kind; `Namn="Bo"` changes a cell, and a name with spaces is written with _."""
    cells = {
        **START[kind],
        **{
            {"nr": HEADINGS[kind][0], "från": "Anställd från", "till": "Anställd till",
             "chef": "Chefens anställningsnummer", "steg": "Lönesteg, år",
             "steg_från": "Lönesteg från", "vakant": "Vakant sedan"}.get(name, name): value
            for name, value in changes.items()
        },
    }  # fmt: skip
    return [cells.get(heading, "") for heading in HEADINGS[kind]]


def content(kind: PayrollKind, *lines: list[Any], headings: list[str] | None = None) -> bytes:
    return csv_of([headings or HEADINGS[kind], *lines])


def take(data: bytes, kind: PayrollKind, by: Actor) -> Any:
    chosen = Chosen(data, "fil.csv", kind, "heroma", TODAY)
    return drafts.take_in(chosen, by=by, today=TODAY, at=NOON)


def faults(kind: PayrollKind, by: Actor, *lines: list[Any]) -> list[tuple[str, int, str]]:
    run, batch = take(content(kind, *lines), kind, by)
    assert batch is None
    return [(str(each.fault), each.row, each.column) for each in run.wrong]


def read_in(kind: PayrollKind, by: Actor, *lines: list[Any], **leaving: Any) -> PayrollImport:
    """The whole way: tried, kept, agreed on, stored."""
    _run, batch = take(content(kind, *lines), kind, by)
    assert batch is not None, _run.wrong
    if leaving:
        assert drafts.choose_leaving(batch=batch, by=by, at=NOON, **leaving)
    PayrollImport.rows.filter(pk=batch.pk).update(began_at=NOON)
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    stored: PayrollImport = fresh(batch)
    return stored


# --- What a profile says ---


@pytest.mark.parametrize("system", profiles())
@pytest.mark.parametrize("kind", list(PayrollKind))
def test_every_profile_is_an_example_and_names_what_is_needed(
    system: str, kind: PayrollKind
) -> None:
    known = profile(system, kind)
    assert known.is_example
    assert set(known.headings.values()) >= LAYOUTS[kind].required


def test_no_profile_reads_a_wage() -> None:
    for layout in LAYOUTS.values():
        assert not {"wage", "salary", "kronor"} & set(layout.columns)


# --- Stored, and found again ---


def test_a_file_of_employments_becomes_staff(hanna: Actor) -> None:
    batch = read_in(
        STAFF, hanna,
        line(STAFF, nr="A-2", Namn="Ann Ek", chef="A-1", Sysselsättningsgrad="75"),
        line(STAFF, nr="A-1", Namn="Karin Ek", Befattning="Enhetschef"),
        line(STAFF, nr="K-9", Namn="Kim Hyr", Anställningsform="Konsult", till="2026-06-30"),
    )  # fmt: skip
    ann, kim = Employee.rows.get(number="A-2"), Employee.rows.get(number="K-9")
    assert (ann.name, ann.share, ann.manager.number) == ("Ann Ek", 75, "A-1")  # type: ignore[union-attr]
    assert (kim.form, kim.ends_on) == (EmploymentForm.CONSULTANT, date(2026, 6, 30))
    assert (batch.rows_done, batch.finished_at) == (3, NOON)
    assert not PayrollPart.rows.exists()


def test_the_same_file_twice_changes_nothing(hanna: Actor) -> None:
    read_in(STAFF, hanna, line(STAFF))
    before = fresh(Employee.rows.get(number="A-1")).version
    data = content(STAFF, line(STAFF))
    again = take(data, STAFF, hanna)[1]
    assert PayrollImport.rows.count() == 1
    assert again.finished_at == NOON
    # Another file with the same row: read, and nothing is written.
    read_in(STAFF, hanna, line(STAFF, Månadslön="42 000"))
    assert fresh(Employee.rows.get(number="A-1")).version == before


def test_a_new_unit_is_told_before_it_is_changed(hanna: Actor, employ: Employ) -> None:
    employ("Nils Ny", number="A-1", starts_on=date(2026, 2, 1))
    _run, batch = take(content(STAFF, line(STAFF, Enhet="Utredning 2")), STAFF, hanna)
    assert batch.would["changed"] == 1
    assert [each[1] for each in batch.would["changes"]] == ["unit"]
    assert Employee.rows.get(number="A-1").unit.name == "Utredning 1"


def test_absence_and_posts_are_read_in(hanna: Actor, employ: Employ) -> None:
    nils = employ("Nils", number="A-1")
    read_in(ABSENCE, hanna, line(ABSENCE))
    read_in(ABSENCE, hanna, line(ABSENCE, Till="2026-03-01"))
    assert Absence.rows.get().ends_on == date(2026, 3, 1)
    read_in(POSTS, hanna, line(POSTS, Innehavare="A-1", Tillsatt="2026-02-01", vakant="2026-01-01"))
    assert Position.rows.get().holder == nils
    read_in(POSTS, hanna, line(POSTS, vakant="2026-02-28"))
    assert (Position.rows.get().holder, Position.rows.get().vacant_since) == (
        None, date(2026, 2, 28),
    )  # fmt: skip


def test_a_step_that_the_payroll_system_has_paid_is_paid_here(hanna: Actor) -> None:
    row = line(STAFF, från="2025-02-01", steg="1", steg_från="2026-02-01")
    read_in(STAFF, hanna, row)
    assert (WageStep.rows.get().years, WageStep.rows.get().paid_from) == (1, date(2026, 2, 1))
    read_in(STAFF, hanna, [*row[:-1], "43 000"])
    assert WageStep.rows.count() == 1


def test_whoever_logs_in_with_the_files_address_is_tied_to_the_employment(hanna: Actor) -> None:
    astrid = membership_named("Astrid")
    headings = [*HEADINGS[STAFF], "E-post"]
    data = content(STAFF, [*line(STAFF), astrid.user.email.upper()], headings=headings)
    _run, batch = take(data, STAFF, hanna)
    PayrollImport.rows.filter(pk=batch.pk).update(began_at=NOON)
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    assert Employee.rows.get(number="A-1").membership == astrid


def test_the_figures_of_the_months_are_counted_again(hanna: Actor) -> None:
    read_in(STAFF, hanna, line(STAFF, från="2025-11-03"))
    months = set(ChangedMonth.rows.filter(source="workforce.staff").values_list("month", flat=True))
    assert {date(2025, 11, 1), date(2026, 3, 1)} <= months


def test_an_import_that_was_cut_off_goes_on_where_it_was(
    hanna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "AT_A_TIME", 2)
    rows = [line(STAFF, nr=f"A-{number}") for number in range(5)]
    _run, batch = take(content(STAFF, *rows), STAFF, hanna)
    PayrollImport.rows.filter(pk=batch.pk).update(began_at=NOON)
    assert drafts._next_part(GRANBY, batch.pk, NOON)
    assert (fresh(batch).rows_done, Employee.rows.count()) == (2, 2)
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    assert (fresh(batch).rows_done, Employee.rows.count()) == (5, 5)


# --- Who left ---


def test_nobody_leaves_because_the_file_does_not_name_her(hanna: Actor, employ: Employ) -> None:
    bo = employ("Bo", number="A-7")
    batch = read_in(STAFF, hanna, line(STAFF))
    assert batch.would["missing"] == [str(bo.pk)]
    assert fresh(bo).ends_on is None


def test_whom_somebody_ticks_as_gone_leaves_and_the_post_is_vacant(
    hanna: Actor, employ: Employ, approve: Approve
) -> None:
    bo = employ("Bo", number="A-7")
    post = approve(holder=bo, filled_on=date(2026, 1, 10))
    read_in(STAFF, hanna, line(STAFF), leaving=[bo.pk], left_on=date(2026, 2, 28))
    assert fresh(bo).ends_on == date(2026, 2, 28)
    assert (fresh(post).holder, fresh(post).vacant_since) == (None, date(2026, 3, 1))


def test_only_those_whom_the_file_lacks_can_be_ticked_as_gone(hanna: Actor, employ: Employ) -> None:
    nils = employ("Nils Ny", number="A-1", starts_on=date(2026, 2, 1))
    read_in(STAFF, hanna, line(STAFF), leaving=[nils.pk], left_on=TODAY)
    assert fresh(nils).ends_on is None


# --- Every fault has its place ---


@pytest.mark.parametrize(
    ("kind", "changes", "fault", "column"),
    [
        (STAFF, {"Namn": ""}, "MISSING", "B"),
        (STAFF, {"Personnummer": "19811228-9873"}, "PERSONAL_NUMBER", "C"),
        (STAFF, {"nr": "198112289874"}, "LOOKS_PERSONAL", "A"),
        (STAFF, {"Enhet": "Utredning 9"}, "UNIT", "D"),
        (STAFF, {"Befattning": "Trollkarl"}, "CODE", "E"),
        (STAFF, {"Sysselsättningsgrad": "140 %"}, "SHARE", "G"),
        (STAFF, {"Sysselsättningsgrad": "=1+1"}, "FORMULA", "G"),
        (STAFF, {"från": "i går"}, "DATE", "H"),
        (STAFF, {"till": "2026-01-31"}, "ORDER", "I"),
        (STAFF, {"chef": "A-99"}, "WHO", "J"),
        (STAFF, {"chef": "A-1"}, "CIRCLE", "J"),
        (STAFF, {"steg": "2"}, "STEP", "K"),
        (STAFF, {"steg": "1"}, "STEP_DAY", "K"),
        (ABSENCE, {"nr": "A-99"}, "WHO", "A"),
        (ABSENCE, {"nr": "A-7", "Till": "2026-02-19"}, "ORDER", "D"),
        (POSTS, {"Inrättad": "2027-01-01"}, "FUTURE", "F"),
        (POSTS, {"Innehavare": "A-7"}, "HOLDER_DAY", "I"),
        (POSTS, {"Innehavare": "A-99", "Tillsatt": "2026-02-01"}, "WHO", "I"),
        (POSTS, {"vakant": "2026-02-01", "Tillsatt": "2026-01-01"}, "ORDER", "H"),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(
    hanna: Actor,
    employ: Employ,
    kind: PayrollKind,
    changes: dict[str, Any],
    fault: str,
    column: str,
) -> None:
    employ("Bo", number="A-7")
    before = (Employee.rows.count(), Position.rows.count(), Absence.rows.count())
    assert faults(kind, hanna, line(kind, **changes)) == [(fault, 2, column)]
    assert (Employee.rows.count(), Position.rows.count(), Absence.rows.count()) == before


def test_a_number_that_stands_twice_is_told(hanna: Actor) -> None:
    assert faults(STAFF, hanna, line(STAFF), line(STAFF)) == [("TWICE", 3, "A")]


def test_two_whole_posts_are_never_filled_by_one_person(
    hanna: Actor, employ: Employ, approve: Approve
) -> None:
    bo = employ("Bo", number="A-7")
    held = {"Innehavare": "A-7", "Tillsatt": "2026-02-01"}
    both = [line(POSTS, nr="T-1", **held), line(POSTS, nr="T-2", **held)]
    assert faults(POSTS, hanna, *both) == [("TOO_MUCH", 3, "I")]
    approve("T-9", holder=bo, filled_on=date(2026, 1, 10))
    assert faults(POSTS, hanna, both[0]) == [("TOO_MUCH", 2, "I")]
    halves = [line(POSTS, nr=each, Omfattning="50", **held) for each in ("T-9", "T-2")]
    assert take(content(POSTS, *halves), POSTS, hanna)[1] is not None


def test_a_circle_of_managers_is_told(hanna: Actor) -> None:
    found = faults(
        STAFF, hanna, line(STAFF, nr="A-1", chef="A-2"), line(STAFF, nr="A-2", chef="A-1")
    )
    assert [each[0] for each in found] == ["CIRCLE"]


def test_a_file_with_other_columns_is_told_which_are_missing(hanna: Actor) -> None:
    run, batch = take(content(ABSENCE, line(ABSENCE)), STAFF, hanna)
    assert batch is None
    assert {each.column for each in run.wrong} == {"name", "unit", "job", "form", "starts_on"}


def test_a_spreadsheets_own_days_and_shares_are_understood(hanna: Actor) -> None:
    row = line(STAFF, Sysselsättningsgrad=0.75, från=date(2026, 2, 1), nr=1001)
    _run, batch = take(xlsx_of([HEADINGS[STAFF], row]), STAFF, hanna)
    PayrollImport.rows.filter(pk=batch.pk).update(began_at=NOON)
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    stored = Employee.rows.get(number="1001")
    assert (stored.share, stored.starts_on) == (75, date(2026, 2, 1))


def test_more_than_a_hundred_thousand_rows_are_refused_in_words(hanna: Actor) -> None:
    rows = b"Anst.nr;Orsak;Fr\xc3\xa5n\n" + b"A-1;Sjuk;2026-02-20\n" * 100_001
    with pytest.raises(Unreadable) as refused:
        take(rows, ABSENCE, hanna)
    assert refused.value.problem is Problem.TOO_MANY_ROWS


# --- The pages ---


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def choose(client: Client, data: bytes, *, kind: PayrollKind = STAFF, **changes: str) -> Any:
    file = SimpleUploadedFile("löner.csv", data)
    return client.post(
        "/personal/lonefil/",
        {
            "kind": kind, "system": "heroma", "file": file,
            "made_on": clock.today().isoformat(), **changes,
        },
    )  # fmt: skip


def test_the_page_says_what_would_change_and_who_can_confirm(
    client_of_hanna: Client, employ: Employ
) -> None:
    employ("Bo Borta", number="A-7")
    newcomer("Gunnel", "dept_manager", unit="Barn och unga")
    answer = choose(client_of_hanna, content(STAFF, line(STAFF)))
    page = client_of_hanna.get(answer.headers["Location"]).content.decode()
    assert "1 är ny." in page
    assert "Bo Borta" in page
    assert "Gunnel" in page
    assert "Hanna" not in page.partition("De här kan bekräfta")[2]


def test_a_fault_is_shown_in_swedish_and_the_form_stays(client_of_hanna: Client) -> None:
    answer = choose(client_of_hanna, content(STAFF, line(STAFF, Enhet="Månen")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "”Månen” är ingen av era enheter." in page
    assert not PayrollImport.rows.exists()


def test_a_personal_number_is_never_repeated_on_the_page(client_of_hanna: Client) -> None:
    answer = choose(client_of_hanna, content(STAFF, line(STAFF, Personnummer="19811228-9873")))
    assert answer.status_code == 422
    assert "9873" not in answer.content.decode()


def test_hanna_asks_and_gunnel_confirms(client_of_hanna: Client, hanna: Actor) -> None:
    where = choose(client_of_hanna, content(STAFF, line(STAFF))).headers["Location"]
    client_of_hanna.post(f"{where}fraga/")
    batch = PayrollImport.rows.get()
    asked = drafts.waiting(batch, at=clock.now())
    assert asked is not None
    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(asked.pk, by=hanna, at=clock.now())
    gunnel = actor_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))
    approvals.approve(asked.pk, by=gunnel, at=clock.now())
    drafts.go_on(GRANBY, batch.pk, at=NOON)
    assert Employee.rows.get(number="A-1").job == Job.SOCIAL_SECRETARY


def test_who_has_left_cannot_be_changed_while_somebody_is_asked(
    client_of_hanna: Client, employ: Employ
) -> None:
    bo = employ("Bo", number="A-7")
    where = choose(client_of_hanna, content(STAFF, line(STAFF))).headers["Location"]
    client_of_hanna.post(f"{where}fraga/")
    client_of_hanna.post(f"{where}slutat/", {"leaving": [str(bo.pk)], "left_on": "2026-02-28"})
    assert PayrollImport.rows.get().leaving == []


def test_a_draft_is_thrown_away_by_hand_or_after_seven_days(
    client_of_hanna: Client, hanna: Actor
) -> None:
    where = choose(client_of_hanna, content(STAFF, line(STAFF))).headers["Location"]
    client_of_hanna.post(f"{where}slang/")
    assert not PayrollImport.rows.exists()
    choose(client_of_hanna, content(STAFF, line(STAFF)))
    assert drafts.forget_drafts(GRANBY, at=clock.now() + timedelta(days=8)) > 0
    assert not PayrollImport.rows.exists()


def test_elin_sees_no_file_of_another_authority(client_of_hanna: Client) -> None:
    where = choose(client_of_hanna, content(STAFF, line(STAFF))).headers["Location"]
    elin = client_of("Elin")
    assert elin.get(where).status_code in (403, 404)
    assert elin.post(f"{where}slang/").status_code in (403, 404)
    with acting_for(GRANBY):
        assert PayrollImport.rows.count() == 1
