"""The three questions for whoever has a code. No login, no session, no cookie.

The views are exempt from Django's protection against forged requests, because there is nothing to forge: the
browser sends no cookie along that would mean anything here. What a request may do follows from the code in
its body, and the hidden field that carries the answers is signed.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.participation import languages, selectors, services
from kraftsamling.participation.forms import CodeForm
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.presenters.answering import (
    StartPage,
    ThanksPage,
    Way,
    WhoPage,
    refusal,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CodeState, Receipt
from kraftsamling.participation.thanks import Thanks, read, ticket
from kraftsamling.participation.tries import SECONDS, give_back, place_for
from kraftsamling.participation.views.walking import (
    leaves_no_trace,
    moved,
    page_of,
    saying,
    series_among,
    show,
    texts_for,
    too_long,
)
from kraftsamling.participation.walk import BrokenWalk, OldWalk, Walk, opened

WHY = "a visitor with a code answers without saying who it is"


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def survey_start(request: TimedRequest) -> HttpResponse:
    """What it is, in which language, and the code."""
    texts = texts_for(request)
    if request.method != "POST" or "byt_sprak" in request.POST:
        return _start(
            request, CodeForm(initial={"code": request.POST.get("code", "")}, texts=texts), texts
        )
    form = CodeForm(request.POST, texts=texts)
    if not form.is_valid():
        return _start(request, form, texts, status=422)
    place = place_for(get_adapter().get_client_ip(request), now=request.now)
    if not place:
        return _wait(request, form, texts)
    offer = services.offer_of(form.cleaned_data["code"], at=request.now)
    if offer.state is not CodeState.OPEN:
        form.add_error("code", refusal(offer.state, texts))
        return _start(request, form, texts, status=422)
    give_back(place)
    return _begin(request, form.cleaned_data["code"], offer, texts)


def _begin(request: TimedRequest, code: str, offer: services.Offer, texts: Texts) -> HttpResponse:
    series = series_among(offer.series, request.POST.get("serie", ""))
    if series is None:
        return show(
            request, "survey_who", WhoPage.of(texts, Way.at_home(), offer.series, code=code)
        )
    assert offer.survey_id is not None
    walk = Walk(code, series, offer.survey_id, texts.code)
    return _page(request, walk)


def _start(
    request: TimedRequest, form: CodeForm, texts: Texts, *, notice: str = "", status: int = 200
) -> HttpResponse:
    page = StartPage.of(texts, notice, has_errors=bool(form.errors))
    return show(request, "survey_start", page, form=form, status=status)


def _wait(request: TimedRequest, form: CodeForm, texts: Texts) -> HttpResponse:
    response = show(request, "survey_start", StartPage.waiting(texts), form=form, status=429)
    response["Retry-After"] = str(SECONDS)
    return response


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def survey_step(request: TimedRequest) -> HttpResponse:
    """From one question to the next, back, over, to another language, or to the end."""
    if request.method != "POST":
        return redirect("survey_start")
    try:
        walk = opened(request.POST.get("svar_sa_langt", ""))
    except OldWalk as old:
        texts = languages.texts_of(old.language)
        form = CodeForm(initial={"code": old.code}, texts=texts)
        return _start(request, form, texts, notice=texts.too_old, status=422)
    except BrokenWalk:
        texts = texts_for(request)
        return _start(request, CodeForm(texts=texts), texts, notice=texts.unreadable, status=422)
    walk, wrong = saying(walk, request)
    if wrong:
        return too_long(request, walk, Way.at_home(), wrong)
    where = request.POST.get("till", "")
    if walk.at_review and where == "klar" and walk.answers:
        return _send(request, walk)
    step = moved(walk, where, request.POST.get("svar", ""))
    return _page(request, step.walk, error=step.error)


def _page(request: TimedRequest, walk: Walk, *, error: str = "") -> HttpResponse:
    return page_of(request, walk, Way.at_home(), error=error)


def _send(request: TimedRequest, walk: Walk) -> HttpResponse:
    sent = services.submit_answers(
        walk.code,
        walk.answers,
        at=request.now,
        series=walk.series,
        survey_id=walk.survey,
        visit=walk.visit,
        words=walk.words,
    )
    if sent.receipt not in (Receipt.STORED, Receipt.USED):
        texts = languages.texts_of(walk.language)
        form = CodeForm(initial={"code": walk.code}, texts=texts)
        return _start(request, form, texts, notice=refusal(sent.receipt, texts), status=422)
    assert sent.authority_id is not None
    thanks = Thanks(
        sent.authority_id, Series(sent.series), sent.receipt is Receipt.USED, walk.language
    )
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
    texts = languages.texts_of(thanks.language)
    page = ThanksPage.of(
        actions, texts, Way.at_home(), thanks.series, stored_before=thanks.stored_before
    )
    return show(request, "survey_thanks", page)
