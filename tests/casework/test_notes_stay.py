"""What somebody writes is never lost: drafts, versions, two in one form, and the proof of each night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from kraftsamling.casework.models import Case, CaseNote, Draft, InvestigationText, NoteSeal
from kraftsamling.casework.services import assignments, notes
from kraftsamling.casework.services.note_proof import prove_notes
from kraftsamling.casework.statuses import AssignmentRole, NoteKind
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.notifications.models import Notification
from kraftsamling.organisations.models import Membership
from kraftsamling.oversight.night import run_night
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.casework.test_assess_and_decide import decide
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
RIGHT_TO_LEFT = "Mamma heter \u202eanaD\u202c och \u05d3\u05e0\u05d4."
FROM_WORD = "”Jag vill\u00a0hem” – sa\u2026 hon\x0b\r\nNy rad\tflik \u2022 punkt"


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "EVENT", "happened_on": TODAY.isoformat(), "text": "Mormor hämtar.",
        "idempotency_key": str(uuid4()), **changes,
    }  # fmt: skip


def written(case: Case, by: Actor, text: str = "Mormor hämtar.", at: Any = NOON) -> CaseNote:
    return notes.write_note(
        case=case, by=by, at=at, key=uuid4(), kind=NoteKind.EVENT, happened_on=TODAY, text=text
    )


@pytest.fixture
def nora(case: Case, bodil: Actor) -> Membership:
    """Works in Ebba's case together with Astrid."""
    made = newcomer("Nora", "caseworker")
    assignments.assign(case=case, to=made, by=bodil, at=NOON, role=AssignmentRole.CO_WORKER)
    return made


# -- drafts ------------------------------------------------------------------------------------------


def test_a_draft_is_there_after_log_out_on_another_device(case: Case, logged_in: LogIn) -> None:
    first = logged_in("Astrid")
    kept = first.post(f"/arenden/utkast/note/{case.pk}/", sent(text="Ebba ringde och"))
    assert "Sparat kl." in kept.content.decode() or "Sparat " in kept.content.decode()
    first.post("/konto/logga-ut/")

    page = logged_in("Astrid").get(f"/arenden/{case.pk}/anteckning/").content.decode()

    assert "Ebba ringde och" in page


