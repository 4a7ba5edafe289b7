"""Documents that come in: known by what they hold, looked at in a process of their own, kept as they were."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from kraftsamling.casework.models import Case, CaseDocument, CaseFile
from kraftsamling.casework.services.documents import content_of
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.documents.attachments import Flaw, Kind, NotAccepted, cleaned_name, look_at
from kraftsamling.documents.services import FileDamaged
from tests.casework.conftest import GRANBY
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer

LogIn = Callable[..., Client]


def a_pdf(**actions: object) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    for act in actions.values():
        act(writer)  # type: ignore[operator]
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def a_picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return out.getvalue()


def runs_a_script(writer: pypdf.PdfWriter) -> None:
    act = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = act


def launches(writer: pypdf.PdfWriter) -> None:
    act = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )
    writer.root_object[NameObject("/OpenAction")] = act


def a_bomb_of_pixels() -> bytes:
    """A PNG that says it is 60,000 × 60,000."""
    header = b"\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02\x00\x00\x00"

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        )

    pixels = zlib.compress(b"\x00" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [(a_pdf(), Kind.PDF), (a_picture(), Kind.PNG), (a_picture("JPEG"), Kind.JPEG)],
    ids=["pdf", "png", "jpeg"],
)
def test_a_paper_is_known_by_what_it_holds(data: bytes, kind: Kind) -> None:
    assert look_at(data) is kind


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b"PK\x03\x04 a document with macros", Flaw.OTHER_KIND),
        (b"<html><script>alert(1)</script>", Flaw.OTHER_KIND),
        (b"MZ\x90\x00", Flaw.OTHER_KIND),
        (b"GIF89a", Flaw.OTHER_KIND),
        (b"%PDF-1.7\nnothing more", Flaw.DAMAGED),
        (a_picture()[:40], Flaw.DAMAGED),
        (b"\xff\xd8\xff" + b"x" * 500, Flaw.DAMAGED),
        (a_pdf(act=runs_a_script), Flaw.ACTIVE),
        (a_pdf(act=lambda w: w.add_attachment("x.exe", b"MZ")), Flaw.ACTIVE),
        (a_pdf(act=launches), Flaw.ACTIVE),
        (a_pdf(act=lambda w: w.encrypt("hemligt")), Flaw.LOCKED),
        (a_bomb_of_pixels(), Flaw.TOO_MANY_PIXELS),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), Flaw.TOO_LARGE),
    ],
    ids=[
        "empty", "zip", "html", "program", "gif", "half a pdf", "half a png", "half a jpeg",
        "script", "a file inside", "starts a program", "password", "pixels", "size",
    ],
)  # fmt: skip
def test_what_may_do_harm_is_not_taken_in(data: bytes, flaw: Flaw) -> None:
    with pytest.raises(NotAccepted) as refused:
        look_at(data)

    assert refused.value.flaw is flaw


def test_a_pdf_that_unpacks_without_end_costs_us_nothing() -> None:
    squeezed = zlib.compress(b"[" * 400_000_000, 9)
    body = (
        b"%PDF-1.5\n1 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(squeezed)).encode()
        + b">> stream\n" + squeezed + b"\nendstream endobj\n"
    )  # fmt: skip

    with pytest.raises(NotAccepted):
        look_at(body)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\brev.pdf", "brev.pdf"),
        ("faktura.pdf.exe", "faktura.pdf"),
        ("ann\u202efdp.exe", "annfdp.pdf"),
        ("a\x00b\r\nSet-Cookie: x", "ab Set-Cookie x.pdf"),
        ("", "handling.pdf"),
        ("....", "handling.pdf"),
        ("läkarintyg 2026-03-01.PDF", "läkarintyg 2026-03-01.pdf"),
        ("x" * 500, "x" * 120 + ".pdf"),
    ],
)
def test_a_name_says_nothing_false(name: str, kept: str) -> None:
    assert cleaned_name(name, Kind.PDF) == kept


def form(data: bytes, name: str = "brev.pdf", **changes: object) -> dict[str, object]:
    return {
        "file": SimpleUploadedFile(name, data), "title": "Läkarintyg", "direction": "RECEIVED",
        "received_on": "i dag", "counterparty": "Vårdcentralen", "way": "POST",
        "idempotency_key": str(uuid4()), **changes,
    }  # fmt: skip


@pytest.mark.django_db
def test_what_came_in_is_kept_as_it_was_and_read_back_the_same(
    case: Case, logged_in: LogIn
) -> None:
    astrid, data = logged_in("Astrid"), a_pdf()

    answer = astrid.post(f"/arenden/{case.pk}/handlingar/ny/", form(data, "../intyg.pdf.html"))

    assert answer.status_code == 302
    set_local(AUTHORITY, GRANBY)
    document = CaseDocument.rows.get()
    assert document.file.name == "intyg.pdf"
    got = astrid.get(f"/arenden/handling/{document.pk}/fil/")
    assert got.content == data
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"] == 'attachment; filename="intyg.pdf"'
    assert got["X-Content-Type-Options"] == "nosniff"
    text = astrid.get(f"/arenden/{case.pk}/handlingar/").content.decode()
    assert "Läkarintyg" in text
    assert "kom in" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"file": SimpleUploadedFile("x.pdf", b"PK\x03\x04")}, "varken PDF, PNG eller JPEG"),
        ({"file": ""}, "Fyll i: Handling"),
        ({"title": ""}, "Fyll i: Vad är det?"),
        ({"received_on": ""}, "Skriv dagen den kom in."),
        ({"received_on": "2090-01-01"}, "i dag eller tidigare"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    case: Case, logged_in: LogIn, changes: dict[str, object], words: str
) -> None:
    answer = logged_in("Astrid").post(
        f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf(), **changes)
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Vårdcentralen" in answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert not CaseFile.rows.exists()


@pytest.mark.django_db
def test_pressed_twice_it_is_there_once(case: Case, logged_in: LogIn) -> None:
    key = str(uuid4())
    for _twice in range(2):
        logged_in("Astrid").post(
            f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf(), idempotency_key=key)
        )

    set_local(AUTHORITY, GRANBY)
    assert CaseDocument.rows.count() == 1
    assert CaseFile.rows.count() == 1


@pytest.mark.django_db
def test_what_custodians_may_not_see_says_so(case: Case, logged_in: LogIn) -> None:
    logged_in("Astrid").post(f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf(), withheld="on"))

    text = logged_in("Astrid").get(f"/arenden/{case.pk}/handlingar/").content.decode()
    assert "Inte för vårdnadshavare" in text


@pytest.mark.django_db
def test_the_bytes_cannot_be_changed_and_a_change_is_seen(case: Case, logged_in: LogIn) -> None:
    logged_in("Astrid").post(f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf()))
    set_local(AUTHORITY, GRANBY)
    document = CaseDocument.rows.get()
    document.file.sha256 = b"0" * 32

    with pytest.raises(FileDamaged):
        content_of(document)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["Elin", "Doris"])
def test_nobody_without_the_case_reads_or_adds(case: Case, logged_in: LogIn, who: str) -> None:
    logged_in("Astrid").post(f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf()))
    set_local(AUTHORITY, GRANBY)
    document = CaseDocument.rows.get()
    client = (
        logged_in("Elin")
        if who == "Elin"
        else client_of_membership(newcomer("Doris", "caseworker"))
    )

    for path in (f"/arenden/handling/{document.pk}/fil/", f"/arenden/{case.pk}/handlingar/"):
        answer = client.get(path)
        assert answer.status_code in (302, 403, 404), path
        assert b"%PDF" not in answer.content
    assert client.get(f"/dokument/{document.file_id}/").status_code == 404
    added = client.post(f"/arenden/{case.pk}/handlingar/ny/", form(a_pdf()))
    assert added.status_code in (403, 404)
    with as_owner():
        assert CaseDocument.rows.count() == 1
