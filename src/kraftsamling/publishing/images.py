"""Pictures of a report: drawn anew when they come in, gone when the consent is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Final
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import TransitionNotAllowed, ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.documents.attachments import Drawn, NotAccepted, draw_anew
from kraftsamling.publishing.models import ImageConsent, Post, PostImage
from kraftsamling.publishing.statuses import POST_STEPS, PostState

FORMATS: Final = ("JPEG", "PNG", "WEBP")
LARGEST: Final = 10 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
MOST_IMAGES: Final = 8


class NotAnImage(Exception):
    """Raised for a file that is none of our formats, whatever its name says."""


class TooManyImages(Exception):
    """Raised when a report has as many pictures as it may."""


@dataclass(frozen=True)
class Consent:
    """Who is recognised in a picture, when they said yes, and until when it may be shown."""

    who: str
    given_on: date
    until: date


def drawn_anew(file: BinaryIO) -> Drawn:
    """Read what is in the file, and draw it again. Raises NotAnImage."""
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise NotAnImage
    try:
        return draw_anew(raw, formats=FORMATS, most_pixels=MOST_PIXELS)
    except NotAccepted as refused:
        raise NotAnImage from refused


@transaction.atomic
def add_image(
    *, post: Post, by: Actor, at: datetime, drawn: Drawn, alt: str, consent: Consent | None
) -> PostImage:
    """Put a picture in a report that is not published. A waiting report must be read again.

    Raises TransitionNotAllowed for a published one, and TooManyImages.
    """
    _touch(post, by)
    if post.images.count() >= MOST_IMAGES:
        raise TooManyImages(post.pk)
    image = PostImage.rows.create(
        authority_id=post.authority_id,
        post=post,
        data=drawn.data,
        width=drawn.width,
        height=drawn.height,
        alt=alt,
        added_at=at,
        shows_people=consent is not None,
        shown_until=consent.until if consent else None,
    )
    if consent:
        ImageConsent.rows.create(
            authority_id=post.authority_id,
            image=image,
            who=consent.who,
            given_on=consent.given_on,
            until=consent.until,
        )
    return image


def _touch(post: Post, by: Actor) -> None:
    before = PostState(post.state)
    if before is PostState.PUBLISHED:
        raise TransitionNotAllowed(before, PostState.DRAFT)
    if before is not PostState.DRAFT:
        ensure_allowed(POST_STEPS, before, PostState.DRAFT)
    post.state, post.written_by = PostState.DRAFT, by.user_id
    save_if_unchanged(post, seen_version=post.version, fields=["state", "written_by"])


@transaction.atomic
def take_away(*, post: Post, image_id: UUID, at: datetime) -> None:
    """A consent is withdrawn, or the picture is not wanted: it is gone for everybody, at once."""
    image = post.images.filter(pk=image_id).first()
    if image is None:
        return
    ImageConsent.rows.filter(image=image).delete()
    image.delete()


def forget_old(authority_id: UUID, *, at: datetime) -> int:
    """The night's work: pictures whose consent has ended are thrown away, with the consent."""
    old = PostImage.rows.of_authority(authority_id).filter(shown_until__lt=day_of(at))
    count = old.count()
    ImageConsent.rows.of_authority(authority_id).filter(image__in=old).delete()
    old.delete()
    return count
