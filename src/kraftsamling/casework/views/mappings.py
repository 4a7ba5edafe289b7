"""The Signs of Safety mapping of a case: the page, and each thing that is written on it."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms import mappings as forms
from kraftsamling.casework.models import Case, MappingStatement, NetworkPerson, SafetyPlanStep
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.mapping_words import former_facts
from kraftsamling.casework.presenters.mappings import MappingPage
from kraftsamling.casework.selectors import mappings as found
from kraftsamling.casework.services import mappings
from kraftsamling.casework.services.investigations import keep_childs_words
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import Domain
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.casework.views.drafting import draft_words, drafted, forget
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form

RESOURCE = "signs_of_safety_map"
STATEMENT = "statement"


def _page(case_id: UUID) -> str:
    return reverse("mapping", args=[case_id])


def _about(case: Case, title: str, request: GuardedRequest, **more: Any) -> FormPage:
    return FormPage.about(
        case, title, today=request.today, back_to=_page(case.pk), button=_("Save"), **more
    )


@access(RESOURCE, "read")
@record_here
@require_safe
def mapping(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The three columns, the scale, the three houses, the network and the safety plan."""
    case = case_to(request, case_id, "read")
    facts, may = found.mapping_of(case), may_of(request)
    if not may("read", RESOURCE, facts.row):
        raise Http404
    page = MappingPage.of(facts, may=may, today=request.today)
    return render(request, "casework/mapping.html", {"page": page})


def _add(
    request: GuardedRequest, case_id: UUID, form: Any, title: str, save: Any, **more: Any
) -> HttpResponse:
    case = case_to(request, case_id)
    return fill_in(
        request,
        form,
        _about(case, title, request, **more),
        partial(save, case=case),
        then=_page(case_id),
        stays={CaseClosed: closed_words(), **_no_danger()},
    )


def _no_danger() -> dict[type[Exception], str]:
    return {
        mappings.NoSuchDanger: _(
            "That danger statement is not on this mapping any more. Look again."
        )
    }


@access(RESOURCE, "update")
@record_here
def statement_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """One thing that somebody said. What is typed is kept by itself until it is saved."""
    case = case_to(request, case_id)
    wanted = request.GET.get("slag", "")
    kept = drafted(
        request, STATEMENT, case.pk, fields=("domain", "words", "said_by", "said_by_name")
    )
    initial = {"said_on": request.today, **kept}
    if wanted in Domain.values:
        initial["domain"] = wanted
    answer = fill_in(
        request,
        new_form(forms.StatementForm, request, initial=initial, dangers=found.dangers_of(case)),
        _about(
            case,
            _("Write what somebody says"),
            request,
            draft_url=reverse("draft", args=[STATEMENT, case.pk]),
            draft_saved=draft_words(request, STATEMENT, case.pk),
        ),
        partial(mappings.say, case=case),
        then=_page(case_id),
        stays={CaseClosed: closed_words(), **_no_danger()},
    )
    if answer.status_code == HTTPStatus.FOUND:
        forget(request, STATEMENT, case.pk)
    return answer


@access(RESOURCE, "update")
@record_here
def score_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """A person's mark on the scale, with the numbers as buttons."""
    case = case_to(request, case_id)
    form = new_form(
        forms.ScoreForm,
        request,
        initial={"on": request.today},
        dangers=found.dangers_of(case),
    )
    return _add(
        request,
        case_id,
        form,
        _("Place a mark on the scale"),
        mappings.place_score,
        lead=_("Each person's own mark. Marks are never averaged."),
    )


@access("child_voice", "create")
@record_here
def house_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The child's own words in one of the three houses. They are kept where all its words are."""
    files = request.FILES or None
    form = new_form(forms.HouseForm, request, files=files, initial={"said_on": request.today})
    return _add(request, case_id, form, _("Three houses"), keep_childs_words)


