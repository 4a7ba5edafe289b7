"""Decisions, what parties are told, the court's dates, and the committee's agenda."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.decisions import (
    CommunicationForm,
    CustodyForm,
    DecisionForm,
    PutForwardForm,
    ReceivedForm,
    RecordForm,
)
from kraftsamling.casework.forms.investigations import AnswerForm
from kraftsamling.casework.models import Decision
from kraftsamling.casework.presenters.decisions import DecisionPage, who_decides, words_beside
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.presenters.qualifications import refused_words
from kraftsamling.casework.presenters.words import case_page
from kraftsamling.casework.selectors import decisions as found
from kraftsamling.casework.selectors.investigations import people_of, voices_of
from kraftsamling.casework.services import decisions
from kraftsamling.casework.services.qualifications import NotQualified
from kraftsamling.casework.services.trail import CaseClosed
from kraftsamling.casework.statuses import DecisionType
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import (
    case_to,
    closed_words,
    fill_in,
    seen_version,
    shows,
)
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import form_about, may_of, new_form


def _page(decision: Decision) -> str:
    return reverse("case_decision", args=[decision.pk])


@access("case_decision", "create")
@record_here
def decision_new(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Write a proposal with its reasons. What the child has said stands beside."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(DecisionForm, request),
        FormPage.about(
            case,
            _("Propose a decision"),
            today=request.today,
            lead=_("Write what is decided and why. Who decides is read from the delegation order."),
            beside_title=_("In the child's own words"),
            beside=words_beside(voices_of(case)),
        ),
        partial(decisions.draft_decision, case=case),
        then=_page,
        says=_("The proposal is saved."),
        stays={CaseClosed: closed_words()},
    )


@access("case_decision", "read", key="decision_id")
@record_here
@require_safe
def decision(request: GuardedRequest, decision: Decision) -> HttpResponse:
    """A decision: what, why, who decides, and what we did about the child's words."""
    shows(request, decision.case)
    rules = decisions.delegation_of(
        decision.authority_id, DecisionType(decision.type), on=request.today
    )
    page = DecisionPage.of(
        decision,
        rules,
        voices_of(decision.case),
        may=may_of(request),
        decides=decisions.may_decide(request.actor, rules),
        decided_by=found.name_of_decider(decision),
        appeal_until=found.appeal_until(decision),
        today=request.today,
    )
    return render(request, "casework/decision.html", {"page": page})


@access("case_decision", "decide", key="decision_id")
@record_here
@require_POST
def sign(request: GuardedRequest, decision: Decision) -> HttpResponse:
    """Decide oneself, if the delegation order says so."""
    try:
        decisions.decide_as_official(
            decision=decision,
            by=request.actor,
            at=request.now,
            seen_version=seen_version(request),
        )
    except decisions.NotYoursToDecide as refusal:
        messages.warning(request, who_decides(refusal.rules))
    except NotQualified:
        messages.warning(request, refused_words())
    except decisions.NoDelegation:
        messages.warning(
            request, _("The authority has not written who decides this. Nobody can yet.")
        )
    except StaleVersion:
        messages.warning(request, _("Somebody changed it a moment ago. Read it again first."))
    else:
        messages.success(request, _("The decision is made."))
    return redirect(_page(decision))


@access("case_decision", "create")
@record_here
def put_forward(request: GuardedRequest, decision_id: UUID) -> HttpResponse:
    """Put it on the agenda of a committee meeting."""
    row = found.decision_for(request.actor, decision_id, "create", at=request.at)
    shows(request, row.case)
    meetings = found.coming_meetings(row.authority_id, today=request.today)
    return fill_in(
        request,
        form_about(PutForwardForm, request, row, meetings=meetings),
        FormPage.about(row.case, _("Put it before the committee"), today=request.today),
        partial(decisions.put_forward, decision=row),
        then=_page(row),
        says=_("It stands on the agenda."),
        refused={
            decisions.NotYoursToDecide: _(
                "This decision is made by an official, not the committee."
            )
        },
        stays={CaseClosed: closed_words()},
    )


@access("case_decision", "record", key="decision_id")
@record_here
def record(request: GuardedRequest, decision: Decision) -> HttpResponse:
    """Write down what the committee or its chair has decided."""
    shows(request, decision.case)
    return fill_in(
        request,
        form_about(RecordForm, request, decision),
        FormPage.about(decision.case, _("Write down the decision"), today=request.today),
        partial(decisions.record_decision, decision=decision),
        then=_page(decision),
        says=_("The decision is written down."),
        stays={
            decisions.NotYoursToDecide: _("The delegation order does not name who you chose."),
            decisions.NoDelegation: _("The authority has not written who decides this."),
            CaseClosed: closed_words(),
        },
    )


@access("case_decision", "record", key="decision_id")
@record_here
def received(request: GuardedRequest, decision: Decision) -> HttpResponse:
    """The party has got the decision: the time to appeal begins."""
    shows(request, decision.case)
    if decision.decided_on is None:
        raise Http404
    return fill_in(
        request,
        new_form(ReceivedForm, request),
        FormPage.about(
            decision.case,
            _("The party has got the decision"),
            today=request.today,
            lead=_("Three weeks to appeal are counted from that day."),
        ),
        partial(decisions.tell_party, decision=decision),
        then=_page(decision),
    )


@access("investigation", "update")
@record_here
def communication(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Send the material to a party before anything is decided."""
    case = case_to(request, case_id)
    return fill_in(
        request,
        new_form(CommunicationForm, request, people=people_of(case)),
        FormPage.about(case, _("Send material to a party"), today=request.today, button=_("Save")),
        partial(decisions.communicate, case=case),
        then=reverse("case_investigation", args=[case_id]),
        stays={CaseClosed: closed_words()},
    )


@access("investigation", "update")
@record_here
def communication_answer(request: GuardedRequest, communication_id: UUID) -> HttpResponse:
    """What the party answered."""
    row = found.communication_for(request.actor, communication_id, at=request.at)
    shows(request, row.case)
    return fill_in(
        request,
        form_about(AnswerForm, request, row),
        FormPage.about(row.case, _("The party's answer"), today=request.today, button=_("Save")),
        partial(decisions.keep_answer, communication=row),
        then=reverse("case_investigation", args=[row.case_id]),
        stays={CaseClosed: closed_words()},
    )


@access("investigation", "update")
@record_here
def custody(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """The court's dates of an immediate custody."""
    case = case_to(request, case_id)
    row = found.custody_of(case)
    if row is None:
        raise Http404
    return fill_in(
        request,
        form_about(CustodyForm, request, row),
        FormPage.about(
            case,
            _("The court's dates"),
            today=request.today,
            button=_("Save"),
            lead=_("The decision lapses when the court does not have it within a week."),
        ),
        partial(decisions.follow_custody, custody=row),
        then=case_page(case),
        stays={CaseClosed: closed_words()},
    )
