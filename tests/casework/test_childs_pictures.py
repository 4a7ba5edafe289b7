"""A child sends a drawing or a photo: drawn anew, kept with its words, and seen where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import Image

from kraftsamling.casework import channel_tables
from kraftsamling.casework.channel_tables import Received, key_of
from kraftsamling.casework.models import (
    Case,
    ChildVoice,
    ConcernReport,
    SafetyMapping,
    VoicePicture,
)
from kraftsamling.casework.services import channel
from kraftsamling.casework.statuses import Topic, WithheldKind
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.documents.attachments import Drawn, Flaw, NotAccepted, redrawn
from tests.casework.test_child_channel import back_at_work, entered, text
from tests.casework.test_extracts import withhold
from tests.support.database import as_owner

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
GOOD = reverse("childs_page_write", args=["bra"])


@pytest.fixture(autouse=True)
def no_one_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link(case: Case, astrid: Actor) -> str:
    return channel.open_channel(case=case, by=astrid, at=clock.now(), code="4826").link


@pytest.fixture
def ebba(link: str) -> Client:
    """Ebba's phone, where the code has been given."""
    return entered(link)


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 1000)) -> bytes:
    """A photo that says with which camera and where it was taken."""
    image, out = Image.new("RGB", size, "#3366aa"), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kameran"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, kind, exif=exif)
    return out.getvalue()


def send(phone: Client, *pictures: bytes, words: str = "", where: str = GOOD) -> object:
    files = [SimpleUploadedFile("IMG_59.3N_18.1E.jpg", each) for each in pictures]
    data = {"words": words, "pictures": files, "idempotency_key": str(uuid4())}
    return phone.post(where, data)


def voice() -> ChildVoice:
    back_at_work()
    return ChildVoice.rows.get()


# -- the child ---------------------------------------------------------------------------------------


def test_a_photo_without_a_word_is_sent_and_seen_again(ebba: Client) -> None:
    answer = send(ebba, photo())
    assert answer.status_code == 302  # type: ignore[attr-defined]

    page = text(ebba.get("/min-sida/"))
    kept = voice()
    address = f"/min-sida/bild/{kept.pk}/1/"
    assert f'src="{address}" alt="Min bild 1"' in page
    assert (kept.words, kept.chosen) == ("", "1 bild")
    shown = ebba.get(address)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Cache-Control"] == "no-store"
    with Image.open(BytesIO(shown.content)) as image:
        assert image.size == (1600, 533)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_neither_camera_nor_place_comes_along(kind: str, ebba: Client) -> None:
    send(ebba, photo(kind))

    voice()
    picture = VoicePicture.rows.get()
    with Image.open(BytesIO(bytes(picture.data))) as image:
        assert image.format == "JPEG"
        assert dict(image.getexif()) == {}
    for trace in (b"Kameran", b"59.3N"):
        assert trace not in bytes(picture.data)


def test_words_and_several_pictures_are_kept_together(ebba: Client) -> None:
    send(ebba, photo(), photo("PNG", (40, 60)), words="  vårt hus ")

    kept = voice()
    assert (kept.words, kept.chosen) == ("  vårt hus ", "2 bilder")
    sizes = VoicePicture.rows.filter(voice=kept).order_by("number")
    assert list(sizes.values_list("number", "width", "height")) == [(1, 1600, 533), (2, 40, 60)]


@pytest.mark.parametrize(
    ("pictures", "words"),
    [
        ([b"not a picture"], "Vi kunde inte läsa bild 1."),
        ([photo(), b"%PDF-1.7 x"], "Vi kunde inte läsa bild 2."),
        ([photo()[:400]], "Vi kunde inte läsa bild 1."),
        ([b"<svg onload='alert(1)'/>"], "Vi kunde inte läsa bild 1."),
        ([b"\xff\xd8\xff" + b"a" * 21 * 1024 * 1024], "Bild 1 är för stor."),
        ([photo(size=(9, 9))] * 5, "Det är 5 bilder. Skicka högst 4 åt gången."),
        ([], "Skriv något, eller skicka en bild."),
    ],
    ids=["text", "pdf", "half", "svg", "large", "five", "none"],
)
def test_what_cannot_be_taken_is_said_in_easy_words_and_nothing_is_kept(
    pictures: list[bytes], words: str, ebba: Client
) -> None:
    answer = send(ebba, *pictures, words=" ")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert words in text(answer)
    back_at_work()
    assert not ChildVoice.rows.exists()
    assert not VoicePicture.rows.exists()


