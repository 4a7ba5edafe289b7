"""Activities, changed by who owns them; and questions, which become activities when somebody takes them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.forms.activities import (
    ActivityForm,
    ActivityFromForm,
    NewActivityForm,
    QuestionForm,
    TakeQuestionForm,
)
from kraftsamling.improvement.models import Activity, OpenQuestion
from kraftsamling.improvement.presenters.lists import FormPage, Removal
from kraftsamling.improvement.presenters.words import isolated, plan_page
from kraftsamling.improvement.views.common import fill_in, form_about, may_of, new_form


@access("plan_activity", "create")
def add_activity(request: GuardedRequest, goal_id: UUID) -> HttpResponse:
    """Something to do: the plan's owner proposes it to any member, everybody else to themselves."""
    goal = selectors.goal_for(request.actor, goal_id, at=request.at)
    plan = goal.area.plan
    owners = selectors.members_of_space(goal.space_id, today=request.today)
    if request.actor.authority_id != plan.owner_id:
        owners = [each for each in owners if each.pk == request.actor.authority_id]
    return fill_in(
        request,
        new_form(NewActivityForm, request, owners=owners),
        FormPage.about(plan, _("Add an activity"), lead=goal.sentence),
        partial(services.add_activity, goal=goal),
        then=plan_page(plan),
        says=_("The activity is added."),
    )


@access("plan_activity", "create")
def add_activity_from(request: GuardedRequest) -> HttpResponse:
    """Something that was thought of elsewhere (`what`) becomes an activity of my organisation's."""
    goals = selectors.goals_in_reach(request.actor, at=request.at)
    if not goals:
        messages.info(request, _("There is no plan with a goal to put it under yet."))
        return redirect("plan_list")
    assert request.actor.authority_id is not None
    form = new_form(
        ActivityFromForm, request, goals=goals, initial={"what": request.GET.get("what", "")[:200]}
    )
    return fill_in(
        request,
        form,
        FormPage(
            title=_("Save as an activity of a plan"),
            button=_("Add an activity"),
            breadcrumb=[
                Link(_("Plans"), reverse("plan_list")),
                Link(_("Save as an activity of a plan")),
            ],
            back=Link(_("Not now"), reverse("plan_list")),
        ),
        partial(services.add_activity, owner_id=request.actor.authority_id),
        then=lambda made: plan_page(made.goal.area.plan),
        says=_("The activity is added."),
    )


@access("plan_activity", "update", key="activity_id")
def activity(request: GuardedRequest, activity: Activity) -> HttpResponse:
    """How an activity goes, said by the organisation that owns it."""
    plan = activity.goal.area.plan
    own_tab = reverse("plan_organisation", args=[plan.pk, activity.owner_id])
    page = FormPage.about(
        plan,
        activity.what,
        lead=activity.goal.sentence,
        button=_("Save"),
        back=Link(_("Back"), own_tab),
    )
    return fill_in(
        request,
        form_about(ActivityForm, request, activity, activity=activity),
        page,
        partial(services.change_activity, activity=activity),
        then=own_tab,
        says=_("Saved: %(what)s") % {"what": isolated(activity.what)},
        removal=Removal(
            _("Remove the activity"), reverse("plan_remove_activity", args=[activity.pk])
        ),
    )


@access("open_question", "create")
def ask(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """Write down a question that nobody owns."""
    plan = selectors.plan_for(request.actor, plan_id, at=request.at)
    return fill_in(
        request,
        new_form(QuestionForm, request),
        FormPage.about(plan, _("A question without an owner"), button=_("Put the question")),
        partial(services.ask_question, plan=plan),
        then=plan_page(plan),
        says=_("The question stays here until somebody takes it."),
    )


@access("open_question", "take", key="question_id")
def take(request: GuardedRequest, question: OpenQuestion) -> HttpResponse:
    """My organisation takes the question: it says what it will do, and until when."""
    goals = selectors.goals_of(question.plan)
    page = FormPage.about(
        question.plan,
        _("Take the question"),
        lead=question.question,
        back=Link(_("Not now"), plan_page(question.plan)),
    )
    removal = None
    if may_of(request)("update", "action_plan", question.plan):
        removal = Removal(
            _("Remove the question"),
            reverse("plan_remove_question", args=[question.plan_id, question.pk]),
        )
    return fill_in(
        request,
        new_form(TakeQuestionForm, request, goals=goals),
        page,
        partial(services.take_question, question=question),
        then=plan_page(question.plan),
        says=_("The question is yours now."),
        refused={
            services.AlreadyTaken: _("Somebody else has taken the question already."),
        },
        removal=removal,
    )
