"""Reading posts: one's own, those that wait for a reader, and what everybody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import ANONYMOUS, Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement.models import ActionPlan, FollowUpVisit
from kraftsamling.improvement.statuses import VisitState
from kraftsamling.indicators.registry import shares
from kraftsamling.organisations import settings_catalogue
from kraftsamling.organisations.models import Municipality, User
from kraftsamling.publishing.models import Comment, Correction, Post, PostImage, Tag
from kraftsamling.publishing.statuses import CommentState, PostState

FILM_HOSTS: Final = "publishing.film_hosts"


def name_of(actor: Actor) -> str:
    """The author's name as it is suggested; the author may change it."""
    assert actor.user_id is not None
    return User.objects.filter(pk=actor.user_id).values_list("name", flat=True).first() or ""


def free_slug(wanted: str) -> str:
    """An address that no post has yet."""
    taken = set(Post.rows.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 2, wanted or "besok"
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def own_posts(actor: Actor, *, at: Circumstances) -> list[Post]:
    """The posts of one's own authority, unpublished first, then the newest."""
    posts = list(Post.rows.visible_to(actor, "update", at=at).select_related("municipality"))
    return sorted(
        posts,
        key=lambda p: (
            p.published_at is not None,
            -(p.published_at or at.now).timestamp(),
            p.title,
        ),
    )


def waiting_for_me(actor: Actor, *, at: Circumstances) -> list[Post]:
    """Posts that somebody else has written, and that wait for this person to read and publish."""
    posts = Post.rows.visible_to(actor, "publish", at=at).filter(state=PostState.WAITING)
    return list(posts.order_by("title", "pk"))


def correction_in_progress(post: Post) -> Correction | None:
    """The correction of a report that is written or waits for a reader. There is never more than one."""
    unpublished = Correction.rows.filter(post=post, state__in=(PostState.DRAFT, PostState.WAITING))
    return unpublished.first()


def corrections_in_progress(posts: Iterable[Post]) -> dict[UUID, Correction]:
    """The unpublished corrections of some reports, by report."""
    unpublished = Correction.rows.filter(
        post__in=[post.pk for post in posts], state__in=(PostState.DRAFT, PostState.WAITING)
    )
    return {each.post_id: each for each in unpublished}


def corrections_of(post: Post) -> list[Correction]:
    """What has been corrected in a report, the newest first."""
    made = Correction.rows.filter(post=post, state=PostState.PUBLISHED)
    return list(made.order_by("-published_at", "pk"))


def corrections_waiting_for_me(actor: Actor, *, at: Circumstances) -> list[Correction]:
    """Corrections that somebody else has written, and that wait for this person to read and publish."""
    waiting = Correction.rows.visible_to(actor, "publish", at=at).filter(
        state=PostState.WAITING, post__state=PostState.PUBLISHED
    )
    return list(waiting.select_related("post").order_by("post__title", "pk"))


def visit_to_tell(actor: Actor, visit_id: UUID, *, at: Circumstances) -> FollowUpVisit:
    """A held visit that the actor's authority made or received. Http404 for any other."""
    visit = (
        FollowUpVisit.rows.visible_to(actor, "read", at=at)
        .select_related("plan__owner__municipality", "visitor")
        .filter(pk=visit_id)
        .first()
    )
    if visit is None or not may_tell(actor, visit):
        raise Http404
    return visit


def may_tell(actor: Actor, visit: FollowUpVisit) -> bool:
    """Whether the actor's authority was there, and the visit has been held."""
    was_there = actor.authority_id in (visit.visitor_id, visit.plan.owner_id)
    return actor.authority_id is not None and was_there and visit.state != VisitState.PLANNED


def post_about(visit: FollowUpVisit, actor: Actor) -> Post | None:
    """The authority's own post about a visit, if it has begun one."""
    assert actor.authority_id is not None
    return Post.rows.filter(visit_id=visit.pk, authority_id=actor.authority_id).first()


def comments_to_read(actor: Actor, *, at: Circumstances) -> list[Comment]:
    """Comments that wait at the actor's authority, the oldest first."""
    waiting = Comment.rows.visible_to(actor, "moderate", at=at).filter(state=CommentState.WAITING)
    return list(waiting.select_related("post").order_by("written_at", "pk"))


def comments_decided(actor: Actor, *, at: Circumstances) -> list[Comment]:
    """The last fifty that somebody has decided on."""
    decided = Comment.rows.visible_to(actor, "moderate", at=at).exclude(state=CommentState.WAITING)
    return list(decided.select_related("post").order_by("-decided_at", "pk")[:50])


# -- everybody ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What a reader of the list has chosen. Empty: everything."""

    municipality: str = ""
    tag: str = ""
    year: int | None = None


def published_posts(wanted: Wanted, *, now: datetime) -> list[Post]:
    """What everybody may read, the newest first."""
    posts = Post.rows.visible_to(ANONYMOUS, "read", at=Circumstances(now=now))
    if wanted.municipality:
        posts = posts.filter(municipality_id=wanted.municipality)
    if wanted.tag:
        posts = posts.filter(tags__slug=wanted.tag)
    if wanted.year:
        posts = posts.filter(published_at__year=wanted.year)
    return list(
        posts.select_related("municipality", "authority")
        .prefetch_related("tags", _made_corrections())
        .order_by("-published_at", "pk")
    )


def _made_corrections() -> Prefetch[Any, Any, Any]:
    made = Correction.rows.filter(state=PostState.PUBLISHED).order_by("-published_at", "pk")
    return Prefetch("corrections", made, to_attr="corrections_listed")


def published_post(slug: str, *, now: datetime) -> Post:
    """One published post. Http404 for a draft as for one that is not there."""
    post = (
        Post.rows.visible_to(ANONYMOUS, "read", at=Circumstances(now=now))
        .select_related("municipality", "authority")
        .prefetch_related("tags", _made_corrections())
        .filter(slug=slug)
        .first()
    )
    if post is None:
        raise Http404
    return post


def withdrawn_post(slug: str) -> Post | None:
    """A report that stood at an address and has been withdrawn."""
    return Post.rows.filter(slug=slug, state=PostState.WITHDRAWN).first()


def related_to(post: Post, *, now: datetime) -> list[Post]:
    """Up to three other published reports, those with most tags in common first, then the newest."""
    tags = [tag.pk for tag in post.tags.all()]
    others = Post.rows.visible_to(ANONYMOUS, "read", at=Circumstances(now=now)).exclude(pk=post.pk)
    shared = others.filter(tags__in=tags).annotate(in_common=Count("tags"))
    return list(shared.order_by("-in_common", "-published_at", "pk")[:3])


def images_of(post: Post, *, now: datetime) -> list[PostImage]:
    """The pictures that may be shown today."""
    return list(_showable(post.images.all(), now))


def shown_image(image_id: UUID, *, now: datetime) -> PostImage:
    """A picture of a published report. Http404 when the report is not published or the consent has ended."""
    published = Post.rows.visible_to(ANONYMOUS, "read", at=Circumstances(now=now))
    return _one(_showable(PostImage.rows.filter(post__in=published), now), image_id)


def image_in(post: Post, image_id: UUID) -> PostImage:
    """A picture of a report that the door has let in."""
    return _one(post.images.all(), image_id)


def _showable(images: QuerySet[PostImage], now: datetime) -> QuerySet[PostImage]:
    return images.filter(Q(shown_until=None) | Q(shown_until__gte=day_of(now)))


def _one(images: QuerySet[PostImage], image_id: UUID) -> PostImage:
    image = images.filter(pk=image_id).first()
    if image is None:
        raise Http404
    return image


def film_hosts(authority_id: UUID) -> frozenset[str]:
    """The film sites that a report may lead to."""
    hosts = settings_catalogue.value(FILM_HOSTS, authority_id)
    return frozenset(str(hosts).replace(",", " ").split())


def plan_of(post: Post, *, now: datetime) -> ActionPlan | None:
    """The plan that a post's visit was about, or that is retold from its source, if everybody may read it."""
    plans = ActionPlan.rows.visible_to(ANONYMOUS, "read_public", at=Circumstances(now=now))
    if post.visit_id is not None:
        return plans.filter(visits__pk=post.visit_id).first()
    if post.source:
        return plans.filter(retold_from=post.source).first()
    return None


def open_plans(authority_id: UUID | None, *, now: datetime) -> list[ActionPlan]:
    """The plans of an authority that everybody may read; of all when there is no site yet."""
    plans = ActionPlan.rows.visible_to(ANONYMOUS, "read_public", at=Circumstances(now=now))
    if authority_id:
        plans = plans.filter(owner_id=authority_id)
    return list(plans.select_related("owner").order_by("-published_at", "pk"))


def other_open_plans(site_id: UUID, *, now: datetime) -> list[ActionPlan]:
    """Plans of other authorities that everybody may read."""
    return [plan for plan in open_plans(None, now=now) if plan.owner_id != site_id]


def open_plan(slug: str, *, now: datetime) -> ActionPlan:
    """One plan that everybody may read. Http404 for any other."""
    plan = next((plan for plan in open_plans(None, now=now) if plan.slug == slug), None)
    if plan is None:
        raise Http404
    return plan


def tags_in_use(*, now: datetime) -> list[Tag]:
    """Tags of published posts, by name."""
    return list(Tag.objects.filter(posts__published_at__lte=now).distinct().order_by("name"))


def municipalities() -> list[Municipality]:
    """All municipalities, in Swedish order."""
    return list(Municipality.objects.order_by("sort_key", "code"))


def indicator_codes() -> list[str]:
    """The figures that this installation counts and lets out, in the order they were registered."""
    return list(shares())