def test_what_was_written_stays_when_a_picture_is_refused(ebba: Client) -> None:
    answer = send(ebba, b"not a picture", words="vårt hus brinner")

    assert "vårt hus brinner" in text(answer)


def test_pressed_twice_it_is_kept_once(ebba: Client) -> None:
    data = {"words": "hus", "idempotency_key": str(uuid4())}
    for _ in range(2):
        ebba.post(GOOD, {**data, "pictures": SimpleUploadedFile("a.jpg", photo())})

    voice()
    assert VoicePicture.rows.count() == 1


def test_twenty_pictures_in_a_day_are_what_is_taken(link: str) -> None:
    key, now = key_of(link, "4826"), clock.now()
    drawn = [redrawn(photo("PNG", (9, 9)))] * 4
    set_local(AUTHORITY, None)

    got = [
        channel_tables.write(
            key, uuid4(), topic=Topic.GOOD, chosen="4 bilder", said="", now=now, pictures=drawn
        )
        for _ in range(6)
    ]

    assert got == [Received.STORED] * 5 + [Received.FULL]
    back_at_work()
    assert (ChildVoice.rows.count(), VoicePicture.rows.count()) == (5, 20)


def test_the_database_itself_takes_no_other_kind_and_no_other_moment(link: str) -> None:
    key, now = key_of(link, "4826"), clock.now()
    set_local(AUTHORITY, None)
    good = redrawn(photo("PNG", (9, 9)))

    def write(*pictures: Drawn) -> Received:
        return channel_tables.write(
            key, uuid4(), topic=Topic.GOOD, chosen="", said="x", now=now, pictures=pictures
        )

    assert write(Drawn(b"<svg/>", 9, 9)) is Received.INVALID
    assert write(Drawn(good.data, 9000, 9)) is Received.INVALID
    assert write(*[good] * 5) is Received.INVALID
    back_at_work()
    assert not ChildVoice.rows.exists()


def test_nobody_sees_a_picture_without_the_code(ebba: Client, link: str) -> None:
    send(ebba, photo())
    address = f"/min-sida/bild/{voice().pk}/1/"
    ebba.get("/min-sida/lamna/")

    assert ebba.get(address).status_code == 404
    assert Client().get(address).status_code == 404
    assert entered(link).get(address.replace("/1/", "/2/")).status_code == 404
    assert entered(link).get(address).status_code == 200


# -- the staff ---------------------------------------------------------------------------------------


def test_the_worker_sees_it_in_the_inbox_when_reading_and_in_the_case(
    ebba: Client, case: Case, logged_in: LogIn
) -> None:
    send(ebba, photo())
    kept, astrid = voice(), logged_in("Astrid")
    address = f"/arenden/barnets-ord/{kept.pk}/bild/1/"

    for page in (f"/arenden/{case.pk}/kanal/", f"/arenden/barnets-ord/{kept.pk}/las/",
                 f"/arenden/barnets-ord/{kept.pk}/", f"/arenden/{case.pk}/"):  # fmt: skip
        assert f'src="{address}"' in text(astrid.get(page)), page
    shown = astrid.get(address)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    with as_owner():
        rows = AccessLogEntry.rows.filter(resource="child_voice", object_id=kept.pk)
        entry = rows.order_by("-pk")[0]
    assert entry.subject_ids == [case.subject_id]


def test_a_picture_that_is_a_concern_becomes_a_report_that_names_it(
    ebba: Client, astrid: Actor
) -> None:
    send(ebba, photo())

    channel.read_voice(
        voice=voice(),
        by=astrid,
        at=clock.now(),
        is_concern=True,
        because="Bilden visar ett blåmärke.",
    )

    assert ConcernReport.rows.latest("received_at").what == "1 bild"


def test_elin_and_a_colleague_without_the_case_see_no_picture(
    ebba: Client, case: Case, logged_in: LogIn
) -> None:
    send(ebba, photo())
    kept = voice()

    for who in ("Elin", "Rut"):
        for address in (
            f"/arenden/barnets-ord/{kept.pk}/bild/1/",
            f"/arenden/{case.pk}/kartlaggning/bild/{kept.pk}/1/",
        ):
            assert logged_in(who).get(address).status_code in (403, 404), (who, address)