def test_nobody_else_finds_it_and_signing_clears_it(
    case: Case, nora: Membership, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    astrid.post(f"/arenden/utkast/note/{case.pk}/", sent(text="Ebba ringde och"))
    here = f"/arenden/{case.pk}/anteckning/"

    assert "Ebba ringde" not in client_of_membership(nora).get(here).content.decode()
    assert "Ebba ringde" not in logged_in("Elin").get("/arenden/skrivet/").content.decode()
    astrid.post(here, sent(text="Ebba ringde och ville hem."))
    assert not Draft.rows.exists()
    assert "Ebba ringde" not in astrid.get(here).content.decode()


def test_a_refused_form_keeps_its_draft_and_its_words(case: Case, logged_in: LogIn) -> None:
    astrid, here = logged_in("Astrid"), f"/arenden/{case.pk}/anteckning/"
    astrid.post(f"/arenden/utkast/note/{case.pk}/", sent(text="Ebba ringde och"))

    answer = astrid.post(here, sent(text="Ebba ringde och", happened_on="2030-01-01"))

    assert answer.status_code == 422
    assert "Ebba ringde och" in answer.content.decode()
    assert Draft.rows.count() == 1


def test_what_was_begun_stands_on_the_page_of_what_one_has_written_with_a_way_back(
    case: Case, protected: Case, astrid: Actor, logged_in: LogIn
) -> None:
    decide(protected, astrid)
    client = logged_in("Astrid")
    heading = _heading(client, case)
    note = written(case, astrid)
    with as_owner():  # signed by the real clock, so that it is within thirty days
        _resign(note.pk)
    client.post(f"/arenden/utkast/note/{case.pk}/", sent(text="a"))
    client.post(f"/arenden/utkast/correct/{note.thread}/", {"text": "b", "seen": "1"})
    client.post(_draft_of_text(client, case, heading), {"text": "c", "version": "0"})

    page = client.get("/arenden/skrivet/").content.decode()

    for back in (
        f"/arenden/{case.pk}/anteckning/",
        f"/arenden/anteckning/{note.pk}/ratta/",
        f"/arenden/{case.pk}/utredning/text/{heading}/",
    ):
        assert f'href="{back}"' in page, back
        assert client.get(back).status_code == 200
    assert "Du har signerat 1 anteckning" in page
    assert "E.L." in page
    assert "Mormor" not in page


def _resign(pk: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_casenote DISABLE TRIGGER USER")
        cursor.execute("UPDATE casework_casenote SET signed_at = now() WHERE id = %s", [pk])
        cursor.execute("ALTER TABLE casework_casenote ENABLE TRIGGER USER")


def _heading(client: Client, case: Case) -> str:
    import re

    page = client.get(f"/arenden/{case.pk}/utredning/").content.decode()
    return re.findall(rf"/arenden/{case.pk}/utredning/text/([0-9a-f-]+)/", page)[0]


def _draft_of_text(client: Client, case: Case, heading: str) -> str:
    import re

    page = client.get(f"/arenden/{case.pk}/utredning/text/{heading}/").content.decode()
    return re.findall(r'hx-post="([^"]+)"', page)[0]


@pytest.mark.parametrize("form", ["report", "x" * 61, "text:1", "note\0"])
def test_a_form_that_does_not_keep_itself_is_not_there(
    form: str, case: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").post(f"/arenden/utkast/{form}/{case.pk}/", sent())

    assert answer.status_code == 404
    assert not Draft.rows.exists()


# -- odd words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ebba\0 sa", "Ebba sa"),
        (RIGHT_TO_LEFT, RIGHT_TO_LEFT),
        (FROM_WORD, "”Jag vill\u00a0hem” – sa\u2026 hon\nNy rad\tflik \u2022 punkt"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👩‍👧 ö", "👩‍👧 ö"),
    ],
)
def test_odd_words_are_kept_as_they_were_meant(
    typed: str, kept: str, case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    astrid.post(f"/arenden/utkast/note/{case.pk}/", sent(text=typed))

    answer = astrid.post(f"/arenden/{case.pk}/anteckning/", sent(text=typed))

    assert answer.status_code == 302
    note = CaseNote.rows.get(case=case)
    assert note.text == kept
    page = astrid.get(f"/arenden/{case.pk}/").content.decode()
    assert "<script>alert" not in page
    assert '<div dir="auto">' in page  # what turns the direction turns only its own paragraph


@pytest.mark.parametrize("characters", [60_001, 300_000])
def test_too_long_a_text_says_so_and_stays(characters: int, case: Case, logged_in: LogIn) -> None:
    text = "ö" * characters

    answer = logged_in("Astrid").post(f"/arenden/{case.pk}/anteckning/", sent(text=text))

    assert answer.status_code == 422
    assert f"{characters}" in answer.content.decode().replace("\xa0", "").replace(" ", "")
    assert text in answer.content.decode()
    assert not CaseNote.rows.exists()


@pytest.mark.parametrize("path", ["/arenden/{}/anteckning/", "/arenden/utkast/note/{}/"])
def test_ten_megabytes_are_refused_with_a_calm_page_and_nothing_half(
    path: str, case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    astrid.raise_request_exception = False

    answer = astrid.post(path.format(case.pk), sent(text="a" * 10_000_000))

    assert answer.status_code == 413
    assert "Det var för mycket text" in answer.content.decode()
    assert not CaseNote.rows.exists()
    assert not Draft.rows.exists()


def test_a_note_pressed_twice_is_one_note(case: Case, logged_in: LogIn) -> None:
    astrid, data = logged_in("Astrid"), sent()
    for _ in range(2):
        assert astrid.post(f"/arenden/{case.pk}/anteckning/", data).status_code == 302

    assert CaseNote.rows.filter(case=case).count() == 1


# -- two in one form -------------------------------------------------------------------------------------


def test_two_who_write_under_one_heading_see_both_versions(
    case: Case, protected: Case, nora: Membership, astrid: Actor, logged_in: LogIn
) -> None:
    decide(protected, astrid)
    first, second = logged_in("Astrid"), client_of_membership(nora)
    here = f"/arenden/{case.pk}/utredning/text/{_heading(first, case)}/"
    first.get(here), second.get(here)
    assert first.post(here, {"text": "Astrids ord", "version": "0"}).status_code == 302

    answer = second.post(here, {"text": "Noras ord", "version": "0"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Astrids ord" in page
    assert "Noras ord" in page
    assert "Astrid" in page
    assert InvestigationText.rows.get().text == "Astrids ord"


def test_a_draft_that_was_begun_before_somebody_saved_does_not_pass_for_a_newer_one(
    case: Case, protected: Case, nora: Membership, astrid: Actor, logged_in: LogIn
) -> None:
    """The words of a draft build on the version that their writer saw."""
    decide(protected, astrid)
    first, second = logged_in("Astrid"), client_of_membership(nora)
    heading = _heading(first, case)
    here = f"/arenden/{case.pk}/utredning/text/{heading}/"
    first.post(here, {"text": "Ett", "version": "0"})
    first.post(_draft_of_text(first, case, heading), {"text": "Ett och två", "version": "1"})
    second.post(here, {"text": "Noras ord", "version": "1"})

    taken_up = first.get(here).content.decode()
    assert "Ett och två" in taken_up
    assert 'name="version" value="1"' in taken_up
    answer = first.post(here, {"text": "Ett och två", "version": "1"})

    assert answer.status_code == 409
    assert fresh(InvestigationText.rows.get()).text == "Noras ord"


def test_two_who_correct_one_note_see_both_versions(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    note = written(case, astrid)
    client, here = logged_in("Astrid"), f"/arenden/anteckning/{note.pk}/ratta/"
    client.post(here, {"text": "Morfar hämtar.", "because": "Fel person", "seen": "1"})

    answer = client.post(here, {"text": "Farmor hämtar.", "because": "Fel igen", "seen": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Morfar hämtar." in page
    assert "Farmor hämtar." in page
    assert 'name="seen" value="2"' in page
    assert CaseNote.rows.filter(thread=note.thread).count() == 2
    client.post(here, {"text": "Farmor hämtar.", "because": "Fel igen", "seen": "2"})
    texts = CaseNote.rows.filter(thread=note.thread).order_by("number")
    assert [each.text for each in texts] == ["Mormor hämtar.", "Morfar hämtar.", "Farmor hämtar."]


def test_nobody_rewrites_or_deletes_a_note(case: Case, astrid: Actor) -> None:
    note = written(case, astrid)

    for act in (
        lambda: CaseNote.rows.filter(pk=note.pk).update(text="x"),
        lambda: CaseNote.rows.filter(pk=note.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
        with as_owner(), pytest.raises(DatabaseError), transaction.atomic():
            act()


# -- the night ---------------------------------------------------------------------------------------------


def _tamper(statement: str, pk: UUID) -> None:
    """As somebody with the owner's rights, who has put the triggers aside."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_casenote DISABLE TRIGGER USER")
        cursor.execute(statement, [pk])
        cursor.execute("ALTER TABLE casework_casenote ENABLE TRIGGER USER")


def test_a_night_that_finds_every_note_whole_sets_a_seal(case: Case, astrid: Actor) -> None:
    note = written(case, astrid)
    notes.correct_note(note=note, by=astrid, at=NOON, seen=1, text="Morfar.", because="Fel")

    proof = prove_notes(GRANBY, at=NOON + timedelta(hours=14))

    assert (proof.read, proof.damaged, proof.gone, proof.faults) == (2, [], False, 0)
    assert NoteSeal.rows.get().note_count == 2
    written(case, astrid, "En till.", at=NOON + timedelta(hours=13, minutes=30))
    assert prove_notes(GRANBY, at=NOON + timedelta(hours=38)).faults == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_casenote SET text = 'x' WHERE id = %s",
        "UPDATE casework_casenote SET happened_on = '2020-01-01' WHERE id = %s",
        "UPDATE casework_casenote SET signed_by = id WHERE id = %s",
        "UPDATE casework_casenote SET withheld = true WHERE id = %s",
        "UPDATE casework_casenote SET digest = '\\x00' WHERE id = %s",
        "UPDATE casework_casenote SET number = 7, corrected_because = 'x' WHERE id = %s",
    ],
)
def test_a_note_that_somebody_has_changed_is_found(
    statement: str, case: Case, astrid: Actor
) -> None:
    written(case, astrid, "En annan.")
    note = written(case, astrid)

    _tamper(statement, note.pk)

    assert prove_notes(GRANBY, at=NOON + timedelta(hours=14)).damaged == [note.pk]
    assert not NoteSeal.rows.exists()


@pytest.mark.parametrize("versions", [1, 2])
def test_a_note_that_has_gone_is_missed_also_the_newest_version(
    versions: int, case: Case, astrid: Actor
) -> None:
    written(case, astrid, "En annan.")
    note = written(case, astrid)
    if versions == 2:
        note = notes.correct_note(
            note=note, by=astrid, at=NOON, seen=1, text="Morfar.", because="Fel"
        )
    prove_notes(GRANBY, at=NOON + timedelta(hours=14))

    _tamper("DELETE FROM casework_casenote WHERE id = %s", note.pk)

    for nights in (1, 2):  # told until it is put right
        proof = prove_notes(GRANBY, at=NOON + timedelta(hours=14, days=nights))
        assert (proof.damaged, proof.gone, proof.faults) == ([], True, 1)


def test_the_night_raises_an_alarm_without_a_word_about_the_child(
    case: Case, astrid: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    boss = newcomer("Gunnel", "dept_manager")
    note = written(case, astrid)
    assert run_night(GRANBY, at=NOON + timedelta(hours=14)).damaged_notes == 0
    assert not Notification.rows.filter(membership=boss).exists()

    _tamper("UPDATE casework_casenote SET text = 'x' WHERE id = %s", note.pk)
    night = run_night(GRANBY, at=NOON + timedelta(hours=38))

    assert night.damaged_notes == 1
    told = Notification.rows.get(membership=boss)
    assert told.sentence.startswith("Anteckningar lyder inte som när de signerades.")
    assert "faults among its notes" in caplog.text
    assert "Ebba" not in caplog.text + told.sentence
