"""A child's own page, opened with a link and a code. The page says the same whoever asks (ADR 45)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kraftsamling.casework import channel_tables
from kraftsamling.casework.channel_tables import Received, key_of
from kraftsamling.casework.forms.own_page import FORMS, CodeForm, MeetingForm, OwnWordsForm
from kraftsamling.casework.own_page import Visit, forget, remember, visit_of
from kraftsamling.casework.presenters.own_page import SLUGS, OwnPage, ShutPage, WritePage
from kraftsamling.casework.views.pictures import jpeg
from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.participation.tries import SECONDS, give_back, place_for

WHY: Final = "a child without an account writes to its worker, by a link and a code chosen together"
NEUTRAL: Final = "https://www.smhi.se/"
"""Where "Leave the page" leads: today's weather, which anybody may have looked at."""


def _show(template: str, request: TimedRequest, status: int = 200, **shown: object) -> HttpResponse:
    context = {"csrf_token": "", "messages": (), **shown}
    response = render(request, f"casework/{template}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@open_to_all(WHY)
@csrf_exempt  # no other site can send the visit's cookie, and a token against forgery would be one more
@sensitive_post_parameters()
def own_page_link(request: TimedRequest, link: str) -> HttpResponse:
    """Where the link leads: it asks for the code, also when there is no such link."""
    form = CodeForm(request.POST or None)
    page = ShutPage.of(_("Write the code that you chose together."))
    if request.method != "POST" or not form.is_valid():
        return _show("own_page_code", request, 422 if form.is_bound else 200, page=page, form=form)
    place = place_for(get_adapter().get_client_ip(request), now=request.now)
    if not place:
        form.add_error("pin", _("Too many tries. Wait a minute, and try again."))
        answer = _show("own_page_code", request, 429, page=page, form=form)
        answer["Retry-After"] = str(SECONDS)
        return answer
    key = key_of(link, form.cleaned_data["pin"])
    if not channel_tables.enter(key, now=request.now):
        form.add_error(
            "pin",
            _("It did not open. Look at the code once more. After five tries you get a new link."),
        )
        return _show("own_page_code", request, 422, page=page, form=form)
    give_back(place)
    response = redirect("childs_page")
    remember(response, Visit(key, request.now, request.now))
    return response


@open_to_all(WHY)
@require_safe
def own_page(request: TimedRequest) -> HttpResponse:
    """What one can do here, and what one has written, while the visit goes on."""
    visit = visit_of(request)
    about = (
        channel_tables.about(visit.key, now=request.now)
        if visit and visit.shows(request.now)
        else None
    )
    if visit is None or about is None:
        return _shut(request)
    written = channel_tables.words(visit.key, now=request.now)
    response = _show(
        "own_page", request, page=OwnPage.of(about, written), sent="tack" in request.GET
    )
    remember(response, visit.touched(request.now))
    return response


def _shut(request: TimedRequest, *, sent: bool = False) -> HttpResponse:
    page = ShutPage.of(
        _("Thank you. What you wrote has been sent. Open your link again to see the answer.")
        if sent
        else _("The page is closed. Open your link again, and write your code.")
    )
    response = _show("own_page_shut", request, page=page)
    forget(response)
    return response


@open_to_all(WHY)
@csrf_exempt  # no other site can send the visit's cookie, and a token against forgery would be one more
@sensitive_post_parameters()
def own_page_write(request: TimedRequest, slug: str) -> HttpResponse:
    """Write, and send. Slow writers are waited for; what was written before is not shown to them."""
    if slug not in SLUGS:
        raise Http404
    visit, topic = visit_of(request), SLUGS[slug]
    posted = request.method == "POST"
    open_to_it = visit is not None and (
        visit.sends(request.now) if posted else visit.shows(request.now)
    )
    if visit is None or not open_to_it or not channel_tables.about(visit.key, now=request.now):
        return _shut(request)
    form = FORMS[topic](request.POST or None, request.FILES or None)
    if posted and form.is_valid():
        sent = _send(visit, form, slug, request)
        if sent in (Received.STORED, Received.AGAIN):
            if not visit.shows(request.now):
                return _shut(request, sent=True)
            return redirect(f"{reverse('childs_page')}?tack")
        form.add_error(None, _("You have written much today. Wait until tomorrow, or ring us."))
    response = _show(
        "own_page_write",
        request,
        422 if form.is_bound else 200,
        page=WritePage.of(topic),
        form=form,
    )
    if visit.shows(request.now):
        remember(response, visit.touched(request.now))
    return response


def _send(
    visit: Visit, form: OwnWordsForm | MeetingForm, slug: str, request: TimedRequest
) -> Received:
    chosen, words = form.told
    return channel_tables.write(
        visit.key,
        form.cleaned_data["idempotency_key"],
        topic=SLUGS[slug],
        chosen=chosen,
        said=words,
        now=request.now,
        pictures=form.cleaned_data["pictures"],
    )


@open_to_all(WHY)
@require_safe
def own_page_picture(request: TimedRequest, voice_id: UUID, number: int) -> HttpResponse:
    """A picture that the child has sent, while its page shows what was written."""
    visit = visit_of(request)
    if visit is None or not visit.shows(request.now):
        raise Http404
    content = channel_tables.picture(visit.key, voice_id, number, now=request.now)
    if content is None:
        raise Http404
    return jpeg(content)


@open_to_all(WHY)
@require_safe
def own_page_leave(request: TimedRequest) -> HttpResponse:
    """Away from here at once, to a page that says nothing. The browser forgets the visit."""
    response = redirect(NEUTRAL)
    response["Cache-Control"] = "no-store"
    forget(response)
    return response
