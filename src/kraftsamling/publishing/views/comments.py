"""A visitor leaves a comment; a moderator reads it, publishes it or says why not."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.sites import site_of
from kraftsamling.participation.tries import SECONDS, may_write
from kraftsamling.publishing import comments as services
from kraftsamling.publishing import selectors
from kraftsamling.publishing.comment_tables import Received
from kraftsamling.publishing.forms import CommentForm, RejectForm
from kraftsamling.publishing.models import Comment
from kraftsamling.publishing.presenters.comments import CommentPage, CommentsPage
from kraftsamling.publishing.views.site import report_page


@access("comment", "create")
@sensitive_post_parameters()
def send(request: GuardedRequest, post_slug: str) -> HttpResponse:
    """Leave a comment. Everybody gets the same thanks, also a machine that filled in too much."""
    post, site = selectors.published_post(post_slug, now=request.now), site_of(request)
    if site is None or request.method != "POST":
        return redirect("post", post.slug)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return report_page(request, post, form, status=422)
    if not form.cleaned_data["leave_empty"]:
        if not may_write(get_adapter().get_client_ip(request), now=request.now):
            form.add_error(None, _("You have just written. Wait a minute, and send again."))
            response = report_page(request, post, form, status=429)
            response["Retry-After"] = str(SECONDS)
            return response
        received = services.send_comment(
            post=post,
            site_id=site.pk,
            at=request.now,
            key=form.cleaned_data["idempotency_key"],
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            text=form.cleaned_data["text"],
            language=get_language() or "sv",
        )
        if received in (Received.FULL, Received.INVALID):
            form.add_error(None, _("We cannot take more comments right now. Try again tomorrow."))
            return report_page(request, post, form, status=503)
    messages.success(
        request,
        _("Thank you! We read your comment before it is shown, most often within a working day."),
    )
    return redirect("post", post.slug)


@access("comment", "moderate")
@require_safe
def comments(request: GuardedRequest) -> HttpResponse:
    """What waits, and what has been decided."""
    page = CommentsPage.of(
        selectors.comments_to_read(request.actor, at=request.at),
        selectors.comments_decided(request.actor, at=request.at),
    )
    return render(request, "publishing/comments.html", {"page": page})


@access("comment", "moderate", key="comment_id")
@require_safe
def comment(request: GuardedRequest, comment: Comment) -> HttpResponse:
    """One comment as it would be shown."""
    return _comment(request, comment, RejectForm())


def _comment(
    request: GuardedRequest, comment: Comment, form: RejectForm, *, status: int = 200
) -> HttpResponse:
    context = {"page": CommentPage.of(comment), "form": form}
    return render(request, "publishing/comment.html", context, status=status)


@access("comment", "moderate", key="comment_id")
@require_POST
def publish(request: GuardedRequest, comment: Comment) -> HttpResponse:
    """Everybody may read it."""
    try:
        services.publish_comment(comment=comment, by=request.actor, at=request.now)
    except TransitionNotAllowed:
        return _decided_meanwhile(request, comment)
    messages.success(request, _("The comment is shown, and whoever wrote it is told."))
    return redirect("comments")


@access("comment", "moderate", key="comment_id")
@require_POST
def reject(request: GuardedRequest, comment: Comment) -> HttpResponse:
    """It is not shown, and whoever wrote it is told why."""
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _comment(request, comment, form, status=422)
    try:
        services.reject_comment(
            comment=comment, by=request.actor, at=request.now, reason=form.cleaned_data["reason"]
        )
    except TransitionNotAllowed:
        return _decided_meanwhile(request, comment)
    messages.success(request, _("The comment is not shown, and whoever wrote it is told why."))
    return redirect("comments")


def _decided_meanwhile(request: GuardedRequest, comment: Comment) -> HttpResponse:
    messages.warning(request, _("Somebody has decided about the comment meanwhile."))
    return redirect("comment", comment.pk)
