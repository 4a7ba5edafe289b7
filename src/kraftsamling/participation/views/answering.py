"""The three questions for whoever has a slip. No login, no session, no cookie.

The views are exempt from Django's protection against forged requests, because there is nothing to forge: the
browser sends no cookie along that would mean anything here. What a request may do follows from the code in
its body, and the hidden field that carries the answers is signed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.participation import selectors, services
from kraftsamling.participation.forms import CodeForm
from kraftsamling.participation.presenters.answering import (
    QuestionPage,
    ReviewPage,
    StartPage,
    ThanksPage,
    refusal,
    too_old,
    unreadable,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CodeState, Receipt
from kraftsamling.participation.thanks import Thanks, read, ticket
from kraftsamling.participation.tries import SECONDS, may_try
from kraftsamling.participation.walk import BrokenWalk, NotAnAnswer, OldWalk, Walk, opened

SurveyView = Callable[[TimedRequest], HttpResponse]
WHY = "a visitor with a code answers without saying who it is"


def leaves_no_trace(view: SurveyView) -> SurveyView:
    """Nothing of the page is kept by browsers or networks on the way, and no other site is told of it."""

    @wraps(view)
    def traceless(request: TimedRequest) -> HttpResponse:
        response = view(request)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return traceless


def _show(request: TimedRequest, template: str, page: object, **more: Any) -> HttpResponse:
    """Drawn without a token against forgery and without messages, for both would need a cookie."""
    status = more.pop("status", 200)
    context = {"page": page, "csrf_token": "", "messages": (), **more}
    return render(request, f"participation/{template}.html", context, status=status)


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def survey_start(request: TimedRequest) -> HttpResponse:
    """What it is, and the code."""
    if request.method != "POST":
        return _start(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _start(request, form, status=422)
    if not may_try(get_adapter().get_client_ip(request), now=request.now):
        return _wait(request, form)
    code = form.cleaned_data["code"]
    checked = services.check_code(code, today=request.today)
    if checked.state is not CodeState.OPEN:
        form.add_error("code", refusal(checked.state))
        return _start(request, form, status=422)
    return _step(request, Walk(code, Series(checked.series)))


def _start(
    request: TimedRequest, form: CodeForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    return _show(request, "survey_start", StartPage.of(notice), form=form, status=status)


def _wait(request: TimedRequest, form: CodeForm) -> HttpResponse:
    response = _show(request, "survey_start", StartPage.waiting(), form=form, status=429)
    response["Retry-After"] = str(SECONDS)
    return response


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def survey_step(request: TimedRequest) -> HttpResponse:
    """From one question to the next, back, over, or to the end."""
    if request.method != "POST":
        return redirect("survey_start")
    try:
        walk = opened(request.POST.get("svar_sa_langt", ""))
    except OldWalk as old:
        return _start(request, CodeForm(initial={"code": old.code}), notice=too_old(), status=422)
    except BrokenWalk:
        return _start(request, CodeForm(), notice=unreadable(), status=422)
    where = request.POST.get("till", "")
    if walk.at_review and where == "klar" and walk.answers:
        return _send(request, walk)
    return _move(request, walk, where)


def _move(request: TimedRequest, walk: Walk, where: str) -> HttpResponse:
    if where in ("1", "2", "3"):
        return _step(request, walk.to(int(where)))
    if walk.at_review or where == "stanna":
        return _step(request, walk)
    try:
        answered = walk.answered("" if where == "hoppa" else request.POST.get("svar", ""))
    except NotAnAnswer:
        error = _("Choose one of the answers, or skip the question.")
        return _step(request, walk, error=error)
    return _step(request, answered.to(walk.step - 1 if where == "tillbaka" else walk.step + 1))


def _step(request: TimedRequest, walk: Walk, *, error: str = "") -> HttpResponse:
    if walk.at_review:
        return _show(request, "survey_review", ReviewPage.of(walk))
    checked = services.check_code(walk.code, today=request.today)
    place = selectors.authority_named(checked.authority_id)
    page = QuestionPage.of(walk, place=place, error=error)
    return _show(request, "survey_question", page, status=422 if error else 200)


def _send(request: TimedRequest, walk: Walk) -> HttpResponse:
    sent = services.submit_answers(walk.code, walk.answers, today=request.today)
    if sent.receipt not in (Receipt.STORED, Receipt.USED):
        form = CodeForm(initial={"code": walk.code})
        return _start(request, form, notice=refusal(CodeState(sent.receipt)), status=422)
    assert sent.authority_id is not None
    thanks = Thanks(sent.authority_id, Series(sent.series), sent.receipt is Receipt.USED)
    query = urlencode({"v": ticket(thanks, now=request.now)})
    return redirect(f"{reverse('survey_thanks')}?{query}")


@open_to_all(WHY)
@require_safe
@leaves_no_trace
def survey_thanks(request: TimedRequest) -> HttpResponse:
    """Thanks, and what earlier answers have led to. Without a ticket of ours, back to the start."""
    thanks = read(request.GET.get("v", ""), now=request.now)
    if thanks is None:
        return redirect("survey_start")
    actions = selectors.told_to_those_who_answered(thanks.authority_id, thanks.series)
    page = ThanksPage.of(actions, stored_before=thanks.stored_before)
    return _show(request, "survey_thanks", page)
