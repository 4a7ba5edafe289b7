"""Joint handling of a family by the adult unit and the child unit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.adults import AnswerOfferForm, JointPlanForm, OfferForm
from kraftsamling.casework.forms.case import BecauseForm
from kraftsamling.casework.models import Case, CasePerson, JointHandling
from kraftsamling.casework.presenters.adults import household_words
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.joint import JointPage, not_offered
from kraftsamling.casework.selectors import adults as found
from kraftsamling.casework.selectors.meetings import meetings_of_links
from kraftsamling.casework.services import adults, joint
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import CaseKind, JointState
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, says_why, shows
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


def _family(case: Case) -> list[CasePerson]:
    """Whom the other unit would have a case of."""
    if case.kind == CaseKind.ADULT:
        return found.household_children(case)
    return found.parents_of(case)


@access("family_work_link", "read")
@record_here
@require_safe
def case_joint(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """What the units do together around the family of one case, and the summary that each link opens."""
    case = case_to(request, case_id, "read")
    links = found.joint_in(request.actor, case, at=request.at)
    others = found.summaries(request.actor, case, links, at=request.at)
    people = _family(case)
    request.shown.persons([*(each.person_id for each in people)])
    if others:
        says_why(request, request.at.basis or found.BECAUSE_OF_THE_LINK)
        request.shown.persons(each.subject_id for each in others.values())
    is_adult = case.kind == CaseKind.ADULT
    page = JointPage.of(
        case,
        links,
        others,
        people,
        found.reported_from(case) if is_adult else [],
        meetings_of_links(links, now=request.now),
        household=household_words(found.adult_of(case), people) if is_adult else "",
        may=may_of(request),
        now=request.now,
    )
    return render(request, "casework/joint.html", {"page": page})


def _joint_form(case: Case, title: str, request: GuardedRequest, **more: Any) -> FormPage:
    page = FormPage.about(case, title, today=request.today, **more)
    return replace(page, back=Link(_("Not now"), reverse("case_joint", args=[case.pk])))


@access("family_work_link", "create")
@record_here
def joint_offer(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Ask a parent whether the two units may work together."""
    case = case_to(request, case_id)
    links = found.joint_in(request.actor, case, at=request.at)
    people = not_offered(_family(case), links)
    if not people:
        raise Http404
    initial: dict[str, Any] = {"noticed_on": request.today, "offered_on": request.today}
    if case.kind == CaseKind.ADULT:
        adult = found.adult_of(case)
        initial |= {"reason": adult.reason, "noticed_on": adult.asked_on}
    if len(people) == 1:
        initial["about"] = str(people[0].pk)
    return fill_in(
        request,
        new_form(OfferForm, request, people=people, initial=initial),
        _joint_form(
            case,
            _("Offer joint handling"),
            request,
            button=_("Save the offer"),
            lead=_(
                "Tell the parent what the other unit would see: name, who has the case, where it"
                " stands, the class of reasons, the joint plan and its meetings. Nothing else."
            ),
        ),
        partial(joint.offer, case=case),
        then=reverse("case_joint", args=[case_id]),
        says=_("The offer is saved. Nothing is opened until the parent says yes."),
        stays={CaseClosed: closed_words()},
    )


def _link(
    request: GuardedRequest, link_id: UUID, action: str, *states: JointState
) -> tuple[JointHandling, Case]:
    """A joint handling that is so far, and the side from which the actor comes."""
    row = found.joint_for(request.actor, link_id, action, at=request.at)
    if row.state not in states:
        raise Http404
    case = found.own_side(request.actor, row, at=request.at)
    shows(request, case)
    return row, case


@access("family_work_link", "update")
@record_here
def joint_answer(request: GuardedRequest, link_id: UUID) -> HttpResponse:
    """The parent's answer; a yes is a consent."""
    row, case = _link(request, link_id, "update", JointState.OFFERED)
    if row.began_with != case.kind:
        raise Http404
    return fill_in(
        request,
        form_about(AnswerOfferForm, request, row),
        _joint_form(case, _("Write the parent's answer"), request, button=_("Save the answer")),
        partial(adults.answer_offer, offered=row),
        then=reverse("case_joint", args=[case.pk]),
        says=_("The answer is saved."),
        stays={CaseClosed: closed_words()},
    )


@access("family_work_link", "update")
@record_here
def joint_plan(request: GuardedRequest, link_id: UUID) -> HttpResponse:
    """The plan that both units share, and the day on which they look at it again."""
    row, case = _link(request, link_id, "update", JointState.OPEN)
    save = joint.followed_up if row.plan else joint.make_plan
    return fill_in(
        request,
        form_about(JointPlanForm, request, row),
        _joint_form(
            case,
            _("Follow up the plan") if row.plan else _("Plan together"),
            request,
            button=_("Save the plan"),
        ),
        partial(save, joint=row),
        then=reverse("case_joint", args=[case.pk]),
        says=_("The plan is saved. Both units see it."),
        stays={CaseClosed: closed_words()},
    )


@access("family_work_link", "revoke")
@record_here
def joint_end(request: GuardedRequest, link_id: UUID) -> HttpResponse:
    """Either side ends it; the other's summary shuts with the next page."""
    row, case = _link(
        request, link_id, "revoke", JointState.OFFERED, JointState.AGREED, JointState.OPEN
    )
    return fill_in(
        request,
        new_form(BecauseForm, request),
        _joint_form(
            case,
            _("End joint handling"),
            request,
            lead=_("The summary of the other unit's case is shut at once, for both."),
        ),
        partial(joint.end, joint=row),
        then=reverse("case_joint", args=[case.pk]),
        says=_("Joint handling has ended."),
    )
