"""Anders reads in the record system's file: every fault in words, nothing half, never by one alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from kraftsamling.casework.importing.drafts import COMMIT, KEPT_DAYS, forget_drafts, go_on
from kraftsamling.casework.importing.packing import packed, unpacked
from kraftsamling.casework.models import Case, ImportBatch, ImportPart
from kraftsamling.casework.tasks import store_import
from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.tables.writing import as_xlsx
from kraftsamling.organisations.models import Authority, Membership, WayOfRunning
from tests.casework.conftest import GRANBY, NOON, TODAY
from tests.casework.test_import_cases import HEADINGS, SECRET, content, dry, line
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of, newcomer
from tests.support.tables import xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def archivist(granby: None) -> Membership:
    """Anders, in an authority that keeps its record elsewhere."""
    Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)
    return newcomer("Anders", "archivist")


@pytest.fixture
def anders(archivist: Membership) -> Client:
    return client_of("Anders")


def choose(client: Client, data: bytes, *, name: str = "utdrag.csv", **changes: str) -> Any:
    """Send the form as the page has it."""
    return client.post(
        "/import/",
        {
            "system": "treserva",
            "file": SimpleUploadedFile(name, data),
            "made_on": localdate().isoformat(),
            "made_time": "0.00",
            **changes,
        },
    )


def the_batch() -> ImportBatch:
    with as_owner():
        return ImportBatch.rows.get()


def cases() -> int:
    with as_owner():
        return Case.rows.filter(authority_id=GRANBY).count()


def test_a_file_without_faults_becomes_a_draft_that_says_what_it_would_do(anders: Client) -> None:
    answer = choose(anders, content(line(1), line(2)))

    assert answer.status_code == 302
    page = anders.get(answer.headers["Location"]).content.decode()
    assert "2 nya ärenden, och 0 som redan finns här" in page
    assert "De här kolumnerna går vi förbi: M." in page
    assert cases() == 0


def test_nothing_of_the_free_text_is_kept(anders: Client) -> None:
    choose(anders, content(line(1)))

    with as_owner():
        kept = b"".join(bytes(part.data) for part in ImportPart.rows.all())
        told = str(ImportBatch.rows.values().get())
    assert SECRET not in str(unpacked(kept))
    assert SECRET not in told


def test_two_people_and_the_worker_are_needed_before_a_case_is_there(
    anders: Client, archivist: Membership
) -> None:
    choose(anders, content(line(1), line(2)))
    batch = the_batch()
    anders.post(f"/import/{batch.pk}/fraga/")
    asker, second = (
        actor_of_membership(archivist),
        actor_of_membership(newcomer("Moa", "unit_manager")),
    )
    with acting_for(GRANBY):
        with pytest.raises(approvals.NotASecondPerson):
            approvals.approve(Approval.rows.get(kind=COMMIT).pk, by=asker, at=clock.now())
        approvals.approve(Approval.rows.get(kind=COMMIT).pk, by=second, at=clock.now())
    assert cases() == 0
    underway = anders.get(f"/import/{batch.pk}/").content.decode()
    assert "Läses in: 0 av 2 ärenden." in underway
    assert '<meta http-equiv="refresh"' in underway

    store_import(str(GRANBY), str(batch.pk))
    store_import(str(GRANBY), str(batch.pk))  # a job may run twice

    assert cases() == 2
    done = anders.get(f"/import/{batch.pk}/").content.decode()
    assert "2 ärenden." in done
    assert "http-equiv" not in done
    with as_owner():
        assert not ImportPart.rows.exists()


def test_a_draft_that_nobody_has_agreed_on_is_never_stored(anders: Client) -> None:
    choose(anders, content(line(1)))

    go_on(GRANBY, the_batch().pk, at=clock.now())

    assert cases() == 0


def test_the_same_file_again_is_the_same_draft(anders: Client) -> None:
    data = content(line(1))

    first, again = choose(anders, data), choose(anders, data, name="annat namn.csv")

    assert first.headers["Location"] == again.headers["Location"]
    with as_owner():
        assert ImportPart.rows.count() == 1


def test_a_draft_can_be_thrown_away_and_goes_by_itself_after_a_week(anders: Client) -> None:
    choose(anders, content(line(1)))
    anders.post(f"/import/{the_batch().pk}/slang/")
    with as_owner():
        assert not ImportBatch.rows.exists()

    choose(anders, content(line(1)))
    with as_owner():
        ImportBatch.rows.update(made_at=NOON)
    with acting_for(GRANBY):
        assert forget_drafts(GRANBY, at=clock.now()) > 0
    assert KEPT_DAYS == 7


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"Ärendenr": ""}, "Rad 3, kolumn A: Här måste det stå något."),
        ({"Inkom": "i går"}, "Rad 3, kolumn E: ”i går” är ingen dag. Skriv den som 2026-03-02."),
        ({"Enhet": "Utredning 9"}, "Rad 3, kolumn K: ”Utredning 9” är ingen av era enheter."),
        ({"Handläggare": "Ingen Alls"}, "Rad 3, kolumn L: Ingen som heter ”Ingen Alls” arbetar"),
        ({"Beslut förhandsbedömning": "kanske"}, "Rad 3, kolumn F: ”kanske” är inte ett av orden"),
    ],
)
def test_every_fault_is_said_in_words_with_its_place_and_nothing_is_kept(
    anders: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = choose(anders, content(line(1), line(2, **changes)))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with as_owner():
        assert not ImportBatch.rows.exists()


def test_a_missing_column_is_said_by_what_it_holds(anders: Client) -> None:
    headings = ["Nummer" if each == "Ärendenr" else each for each in HEADINGS]

    page = choose(anders, content(line(1), headings=headings)).content.decode()

    assert "Kolumnen för ärendenumret saknas. Den behövs." in page


HOSTILE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"0" * 200,
    "a PDF": b"%PDF-1.7\n" + b"x" * 100,
    "a page of the web": b"<!doctype html><script>alert(1)</script>",
    "a locked workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "only headings, cut off": b"\xff\xfe",
    "zeros": b"\0" * 4096,
    "quotes without end": ("\ufeff" + ";".join(HEADINGS) + '\n"E-1;P1\n').encode(),
    "a row of a hundred columns too many": (";".join(["x"] * 300) + "\n").encode(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_table_gets_a_sentence_and_never_a_fault_of_ours(
    anders: Client, data: bytes
) -> None:
    answer = choose(anders, data)

    assert answer.status_code == 422
    assert 'class="' in answer.content.decode()
    with as_owner():
        assert not ImportBatch.rows.exists()


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "@SUM(A1)",
        '=HYPERLINK("http://x";"y")',
        "+1",
        "<script>x</script>",
        "\u202eE-1",
    ],
)
def test_a_cell_that_would_do_something_is_a_fault_or_stays_words(
    anders: Client, cell: str
) -> None:
    answer = choose(anders, as_xlsx([HEADINGS, line(1, Enhet=cell)]), name="utdrag.xlsx")
    typed = choose(anders, xlsx_of([HEADINGS, line(1, Enhet=cell)]), name="utdrag.xlsx")

    for each in (answer, typed):
        assert each.status_code == 422
        assert "<script>x" not in each.content.decode()
        assert "\u202e" not in each.content.decode()


def test_a_file_from_tomorrow_is_refused(anders: Client) -> None:
    answer = choose(anders, content(line(1)), made_time="23.59")

    assert answer.status_code == 422 or clock.now().hour == 23
    assert "Filen kan inte ha gjorts senare än nu." in answer.content.decode()


@pytest.mark.parametrize("name", ["Elin", "Astrid"])
def test_nobody_else_reads_in_or_sees_a_file(anders: Client, name: str) -> None:
    choose(anders, content(line(1)))
    other, batch = client_of(name), the_batch()

    assert other.get("/import/").status_code in (403, 404)
    for path in ("", "fraga/", "slang/"):
        assert other.post(f"/import/{batch.pk}/{path}").status_code in (403, 404, 405)
        assert other.get(f"/import/{batch.pk}/{path}").status_code in (403, 404, 405)


def test_what_is_packed_comes_out_the_same() -> None:
    run = dry(content(line(1), line(2, Född="", Initialer="")))

    assert unpacked(packed(run.cases)) == run.cases
    assert run.cases[0].received_on.year == TODAY.year
