"""What the pages of casework share."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.casework.selectors.case_page import case_for
from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations import filling_in

fill_in = partial(filling_in.fill_in, template="casework/form.html")
"""A page with one form about a case (organisations/filling_in)."""


def shows(request: GuardedRequest, case: Case) -> None:
    """Say to the log whose file the page shows."""
    request.shown.persons([case.subject_id])


def says_why(request: GuardedRequest, words: str) -> None:
    """Say to the log why somebody opens what is not open to them by their work."""
    request.at = replace(request.at, basis=words.strip())


def may_ever(request: GuardedRequest, action: str, resource: str) -> bool:
    """Whether one may, perhaps after a factor is given again: the link is there, and the page asks for it."""
    answer = decide(request.actor, action, resource, at=request.at)
    return answer.allowed or answer.failed == "REAUTH"


def closed_words() -> str:
    """What is said when a case was closed while somebody wrote."""
    return _(
        "The case is closed. What you wrote is kept as a draft. Ask a manager to open it again."
    )


def case_to(request: GuardedRequest, case_id: UUID, action: str = "update") -> Case:
    """The case of the address, if the actor may do this to it; its child is in the log. Http404 otherwise."""
    case = case_for(request.actor, case_id, action, at=request.at)
    shows(request, case)
    return case
