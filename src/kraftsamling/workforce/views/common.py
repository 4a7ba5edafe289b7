"""What the pages of staff share."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from kraftsamling.confidentiality.door import GuardedRequest, may_open
from kraftsamling.organisations import filling_in
from kraftsamling.workforce.presenters.page import Opens, StaffPage

fill_in = partial(filling_in.fill_in, template="workforce/form.html")
"""A page with one form about posts or staff (organisations/filling_in)."""


def opens_for(request: GuardedRequest) -> Opens:
    """Whether the reader of this request may open an address."""
    return lambda path: may_open(request.actor, path, at=request.at)


def show(request: GuardedRequest, page: StaffPage) -> HttpResponse:
    """A page of sections."""
    return render(request, "workforce/page.html", {"page": page})
