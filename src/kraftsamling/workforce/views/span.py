"""How many report to each manager."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.own_settings import SPAN
from kraftsamling.workforce.presenters.span import span_page
from kraftsamling.workforce.selectors.span import spans_for
from kraftsamling.workforce.views.common import opens_for, show


@access("employee", "list")
@require_safe
def span(request: GuardedRequest) -> HttpResponse:
    """Dots against the ceiling, and what would bring it under."""
    assert request.actor.authority_id is not None
    page = span_page(
        spans_for(request.actor, at=request.at, today=request.today),
        value(SPAN, request.actor.authority_id),
        opens=opens_for(request),
    )
    return show(request, page)
