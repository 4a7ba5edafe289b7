"""Which goals a post serves."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.improvement import post_ties, services
from kraftsamling.improvement.forms.posts import GoalsForm
from kraftsamling.improvement.presenters.lists import FormPage
from kraftsamling.improvement.views.common import fill_in
from kraftsamling.workforce.models import Position


@access("position", "update", key="position_id")
def position_goals(request: GuardedRequest, position: Position) -> HttpResponse:
    """Tick the goals; what is not ticked any longer stays as history."""
    chosen = [str(tie.goal_id) for tie in post_ties.ties_of_posts([position.pk])]
    form = GoalsForm(
        request.POST or None,
        initial={"goals": chosen},
        goals=post_ties.own_goals(request.actor, at=request.at),
    )
    here = reverse("position", args=[position.pk])
    title = _("Choose goals that it serves")
    return fill_in(
        request,
        form,
        FormPage(
            title,
            _("Save"),
            [
                Link(_("Staff and posts"), reverse("positions")),
                Link(position.title, here),
                Link(title),
            ],
            lead=_("The plan then says how many of its posts are filled."),
            back=Link(_("Not now"), here),
        ),
        partial(services.tie_post, post=position),
        then=here,
    )
