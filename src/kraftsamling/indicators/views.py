"""The catalogue of figures, how we count, marked changes, and releases."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
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
from kraftsamling.indicators.presenters import (
    CataloguePage,
    MarkPage,
    ReleasedPage,
    ReleasesPage,
    in_text,
    quarter_choices,
)
from kraftsamling.indicators.rules.figures import Threshold
from kraftsamling.indicators.rules.periods import Length, Period
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
    """Make a draft for a quarter that is over."""
    if request.method != "POST":
        return redirect("indicator_releases")
    assert request.actor.authority_id is not None
    form = ReleaseForm(request.POST, quarters=_quarters(request))
    if form.is_valid():
        day = date.fromisoformat(form.cleaned_data["quarter"])
        try:
            releases.make_release(
                request.actor.authority_id,
                period=Period.containing(day, Length.QUARTER),
                at=request.now,
            )
        except releases.AlreadyReleased:
            form.add_error(
                "quarter",
                _("That quarter has a release already. It is never changed; choose another one."),
            )
        else:
            messages.success(
                request, _("The draft is made. Look through it, then ask for publishing.")
            )
            return redirect("indicator_releases")
    return _releases(request, form)


def _quarters(request: GuardedRequest) -> list[tuple[str, str]]:
    assert request.actor.authority_id is not None
    found = catalogue.quarters_to_release(request.actor.authority_id, today=request.today)
    return quarter_choices(found)


def _releases(request: GuardedRequest, form: ReleaseForm | None) -> HttpResponse:
    assert request.actor.authority_id is not None
    quarters = catalogue.quarters_to_release(request.actor.authority_id, today=request.today)
    page = ReleasesPage.of(
        catalogue.releases_of(request.actor.authority_id, at=request.now),
        may_make=_may(request, "create", "indicator_release"),
        quarters=quarters,
    )
    context = {"page": page, "form": form or ReleaseForm(quarters=quarter_choices(quarters))}
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


@open_to_all("released figures are for everybody")
def released_figures(request: TimedRequest) -> HttpResponse:
    """The latest release of each indicator."""
    site = site_of(request)
    found = catalogue.last_released(site.pk, now=request.now) if site else []
    page = ReleasedPage.of(site.short_name if site else "", found)
    return render(request, "indicators/released.html", {"page": page})
