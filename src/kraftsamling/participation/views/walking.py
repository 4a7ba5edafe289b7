"""What the phone and the unit's tablet share: one step of the walk, and how its pages are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from kraftsamling.common.requests import TimedRequest
from kraftsamling.participation import languages, selectors
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.presenters.answering import QuestionPage, ReviewPage, Way
from kraftsamling.participation.questions import Series
from kraftsamling.participation.rules.words import TooLong
from kraftsamling.participation.walk import NotAnAnswer, Walk

SurveyView = Callable[..., HttpResponse]
TO_LANGUAGE = "sprak-"


def leaves_no_trace(view: SurveyView) -> SurveyView:
    """Nothing of the page is kept by browsers or networks on the way, and no other site is told of it."""

    @wraps(view)
    def traceless(request: TimedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return traceless


def show(request: TimedRequest, template: str, page: object, **more: Any) -> HttpResponse:
    """Drawn without a token against forgery and without messages, for both would need a cookie."""
    status = more.pop("status", 200)
    context = {"page": page, "csrf_token": "", "messages": (), **more}
    return render(request, f"participation/{template}.html", context, status=status)


def texts_for(request: TimedRequest) -> Texts:
    """In the language that was pressed, else that of the page before, else that of the address."""
    asked = request.POST.get("byt_sprak") or request.POST.get("sprak")
    return languages.texts_of(asked) if asked else languages.texts_of_the_page()


def series_among(offered: Sequence[Series], chosen: str) -> Series | None:
    """The series that was chosen; the only one when there is no choice; None when one must be made."""
    if len(offered) == 1:
        return offered[0]
    return next((series for series in offered if series == chosen), None)


def saying(walk: Walk, request: TimedRequest) -> tuple[Walk, str]:
    """The walk with what is typed on the last page, and what is wrong with it."""
    if not walk.at_review or "mer" not in request.POST:
        return walk, ""
    try:
        return walk.saying(request.POST["mer"]), ""
    except TooLong:
        return walk, languages.texts_of(walk.language).more_too_long


@dataclass(frozen=True)
class Step:
    """Where a press of a button leads."""

    walk: Walk
    error: str = ""


def moved(walk: Walk, where: str, typed: str) -> Step:
    """One press: a question by its number, another language, over, back, or on."""
    if where in ("1", "2", "3"):
        return Step(walk.to(int(where)))
    code = where.removeprefix(TO_LANGUAGE)
    if where.startswith(TO_LANGUAGE) and code in LANGUAGES:
        return Step(_keeping(walk, typed).speaking(code))
    if walk.at_review or where == "stanna":
        return Step(walk)
    try:
        answered = walk.answered("" if where == "hoppa" else typed)
    except NotAnAnswer:
        return Step(walk, languages.texts_of(walk.language).choose)
    return Step(answered.to(walk.step - 1 if where == "tillbaka" else walk.step + 1))


def _keeping(walk: Walk, typed: str) -> Walk:
    """With what is chosen on the page that is left for another language."""
    try:
        return walk if walk.at_review or not typed else walk.answered(typed)
    except NotAnAnswer:
        return walk


def too_long(request: TimedRequest, walk: Walk, way: Way, error: str) -> HttpResponse:
    """The last page again, with all that was typed and what is wrong with it."""
    survey = selectors.survey_worded(walk.survey)
    page = ReviewPage.of(walk, way, survey.wording, typed=request.POST["mer"], error=error)
    return show(request, "survey_review", page, status=422)


def page_of(request: TimedRequest, walk: Walk, way: Way, *, error: str = "") -> HttpResponse:
    """The question that the walk stands at, or all answers before they are sent."""
    survey = selectors.survey_worded(walk.survey)
    if walk.at_review:
        page = ReviewPage.of(walk, way, survey.wording, notice=error)
        return show(request, "survey_review", page, status=429 if error else 200)
    place = selectors.authority_named(survey.authority_id)
    question = QuestionPage.of(walk, way, survey.wording, place=place, error=error)
    return show(request, "survey_question", question, status=422 if error else 200)
