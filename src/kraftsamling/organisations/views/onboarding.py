"""The first start, and the first steps after it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.clock import today
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.organisations import selectors
from kraftsamling.organisations.forms.setup import OrganisationForm, SetupForm
from kraftsamling.organisations.login import log_in
from kraftsamling.organisations.presenters.onboarding import OnboardingPage
from kraftsamling.organisations.presenters.pages import FormPage
from kraftsamling.organisations.services.setup import AlreadyStarted, Start, change
from kraftsamling.organisations.services.setup import start as start_authority


@access("onboarding", "read")
def onboarding(request: GuardedRequest) -> HttpResponse:
    """Six steps."""
    page = OnboardingPage.of(
        selectors.authority_of(request.actor),
        request.actor,
        at=request.at,
        in_demo=settings.IS_DEMO,
    )
    return render(request, "organisations/onboarding.html", {"page": page})


@access("onboarding", "update")
def organisation(request: GuardedRequest) -> HttpResponse:
    """The name of the organisation, and how Kraftsamling is used there."""
    authority = selectors.authority_of(request.actor)
    form = OrganisationForm(
        request.POST or None,
        initial={"name": authority.name, "way_of_running": authority.way_of_running},
    )
    if form.is_valid():
        change(authority, **form.cleaned_data)
        messages.success(request, _("The organisation is changed."))
        return redirect("onboarding")
    page = FormPage(
        title=_("The organisation"),
        breadcrumb=[Link(_("Get started"), reverse("onboarding")), Link(_("The organisation"))],
        verb=_("Save"),
        back_url=reverse("onboarding"),
    )
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "organisations/form_page.html", context, status=status)


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
