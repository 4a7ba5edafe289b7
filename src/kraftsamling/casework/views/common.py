"""What the pages of casework share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.casework.selectors.case_page import case_for
from kraftsamling.casework.selectors.same_person import may_be_here_twice
from kraftsamling.common.locking import StaleVersion
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


def twice_url(request: GuardedRequest, case: Case) -> str:
    """Where whoever may make two registrations one looks at both; nothing when nobody looks like this one."""
    may = decide(request.actor, "merge", "person", at=request.at).allowed
    if may and may_be_here_twice(case, request.actor, at=request.at):
        return reverse("same_person", args=[case.subject_id])
    return ""


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


def seen_version(request: GuardedRequest) -> int:
    """Which version of a row a button was pressed on; 0, which no row has, for anything that is no number."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def end_or_take_up(
    request: GuardedRequest,
    act: Callable[..., object],
    *,
    says: str,
    refusals: Mapping[type[Exception], str],
    **row: object,
) -> None:
    """End a row of the settings, or take it up again, and say what came of it."""
    try:
        act(by=request.actor, at=request.now, seen_version=seen_version(request), **row)
    except StaleVersion:
        messages.warning(request, _("Somebody changed it a moment ago. Read it again first."))
    except tuple(refusals) as refusal:
        messages.warning(request, refusals[type(refusal)])
    else:
        messages.success(request, says)
