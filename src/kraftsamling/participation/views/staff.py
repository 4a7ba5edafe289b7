"""Results for the staff, and what they write about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.forms import Conflict
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.tables import writing
from kraftsamling.participation import selectors, services
from kraftsamling.participation.forms import ActionForm
from kraftsamling.participation.presenters.results import ResultsPage
from kraftsamling.participation.presenters.staff import ActPage, conflict_over, download_of
from kraftsamling.participation.questions import QUESTIONS
from kraftsamling.participation.results import Selection
from kraftsamling.participation.selectors import Results
from kraftsamling.participation.views.common import allowed, as_file


def _results(request: GuardedRequest) -> Results:
    assert request.actor.authority_id is not None
    selection = Selection.of(request.GET.dict())
    return selectors.results(request.actor.authority_id, selection, today=request.today)


@access("survey_result", "read")
def participation_results(request: GuardedRequest) -> HttpResponse:
    """What children and parents say."""
    assert request.actor.authority_id is not None
    found = _results(request)
    page = ResultsPage.of(
        found,
        allowed(request),
        said=selectors.words_to_read(
            request.actor.authority_id, found.selection.series, today=request.today
        ),
        unusual=selectors.unusual_hours(now=request.now),
    )
    return render(request, "participation/results.html", {"page": page})


@access("survey_result", "read")
def participation_download(request: GuardedRequest) -> HttpResponse:
    """Exactly what the page's table shows."""
    content = writing.as_csv(download_of(_results(request)))
    return as_file(content, writing.CSV, _("answers") + ".csv")


@access("survey_result", "read")
def participation_workbook(request: GuardedRequest) -> HttpResponse:
    """The same as a workbook."""
    content = writing.as_xlsx(download_of(_results(request)))
    return as_file(content, writing.XLSX, _("answers") + ".xlsx")


@access("survey_action", "create")
def participation_act(request: GuardedRequest) -> HttpResponse:
    """Write what is done about the answers to one question."""
    actor, selection = request.actor, Selection.of(request.GET.dict())
    assert actor.authority_id is not None
    assert actor.user_id is not None
    question = selection.question or QUESTIONS[-1]
    if request.method != "POST":
        row = selectors.action_on(actor.authority_id, selection.series, question)
        first = {"text": row.text if row else "", "seen": services.version_of(row)}
        return _act_page(request, selection, ActionForm(initial=first))
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _act_page(request, selection, form, status=422)
    try:
        services.write_action(
            actor.authority_id,
            series=selection.series,
            question=question,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
            by=actor.user_id,
            at=request.now,
        )
    except services.WrittenMeanwhile as meanwhile:
        mine = form.cleaned_data["text"]
        who = selectors.name_of(meanwhile.row.written_by, actor.authority_id)
        conflict = conflict_over(meanwhile.row, mine, who=who)
        again = ActionForm(initial={"text": mine, "seen": services.version_of(meanwhile.row)})
        return _act_page(request, selection, again, conflict=conflict, status=409)
    messages.success(request, _("Saved. Those who answer from now on can read it."))
    return redirect(reverse("participation_results") + selection.query(question=question))


def _act_page(
    request: GuardedRequest,
    selection: Selection,
    form: ActionForm,
    *,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    page = ActPage.of(selection, selection.question or QUESTIONS[-1], conflict)
    return render(request, "participation/act.html", {"page": page, "form": form}, status=status)
