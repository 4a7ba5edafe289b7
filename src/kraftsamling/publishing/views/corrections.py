"""Correcting a published report: write, let somebody read, publish what somebody else has written."""

from __future__ import annotations

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
from kraftsamling.publishing import corrections, selectors
from kraftsamling.publishing.forms import CorrectionForm, PublishForm, typed
from kraftsamling.publishing.models import Correction, Post
from kraftsamling.publishing.presenters.corrections import CorrectionPage, CorrectPage


@access("post", "update", key="post_id")
def correct(request: GuardedRequest, post: Post) -> HttpResponse:
    """Write a correction. The report stays as it is meanwhile."""
    correction = selectors.correction_in_progress(post)
    form = CorrectionForm(
        request.POST or None,
        initial=_stored(post, correction),
        film_hosts=selectors.film_hosts(post.authority_id),
    )
    conflict = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            written = corrections.write_correction(
                post=post,
                by=request.actor,
                at=request.now,
                seen_version=data.pop("version"),
                what=data.pop("what"),
                words=data,
            )
        except corrections.NotPublished:
            messages.warning(request, _("Only a published report is corrected."))
            return redirect("post_read", post.pk)
        except corrections.NothingCorrected:
            form.add_error(None, _("The words are the same as before. Change what is wrong."))
        except StaleVersion as stale:
            conflict = _both_versions(form, stale)
        else:
            messages.success(request, _("The correction is saved."))
            return redirect("correction", written.pk)
    status = 409 if conflict else 422 if form.is_bound else 200
    context = {"page": CorrectPage.of(post, correction), "form": form, "conflict": conflict}
    return render(request, "publishing/correct.html", context, status=status)


def _stored(post: Post, correction: Correction | None) -> dict[str, object]:
    if correction is None:
        return {**typed(corrections.words_of(post)), "what": "", "version": 0}
    return {**typed(correction.words), "what": correction.what, "version": correction.version}


def _both_versions(form: CorrectionForm, stale: StaleVersion) -> Conflict:
    row = stale.row
    assert isinstance(row, Correction)
    who, moment = last_changed_by(row)
    texts = {
        name: value
        for name, value in {**row.words, "what": row.what}.items()
        if isinstance(value, str)
    }
    return form.conflict_with(
        texts,
        version=row.version,
        who=who or _("Somebody else"),
        when=clock(moment.astimezone(STOCKHOLM), get_language() or "sv") if moment else "",
    )


@access("post_correction", "update", key="correction_id")
@require_safe
def correction(request: GuardedRequest, correction: Correction) -> HttpResponse:
    """The correction as it will look, with the report before it."""
    may_publish = decide(
        request.actor, "publish", "post_correction", correction, at=request.at
    ).allowed
    page = CorrectionPage.of(correction, site=site_of(request), may_publish=may_publish)
    form = PublishForm(initial={"version": correction.version})
    return render(request, "publishing/correction.html", {"page": page, "form": form})


@access("post_correction", "update", key="correction_id")
@require_POST
def ask(request: GuardedRequest, correction: Correction) -> HttpResponse:
    """The writer is done: somebody else may read."""
    try:
        corrections.ask_for_reader(correction=correction, by=request.actor, at=request.now)
    except (TransitionNotAllowed, StaleVersion):
        _changed_meanwhile(request)
    else:
        messages.success(request, _("It waits for somebody else to read and publish."))
    return redirect("correction", correction.pk)


@access("post_correction", "publish", key="correction_id")
@require_POST
def publish(request: GuardedRequest, correction: Correction) -> HttpResponse:
    """By somebody else than the writer, and only the version that was read."""
    form = PublishForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        corrections.publish_correction(
            correction=correction, by=request.actor, at=request.now, seen_version=version
        )
    except (TransitionNotAllowed, StaleVersion, corrections.NotPublished):
        _changed_meanwhile(request)
        return redirect("correction", correction.pk)
    messages.success(request, _("The report is corrected."))
    return redirect("post_read", correction.post_id)


@access("post_correction", "update", key="correction_id")
@require_POST
def drop(request: GuardedRequest, correction: Correction) -> HttpResponse:
    """Take an unpublished correction back."""
    try:
        corrections.drop_correction(correction=correction, by=request.actor, at=request.now)
    except (TransitionNotAllowed, StaleVersion):
        _changed_meanwhile(request)
    else:
        messages.success(request, _("The correction is taken back. The report is as it was."))
    return redirect("post_read", correction.post_id)


def _changed_meanwhile(request: GuardedRequest) -> None:
    messages.warning(request, _("Somebody has changed the report meanwhile. Read it again."))
