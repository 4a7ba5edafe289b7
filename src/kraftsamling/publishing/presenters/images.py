"""Pictures, as they are shown under a report and to its writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Link
from kraftsamling.publishing.models import Post, PostImage
from kraftsamling.publishing.presenters.posts import language
from kraftsamling.publishing.statuses import PostState


@dataclass(frozen=True)
class ShownImage:
    """A picture with its words."""

    url: str
    alt: str
    width: int
    height: int
    note: str = ""
    remove_url: str = ""

    @classmethod
    def public(cls, image: PostImage) -> ShownImage:
        return cls(reverse("post_image", args=[image.pk]), image.alt, image.width, image.height)

    @classmethod
    def mine(cls, image: PostImage, *, today: date) -> ShownImage:
        return cls(
            reverse("post_image_draft", args=[image.post_id, image.pk]),
            image.alt,
            image.width,
            image.height,
            note=_note(image, today),
            remove_url=reverse("post_image_remove", args=[image.post_id, image.pk]),
        )


def _note(image: PostImage, today: date) -> str:
    if image.shown_until is None:
        return _("Nobody can be recognised.")
    day = formats.long_date(image.shown_until, language())
    if image.shown_until < today:
        return _("Not shown any more: the consent ended on %(day)s.") % {"day": day}
    return _("There is a consent until %(day)s.") % {"day": day}


@dataclass(frozen=True)
class ImagesPage:
    """The pictures of a report."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    images: Sequence[ShownImage]
    may_add: bool

    @classmethod
    def of(cls, post: Post, *, today: date) -> ImagesPage:
        may_add = post.state != PostState.PUBLISHED
        return cls(
            title=_("Pictures"),
            lead=(
                _("A picture of somebody needs that person's yes.")
                if may_add
                else _("The report is published. You can take pictures away.")
            ),
            breadcrumb=[
                Link(_("Share with others"), reverse("share")),
                Link(post.title, reverse("post_read", args=[post.pk])),
                Link(_("Pictures")),
            ],
            images=[ShownImage.mine(each, today=today) for each in post.images.all()],
            may_add=may_add,
        )
