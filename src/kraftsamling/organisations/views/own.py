"""One's own page."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from kraftsamling.confidentiality.door import GuardedRequest, access, open_to_all
from kraftsamling.organisations import selectors
from kraftsamling.organisations.forms.own import ChoicesForm
from kraftsamling.organisations.login import EMPLOYER, in_language
from kraftsamling.organisations.presenters.own import OwnPage
from kraftsamling.organisations.selectors import Hat
from kraftsamling.organisations.services import own


def _draw(request: GuardedRequest, form: ChoicesForm, *, status: int = 200) -> HttpResponse:
    user = selectors.own_user(request.actor)
    worn: Hat = request.hat  # type: ignore[attr-defined]
    hats = selectors.hats_for(request, user.pk, today=request.today)
    page = OwnPage.of(
        user, hats, worn, demo=settings.IS_DEMO, by_employer=EMPLOYER in request.session
    )
    context = {"page": page, "form": form}
    return render(request, "organisations/own.html", context, status=status)


@access("own_account", "read")
def own_page(request: GuardedRequest) -> HttpResponse:
    """Who I am here, and in which role."""
    user = selectors.own_user(request.actor)
    return _draw(
        request,
        ChoicesForm(initial={"language": user.language, "shortcuts_on": user.shortcuts_on}),
    )


@require_POST
@access("own_account", "update")
def switch(request: GuardedRequest) -> HttpResponse:
    """Go on in another of my roles."""
    assert request.actor.user_id is not None
    hats = selectors.hats_for(request, request.actor.user_id, today=request.today)
    chosen = next((hat for hat in hats if hat.key == request.POST.get("hat")), None)
    if chosen is None:
        raise Http404
    own.wear(request, chosen, by=request.actor)
    return redirect("today")


@require_POST
@access("own_account", "update")
def choose(request: GuardedRequest) -> HttpResponse:
    """Language and shortcuts."""
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        return _draw(request, form, status=422)
    own.choose(selectors.own_user(request.actor), **form.cleaned_data)
    with override(form.cleaned_data["language"]):
        messages.success(request, _("Your choices are saved."))
    return redirect(in_language(reverse("own_page"), form.cleaned_data["language"]))


@open_to_all("tells somebody who has logged in without a role what to do; shows nothing of anybody")
def no_membership(request: HttpRequest) -> HttpResponse:
    """A calm page for an account without a role."""
    return render(request, "organisations/no_membership.html")
