"""The first start, and the first steps after it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kraftsamling.common.clock import today
from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations import selectors
from kraftsamling.organisations.forms.setup import SetupForm
from kraftsamling.organisations.login import log_in
from kraftsamling.organisations.models import WayOfRunning
from kraftsamling.organisations.presenters.onboarding import OnboardingPage
from kraftsamling.organisations.services.setup import AlreadyStarted, Start
from kraftsamling.organisations.services.setup import start as start_authority


@access("onboarding", "read")
def onboarding(request: GuardedRequest) -> HttpResponse:
    """Six steps."""
    authority = selectors.authority_of(request.actor)
    page = OnboardingPage.of(
        authority.pk,
        may_change=decide(request.actor, "update", "onboarding", at=request.at).allowed,
        beside_record=authority.way_of_running == WayOfRunning.BESIDE_RECORD,
    )
    return render(request, "organisations/onboarding.html", {"page": page})


@open_to_all(
    "the first page of an empty installation: nobody can log in yet; asks for the start code"
)
def setup(request: HttpRequest) -> HttpResponse:
    """The first administrator. Exists only while there is no authority."""
    if not selectors.is_empty():
        raise Http404
    form = SetupForm(request.POST or None, initial={"code": request.GET.get("kod", "")})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            user = start_authority(
                Start(
                    municipality=typed["municipality"],
                    board=typed["board"],
                    way_of_running=typed["way_of_running"],
                    name=typed["name"],
                    email=typed["email"],
                    password=typed["password"],
                    number=typed["number"],
                ),
                today=today(),
            )
        except AlreadyStarted as first:
            raise Http404 from first
        log_in(request, user)
        return redirect("mfa_activate_totp")
    status = 422 if form.is_bound else 200
    return render(request, "organisations/setup.html", {"form": form}, status=status)
