"""The search for a person: what the law lets somebody search by, and nothing else."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render

from kraftsamling.casework.forms.search import SearchForm
from kraftsamling.casework.presenters.search import SearchPage
from kraftsamling.casework.services.person_search import search
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form


@access("person", "search")
def person_search(request: GuardedRequest) -> HttpResponse:
    """Asked by POST: the words stand in no address. Logged with whom it showed, also nobody."""
    form, hits, status = new_form(SearchForm, request), None, HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            words = form.cleaned_data["words"]
            hits = search(words, form.query, by=request.actor, at=request.at)
        else:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    request.shown.persons(hits.persons if hits else ())
    page = SearchPage.of(hits, may_break=may_of(request)("read_btg", "case"), today=request.today)
    return render(request, "casework/search.html", {"page": page, "form": form}, status=status)