def test_nobody_changes_or_removes_a_picture(ebba: Client) -> None:
    send(ebba, photo())
    kept = voice()

    with pytest.raises(DatabaseError), transaction.atomic(), as_owner():
        VoicePicture.rows.filter(voice=kept).update(width=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        VoicePicture.rows.filter(voice=kept).delete()


# -- the three houses --------------------------------------------------------------------------------


def put_in_house(client: Client, case: Case, *pictures: bytes, **changes: str) -> object:
    data = {
        "topic": "GOOD", "words": "", "said_on": "i dag", "how": "ritat",
        "idempotency_key": str(uuid4()), **changes,
    }  # fmt: skip
    files = [SimpleUploadedFile("skannad.png", each) for each in pictures]
    return client.post(f"/arenden/{case.pk}/kartlaggning/tre-hus/", {**data, "pictures": files})


def test_what_a_child_has_drawn_stands_in_its_house(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    assert put_in_house(astrid, case, photo("PNG", (90, 60))).status_code == 302  # type: ignore[attr-defined]

    page = text(astrid.get(f"/arenden/{case.pk}/kartlaggning/"))

    address = f"/arenden/{case.pk}/kartlaggning/bild/{voice().pk}/1/"
    assert f'src="{address}"' in page
    assert astrid.get(address).status_code == 200
    assert astrid.get(address.replace("/1/", "/7/")).status_code == 404


def test_a_house_takes_words_or_a_picture_and_says_so(case: Case, logged_in: LogIn) -> None:
    answer = put_in_house(logged_in("Astrid"), case)

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "lägg in det som barnet har ritat" in text(answer)
    assert not ChildVoice.rows.exists()


def test_the_family_with_the_screen_sees_the_picture_but_none_that_is_withheld(
    case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    begun = {"authority_id": case.authority_id, "case": case, "begun_on": clock.today()}
    SafetyMapping.rows.create(**begun)
    put_in_house(astrid, case, photo("PNG", (90, 60)))
    put_in_house(astrid, case, photo("PNG", (90, 60)), withheld="on")
    open_one, withheld = (
        f"/arenden/{case.pk}/kartlaggning/bild/{each.pk}/1/"
        for each in ChildVoice.rows.filter(case=case).order_by("withheld")
    )
    astrid.post(f"/arenden/{case.pk}/kartlaggning/visa/", {"pin": "4826", "pin_again": "4826"})

    page = text(astrid.get(f"/arenden/{case.pk}/kartlaggning/familjen/"))

    assert open_one in page
    assert withheld not in page
    assert astrid.get(open_one).status_code == 200
    assert astrid.get(withheld).status_code == 404


def test_a_picture_that_is_kept_from_one_custodian_is_not_on_the_screen_they_hold(
    case: Case, logged_in: LogIn, astrid: Actor
) -> None:
    worker = logged_in("Astrid")
    begun = {"authority_id": case.authority_id, "case": case, "begun_on": clock.today()}
    SafetyMapping.rows.create(**begun)
    put_in_house(worker, case, photo("PNG", (90, 60)))
    drawn = ChildVoice.rows.get(case=case)
    withhold(case, astrid, WithheldKind.VOICE, drawn.pk)
    address = f"/arenden/{case.pk}/kartlaggning/bild/{drawn.pk}/1/"
    seen_by_worker = worker.get(address).status_code
    worker.post(f"/arenden/{case.pk}/kartlaggning/visa/", {"pin": "4826", "pin_again": "4826"})

    assert seen_by_worker == 200
    assert address not in text(worker.get(f"/arenden/{case.pk}/kartlaggning/familjen/"))
    assert worker.get(address).status_code == 404


# -- the process that draws --------------------------------------------------------------------------


def test_a_large_photo_of_a_phone_is_drawn_within_the_limits() -> None:
    drawn = redrawn(photo("JPEG", (8000, 6000)))

    assert (drawn.width, drawn.height) == (1600, 1200)


def test_a_bomb_is_refused_by_its_size_alone() -> None:
    with pytest.raises(NotAccepted) as refused:
        redrawn(photo("PNG", (9000, 9000)))

    assert refused.value.flaw is Flaw.TOO_MANY_PIXELS
