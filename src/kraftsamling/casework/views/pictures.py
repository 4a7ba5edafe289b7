"""Pictures of what a child said: on the pages of its case, and on its mapping."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.casework.family_lock import locked_to
from kraftsamling.casework.models import ChildVoice
from kraftsamling.casework.selectors.mappings import mapping_row_of
from kraftsamling.casework.selectors.pictures import picture_of, voice_in
from kraftsamling.casework.views.beside import record_here
from kraftsamling.casework.views.common import case_to, shows
from kraftsamling.casework.views.mappings import RESOURCE
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of


def jpeg(content: bytes) -> HttpResponse:
    """A picture that we have drawn ourselves, kept by no browser."""
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": "inline",
            "X-Content-Type-Options": "nosniff",
        },
    )


@access("child_voice", "read", key="voice_id")
@record_here
@require_safe
def voice_picture(request: GuardedRequest, voice: ChildVoice, number: int) -> HttpResponse:
    """A picture that belongs to what the child said."""
    shows(request, voice.case)
    return jpeg(picture_of(voice, number))


@access(RESOURCE, "read")
@record_here
@require_safe
def mapping_picture(
    request: GuardedRequest, case_id: UUID, voice_id: UUID, number: int
) -> HttpResponse:
    """A picture of the three houses. What custodians may not see is not there while they have the screen."""
    case = case_to(request, case_id, "read")
    voice = voice_in(case, voice_id)
    if not may_of(request)("read", RESOURCE, mapping_row_of(case)):
        raise Http404
    if (voice.is_withheld or voice.is_kept) and locked_to(request) is not None:
        raise Http404
    return jpeg(picture_of(voice, number))
