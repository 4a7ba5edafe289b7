"""Pictures: the writer puts them in and takes them away, everybody sees those that may be shown."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.locking import StaleVersion
from kraftsamling.common.requests import TimedRequest
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.publishing import images as services
from kraftsamling.publishing import selectors
from kraftsamling.publishing.forms_images import ImageForm
from kraftsamling.publishing.models import Post, PostImage
from kraftsamling.publishing.presenters.images import ImagesPage


@open_to_all("a picture of a published report")
@require_safe
def shown(request: TimedRequest, image_id: UUID) -> HttpResponse:
    """The picture, as long as it may be shown."""
    return _picture(selectors.shown_image(image_id, now=request.now))


@access("post", "update", key="post_id")
@require_safe
def draft(request: GuardedRequest, post: Post, image_id: UUID) -> HttpResponse:
    """The picture, for whoever writes the report."""
    return _picture(selectors.image_in(post, image_id))


def _picture(image: PostImage) -> HttpResponse:
    # Not kept by anybody on the way: a withdrawn consent holds from the next look.
    return HttpResponse(
        bytes(image.data), content_type="image/jpeg", headers={"Cache-Control": "no-store"}
    )


@access("post", "update", key="post_id")
def images(request: GuardedRequest, post: Post) -> HttpResponse:
    """The pictures of a report, and a form for one more."""
    form = ImageForm(request.POST or None, request.FILES or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_image(
                post=post,
                by=request.actor,
                at=request.now,
                drawn=form.cleaned_data["picture"],
                alt=form.cleaned_data["alt"],
                consent=form.consent,
            )
        except services.TooManyImages:
            form.add_error(None, _("The report has eight pictures. Take one away first."))
        except (TransitionNotAllowed, StaleVersion):
            form.add_error(None, _("Somebody has changed the report meanwhile. Read it again."))
        else:
            messages.success(request, _("The picture is there."))
            return redirect("post_images", post.pk)
    status = 422 if form.is_bound else 200
    context = {"page": ImagesPage.of(post, today=request.today), "form": form}
    return render(request, "publishing/images.html", context, status=status)


@access("post", "update", key="post_id")
@require_POST
def take_away(request: GuardedRequest, post: Post, image_id: UUID) -> HttpResponse:
    """Also from a published report: a consent can be withdrawn at any time."""
    services.take_away(post=post, image_id=image_id, at=request.now)
    messages.success(request, _("The picture is gone."))
    return redirect("post_images", post.pk)
