"""The page behind an invitation: choose a password, and log in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.organisations import invitations
from kraftsamling.organisations.forms.people import ChosenPasswordForm
from kraftsamling.organisations.login import log_in
from kraftsamling.organisations.services.accounts import accept


@open_to_all("the invited person has no login yet; the signed link shows who it is")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password; the second factor comes next."""
    user = invitations.invited(token)
    if user is None:
        return render(request, "organisations/invitation_spent.html", status=404)
    form = ChosenPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        accept(user, password=form.cleaned_data["password"])
        log_in(request, user)
        return redirect("mfa_activate_totp")
    context = {"form": form, "name": user.name, "email": user.email}
    status = 422 if form.is_bound else 200
    return render(request, "organisations/invitation.html", context, status=status)
