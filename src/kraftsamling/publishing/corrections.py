"""Correcting a published report: written by one, read and published by another. Comments stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from kraftsamling.common.locking import StaleVersion, save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import is_own_account
from kraftsamling.publishing import selectors
from kraftsamling.publishing.models import Correction, Post
from kraftsamling.publishing.services import WORDS, OwnPost
from kraftsamling.publishing.statuses import CORRECTION_STEPS, PostState


class NotPublished(Exception):
    """Raised when a report that is not published would be corrected: a draft is simply changed."""


class NothingCorrected(Exception):
    """Raised when the words are those that stand there already."""


def words_of(post: Post) -> dict[str, Any]:
    """The words of a report, by field."""
    return {name: getattr(post, name) for name in WORDS}


@transaction.atomic
def write_correction(
    *,
    post: Post,
    by: Actor,
    at: datetime,
    seen_version: int,
    what: str,
    words: Mapping[str, Any],
) -> Correction:
    """Begin a correction, or write in the one that is not published yet. Whoever does is its last writer.

    `seen_version` is 0 where none was shown. Raises NotPublished, NothingCorrected, and StaleVersion when
    somebody has begun one or written in it meanwhile.
    """
    if post.state != PostState.PUBLISHED:
        raise NotPublished(post.pk)
    new = {name: words[name] for name in WORDS}
    if new == words_of(post):
        raise NothingCorrected(post.pk)
    correction = selectors.correction_in_progress(post)
    if correction is None:
        return _begun(post, by, what, new)
    correction.what, correction.words = what, new
    correction.written_by, correction.state = by.user_id, PostState.DRAFT
    save_if_unchanged(
        correction, seen_version=seen_version, fields=["what", "words", "written_by", "state"]
    )
    return correction


def _begun(post: Post, by: Actor, what: str, words: dict[str, Any]) -> Correction:
    try:
        with transaction.atomic():
            return Correction.rows.create(
                authority_id=post.authority_id,
                post=post,
                what=what,
                words=words,
                written_by=by.user_id,
            )
    except IntegrityError:
        # two pressed at once: the other one's stands, and this one is shown it
        other = selectors.correction_in_progress(post)
        assert other is not None
        raise StaleVersion(other) from None


@transaction.atomic
def ask_for_reader(*, correction: Correction, by: Actor, at: datetime) -> None:
    """The writer is done: somebody else may read and publish. Raises TransitionNotAllowed or StaleVersion."""
    ensure_allowed(CORRECTION_STEPS, PostState(correction.state), PostState.WAITING)
    correction.state = PostState.WAITING
    save_if_unchanged(correction, seen_version=correction.version, fields=["state"])


@transaction.atomic
def publish_correction(
    *, correction: Correction, by: Actor, at: datetime, seen_version: int
) -> None:
    """Let the new words stand, by somebody else than their writer, and keep the old ones for those who edit.

    `seen_version` is the version that was read. Raises OwnPost, TransitionNotAllowed, StaleVersion, and
    NotPublished when the report has been withdrawn meanwhile.
    """
    if by.user_id is None or is_own_account(by, correction.written_by):
        raise OwnPost(correction.pk)
    ensure_allowed(CORRECTION_STEPS, PostState(correction.state), PostState.PUBLISHED)
    post = Post.rows.select_for_update().get(pk=correction.post_id)
    if post.state != PostState.PUBLISHED:
        raise NotPublished(post.pk)
    correction.before = words_of(post)
    correction.state, correction.published_at = PostState.PUBLISHED, at
    save_if_unchanged(
        correction, seen_version=seen_version, fields=["state", "published_at", "before"]
    )
    for name in WORDS:
        setattr(post, name, correction.words[name])
    save_if_unchanged(post, seen_version=post.version, fields=list(WORDS))


@transaction.atomic
def drop_correction(*, correction: Correction, by: Actor, at: datetime) -> None:
    """Take back a correction that nobody has published: the report stays as it is.

    Raises TransitionNotAllowed for a published one.
    """
    ensure_allowed(CORRECTION_STEPS, PostState(correction.state), PostState.WITHDRAWN)
    correction.state = PostState.WITHDRAWN
    save_if_unchanged(correction, seen_version=correction.version, fields=["state"])
