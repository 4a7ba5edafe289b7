"""Comments to a report. Nobody sees one before somebody has read it; the e-mail is never shown to anybody."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.publishing.models.posts import Post
from kraftsamling.publishing.statuses import CommentState


@recorded()
class Comment(AuthorityRow):
    """What somebody has written under a report, at the site of one authority (kommentar).

    Published words are open to all. The table has a wall all the same, for those that wait are not: visitors
    write and read only through the functions of migration 0003. `text` is kept as it was written.
    """

    classification = Classification(
        DataClass.K0,
        Wall.OWN_AUTHORITY,
        kept="with the report",
        identifying="the name that the writer has chosen to be shown",
    )

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="comments")
    name = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    language = models.CharField(max_length=2, default="sv")
    state = models.CharField(
        max_length=10, choices=CommentState.choices, default=CommentState.WAITING
    )
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "state"], name="comment_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PUBLISHED", published_at__isnull=False)
                | (~Q(state="PUBLISHED") & Q(published_at__isnull=True)),
                name="published_comment_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="REJECTED") | ~Q(reason=""),
                name="rejected_comment_has_a_reason",
            ),
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.ReadOnly(name="words_never_change", fields=["post", "name", "text"]),
        ]


class CommentEmail(AuthorityRow):
    """Where the answer to a comment is sent. No page reads it; the night throws it away after 90 days."""

    classification = Classification(
        DataClass.K2,
        Wall.OWN_AUTHORITY,
        kept="90 days after the comment was decided on",
        identifying="encrypted, and read by the outbox only",
    )

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="email")
    address = EncryptedTextField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass
