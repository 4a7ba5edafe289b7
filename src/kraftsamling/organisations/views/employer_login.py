"""Login through the employer, before anybody is logged in: choose, go there, come back."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Final

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from kraftsamling.common.clock import day_of
from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.organisations import selectors
from kraftsamling.organisations.employer import oidc, saml
from kraftsamling.organisations.employer.talk import Provider, Question, Refused, Stated, Why
from kraftsamling.organisations.login import in_language, log_in_by_employer
from kraftsamling.organisations.models.employer import ProviderKind
from kraftsamling.organisations.services.employer import person_of, provider_of

QUESTION: Final = "employer_question"
LONGEST_ANSWER: Final = 200_000
LOG: Final = logging.getLogger(__name__)
_WHY = "login through the employer: nobody is logged in yet, and nothing of anybody is shown"


def _provider(slug: str) -> Provider:
    provider = provider_of(slug)
    if provider is None:
        raise Http404
    return provider


def _address(name: str, slug: str) -> str:
    """Our own address as the provider knows it: one for all languages, whatever the request's host says."""
    with translation.override("sv"):
        return settings.BASE_URL.rstrip("/") + reverse(name, args=[slug])


@require_GET
@open_to_all(_WHY)
def choose(request: HttpRequest) -> HttpResponse:
    """Which employer?"""
    page = {"employers": selectors.employers(), "next": request.GET.get("next", "")}
    return render(request, "organisations/employer_choose.html", page)


@require_GET
@open_to_all(_WHY)
def start(request: TimedRequest, slug: str) -> HttpResponse:
    """To the employer's login, with a question that only this browser can have answered."""
    provider = _provider(slug)
    wanted = request.GET.get("next", "")
    question = Question.new(
        provider,
        now=request.now,
        again=bool(request.GET.get("again")),
        next_path=wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "",
    )
    try:
        if provider.kind == ProviderKind.SAML:
            acs = _address("employer_acs", slug)
            url, asked = saml.address(provider, question, acs=acs)
            question = replace(question, state=asked)
        else:
            url = oidc.address(provider, question, callback=_address("employer_callback", slug))
    except Refused as refused:
        return _refuse(request, refused)
    request.session[QUESTION] = question.as_dict()
    return redirect(url)


def _asked(request: HttpRequest) -> Question:
    """The question of this browser, once: a second answer finds none."""
    stored = request.session.pop(QUESTION, None)
    if stored is None:
        raise Refused(Why.BROKEN, "no question was asked here")
    return Question(**stored)


@require_GET
@open_to_all(_WHY)
def callback(request: TimedRequest, slug: str) -> HttpResponse:
    """Back from an OpenID Connect provider."""
    provider = _provider(slug)
    try:
        question = _asked(request)
        if provider.kind != ProviderKind.OIDC:
            raise Refused(Why.BROKEN, "another way of talking")
        here = _address("employer_callback", slug)
        stated = oidc.answer(provider, question, request.GET.dict(), callback=here, now=request.now)
        return _in(request, provider, question, stated, at=request.now)
    except Refused as refused:
        return _refuse(request, refused)


@csrf_exempt
@require_POST
@open_to_all(_WHY)
def acs(request: TimedRequest, slug: str) -> HttpResponse:
    """A SAML provider posts from its own site, so our cookie does not come along: the answer waits a minute
    under a number, and is read when the browser comes from here."""
    _provider(slug)
    sent = request.POST.get("SAMLResponse", "")
    if not 0 < len(sent) <= LONGEST_ANSWER:
        return _refuse(request, Refused(Why.BROKEN, "no answer, or too long"))
    if not consume(request, app="allauth.account", action="login"):
        return _refuse(request, Refused(Why.BROKEN, "too many answers from one network"))
    number = secrets.token_urlsafe(24)
    cache.set(f"saml-answer:{number}", sent, timeout=60)
    return redirect(f"{reverse('employer_finish', args=[slug])}?{urlencode({'svar': number})}")


@require_GET
@open_to_all(_WHY)
def finish(request: TimedRequest, slug: str) -> HttpResponse:
    """Back from a SAML provider, with our cookie."""
    provider = _provider(slug)
    key = f"saml-answer:{request.GET.get('svar', '')[:64]}"
    sent = cache.get(key)
    cache.delete(key)
    try:
        question = _asked(request)
        if provider.kind != ProviderKind.SAML or not sent:
            raise Refused(Why.BROKEN, "no answer waits")
        here = _address("employer_acs", slug)
        stated = saml.answer(provider, question, sent, acs=here, now=request.now)
        return _in(request, provider, question, stated, at=request.now)
    except Refused as refused:
        return _refuse(request, refused)


def _in(
    request: HttpRequest, provider: Provider, question: Question, stated: Stated, *, at: datetime
) -> HttpResponse:
    user = person_of(stated, provider, today=day_of(at))
    log_in_by_employer(
        request,
        user,
        authority_id=provider.authority_id,
        slug=provider.slug,
        given_at=stated.given_at,
    )
    return redirect(question.next or in_language(reverse("today"), user.language))


@require_GET
@open_to_all("what an identity provider's administrator needs to know of us; holds no secret")
def metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """Our side of the agreement, as SAML says it."""
    provider = _provider(slug)
    if provider.kind != ProviderKind.SAML:
        raise Http404
    text = saml.metadata(provider, acs=_address("employer_acs", slug))
    return HttpResponse(text, content_type="application/samlmetadata+xml")


def _refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    LOG.warning("Login through the employer refused: %r", str(refused))
    page = {"why": refused.why.value}
    return render(request, "organisations/employer_refused.html", page, status=403)
