"""Writing a post, letting somebody read it, and publishing what somebody else has written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import is_own_account
from kraftsamling.improvement import selectors as plans
from kraftsamling.improvement import services as improvement
from kraftsamling.improvement.models import FollowUpVisit
from kraftsamling.improvement.statuses import VisitState
from kraftsamling.publishing import selectors
from kraftsamling.publishing.models import Post, Tag
from kraftsamling.publishing.statuses import POST_STEPS, PostState

WORDS: Final = ("title", "lead", "body", "learnt", "author", "source", "facts", "films", "sources")


class NotHeldYet(Exception):
    """Raised for a visit that has not been held: there is nothing to tell yet."""


class NotFinished(Exception):
    """Raised when a post would go on without its words, or without what has been learnt."""


class ReasonMissing(Exception):
    """Raised when a report would be withdrawn without a reason."""


class OwnPost(Exception):
    """Raised when somebody would publish what they themselves wrote."""


@transaction.atomic
def write_post(*, by: Actor, at: datetime, key: UUID, title: str) -> Post:
    """An empty draft with a title."""
    assert by.authority_id is not None
    return _draft(by, at, uuid5(by.authority_id, str(key)), title=title, lead="", body="")


@transaction.atomic
def draft_from_visit(
    *, visit: FollowUpVisit, by: Actor, at: datetime, language: str = "sv"
) -> Post:
    """A held visit's notes as a draft, once for each authority that was there; twice gives the same one.

    Raises NotHeldYet before the visit is held.
    """
    assert by.authority_id is not None
    if visit.state == VisitState.PLANNED:
        raise NotHeldYet(visit.pk)
    plan = visit.plan
    return _draft(
        by,
        at,
        uuid5(visit.pk, str(by.authority_id)),
        title=_("%(place)s: visit %(number)s")
        % {
            "place": plan.owner.short_name,
            "number": visit.number,
        },
        lead=_("On %(day)s we met about the plan %(plan)s.")
        % {"day": formats.long_date(visit.on, language), "plan": plan.name},
        body=_body_of(visit),
        learnt="\n\n".join(area.learnt for area in plans.areas_of(plan) if area.learnt),
        visit_id=visit.pk,
        municipality_id=plan.owner.municipality_id,
        facts=[
            [
                formats.so_many_of(
                    visit.activities_done or 0,
                    visit.activities_total or 0,
                    language,
                    common_gender=True,
                ).capitalize(),
                _("activities were done"),
            ]
        ],
    )


def _body_of(visit: FollowUpVisit) -> str:
    notes, parts = plans.notes_of(visit), []
    for area in plans.areas_of(visit.plan):
        if area.pk in notes:
            parts += [f"## {area.name}", *(note.text for note in notes[area.pk])]
    parts += [note.text for note in notes.get(None, [])]
    requests = plans.requests_of(visit)
    if requests:
        parts.append("## " + _("What we ask of each other"))
        parts += [f"{request.owner.short_name}: {request.what}" for request in requests]
    return "\n\n".join(parts)


def _draft(by: Actor, at: datetime, post_id: UUID, **words: Any) -> Post:
    assert by.authority_id is not None
    made, _new = Post.rows.get_or_create(
        pk=post_id,
        defaults={
            "authority_id": by.authority_id,
            "written_by": by.user_id,
            "author": selectors.name_of(by),
            "slug": selectors.free_slug(slugify(f"{words['title']}-{day_of(at).year}")[:44]),
            **words,
        },
    )
    return made


@transaction.atomic
def change_post(
    *,
    post: Post,
    by: Actor,
    at: datetime,
    seen_version: int,
    words: Mapping[str, Any],
    municipality_code: str = "",
    tags: Sequence[str] = (),
) -> None:
    """Write in a post. Whoever does becomes its last writer, and a waiting post is a draft again.

    Raises TransitionNotAllowed for a published one, and StaleVersion.
    """
    before = PostState(post.state)
    if before is not PostState.DRAFT:
        ensure_allowed(POST_STEPS, before, PostState.DRAFT)
    for name in WORDS:
        setattr(post, name, words[name])
    post.municipality_id = municipality_code or None
    post.written_by = by.user_id
    post.state = PostState.DRAFT
    save_if_unchanged(
        post, seen_version=seen_version, fields=[*WORDS, "municipality", "written_by", "state"]
    )
    post.tags.set([_tag(name) for name in tags])


def _tag(name: str) -> Tag:
    tag, _new = Tag.objects.get_or_create(slug=slugify(name)[:50], defaults={"name": name[:60]})
    return tag


@transaction.atomic
def ask_for_reader(*, post: Post, by: Actor, at: datetime) -> None:
    """The writer is done: somebody else may read and publish. Raises NotFinished or TransitionNotAllowed."""
    if not (post.title and post.lead and post.body and post.learnt):
        raise NotFinished(post.pk)
    ensure_allowed(POST_STEPS, PostState(post.state), PostState.WAITING)
    post.state = PostState.WAITING
    save_if_unchanged(post, seen_version=post.version, fields=["state"])


@transaction.atomic
def publish_post(*, post: Post, by: Actor, at: datetime, seen_version: int) -> None:
    """Let everybody read it, by somebody else than its writer. A visit it tells of becomes reported.

    `seen_version` is the version that was read: what nobody has read is not published. Raises OwnPost,
    NotFinished, TransitionNotAllowed or StaleVersion.
    """
    if by.user_id is None or is_own_account(by, post.written_by):
        raise OwnPost(post.pk)
    if not post.learnt:
        raise NotFinished(post.pk)
    ensure_allowed(POST_STEPS, PostState(post.state), PostState.PUBLISHED)
    post.state, post.published_at = PostState.PUBLISHED, at
    save_if_unchanged(post, seen_version=seen_version, fields=["state", "published_at"])
    visit = FollowUpVisit.rows.filter(pk=post.visit_id).first() if post.visit_id else None
    if visit and visit.state == VisitState.HELD:
        improvement.report_visit(visit=visit, by=by, at=at)


@transaction.atomic
def withdraw_post(*, post: Post, by: Actor, at: datetime, reason: str) -> None:
    """Take a published report back; its address says why. One person is enough: it may point out a child.

    Raises ReasonMissing, TransitionNotAllowed or StaleVersion.
    """
    if not reason.strip():
        raise ReasonMissing(post.pk)
    ensure_allowed(POST_STEPS, PostState(post.state), PostState.WITHDRAWN)
    post.state, post.published_at = PostState.WITHDRAWN, None
    post.withdrawn_at, post.withdrawal_reason = at, reason
    save_if_unchanged(
        post,
        seen_version=post.version,
        fields=["state", "published_at", "withdrawn_at", "withdrawal_reason"],
    )
