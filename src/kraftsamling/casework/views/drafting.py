"""What somebody writes is kept by itself, on the server: the form finds it again on any device."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kraftsamling.casework.presenters.words import language
from kraftsamling.casework.services import notes
from kraftsamling.casework.views.beside import record_here
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.door import GuardedRequest, access

# The version that the words build on belongs to them: a draft that is taken up again must not pass for one
# that has seen what others have saved since.
NOT_WORDS = frozenset({"csrfmiddlewaretoken", "idempotency_key"})


# The forms that keep themselves: a note, a correction, a statement of a mapping, a text under one heading.
_FORMS = re.compile(r"note|correct|statement|text:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@access("draft", "update")
@record_here
@require_POST
def draft(request: GuardedRequest, form: str, about: UUID) -> HttpResponse:
    """Keep what is typed, and say when it was kept."""
    if not _FORMS.fullmatch(form):
        raise Http404
    data = {name: str(value) for name, value in request.POST.items() if name not in NOT_WORDS}
    if any(value.strip() for value in data.values()):
        try:
            notes.save_draft(by=request.actor, at=request.now, form=form, about=about, data=data)
        except notes.DraftTooLong:
            return HttpResponseBadRequest()
    return render(request, "casework/draft_saved.html", {"saved": _saved_at(request.now)})


def drafted(
    request: GuardedRequest, form: str, about: UUID, *, fields: Sequence[str]
) -> dict[str, str]:
    """What was begun, for a form's first values."""
    row = notes.draft_of(request.actor, form=form, about=about)
    return {name: row.data[name] for name in fields if row and name in row.data}


def draft_words(request: GuardedRequest, form: str, about: UUID) -> str:
    """ "Utkast från kl. 10.42", when there is one."""
    row = notes.draft_of(request.actor, form=form, about=about)
    return _saved_at(row.saved_at) if row else ""


def forget(request: GuardedRequest, form: str, about: UUID) -> None:
    """It has been saved for good."""
    notes.forget_draft(request.actor, form=form, about=about)


def _saved_at(moment: datetime) -> str:
    return _("Saved at %(time)s") % {
        "time": formats.clock(moment.astimezone(STOCKHOLM), language())
    }
