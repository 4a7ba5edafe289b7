"""The catalogue of figures, how we count, marked changes, and releases."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.confidentiality.policy import decide
from kraftsamling.indicators import catalogue, releases, services
from kraftsamling.indicators.forms import ChangeForm, ReleaseForm
from kraftsamling.indicators.method import MethodPage
from kraftsamling.indicators.models import Release
from kraftsamling.indicators.presenters.catalogue import CataloguePage, MarkPage
from kraftsamling.indicators.presenters.indicator import IndicatorPage
from kraftsamling.indicators.presenters.releases import ReleasedPage, ReleasesPage, period_choices
from kraftsamling.indicators.presenters.words import in_text
from kraftsamling.indicators.registry import UnknownIndicator, find
from kraftsamling.indicators.rules.figures import Threshold
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import INSIDE
from kraftsamling.indicators.selectors import inside
from kraftsamling.organisations.sites import site_of


def _may(request: GuardedRequest, action: str, resource: str) -> bool:
    return decide(request.actor, action, resource, at=request.at).allowed


def _frame(request: GuardedRequest) -> str:
    """How we count is open to all: visitors get the public frame."""
    return "base_public.html" if request.actor.is_public else "base_staff.html"


@access("indicator_definition", "list")
def indicator_catalogue(request: GuardedRequest) -> HttpResponse:
    """What we count."""
    watches = _may(request, "list", "discrepancy")
    marks = _may(request, "create", "marked_change")
    page = CataloguePage.of(
        catalogue.latest_for(request.actor, at=request.at, today=request.today),
        watches=watches,
        found=catalogue.discrepancies(request.actor, at=request.at) if watches else [],
        marks=marks,
        changes=catalogue.marked_changes(request.actor, at=request.at) if marks else [],
        releases=_may(request, "list", "indicator_release"),
    )
    return render(request, "indicators/catalogue.html", {"page": page})


@access("indicator_definition", "list")
def indicator_page(request: GuardedRequest, indicator_code: str) -> HttpResponse:
    """One figure over time."""
    try:
        each = find(indicator_code)
    except UnknownIndicator as unknown:
        raise Http404 from unknown
    series = catalogue.series_for(request.actor, each, at=request.at, today=request.today)
    return render(request, "indicators/indicator.html", {"page": IndicatorPage.of(each, series)})


@access("indicator_definition", "read")
def indicator_method(request: GuardedRequest) -> HttpResponse:
    """How we count."""
    context = {
        "page": MethodPage.of(
            from_catalogue=_may(request, "list", "indicator_definition"),
            inside=_threshold(request),
        ),
        "frame": _frame(request),
    }
    return render(request, "indicators/method.html", context)


def _threshold(request: GuardedRequest) -> Threshold:
    authority_id = request.actor.authority_id
    return inside(authority_id) if authority_id else INSIDE


@access("marked_change", "create")
def indicator_mark(request: GuardedRequest) -> HttpResponse:
    """Mark that something was done on a day."""
    form = ChangeForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_valid():
        assert request.actor.authority_id is not None
        services.mark_change(
            request.actor.authority_id,
            on=form.cleaned_data["on"],
            label=form.cleaned_data["label"],
            code=form.cleaned_data["code"],
        )
        messages.success(request, _("The change is marked. It is drawn in the charts from now on."))
        return redirect("indicator_catalogue")
    context = {"page": MarkPage.of(), "form": form}
    return render(request, "indicators/mark.html", context, status=422 if form.errors else 200)


@access("indicator_release", "list")
def indicator_releases(request: GuardedRequest) -> HttpResponse:
    """Drafts, and what has been let out."""
    return _releases(request, None)


@access("indicator_release", "create")
def indicator_release_make(request: GuardedRequest) -> HttpResponse:
    """Make a draft for a period that is over."""
    if request.method != "POST":
        return redirect("indicator_releases")
    form = ReleaseForm(request.POST, periods=period_choices(_periods(request)))
    if not form.is_valid():
        return _releases(request, form)
    try:
        releases.make_release(_authority(request), period=form.chosen(), at=request.now)
    except (releases.AlreadyReleased, releases.OverlapsAnother):  # by somebody else, this second
        form.add_error("period", _("Somebody has just made a release of that period."))
        return _releases(request, form)
    messages.success(request, _("The draft is made. Look through it, then ask for publishing."))
    return redirect("indicator_releases")


def _authority(request: GuardedRequest) -> UUID:
    assert request.actor.authority_id is not None
    return request.actor.authority_id


def _periods(request: GuardedRequest) -> list[Period]:
    return catalogue.periods_to_release(_authority(request), today=request.today)


def _releases(request: GuardedRequest, form: ReleaseForm | None) -> HttpResponse:
    periods = _periods(request)
    page = ReleasesPage.of(
        catalogue.releases_of(_authority(request), at=request.now),
        may_make=_may(request, "create", "indicator_release"),
        periods=periods,
    )
    context = {"page": page, "form": form or ReleaseForm(periods=period_choices(periods))}
    status = 422 if form is not None else 200
    return render(request, "indicators/releases.html", context, status=status)


@access("indicator_release", "ask", key="release_id")
def indicator_release_ask(request: GuardedRequest, release: Release) -> HttpResponse:
    """Ask somebody else to publish a draft."""
    if request.method == "POST" and releases.may_be_asked_for(release, at=request.now):
        approvals.ask(
            releases.PUBLISH,
            by=request.actor,
            at=request.now,
            payload={"period": in_text(release.period)},
            object_id=release.pk,
        )
        messages.success(request, _("You have asked. Somebody else needs to confirm."))
    return redirect("indicator_releases")


@access("indicator_release", "ask", key="release_id")
def indicator_release_throw_away(request: GuardedRequest, release: Release) -> HttpResponse:
    """Throw away a draft that nobody has been asked to publish."""
    if request.method == "POST" and releases.may_be_asked_for(release, at=request.now):
        releases.throw_away(release)
        messages.success(request, _("The draft is thrown away. You can make a new one."))
    return redirect("indicator_releases")


@access("indicator_release", "ask", key="release_id")
def indicator_release_correct(request: GuardedRequest, release: Release) -> HttpResponse:
    """Make a draft that corrects what has been let out."""
    if request.method == "POST":
        try:
            releases.make_correction(release, at=request.now)
        except releases.NothingToCorrect:
            messages.info(
                request, _("The figures are as they were, so there is nothing to correct.")
            )
        else:
            messages.success(
                request, _("The correction is made. Look through it, then ask for publishing.")
            )
    return redirect("indicator_releases")


@open_to_all("released figures are for everybody")
def released_figures(request: TimedRequest) -> HttpResponse:
    """The latest release of each indicator."""
    site = site_of(request)
    page = ReleasedPage.of(
        site.short_name if site else "",
        catalogue.last_released(site.pk, now=request.now) if site else [],
        catalogue.units_last_released(site.pk, now=request.now) if site else [],
    )
    return render(request, "indicators/released.html", {"page": page})
