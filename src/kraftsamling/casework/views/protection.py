"""Protected identity: raised with one press, kept by a list of names, lowered by two."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.case import ReasonForm
from kraftsamling.casework.forms.protection import AddressForm, LowerForm, RaiseForm, WorkerForm
from kraftsamling.casework.models import Case, ProtectedIdentity
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.protection import protected_facts
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.selectors import secrecy
from kraftsamling.casework.selectors.case_page import case_for
from kraftsamling.casework.selectors.investigations import people_of
from kraftsamling.casework.services import protection
from kraftsamling.casework.services.secrecy import set_protection
from kraftsamling.casework.views.common import fill_in, says_why, shows
from kraftsamling.common.parts import Fact
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


@access("protected_identity", "set")
def protect(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Who in the case is protected, and protect somebody: it holds at once, everywhere."""
    case = case_for(request.actor, case_id, "read", at=request.at)
    shows(request, case)
    workers = secrecy.workers_near(case, request.actor, at=request.at)
    has_it = {each.membership_id for each in case.assignments.filter(ends_on=None)}
    form = new_form(
        RaiseForm,
        request,
        people=people_of(case),
        workers=workers,
        has_it=[str(each.pk) for each in workers if each.pk in has_it],
    )
    page = FormPage.about(
        case,
        _("Protected identity"),
        today=request.today,
        button=_("Protect the person now"),
        lead=_(
            "It holds from the next page on, in every list, search and print. To lower it takes two."
        ),
        beside_title=_("Protected in the case"),
        beside=protected_facts(secrecy.protected_in(case), may=may_of(request)),
    )
    return fill_in(
        request,
        form,
        page,
        set_protection,
        then=case_page(case),
        says=_("The person is protected. Only those on the list find the case."),
    )


def _about(request: GuardedRequest, protected: ProtectedIdentity) -> Case:
    case = secrecy.case_about(protected, request.actor, at=request.at)
    if case is None:
        raise Http404
    shows(request, case)
    request.shown.persons([protected.person_id])
    return case


def _back(case: Case) -> str:
    return reverse("protect", args=[case.pk])


@access("protected_identity", "set", key="protected_id")
def protect_allow(request: GuardedRequest, protected: ProtectedIdentity) -> HttpResponse:
    """Put a worker on the list."""
    case = _about(request, protected)
    listed = {each.pk for each in secrecy.listed_for(protected)}
    near = secrecy.workers_near(case, request.actor, at=request.at)
    return fill_in(
        request,
        new_form(WorkerForm, request, workers=[each for each in near if each.pk not in listed]),
        FormPage.about(
            case, _("Let somebody see the person"), today=request.today, button=_("Put on the list")
        ),
        partial(protection.allow, protected=protected),
        then=_back(case),
    )


@access("protected_identity", "set", key="protected_id")
def protect_disallow(request: GuardedRequest, protected: ProtectedIdentity) -> HttpResponse:
    """Take a worker off the list."""
    case = _about(request, protected)
    return fill_in(
        request,
        new_form(WorkerForm, request, workers=secrecy.listed_for(protected)),
        FormPage.about(
            case,
            _("Take somebody off the list"),
            today=request.today,
            button=_("Take off the list"),
            lead=_("The worker sees nothing of the person from the next page on."),
        ),
        partial(protection.disallow, protected=protected),
        then=case_page(case),
        stays={
            protection.LastOnTheList: _(
                "Nobody would be left who may see the person. Put somebody else on the list first."
            )
        },
    )


@access("protected_identity", "set", key="protected_id")
def protect_address(request: GuardedRequest, protected: ProtectedIdentity) -> HttpResponse:
    """Where post may go. What is kept now is not shown here."""
    case = _about(request, protected)
    return fill_in(
        request,
        new_form(AddressForm, request),
        FormPage.about(
            case, _("Address for post"), today=request.today, button=_("Keep it sealed")
        ),
        partial(protection.keep_address, protected=protected),
        then=_back(case),
    )


@access("protected_identity", "read", key="protected_id")
def protect_show(request: GuardedRequest, protected: ProtectedIdentity) -> HttpResponse:
    """The address, after a reason."""
    case = _about(request, protected)
    form = new_form(ReasonForm, request)
    page = FormPage.about(
        case,
        _("Address for post"),
        today=request.today,
        button=_("Show it"),
        lead=_("Say why you need it. That you look is logged."),
    )
    if request.method == "POST" and form.is_valid():
        says_why(request, form.cleaned_data["reason"])
        facts = [Fact(_("Address for post"), protected.address or _("None is kept."))]
        return render(request, "casework/facts.html", {"page": page, "facts": facts})
    status = 422 if form.is_bound else 200
    return render(request, "casework/form.html", {"page": page, "form": form}, status=status)


@access("protected_identity", "lower", key="protected_id")
def protect_lower(request: GuardedRequest, protected: ProtectedIdentity) -> HttpResponse:
    """Ask that the protection becomes less."""
    case = _about(request, protected)
    return fill_in(
        request,
        new_form(LowerForm, request, now_at=protected.level),
        FormPage.about(
            case,
            _("Lower the protection"),
            today=request.today,
            button=_("Ask a second person"),
            lead=_("It takes two. Nothing changes until somebody else has confirmed it."),
        ),
        partial(protection.ask_to_lower, protected=protected),
        then=_back(case),
        says=_("A second person has been asked."),
        stays={protection.NotLower: _("Choose a lower protection than the one that holds.")},
    )
