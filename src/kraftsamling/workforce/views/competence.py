"""What each knows: the register, what is noted with its proof, who can help, and that one may be asked."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.views import as_attachment
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.workforce.forms.competence import (
    AskForm,
    OfferForm,
    OtherForm,
    ProofForm,
    SkillForm,
    TrainingForm,
)
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.presenters.competence import AskPage, register_page
from kraftsamling.workforce.presenters.page import FormPage
from kraftsamling.workforce.selectors import competence as found
from kraftsamling.workforce.selectors.posts import skills_of
from kraftsamling.workforce.services import competence as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show

F = TypeVar("F", bound=ProofForm)


@access("competence", "list")
@require_safe
def competence(request: GuardedRequest) -> HttpResponse:
    """Who knows what."""
    people = found.register(request.actor, at=request.at, today=request.today)
    return show(request, register_page(people, opens=opens_for(request), today=request.today))


def _form(kind: type[F], request: GuardedRequest, **more: Any) -> F:
    return kind(request.POST or None, request.FILES or None, today=request.today, **more)


def _note(
    request: GuardedRequest, employee: Employee, form: ProofForm, title: str, save: Any
) -> HttpResponse:
    here = reverse("employee", args=[employee.pk])
    return fill_in(
        request,
        form,
        FormPage.below(Link(employee.name, here), title, button=_("Save")),
        partial(save, employee=employee),
        then=here,
        says=_("Noted."),
        stays={services.AlreadyNoted: _("It is noted already.")},
    )


@access("competence", "update", key="employee_id")
def skill_new(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """A language, a method or a competence."""
    known = {each.skill for each in skills_of(employee)}
    form = _form(SkillForm, request, known=() if request.method == "POST" else known)
    title = _("Note a language, a method or a competence")
    return _note(request, employee, form, title, services.note_skill)


@access("competence", "update", key="employee_id")
def other_new(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """Another education, and the tasks it lets her take."""
    form = _form(OtherForm, request)
    return _note(request, employee, form, _("Note another education"), services.note_other)


@access("competence", "update", key="employee_id")
def training_new(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """A course."""
    form = _form(TrainingForm, request)
    return _note(request, employee, form, _("Note a course"), services.note_training)


@access("competence", "update", key="employee_id")
@require_POST
def competence_end(request: GuardedRequest, employee: Employee, row_id: UUID) -> HttpResponse:
    """It holds no longer."""
    if services.end_proven(employee=employee, row_id=row_id, by=request.actor, at=request.now):
        messages.success(request, _("Ended. It stays as history."))
    return redirect("employee", employee.pk)


@access("competence", "update", key="employee_id")
@require_safe
def certificate(request: GuardedRequest, employee: Employee, file_id: UUID) -> HttpResponse:
    """The certificate, to save: never drawn inside a page."""
    file = found.certificate_of(employee, file_id)
    return as_attachment(services.content_of(file), name=file.name, content_type=file.content_type)


@access("employee", "update", key="employee_id")
@require_POST
def employee_protect(request: GuardedRequest, employee: Employee) -> HttpResponse:
    """Colleagues find nothing about her, or do again."""
    is_protected = not employee.is_protected
    services.protect(employee=employee, is_protected=is_protected, by=request.actor, at=request.now)
    messages.success(
        request,
        _("Colleagues find nothing about her now.")
        if is_protected
        else _("She can be found by colleagues again, when she has said yes to be asked."),
    )
    return redirect("employee", employee.pk)


@access("help_offer", "list")
@require_safe
def ask_colleague(request: GuardedRequest) -> HttpResponse:
    """Who can help me with …?"""
    form = AskForm(request.GET or None, today=request.today)
    asked = form.is_bound and form.is_valid()
    people = None
    if asked:
        people = found.who_can_help(
            request.actor,
            skill=form.skill,
            words=form.cleaned_data["ord"],
            at=request.at,
            today=request.today,
        )
    employee = found.own_employee(request.actor)
    offer = found.own_offer(employee) if employee else None
    page = AskPage.of(
        people, offer, may_offer=employee is not None and may_of(request)("update", "help_offer")
    )
    status = 422 if form.is_bound and not asked else 200
    return render(request, "workforce/ask.html", {"page": page, "form": form}, status=status)


@access("help_offer", "update")
def help_offer(request: GuardedRequest) -> HttpResponse:
    """That I may be asked, and how."""
    employee = found.own_employee(request.actor)
    if employee is None:
        messages.warning(request, _("The payroll system's file has not told of you yet. Ask HR."))
        return redirect("ask_colleague")
    offer = found.own_offer(employee)
    form = OfferForm(
        request.POST or None,
        today=request.today,
        initial={"reach": offer.reach, "words": offer.words} if offer else None,
    )
    parent = Link(_("Who can help me with …?"), reverse("ask_colleague"))
    return fill_in(
        request,
        form,
        FormPage.below(
            parent,
            _("You may ask me"),
            button=_("Colleagues may ask me"),
            lead=_(
                "Colleagues here see your name, your unit, what you know, and what you write below."
            ),
        ),
        partial(services.offer_help, employee=employee),
        then="ask_colleague",
        says=_("Colleagues find you now."),
        stop_url=reverse("help_stop") if offer else "",
        stop_label=_("Nobody may ask me any more"),
    )


@access("help_offer", "update")
@require_POST
def help_stop(request: GuardedRequest) -> HttpResponse:
    """I do not want to be asked any more."""
    employee = found.own_employee(request.actor)
    if employee is not None:
        services.stop_helping(employee=employee, by=request.actor, at=request.now)
    messages.success(request, _("Nobody finds you here any more."))
    return redirect("ask_colleague")
