"""What the staff's pages of participation share."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.participation.presenters.tabs import Allowed


def allowed(request: GuardedRequest) -> Allowed:
    """The verbs of the role."""

    def may(action: str, resource: str) -> bool:
        return decide(request.actor, action, resource, at=request.at).allowed

    return Allowed(
        act=may("create", "survey_action"),
        hand_out=may("create", "survey_slip"),
        open_survey=may("open", "survey"),
        share=may("create", "shared_code"),
        word=may("update", "survey_wording"),
        read_in=may("create", "survey_import"),
        read_words=may("moderate", "survey_freetext"),
    )


def as_file(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """A file to keep, under a name of ours."""
    response = HttpResponse(content, content_type=content_type)
    header = content_disposition_header(as_attachment=True, filename=name)
    assert header is not None
    response["Content-Disposition"] = header
    response["X-Content-Type-Options"] = "nosniff"
    return response
