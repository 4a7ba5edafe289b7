"""What is given out of a case, consents, co-ordinated plans, and contacts before an investigation."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.meetings import MadePlanForm, NeedForm, PlanConsentForm
from kraftsamling.casework.forms.sharing import ConsentForm, ContactsForm, ShareForm
from kraftsamling.casework.models import Consent, ShareRecord
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.sharing import SharedPage, SipPage
from kraftsamling.casework.selectors import reports
from kraftsamling.casework.selectors import sharing as found
from kraftsamling.casework.selectors.meetings import people_to_meet, plan_for, plans_of
from kraftsamling.casework.services import assessments, sharing, sips
from kraftsamling.casework.services.trail import CaseClosed, ReasonMissing
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, closed_words, fill_in, shows
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


@access("consent", "read")
@record_here
@require_safe
def case_shared(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Everything that has left one case, and what somebody has said yes to."""
    case = case_to(request, case_id, "read")
    shares = found.shares_in(request.actor, case, at=request.at)
    page = SharedPage.of(
        case,
        shares,
        found.consents_in(request.actor, case, at=request.at),
        found.names_of(shares),
        sharing.seconds_of(shares),
        may=may_of(request),
        now=request.now,
    )
    return render(request, "casework/shared.html", {"page": page})


@access("share_record", "create")
@record_here
def share_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Write down what leaves, before it does."""
    case = case_to(request, case_id)
    takes_two = request.POST.get("basis") in sharing.TAKES_TWO
    form = new_form(
        ShareForm, request, consents=found.consents_that_hold(case, today=request.today)
    )
    return fill_in(
        request,
        form,
        FormPage.about(
            case,
            _("Write down what is given out"),
            today=request.today,
            button=_("Save"),
            lead=_("Write it before it leaves. What has left cannot be called back."),
        ),
        partial(sharing.write_share, case=case),
        then=reverse("case_shared", args=[case_id]),
        says=_("It is written down. Somebody else must say yes before you give it out.")
        if takes_two
        else _("It is written down. You can give it out now."),
        stays={
            sharing.HarmTestTooShort: _(
                "Write with at least twenty characters how you tested that nobody is harmed."
            ),
            ReasonMissing: _("Write the section of the law, or how you tested it."),
            sharing.ConsentDoesNotHold: _("Choose a consent that holds today."),
            sharing.FamilyNotTold: _("Write when the family was told, or why it was not."),
            CaseClosed: closed_words(),
        },
    )


@access("share_record", "revoke", key="share_id")
@record_here
@require_POST
def share_revoke(request: GuardedRequest, share: ShareRecord) -> HttpResponse:
    """Nothing more leaves by it."""
    shows(request, share.case)
    sharing.revoke_share(share=share, by=request.actor, at=request.now)
    messages.success(request, _("Stopped. What has already left is marked, not called back."))
    return redirect("case_shared", share.case_id)


@access("consent", "create")
@record_here
def consent_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Keep somebody's yes."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(
            ConsentForm,
            request,
            family=people_to_meet(case),
            initial={"given_on": request.today},
        ),
        FormPage.about(case, _("Keep a consent"), today=request.today, button=_("Save")),
        partial(sharing.give_consent, case=case),
        then=reverse("case_shared", args=[case_id]),
        says=_("The consent is kept. It can be taken back at any time."),
        stays={CaseClosed: closed_words()},
    )


@access("consent", "withdraw", key="consent_id")
@record_here
@require_POST
def consent_withdraw(request: GuardedRequest, consent: Consent) -> HttpResponse:
    """It is taken back: what it opened is shut at once."""
    shows(request, consent.case)
    sharing.withdraw_consent(consent=consent, by=request.actor, at=request.now)
    messages.success(request, _("The consent is taken back. What it opened is shut."))
    if may_of(request)("read", "consent", consent):
        return redirect("case_shared", consent.case_id)
    return redirect("case_list")


@access("sip", "read")
@record_here
@require_safe
def case_sip(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The co-ordinated plans of one case."""
    case = case_to(request, case_id, "read")
    page = SipPage.of(case, plans_of(case), may=may_of(request), today=request.today)
    return render(request, "casework/sip.html", {"page": page})


@access("sip", "create")
@record_here
def sip_need(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Health care is needed too."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(NeedForm, request, initial={"need_found_on": request.today}),
        FormPage.about(
            case, _("A co-ordinated plan is needed"), today=request.today, button=_("Save")
        ),
        partial(sips.find_need, case=case),
        then=reverse("case_sip", args=[case_id]),
        says=_("The need is saved. Ask now for consent: the ten days begin then."),
        stays={CaseClosed: closed_words()},
    )


@access("sip", "update")
@record_here
def sip_consent(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """The family says yes: the clock begins."""
    plan = plan_for(request.actor, plan_id, "update", at=request.at)
    shows(request, plan.case)
    return fill_in(
        request,
        form_about(PlanConsentForm, request, plan, family=people_to_meet(plan.case)),
        FormPage.about(plan.case, _("Keep the consent"), today=request.today, button=_("Save")),
        partial(sips.consent_to, plan=plan),
        then=reverse("case_sip", args=[plan.case_id]),
        stays={CaseClosed: closed_words()},
    )


@access("sip", "update")
@record_here
def sip_made(request: GuardedRequest, plan_id: UUID) -> HttpResponse:
    """The plan is made, with whom, and who sees to it."""
    plan = plan_for(request.actor, plan_id, "update", at=request.at)
    shows(request, plan.case)
    return fill_in(
        request,
        form_about(MadePlanForm, request, plan),
        FormPage.about(plan.case, _("The plan is made"), today=request.today, button=_("Save")),
        partial(sips.make_plan, plan=plan),
        then=reverse("case_sip", args=[plan.case_id]),
        stays={
            sips.ConsentMissing: _("Nobody has consented to the plan. Keep the consent first."),
            CaseClosed: closed_words(),
        },
    )


@access("preliminary_assessment", "update")
@record_here
def contacts(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Whom we have asked before an investigation is open: the reporter, the family, our own files."""
    case = case_to(request, case_id)
    assessment = reports.undecided(case)
    if assessment is None:
        raise Http404
    return fill_in(
        request,
        form_about(ContactsForm, request, assessment),
        FormPage.about(
            case,
            _("Whom we have asked"),
            today=request.today,
            button=_("Save"),
            lead=_("Until an investigation is open, others are not asked without consent."),
        ),
        partial(assessments.write_contacts, assessment=assessment),
        then=reverse("case_preliminary", args=[case_id]),
        says=_("Saved. It stands beside the decision."),
        stays={CaseClosed: closed_words()},
    )
