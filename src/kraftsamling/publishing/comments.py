"""Sending a comment, deciding on it, telling who wrote it, and throwing the address away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, override

from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.notifications import services as notices
from kraftsamling.publishing import comment_tables
from kraftsamling.publishing.comment_tables import Received
from kraftsamling.publishing.models import Comment, CommentEmail, Post
from kraftsamling.publishing.statuses import COMMENT_STEPS, CommentState

KEEP_ADDRESS: Final = timedelta(days=90)  # docs/access-and-secrecy.md, G7


class ReasonMissing(Exception):
    """Raised when a comment would be refused without a reason."""


@transaction.atomic
def send_comment(
    *,
    post: Post,
    site_id: UUID,
    at: datetime,
    key: UUID,
    name: str,
    email: str,
    text: str,
    language: str,
) -> Received:
    """Leave a comment at a site, to be read before it is shown. The same key again is the same comment."""
    return comment_tables.send(
        uuid5(post.pk, f"{site_id} {key}"),
        authority_id=site_id,
        post_id=post.pk,
        name=name,
        text=text,
        language="en" if language.startswith("en") else "sv",
        email=email,
        at=at,
    )


@transaction.atomic
def publish_comment(*, comment: Comment, by: Actor, at: datetime) -> None:
    """Let everybody read it. Raises TransitionNotAllowed when somebody has decided meanwhile."""
    _decide(comment, CommentState.PUBLISHED, by=by, at=at, reason="")


@transaction.atomic
def reject_comment(*, comment: Comment, by: Actor, at: datetime, reason: str) -> None:
    """Do not show it, or no longer; whoever wrote it is told why.

    Raises ReasonMissing, or TransitionNotAllowed when somebody has decided meanwhile.
    """
    if not reason.strip():
        raise ReasonMissing(comment.pk)
    _decide(comment, CommentState.REJECTED, by=by, at=at, reason=" ".join(reason.split()))


def _decide(comment: Comment, state: CommentState, *, by: Actor, at: datetime, reason: str) -> None:
    row = Comment.rows.select_for_update().get(pk=comment.pk)
    ensure_allowed(COMMENT_STEPS, CommentState(row.state), state)
    row.state, row.decided_at, row.decided_by, row.reason = state, at, by.user_id, reason
    row.published_at = at if state is CommentState.PUBLISHED else None
    row.save(update_fields=["state", "decided_at", "decided_by", "reason", "published_at"])
    _tell(row, at)


def _tell(comment: Comment, at: datetime) -> None:
    """The fixed words, with the reason: neither the comment nor the report is quoted in a mail."""
    with override(comment.language):
        if comment.state == CommentState.PUBLISHED:
            subject = gettext("Your comment is published")
            body = gettext("Hello! Your comment is read and published. Thank you for writing.")
        else:
            subject = gettext("Your comment is not published")
            body = gettext(
                "Hello! We have read your comment, and do not show it. The reason: %(reason)s"
            ) % {"reason": comment.reason}
    notices.write_to(
        "comment",
        comment.pk,
        authority_id=comment.authority_id,
        subject=subject,
        body=body,
        key=f"comment:{comment.pk}:{comment.state}",
        at=at,
    )


def address_of(comment_id: UUID) -> str:
    """Where the outbox sends the answer; empty when the address has been thrown away."""
    row = CommentEmail.rows.filter(comment_id=comment_id).first()
    return str(row.address) if row else ""


def forget_addresses(authority_id: UUID, *, at: datetime) -> int:
    """The night's work: addresses of comments that were decided on, or written, 90 days ago go."""
    before = at - KEEP_ADDRESS
    old = CommentEmail.rows.of_authority(authority_id).filter(
        Q(comment__decided_at__lte=before)
        | Q(comment__decided_at=None, comment__written_at__lte=before)
    )
    gone, _by_model = old.delete()
    return gone
