"""Idag for everybody, and the access log for its reviewer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.notifications.today import hours_of, items_for
from kraftsamling.oversight import selectors
from kraftsamling.oversight.presenters import LogPage, TodayPage


@access("today", "read")
def today(request: GuardedRequest) -> HttpResponse:
    """What needs me now."""
    page = TodayPage.of(
        selectors.first_name(request.actor),
        items_for(request.actor, now=request.now),
        selectors.latest_news(request.actor, at=request.at),
        hours_of(request.actor, now=request.now),
        now=request.now,
    )
    return render(request, "oversight/today.html", {"page": page})


@access("access_log", "search")
def log(request: GuardedRequest) -> HttpResponse:
    """The latest rows of other units; reading them is logged as well."""
    entries = selectors.latest_log_entries(request.actor, at=request.at)
    request.shown.persons(())
    assert request.actor.authority_id is not None
    page = LogPage.of(
        entries,
        units=selectors.unit_names(request.actor),
        people=selectors.user_names(entries),
        broken_seals=len(access_log.verify(request.actor.authority_id)),
    )
    return render(request, "oversight/log.html", {"page": page})
