"""I may not come near this case (jäv): said by the worker, and true at once."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.case import ConflictForm
from kraftsamling.casework.presenters.form_page import FormPage
from kraftsamling.casework.selectors.case_page import case_for
from kraftsamling.casework.services import secrecy
from kraftsamling.casework.views.common import fill_in, shows
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import new_form


@access("coi_declaration", "create")
def declare(request: GuardedRequest, case_id: UUID) -> HttpResponse:
    """Whoever may read the case may step aside from it, and then sees it nowhere."""
    case = case_for(request.actor, case_id, "read", at=request.at)
    shows(request, case)
    return fill_in(
        request,
        new_form(ConflictForm, request),
        FormPage.about(
            case,
            _("I have a conflict of interest"),
            today=request.today,
            lead=_("You stop seeing the case at once: in lists, in the search and on its page."),
        ),
        partial(secrecy.declare_conflict, case=case),
        then=reverse("case_list"),
        says=_("You no longer see the case."),
    )
