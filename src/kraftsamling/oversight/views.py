"""Idag for everybody, the board's page, and the access log for its reviewer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kraftsamling.casework.presenters.own_cases import OwnCases
from kraftsamling.casework.presenters.points import OwnLoad
from kraftsamling.casework.selectors import worklist
from kraftsamling.casework.selectors.points import load_of
from kraftsamling.casework.selectors.workers import OWN_CASES
from kraftsamling.casework.services.beside import is_beside
from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.notifications.today import hours_of, items_for
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.selectors import authority_of
from kraftsamling.oversight import selectors
from kraftsamling.oversight.board_facts import board_facts
from kraftsamling.oversight.board_page import BoardPage
from kraftsamling.oversight.presenters import LogPage, TodayPage


@access("today", "read")
def today(request: GuardedRequest) -> HttpResponse:
    """What needs me now."""
    page = TodayPage.of(
        selectors.first_name(request.actor),
        items_for(request.actor, now=request.now),
        selectors.latest_news(request.actor, at=request.at),
        hours_of(request.actor, now=request.now),
        own=_own_cases(request),
        load=_own_load(request),
        register_url=reverse("report_new") if _registers(request) else "",
        now=request.now,
    )
    return render(request, "oversight/today.html", {"page": page})


def _own_cases(request: GuardedRequest) -> OwnCases | None:
    """For whoever works with cases of his or her own."""
    if request.actor.role not in OWN_CASES:
        return None
    found = worklist.page_of_cases(request.actor, worklist.Choice(view="mina"), at=request.at)
    return OwnCases.of(found.cases, found.total or 0, now=request.now) if found.cases else None


def _own_load(request: GuardedRequest) -> OwnLoad | None:
    """For whoever takes cases."""
    if not may_of(request)("read_own", "workload"):
        return None
    load = load_of(request.actor, today=request.today)
    return OwnLoad.of(load) if load else None


def _registers(request: GuardedRequest) -> bool:
    authority = request.actor.authority_id
    may = may_of(request)("create", "concern_report")
    return may and authority is not None and not is_beside(authority)


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


@require_safe
@access("board_brief", "read")
def board(request: GuardedRequest) -> HttpResponse:
    """Five sentences before the board meets."""
    return render(request, "oversight/board.html", {"page": _board_page(request)})


@require_safe
@access("board_brief", "read")
def board_pdf(request: GuardedRequest) -> HttpResponse:
    """The same on a page of paper."""
    header = content_disposition_header(as_attachment=False, filename="infor-namnden.pdf")
    return HttpResponse(
        _board_page(request).pdf(),
        content_type="application/pdf",
        headers={"Content-Disposition": header or "inline"},
    )


def _board_page(request: GuardedRequest) -> BoardPage:
    facts = board_facts(request.actor, now=request.now, at=request.at)
    return BoardPage.of(facts, whose=authority_of(request.actor).short_name)
