"""The words of the questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.participation import rewording, selectors
from kraftsamling.participation.forms import WordingForm
from kraftsamling.participation.languages import texts_of
from kraftsamling.participation.languages.review import not_reviewed
from kraftsamling.participation.models import Survey
from kraftsamling.participation.presenters.wording import WordingPage, address
from kraftsamling.participation.questions import OWN_WORDS, Series
from kraftsamling.participation.results import Selection
from kraftsamling.participation.views.common import allowed

Chosen = tuple[Series, str]


@access("survey_wording", "update")
def survey_wording(request: GuardedRequest) -> HttpResponse:
    """Read the words of a series in a language, and change them where they are ours."""
    assert request.actor.authority_id is not None
    survey = selectors.open_survey(request.actor.authority_id)
    if survey is None:
        return redirect("survey_open")
    series = Selection.of(request.GET.dict()).series if "serie" in request.GET else Series.YOUNG
    chosen = (series, texts_of(request.GET.get("sprak", "")).code)
    if request.method != "POST" or series not in OWN_WORDS:
        return _page(request, survey, chosen, _form_of(survey, chosen))
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, survey, chosen, form, status=422)
    try:
        rewording.reword(
            request.actor.authority_id,
            series=series,
            language=chosen[1],
            words=form.words,
            seen=form.cleaned_data["seen"],
            at=request.now,
        )
    except rewording.RewordedMeanwhile:
        again = WordingForm(initial={**form.cleaned_data, "seen": str(survey.pk)})
        return _page(request, survey, chosen, again, meanwhile=True, status=409)
    messages.success(request, _("The questions are asked in these words from now on."))
    return redirect(address(*chosen))


def _form_of(survey: Survey, chosen: Chosen) -> WordingForm:
    first, second, third = rewording.words_of(survey, *chosen)
    return WordingForm(
        initial={"first": first, "second": second, "third": third, "seen": str(survey.pk)}
    )


def _page(
    request: GuardedRequest,
    survey: Survey,
    chosen: Chosen,
    form: WordingForm,
    *,
    meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = WordingPage.of(
        survey,
        selectors.worded_before(survey),
        allowed(request),
        chosen,
        not_reviewed=not_reviewed(survey.authority_id),
        meanwhile=meanwhile,
    )
    return render(
        request, "participation/survey_wording.html", {"page": page, "form": form}, status=status
    )
