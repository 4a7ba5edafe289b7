"""Which identity provider the authority's people can log in through."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations import selectors
from kraftsamling.organisations.forms.employer import ProviderForm
from kraftsamling.organisations.presenters.employer import providers_page
from kraftsamling.organisations.presenters.pages import FormPage
from kraftsamling.organisations.presenters.people import settings_crumbs
from kraftsamling.organisations.services import employer


def _may(request: GuardedRequest, action: str) -> bool:
    decision = decide(request.actor, action, "identity_provider", at=request.at)
    return decision.allowed or decision.failed == "REAUTH"


@access("identity_provider", "read")
def providers(request: GuardedRequest) -> HttpResponse:
    """The one in use, those that wait, and those that were."""
    page = providers_page(
        selectors.providers(request.actor, at=request.at),
        may_ask=_may(request, "create"),
        may_end=_may(request, "end"),
    )
    return render(request, "organisations/list_page.html", {"page": page})


@access("identity_provider", "create")
def provider_new(request: GuardedRequest) -> HttpResponse:
    """Describe one; another person confirms it."""
    form = ProviderForm(request.POST or None)
    if form.is_valid():
        described = employer.Description(**form.cleaned_data)
        employer.ask_for(described, by=request.actor, at=request.now)
        messages.success(request, _("You have asked. It is used when somebody else has confirmed."))
        return redirect("providers")
    page = FormPage(
        title=_("Connect the employer's login"),
        lead=_(
            "Everybody who can log in there, and has a role here, comes in that way. So it takes two: you "
            "ask, and another system administrator or department manager confirms."
        ),
        breadcrumb=settings_crumbs(_("Connect the employer's login")),
        verb=_("Ask for it"),
        back_url=reverse("providers"),
    )
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form}
    return render(request, "organisations/form_page.html", context, status=status)


@access("identity_provider", "end")
def provider_end(request: GuardedRequest) -> HttpResponse:
    """Stop at once: one person is enough, for it only closes."""
    assert request.actor.authority_id is not None
    if request.method == "POST":
        employer.stop_using(request.actor.authority_id)
        messages.success(request, _("Nobody logs in through the employer any more."))
        return redirect("providers")
    page = FormPage(
        title=_("Stop logging in through the employer"),
        lead=_("It stops at once. Passwords and passkeys go on as before."),
        breadcrumb=settings_crumbs(_("Login through the employer")),
        verb=_("Stop now"),
        back_url=reverse("providers"),
    )
    return render(request, "organisations/form_page.html", {"page": page, "form": ""})
