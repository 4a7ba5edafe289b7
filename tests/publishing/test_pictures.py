"""Pictures are drawn anew, say what they show, and are gone when somebody's consent is."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.utils import IntegrityError
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.oversight.night import run_night
from kraftsamling.publishing import images
from kraftsamling.publishing.models import ImageConsent, Post, PostImage
from kraftsamling.publishing.statuses import PostState
from tests.publishing.test_comments import post
from tests.support.database import as_owner
from tests.support.people import client_of
from tests.support.world import fixed

__all__ = ["post"]
pytestmark = pytest.mark.django_db
ALT = "Två personer vid ett bord."


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    """One with a place and a camera in it."""
    exif = Image.Exif()
    exif[0x010F] = "Kameran"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.fixture
def draft(post: Post) -> Post:
    Post.rows.filter(pk=post.pk).update(state=PostState.DRAFT, published_at=None)
    return Post.rows.get(pk=post.pk)


@pytest.fixture
def david(db: None) -> Client:
    return client_of("David")


def put_in(
    client: Client, post: Post, content: bytes | None = None, **changes: Any
) -> HttpResponse:
    file = SimpleUploadedFile("bild.jpg", content or a_picture(), content_type="image/jpeg")
    return client.post(  # type: ignore[return-value]
        f"/dela/{post.pk}/bilder/", {"picture": file, "alt": ALT, **changes}
    )


def published(post: Post) -> None:
    Post.rows.filter(pk=post.pk).update(state=PostState.PUBLISHED, published_at=clock.now())


def with_consent(david: Client, draft: Post, days: int) -> PostImage:
    until = clock.today() + timedelta(days=days)
    answer = put_in(david, draft, who="Anna Berg", given_on="i dag", until=f"{until}")
    assert answer.status_code == 302
    published(draft)
    return PostImage.rows.get()


def test_a_picture_is_drawn_anew_without_camera_or_place(
    draft: Post, david: Client, client: Client
) -> None:
    assert put_in(david, draft, a_picture("PNG", (3000, 1000))).status_code == 302
    published(draft)

    page = client.get("/besok/granby-2026/").content.decode()
    image = PostImage.rows.get()
    assert f'src="/besok/bild/{image.pk}/" alt="{ALT}" width="1600" height="533"' in page
    answer = client.get(f"/besok/bild/{image.pk}/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    with Image.open(BytesIO(answer.content)) as shown:
        assert shown.format == "JPEG"
        assert dict(shown.getexif()) == {}
    assert b"Kameran" not in answer.content


def test_a_picture_of_a_draft_is_not_public(draft: Post, david: Client, client: Client) -> None:
    put_in(david, draft)
    image = PostImage.rows.get()

    assert client.get(f"/besok/bild/{image.pk}/").status_code == 404
    assert client_of("Elin").get(f"/dela/{draft.pk}/bilder/{image.pk}/").status_code == 404
    assert client_of("Elin").get(f"/dela/{draft.pk}/bilder/").status_code == 404
    assert david.get(f"/dela/{draft.pk}/bilder/{image.pk}/").status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0<script>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        a_picture()[:300],
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(
    draft: Post, david: Client, content: bytes
) -> None:
    answer = put_in(david, draft, content)

    assert answer.status_code == 422
    assert "Filen är ingen bild som vi kan läsa." in answer.content.decode()
    assert ALT in answer.content.decode()
    assert not PostImage.rows.exists()


def test_a_huge_picture_is_refused_before_it_is_drawn(draft: Post) -> None:
    with pytest.raises(images.NotAnImage):
        images.drawn_anew(BytesIO(a_picture("PNG", (9000, 5000))))
    with pytest.raises(images.NotAnImage):
        images.drawn_anew(BytesIO(b"x" * (images.LARGEST + 1)))


@pytest.mark.parametrize(
    "changes",
    [{"alt": ""}, {"who": "Anna"}, {"given_on": "i dag"}, {"who": "Anna", "until": "i går"}],
)
def test_a_picture_needs_words_and_a_whole_consent(
    draft: Post, david: Client, changes: dict[str, str]
) -> None:
    assert put_in(david, draft, **changes).status_code == 422
    assert not PostImage.rows.exists()


def test_the_database_refuses_people_without_a_last_day(draft: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PostImage.rows.create(
            authority_id=draft.authority_id, post=draft, data=b"x", width=1, height=1, alt="x",
            added_at=clock.now(), shows_people=True,
        )  # fmt: skip


def test_a_picture_is_gone_when_the_consent_has_ended(
    draft: Post, david: Client, client: Client
) -> None:
    image = with_consent(david, draft, days=0)
    address = f"/besok/bild/{image.pk}/"
    assert client.get(address).status_code == 200
    assert "Anna Berg" not in client.get("/besok/granby-2026/").content.decode()

    PostImage.rows.filter(pk=image.pk).update(shown_until=clock.today() - timedelta(days=1))

    assert client.get(address).status_code == 404
    assert address not in client.get("/besok/granby-2026/").content.decode()
    run_night(fixed("samordnaren"), at=clock.now())
    with as_owner():
        assert not PostImage.rows.exists()
        assert not ImageConsent.rows.exists()


def test_a_withdrawn_consent_takes_the_picture_away_from_a_published_report(
    draft: Post, david: Client, client: Client
) -> None:
    image = with_consent(david, draft, days=30)
    remove = f"/dela/{draft.pk}/bilder/{image.pk}/ta-bort/"
    assert client_of("Elin").post(remove).status_code == 404

    assert david.post(remove).status_code == 302

    assert client.get(f"/besok/bild/{image.pk}/").status_code == 404
    with as_owner():
        assert not ImageConsent.rows.exists()


def test_who_is_in_a_picture_is_known_at_home_only(draft: Post, david: Client) -> None:
    with_consent(david, draft, days=30)

    with acting_for(fixed("granby")):
        assert not ImageConsent.rows.exists()
    with acting_for(fixed("samordnaren")):
        assert ImageConsent.rows.get().who == "Anna Berg"


def test_a_new_picture_in_a_waiting_report_must_be_read_again(draft: Post, david: Client) -> None:
    Post.rows.filter(pk=draft.pk).update(state=PostState.WAITING)

    put_in(david, draft)

    assert Post.rows.get(pk=draft.pk).state == PostState.DRAFT


def test_nothing_is_put_in_a_published_report(post: Post, david: Client) -> None:
    assert put_in(david, post).status_code == 422
    assert not PostImage.rows.exists()
