"""The writer's side: draft, let somebody read, publish what somebody else has written."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.formats import clock
from kraftsamling.common.forms import Conflict
from kraftsamling.common.locking import StaleVersion
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations.filling_in import last_changed_by
from kraftsamling.organisations.sites import site_of
from kraftsamling.publishing import selectors, services
from kraftsamling.publishing.corrections import words_of
from kraftsamling.publishing.forms import NewPostForm, PostForm, PublishForm, WithdrawForm, typed
from kraftsamling.publishing.models import Post
from kraftsamling.publishing.presenters.writing import EditPage, ReadPage, SharePage, WithdrawPage
from kraftsamling.publishing.statuses import PostState


@access("post", "create")
@require_safe
def share(request: GuardedRequest) -> HttpResponse:
    """Drafts, what waits for a reader, what is published."""
    posts = selectors.own_posts(request.actor, at=request.at)
    page = SharePage.of(
        posts,
        selectors.waiting_for_me(request.actor, at=request.at),
        selectors.corrections_in_progress(posts),
        now=request.now,
    )
    return render(request, "publishing/share.html", {"page": page})


@access("post", "create")
def new(request: GuardedRequest) -> HttpResponse:
    """A new report begins with its title."""
    form = NewPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        post = services.write_post(
            by=request.actor,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            title=form.cleaned_data["title"],
        )
        return redirect("post_edit", post.pk)
    status = 422 if form.is_bound else 200
    context = {"page": EditPage.new(), "form": form}
    return render(request, "publishing/edit.html", context, status=status)


@access("post", "create")
def of_visit(request: GuardedRequest, visit_id: UUID) -> HttpResponse:
    """A held visit's notes become a draft."""
    visit = selectors.visit_to_tell(request.actor, visit_id, at=request.at)
    begun = selectors.post_about(visit, request.actor)
    if begun is None and request.method != "POST":
        return render(request, "publishing/edit.html", {"page": EditPage.of_visit(visit)})
    post = begun or services.draft_from_visit(
        visit=visit, by=request.actor, at=request.now, language=get_language() or "sv"
    )
    return redirect("post_edit", post.pk)


@access("post", "update", key="post_id")
def edit(request: GuardedRequest, post: Post) -> HttpResponse:
    """Write. A published report is not changed."""
    if post.state in (PostState.PUBLISHED, PostState.WITHDRAWN):
        messages.warning(request, _("It is published, and can no longer be changed."))
        return redirect("post_read", post.pk)
    form = PostForm(
        request.POST or None,
        initial=_stored(post),
        municipalities=selectors.municipalities(),
        film_hosts=selectors.film_hosts(post.authority_id),
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            services.change_post(
                post=post,
                by=request.actor,
                at=request.now,
                seen_version=data.pop("version"),
                municipality_code=data.pop("municipality"),
                tags=data.pop("tags"),
                words=data,
            )
        except StaleVersion as stale:
            conflict = _both_versions(form, stale)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("post_read", post.pk)
    status = 409 if conflict else 422 if form.is_bound else 200
    context = {"page": EditPage.of(post), "form": form, "conflict": conflict}
    return render(request, "publishing/edit.html", context, status=status)


def _stored(post: Post) -> dict[str, object]:
    return {
        **typed(words_of(post)),
        "version": post.version,
        "municipality": post.municipality_id or "",
        "tags": ", ".join(sorted(tag.name for tag in post.tags.all())),
    }


def _both_versions(form: PostForm, stale: StaleVersion) -> Conflict:
    row = stale.row
    assert isinstance(row, Post)
    who, moment = last_changed_by(row)
    stored = _stored(row)
    texts = {name: stored[name] for name in ("title", "lead", "body", "learnt", "author", "source")}
    return form.conflict_with(
        texts,
        version=row.version,
        who=who or _("Somebody else"),
        when=clock(moment.astimezone(STOCKHOLM), get_language() or "sv") if moment else "",
    )


@access("post", "update", key="post_id")
@require_safe
def read(request: GuardedRequest, post: Post) -> HttpResponse:
    """The report as it will look."""
    may_publish = decide(request.actor, "publish", "post", post, at=request.at).allowed
    page = ReadPage.of(
        post,
        site=site_of(request),
        may_publish=may_publish,
        correction=selectors.correction_in_progress(post),
        made=selectors.corrections_of(post),
    )
    form = PublishForm(initial={"version": post.version})
    return render(request, "publishing/read.html", {"page": page, "form": form})


@access("post", "update", key="post_id")
@require_POST
def ask(request: GuardedRequest, post: Post) -> HttpResponse:
    """The writer is done: somebody else may read."""
    try:
        services.ask_for_reader(post=post, by=request.actor, at=request.now)
    except services.NotFinished:
        messages.warning(
            request, _("Lead, text and what we have learnt must be written before somebody reads.")
        )
    except (TransitionNotAllowed, StaleVersion):
        messages.warning(request, _("Somebody has changed the report meanwhile. Read it again."))
    else:
        messages.success(request, _("It waits for somebody else to read and publish."))
    return redirect("post_read", post.pk)


@access("post", "publish", key="post_id")
@require_POST
def publish(request: GuardedRequest, post: Post) -> HttpResponse:
    """By somebody else than the writer, and only the version that was read."""
    form = PublishForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        services.publish_post(post=post, by=request.actor, at=request.now, seen_version=version)
    except (TransitionNotAllowed, StaleVersion, services.NotFinished):
        messages.warning(request, _("Somebody has changed the report meanwhile. Read it again."))
        return redirect("post_read", post.pk)
    messages.success(request, _("Everybody can read it now."))
    return redirect("share")


@access("post", "update", key="post_id")
def withdraw(request: GuardedRequest, post: Post) -> HttpResponse:
    """Take a published report back, and say why."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_post(
                post=post, by=request.actor, at=request.now, reason=form.cleaned_data["reason"]
            )
        except (TransitionNotAllowed, StaleVersion):
            messages.warning(
                request, _("Somebody has changed the report meanwhile. Read it again.")
            )
            return redirect("post_read", post.pk)
        messages.success(request, _("The report is withdrawn. Its address says why."))
        return redirect("share")
    context = {"page": WithdrawPage.of(post), "form": form}
    return render(
        request, "publishing/withdraw.html", context, status=422 if form.is_bound else 200
    )
