"""How the trainee programme went, for those it is run together with."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.workforce.forms.trainees import TellForm
from kraftsamling.workforce.presenters.page import FormPage
from kraftsamling.workforce.presenters.trainees import releases_page
from kraftsamling.workforce.selectors import trainees as found
from kraftsamling.workforce.services import trainee_release as services
from kraftsamling.workforce.views.common import fill_in, show


@access("trainee_release", "list")
@require_safe
def trainee_releases(request: GuardedRequest) -> HttpResponse:
    """What each has told, the latest first."""
    rows = found.releases_for(request.actor, at=request.at)
    may_tell = may_of(request)("update", "trainee_programme")
    return show(request, releases_page(rows, may_tell=may_tell, today=request.today))


@access("trainee_programme", "update")
def trainee_tell(request: GuardedRequest) -> HttpResponse:
    """Tell the members of a space how it went."""
    programme = found.programme_for(request.actor, at=request.at)
    if programme is None:
        raise Http404
    outcome = found.outcome_of(found.trainees_of(programme), today=request.today)
    form = TellForm(
        request.POST or None, today=request.today, spaces=found.spaces_to_tell(request.actor)
    )
    return fill_in(
        request,
        form,
        FormPage.below(
            Link(_("Trainees"), reverse("trainees")),
            _("Tell how it went"),
            lead=_(
                "Only how many finished, were employed and stayed is told, and only when at least ten are"
                " behind it."
            ),
        ),
        partial(services.tell_outcome, programme=programme, outcome=outcome),
        then="trainee_releases",
        says=_("Told. What was told before stays."),
        stays={services.NotAMember: _("You are no longer a member of that group.")},
    )