@access(RESOURCE, "update")
@record_here
def network_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Somebody round the child."""
    form = new_form(forms.NetworkForm, request)
    return _add(request, case_id, form, _("Add somebody to the network"), mappings.add_to_network)


@access(RESOURCE, "update")
@record_here
def plan_step_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """One step of the safety plan."""
    form = new_form(forms.PlanStepForm, request)
    return _add(request, case_id, form, _("Add a step to the plan"), mappings.add_plan_step)


def _statement(request: GuardedRequest, statement_id: UUID) -> MappingStatement:
    row = found.part_for(MappingStatement, request.actor, statement_id, at=request.at)
    shows(request, row.mapping.case)
    return row


@access(RESOURCE, "update")
@record_here
def statement(request: GuardedRequest, statement_id: UUID) -> HttpResponse:
    """Write it otherwise. How it read before stands beside."""
    row = _statement(request, statement_id)
    case = row.mapping.case
    dangers = found.dangers_of(case) if row.domain == Domain.GOAL else []
    form = form_about(forms.CorrectStatementForm, request, row, dangers=dangers)
    if "danger" in form.fields:
        form.initial["danger"] = str(row.danger_id or "")
    return fill_in(
        request,
        form,
        _about(
            case,
            str(Domain(row.domain).label),
            request,
            beside_title=_("How it has read before"),
            beside=former_facts(found.former_words(row), today=request.today),
        ),
        partial(mappings.correct_statement, statement=row),
        then=_page(case.pk),
        says=_("Saved. The former words stay in the file."),
        stays={CaseClosed: closed_words(), **_no_danger()},
    )


@access(RESOURCE, "update")
@record_here
def statement_end(request: GuardedRequest, statement_id: UUID) -> HttpResponse:
    """It does not hold any more."""
    row = _statement(request, statement_id)
    return fill_in(
        request,
        form_about(forms.EndStatementForm, request, row),
        _about(row.mapping.case, _("It does not hold any more"), request, lead=row.words),
        partial(mappings.end_statement, statement=row),
        then=_page(row.mapping.case_id),
        stays={CaseClosed: closed_words()},
    )


@access(RESOURCE, "update")
@record_here
def network_person(request: GuardedRequest, person_id: UUID) -> HttpResponse:
    """Somebody of the network, written otherwise or gone."""
    row = found.part_for(NetworkPerson, request.actor, person_id, at=request.at)
    shows(request, row.mapping.case)
    return fill_in(
        request,
        form_about(forms.NetworkChangeForm, request, row),
        _about(row.mapping.case, row.name, request),
        partial(mappings.change_network_person, person=row),
        then=_page(row.mapping.case_id),
        stays={CaseClosed: closed_words()},
    )


def _plan_step(request: GuardedRequest, step_id: UUID) -> SafetyPlanStep:
    row = found.part_for(SafetyPlanStep, request.actor, step_id, at=request.at)
    shows(request, row.mapping.case)
    return row


@access(RESOURCE, "update")
@record_here
def plan_step(request: GuardedRequest, step_id: UUID) -> HttpResponse:
    """A step of the plan, written otherwise or over."""
    row = _plan_step(request, step_id)
    return fill_in(
        request,
        form_about(forms.PlanStepChangeForm, request, row),
        _about(row.mapping.case, _("Change the step"), request),
        partial(mappings.change_plan_step, plan_step=row),
        then=_page(row.mapping.case_id),
        stays={CaseClosed: closed_words()},
    )


@access(RESOURCE, "update")
@record_here
def plan_check(request: GuardedRequest, step_id: UUID) -> HttpResponse:
    """Whether a step of the plan is kept to."""
    row = _plan_step(request, step_id)
    return fill_in(
        request,
        new_form(forms.PlanCheckForm, request, initial={"on": request.today}),
        _about(row.mapping.case, _("Is the plan kept to?"), request, lead=row.what),
        partial(mappings.check_plan_step, plan_step=row),
        then=_page(row.mapping.case_id),
        stays={CaseClosed: closed_words()},
    )
