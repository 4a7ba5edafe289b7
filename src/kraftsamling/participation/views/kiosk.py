"""The unit's tablet: opened by the staff with a code, without their login, for one visitor after another."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from kraftsamling.common.requests import TimedRequest
from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.participation import languages, selectors, services
from kraftsamling.participation.forms import TabletCodeForm
from kraftsamling.participation.kiosk import Tablet, next_visit, remember, tablet_of, visit_of
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.presenters.answering import (
    KioskClosedPage,
    ThanksPage,
    Way,
    WhoPage,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CodeState, Receipt
from kraftsamling.participation.tries import SECONDS, give_back, may_store, place_for
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
from kraftsamling.participation.walk import BrokenWalk, OldWalk, Walk, new_visit, opened

WHY = "a tablet in a waiting room, opened by the staff with a code and without their login"


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def kiosk(request: TimedRequest, unit_id: UUID) -> HttpResponse:
    """The tablet's first page: who answers, in which language. Closed, it asks for the staff's code."""
    way = Way.on_tablet(unit_id)
    if "tablet_code" in request.POST:
        return _open(request, unit_id, way)
    tablet = tablet_of(request, unit_id)
    offer = services.offer_of(tablet.code, at=request.now, kiosk=True) if tablet else None
    texts = texts_for(request)
    if offer is None or not offer.series or offer.survey_id is None:
        return _closed(request, TabletCodeForm(), texts, way)
    series = _chosen(request, offer.series)
    if series is not None:
        walk = Walk("", series, offer.survey_id, texts.code, visit_of(request))
        return page_of(request, walk, way)
    visit = new_visit()
    response = show(request, "survey_who", WhoPage.of(texts, way, offer.series, visit=visit))
    next_visit(response, visit)
    return response


def _chosen(request: TimedRequest, offered: Sequence[Series]) -> Series | None:
    """Whose questions the visitor who is here now has pressed."""
    visit, chosen = visit_of(request), request.POST.get("serie", "")
    if not chosen or not visit or request.POST.get("besok") != visit or "byt_sprak" in request.POST:
        return None
    return series_among(offered, chosen)


def _open(request: TimedRequest, unit_id: UUID, way: Way) -> HttpResponse:
    """The staff open the tablet. Whoever is logged in on it is logged out: it will be handed on."""
    form, texts = TabletCodeForm(request.POST), texts_for(request)
    if not form.is_valid():
        return _closed(request, form, texts, way, status=422)
    place = place_for(get_adapter().get_client_ip(request), now=request.now)
    if not place:
        form.add_error("tablet_code", texts.wait_lead)
        return _closed(request, form, texts, way, status=429)
    code = form.cleaned_data["tablet_code"]
    offer = services.offer_of(code, at=request.now, kiosk=True)
    if offer.state is not CodeState.OPEN or offer.unit_id != unit_id:
        form.add_error(
            "tablet_code", _("That code does not open this tablet. See what the page Tablet says.")
        )
        return _closed(request, form, texts, way, status=422)
    give_back(place)
    logout(request)
    response = redirect(way.start_url)
    remember(response, code, unit_id)
    return response


def _closed(
    request: TimedRequest, form: TabletCodeForm, texts: Texts, way: Way, *, status: int = 200
) -> HttpResponse:
    page = KioskClosedPage.of(texts, way, has_errors=bool(form.errors))
    response = show(request, "kiosk_closed", page, form=form, status=status)
    next_visit(response, new_visit())
    if status == 429:
        response["Retry-After"] = str(SECONDS)
    return response


@open_to_all(WHY)
@csrf_exempt
@sensitive_post_parameters()
@leaves_no_trace
def kiosk_step(request: TimedRequest, unit_id: UUID) -> HttpResponse:
    """One step. A page of an earlier visitor, or of a tablet that is not open, leads to the start."""
    way, tablet = Way.on_tablet(unit_id), tablet_of(request, unit_id)
    try:
        walk = opened(request.POST.get("svar_sa_langt", ""))
    except (OldWalk, BrokenWalk):
        return redirect(way.start_url)
    if tablet is None or walk.code or walk.visit != visit_of(request):
        return redirect(way.start_url)
    walk, wrong = saying(walk, request)
    if wrong:
        return too_long(request, walk, way, wrong)
    where = request.POST.get("till", "")
    if walk.at_review and where == "klar" and walk.answers:
        return _send(request, tablet, walk, way)
    step = moved(walk, where, request.POST.get("svar", ""))
    return page_of(request, step.walk, way, error=step.error)


def _send(request: TimedRequest, tablet: Tablet, walk: Walk, way: Way) -> HttpResponse:
    texts = languages.texts_of(walk.language)
    if not may_store(tablet.name, now=request.now):
        response = page_of(request, walk, way, error=texts.kiosk_slow)
        response["Retry-After"] = str(SECONDS)
        return response
    sent = services.submit_answers(
        tablet.code,
        walk.answers,
        at=request.now,
        series=walk.series,
        survey_id=walk.survey,
        visit=walk.visit,
        words=walk.words,
        kiosk=True,
    )
    if sent.receipt not in (Receipt.STORED, Receipt.USED):
        return redirect(way.start_url)
    assert sent.authority_id is not None
    actions = selectors.told_to_those_who_answered(sent.authority_id, walk.series)
    stored_before = sent.receipt is Receipt.USED
    page = ThanksPage.of(actions, texts, way, walk.series, stored_before=stored_before)
    response = show(request, "survey_thanks", page)
    next_visit(response, new_visit())
    return response
