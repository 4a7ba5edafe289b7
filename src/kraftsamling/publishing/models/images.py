"""Pictures of reports, and what the people in them have said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.publishing.models.posts import Post


class PostImage(AuthorityRow):
    """A picture (bild). One of people who are recognised has a last day; then it is gone."""

    classification = Classification(DataClass.K0)

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="images")
    data = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    shows_people = models.BooleanField(default=False)
    shown_until = models.DateField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        ordering = ("added_at", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="image_has_alt_text"),
            models.CheckConstraint(
                condition=Q(shows_people=False) | Q(shown_until__isnull=False),
                name="image_of_people_has_a_last_day",
            ),
        ]


class ImageConsent(AuthorityRow):
    """Who has said yes to be shown in a picture, when, and until when (samtycke)."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as the picture is shown",
        identifying="who has said yes to be shown in a picture",
    )  # fmt: skip

    image = models.OneToOneField(PostImage, on_delete=models.CASCADE, related_name="consent")
    who = models.CharField(max_length=300)
    given_on = models.DateField()
    until = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass
