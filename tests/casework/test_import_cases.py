"""Cases from another record system: read with every fault in its place, stored once, and never half."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from kraftsamling.casework.importing import storing
from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.profile import profile, profiles, read_profile
from kraftsamling.casework.importing.reading import CaseFault, DryRun, read
from kraftsamling.casework.importing.storing import NotAllRight, Source, store
from kraftsamling.casework.models import (
    Assignment,
    Case,
    CasePerson,
    Deadline,
    ImportBatch,
    ImportedRow,
    Person,
)
from kraftsamling.casework.rules.deadlines import due_at
from kraftsamling.casework.rules.legal_rules import CATALOGUE
from kraftsamling.casework.services import assignments, merging
from kraftsamling.casework.services.deadlines import noon_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.imports.faults import Fault
from kraftsamling.documents.tables import Problem, Unreadable, read_table
from kraftsamling.documents.tables.writing import as_csv, as_xlsx
from kraftsamling.organisations.models import Authority, WayOfRunning
from tests.casework.conftest import GRANBY, NOON, TODAY
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, membership_named, newcomer
from tests.support.tables import xlsx_of
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
SYDBY = fixed("sydby")
HEADINGS = [
    "Ärendenr", "Personref", "Initialer", "Född", "Inkom", "Beslut förhandsbedömning",
    "Datum förhandsbedömning", "Utredning inledd", "Utredning avslutad", "Avslutat", "Enhet",
    "Handläggare", "Anteckning",
]  # fmt: skip
SECRET = "Pappa slår när han har druckit"


def line(number: int = 1, **changes: str) -> list[str]:
    """A case that waits for its preliminary assessment."""
    cells = {
        "Ärendenr": f"E-{number}", "Personref": f"P{number}", "Initialer": "E.L.",
        "Född": "2017-01-10", "Inkom": "2026-02-25", "Enhet": "Utredning 1",
        "Anteckning": SECRET, **changes,
    }  # fmt: skip
    return [cells.get(name, "") for name in HEADINGS]


def content(*lines: list[str], headings: list[str] | None = None) -> bytes:
    return as_csv([headings or HEADINGS, *lines]).encode()


def dry(data: bytes) -> DryRun:
    with acting_for(GRANBY):
        return read(read_table(data).rows, profile("treserva"), known_at(GRANBY, today=TODAY))


def faults(data: bytes) -> list[tuple[StrEnum, int, str, str]]:
    return [(each.fault, each.row, each.column, each.value) for each in dry(data).wrong]


def stored(data: bytes, *, at: Any = NOON) -> ImportBatch:
    digest = sha256(data).digest()
    source = Source(GRANBY, profile("treserva"), digest, at - timedelta(minutes=10))
    with acting_for(GRANBY):
        return store(dry(data), source, at=at)


def picture() -> list[Any]:
    with acting_for(GRANBY):
        rows = Case.rows.order_by("number")
        return list(rows.values_list("number", "phase", "closed_on", "next_due_code", "unit_id"))


def test_each_row_that_an_import_changes_is_in_the_change_log_once_and_no_other_is() -> None:
    stored(content(line(1), line(2)))
    stored(content(line(1, Initialer="E.B."), line(2)), at=NOON + timedelta(hours=1))

    with acting_for(GRANBY):
        one, two = Case.rows.select_related("subject").order_by("number")
        assert changes_of(one) == changes_of(two) == ["insert", "update"]  # when it was exported
        assert changes_of(one.subject) == ["insert", "update"]
        assert changes_of(two.subject) == ["insert"]
        assert [each.surname for each in one.subject.changes.order_by("pgh_id")] == ["L", "B"]
        for row in (*Deadline.rows.all(), *CasePerson.rows.all()):
            assert changes_of(row) == ["insert"]


def changes_of(row: Any) -> list[str]:
    return list(row.changes.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_there_are_four_profiles_that_say_they_are_examples_and_our_own() -> None:
    assert profiles() == ["combine", "kraftsamling", "lifecare", "treserva", "viva"]
    for system in profiles():
        assert profile(system).is_example is (system != "kraftsamling")
        assert set(profile(system).headings.values()) >= {"case_id", "unit"}


def test_a_profile_with_a_column_that_we_do_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match="free_text"):
        read_profile("system: x\nversion: 1\ndates: []\nheadings:\n  free_text: [Anteckning]\n")


@pytest.mark.parametrize(
    "data",
    [
        content(line()),
        content(line()).decode("utf-8-sig").encode("utf-8"),
        content(line()).decode("utf-8-sig").encode("cp1252"),
        content(line()).decode("utf-8-sig").replace(";", "\t").encode(),
        content(line()).decode("utf-8-sig").replace(";", ",").encode(),
        as_xlsx([HEADINGS, line()]),
    ],
    ids=["BOM", "UTF-8", "Windows-1252", "tab", "comma", "XLSX"],
)
def test_the_same_case_is_read_whatever_kind_of_file_it_comes_in(data: bytes) -> None:
    run = dry(data)

    assert (run.wrong, len(run.cases)) == ([], 1)
    assert run.cases[0].source_id == "E-1"
    assert run.cases[0].received_on == date(2026, 2, 25)


@pytest.mark.parametrize(
    ("changes", "fault", "column"),
    [
        ({"Ärendenr": ""}, Fault.MISSING, "A"),
        ({"Ärendenr": "E" * 41}, Fault.TOO_LONG, "A"),
        ({"Inkom": "i går"}, Fault.DATE, "E"),
        ({"Inkom": "2026-02-30"}, Fault.DATE, "E"),
        ({"Inkom": "2027-01-01"}, Fault.FUTURE, "E"),
        ({"Beslut förhandsbedömning": "kanske"}, Fault.CODE, "F"),
        ({"Datum förhandsbedömning": "2026-02-01"}, Fault.ORDER, "G"),
        ({"Enhet": "Utredning 9"}, Fault.UNIT, "K"),
        ({"Handläggare": "Ingen Alls"}, CaseFault.HANDLER, "L"),
    ],
)
def test_every_fault_is_named_with_its_row_and_column(
    changes: dict[str, str], fault: StrEnum, column: str
) -> None:
    found = faults(content(line(1), line(2, **changes)))

    assert [(each[0], each[1], each[2]) for each in found] == [(fault, 3, column)]


def test_a_case_that_stands_twice_is_a_fault_in_its_second_row() -> None:
    assert faults(content(line(1), line(2), line(1))) == [(Fault.TWICE, 4, "A", "E-1")]


def test_a_file_without_a_column_that_is_needed_says_which() -> None:
    headings = ["Nummer" if each == "Ärendenr" else each for each in HEADINGS]

    assert faults(content(line(), headings=headings)) == [(Fault.NO_COLUMN, 0, "case_id", "")]


def test_a_cell_that_computes_is_a_fault_and_its_value_is_passed_on_to_nobody() -> None:
    data = xlsx_of([HEADINGS, ["=HYPERLINK(1)", *line()[1:]]])

    found = faults(data)

    assert found[0][:3] == (Fault.FORMULA, 2, "A")
    assert found[0][3] == ""


def test_a_file_that_is_no_table_is_refused_before_anything_is_read() -> None:
    with pytest.raises(Unreadable) as refused:
        dry(b"%PDF-1.7 not a table")

    assert refused.value.problem is Problem.PDF


def test_the_words_of_another_authority_are_unknown_here(granby: None) -> None:
    """Elin works in another municipality: her name is nobody here, and her file is hers alone."""
    assert faults(content(line(Handläggare="Elin")))[0][0] is CaseFault.HANDLER


def test_a_case_is_stored_with_its_clock_its_worker_and_the_row_it_came_from(granby: None) -> None:
    batch = stored(content(line(Handläggare="Astrid")))

    case = Case.rows.select_related("subject").get(source_id="E-1")
    assert (case.phase, case.number, case.source_system) == ("PRELIMINARY", "E-1", "treserva")
    rule = CATALOGUE["prelim_assessment_due"]
    assert case.next_due_at == due_at(rule, start=noon_of(date(2026, 2, 25)))
    assert case.responsible_id == membership_named("Astrid").pk
    assert Assignment.rows.get(case=case).membership_id == case.responsible_id
    row = ImportedRow.rows.get(case=case)
    assert (row.batch_id, row.row, row.at) == (batch.pk, 2, NOON)
    assert (case.subject.given_name, case.subject.surname) == ("E", "L")


def test_nothing_in_free_text_is_stored_anywhere(granby: None) -> None:
    stored(content(line()))

    for model in (Case, Person, ImportBatch, ImportedRow, Deadline):
        told = str(list(model.rows.values()))  # type: ignore[attr-defined]
        assert "druckit" not in told
        assert told != "[]"


def test_the_phase_follows_from_the_days(granby: None) -> None:
    opened = {
        "Beslut förhandsbedömning": "Utredning inleds", "Datum förhandsbedömning": "2026-02-27",
        "Utredning inledd": "2026-02-27",
    }  # fmt: skip
    not_opened = {
        "Beslut förhandsbedömning": "Utredning inleds inte",
        "Datum förhandsbedömning": "2026-02-27",
    }
    stored(content(line(1), line(2, **opened), line(3, **not_opened)))

    assert [each[:4] for each in picture()] == [
        ("E-1", "PRELIMINARY", None, "prelim_assessment_due"),
        ("E-2", "INVESTIGATION", None, "investigation_due"),
        ("E-3", "CLOSED", date(2026, 2, 27), ""),
    ]


def test_the_same_file_twice_changes_nothing(granby: None) -> None:
    data = content(line(1), line(2))
    first = stored(data)
    before = picture()

    second = stored(data, at=NOON + timedelta(hours=1))

    assert (second.pk, picture()) == (first.pk, before)
    assert ImportedRow.rows.count() == 2
    assert Assignment.rows.count() == 0


def test_a_later_file_moves_a_case_on_and_stops_its_clock(granby: None) -> None:
    stored(content(line(Handläggare="Astrid")))
    closed = {
        "Beslut förhandsbedömning": "Utredning inleds inte",
        "Datum förhandsbedömning": "2026-03-01", "Handläggare": "Astrid",
    }  # fmt: skip
    stored(content(line(**closed)), at=NOON + timedelta(hours=4))

    case = Case.rows.get(source_id="E-1")
    assert (case.phase, case.next_due_code) == ("CLOSED", "")
    assert not Deadline.rows.filter(case=case, done_at=None).exists()
    assert not Assignment.rows.filter(case=case, ends_on=None).exists()
    assert ImportedRow.rows.filter(case=case).count() == 2


def test_an_import_that_was_cut_off_goes_on_where_it_was(granby: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(storing, "AT_A_TIME", 2)
    data = content(*(line(number) for number in range(1, 6)))
    source = Source(GRANBY, profile("treserva"), sha256(data).digest(), NOON)

    class CutOff(Exception):
        """The machine stops."""

    def stop(batch: ImportBatch) -> None:
        if batch.rows_done == 4:
            raise CutOff

    with pytest.raises(CutOff):
        store(dry(data), source, at=NOON, told=stop)
    assert Case.rows.exclude(source_id="").count() == 4
    assert ImportBatch.rows.get().finished_at is None

    batch = store(dry(data), source, at=NOON + timedelta(hours=1))

    assert (batch.rows_done, Case.rows.exclude(source_id="").count()) == (5, 5)
    assert batch.finished_at == NOON + timedelta(hours=1)
    assert ImportedRow.rows.count() == 5


def test_a_file_with_one_fault_stores_nothing(granby: None) -> None:
    with pytest.raises(NotAllRight):
        stored(content(line(1), line(2, Enhet="Utredning 9")))

    assert not Case.rows.exists()
    assert not ImportBatch.rows.exists()


def test_what_was_given_out_here_stays_until_it_has_been_entered_there(
    granby: None, bodil: Actor
) -> None:
    with as_owner():
        Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)
    data = content(line())
    stored(data)
    case = Case.rows.get(source_id="E-1")
    assignments.assign(case=case, to=membership_named("Astrid"), by=bodil, at=NOON)

    stored(content(line(Initialer="E.M.")), at=NOON + timedelta(hours=1))

    kept = Case.rows.get(source_id="E-1")
    assert kept.responsible_id == membership_named("Astrid").pk
    assert kept.waiting_since is None
    assert Assignment.rows.get(case=case, ends_on=None).membership_id == kept.responsible_id


def test_the_same_number_in_another_authority_is_another_case(granby: None) -> None:
    stored(content(line()))
    mine: UUID = Case.rows.get(source_id="E-1").pk

    with acting_for(SYDBY):
        known = known_at(SYDBY, today=TODAY)
        data = content(line())
        run = read(read_table(data).rows, profile("treserva"), known)
        store(run, Source(SYDBY, profile("treserva"), sha256(data).digest(), NOON), at=NOON)
        theirs = Case.rows.get(source_id="E-1").pk

    assert mine != theirs
    assert Case.rows.filter(source_id="E-1").count() == 1


def test_a_case_of_a_child_who_was_read_in_twice_comes_to_the_one_who_is_left(
    granby: None, bodil: Actor
) -> None:
    greta = actor_of_membership(newcomer("Greta", "team_lead"))
    stored(content(line(1), line(2)))
    kept, gone = (Case.rows.get(source_id=each).subject for each in ("E-1", "E-2"))
    asked = merging.ask_to_merge(
        kept=kept, gone=gone, takes=[], goes_on=Case.rows.get(source_id="E-1").pk,
        because="Samma barn i två system.", by=bodil, at=NOON,
    )  # fmt: skip
    approvals.approve(asked.pk, by=greta, at=NOON)

    stored(
        content(line(1), line(2, Initialer="E.B."), line(3, Personref="P2")),
        at=NOON + timedelta(hours=1),
    )

    assert set(Case.rows.values_list("subject_id", flat=True)) == {kept.pk}
    assert set(CasePerson.rows.values_list("person_id", flat=True)) == {kept.pk}
    assert CasePerson.rows.count() == 3
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.surname, gone.surname) == ("L", "L"), "what it was called when it was read in"
