"""What people added in their own words: read by one, shown or hidden."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.participation import selectors, services
from kraftsamling.participation.forms import DecideWordsForm
from kraftsamling.participation.presenters.words import OneTextPage, WordsPage
from kraftsamling.participation.statuses import WordsState
from kraftsamling.participation.views.common import allowed


@access("survey_freetext", "moderate")
@require_safe
def survey_words(request: GuardedRequest) -> HttpResponse:
    """All of them, those that nobody has read first."""
    assert request.actor.authority_id is not None
    least = selectors.least_for_words(request.actor.authority_id)
    page = WordsPage.of(
        selectors.words_to_decide(today=request.today), allowed(request), least=least
    )
    return render(request, "participation/words.html", {"page": page})


@access("survey_freetext", "moderate")
@sensitive_post_parameters()
def survey_words_one(request: GuardedRequest, words_id: UUID) -> HttpResponse:
    """One text: show it, or say why it is not shown."""
    assert request.actor.user_id is not None
    words = next(
        (each for each in selectors.words_to_decide(today=request.today) if each.id == words_id),
        None,
    )
    if words is None:
        raise Http404
    form = DecideWordsForm(
        request.POST if request.method == "POST" else None, initial={"seen": words.state}
    )
    if request.method != "POST" or not form.is_valid():
        context = {"page": OneTextPage.of(words), "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "participation/words_one.html", context, status=status)
    seen, reason = WordsState(form.cleaned_data["seen"]), form.cleaned_data["reason"]
    by, today = request.actor.user_id, request.today
    try:
        if form.shows:
            services.show_words(words_id, seen=seen, by=by, today=today)
        else:
            services.hide_words(words_id, seen=seen, reason=reason, by=by, today=today)
    except services.DecidedMeanwhile:
        messages.warning(request, _("Somebody else has decided about the text meanwhile."))
    else:
        messages.success(request, _("It is shown.") if form.shows else _("It is not shown."))
    return redirect("survey_words")
