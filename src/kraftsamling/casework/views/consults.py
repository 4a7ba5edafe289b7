"""A method supporter is asked to think along in one case, for some days."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.consults import ConsultForm
from kraftsamling.casework.models import Consult
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.words import case_page, day_words
from kraftsamling.casework.selectors.consults import consults_of, method_supporters
from kraftsamling.casework.services import secrecy
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, fill_in, shows
from kraftsamling.common.forms import KraftForm
from kraftsamling.common.parts import Fact
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form


@access("consult", "create")
@record_here
def consult_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Ask a method supporter; who is asked already stands beside."""
    case = case_to(request, case_id)
    running = consults_of(case, now=request.now)
    supporters = method_supporters(case.authority_id, today=request.today)
    return fill_in(
        request,
        new_form(ConsultForm, request, supporters=supporters),
        FormPage.about(
            case,
            _("Ask a method supporter"),
            today=request.today,
            lead=_(
                "The method supporter may read this case and its mapping until that day, no other."
            ),
            beside_title=_("Asked now"),
            beside=[
                Fact(
                    each.membership.name,
                    _("until %(day)s: %(question)s")
                    % {"day": day_words(each.until), "question": each.question},
                    reverse("consult_end", args=[each.pk]),
                    _("End it"),
                )
                for each in running
            ],
        ),
        partial(secrecy.invite_consult, case=case),
        then=case_page(case),
        says=_("The method supporter sees the question under Today."),
        stays={
            secrecy.ConsultTooLong: _("It can be at most fourteen days from today."),
            secrecy.NotForThisCase: _("That method supporter is not available for this case."),
        },
    )


@access("consult", "end", key="consult_id")
@record_here
def consult_end(request: GuardedRequest, consult: Consult) -> HttpResponse:
    """It is over."""
    shows(request, consult.case)
    if request.method == "POST":
        secrecy.end_consult(consult=consult, by=request.actor, at=request.now)
        messages.success(request, _("It is ended."))
        mine = consult.membership_id == request.actor.membership_id
        return redirect("today" if mine else case_page(consult.case))
    page = FormPage.about(
        consult.case,
        _("End the question to the method supporter"),
        today=request.today,
        button=_("End it"),
        lead=consult.question,
        back_to=reverse("today"),
    )
    return render(request, "casework/form.html", {"page": page, "form": KraftForm()})
