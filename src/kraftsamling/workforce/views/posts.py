"""Posts: the list, one of them, filled, vacant again, withdrawn."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.filling_in import may_of, new_form
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce import links
from kraftsamling.workforce.forms.posts import FillForm, PostForm, VacateForm
from kraftsamling.workforce.models import Position
from kraftsamling.workforce.presenters import posts as presented
from kraftsamling.workforce.presenters.page import FormPage, home
from kraftsamling.workforce.selectors import posts as found
from kraftsamling.workforce.services import posts as services
from kraftsamling.workforce.views.common import fill_in, opens_for, show


def _page_of(post: Position) -> str:
    return reverse("position", args=[post.pk])


@access("position", "list")
@require_safe
def posts(request: GuardedRequest) -> HttpResponse:
    """How many are filled, vacant and coming."""
    rows = found.posts_for(request.actor, at=request.at)
    goals = links.goals_of([row.pk for row in rows], request.actor, at=request.at)
    opens = opens_for(request)
    page = presented.posts_page(
        rows, goals, may_add=opens(reverse("position_new")), opens=opens, today=request.today
    )
    return show(request, page)


@access("position", "list", key="position_id")
@require_safe
def post(request: GuardedRequest, position: Position) -> HttpResponse:
    """One post."""
    goals = links.goals_of([position.pk], request.actor, at=request.at)
    page = presented.post_page(
        position,
        goals.get(position.pk, []),
        links.links_for(position, request.actor, at=request.at),
        may=may_of(request),
        today=request.today,
    )
    return show(request, page)


@access("position", "update")
def post_new(request: GuardedRequest) -> HttpResponse:
    """A post has been approved."""
    units = found.units_for(request.actor, everywhere=request.actor.role == Role.HR_OFFICER)
    return fill_in(
        request,
        new_form(PostForm, request, units=units),
        FormPage.below(home(), _("Add a post")),
        services.add_post,
        then=_page_of,
        says=_("The post is added. It is vacant until somebody fills it."),
        stays={services.NumberTaken: _("Another post has this number already.")},
    )


@access("position", "update", key="position_id")
def post_fill(request: GuardedRequest, position: Position) -> HttpResponse:
    """Who begins, and when."""
    staff = found.staff_for(request.actor, at=request.at, today=request.today)
    return fill_in(
        request,
        new_form(FillForm, request, staff=staff),
        FormPage.below(
            Link(position.title, _page_of(position)), _("Fill the post"), lead=position.unit.name
        ),
        partial(services.fill_post, post=position),
        then=_page_of(position),
        says=_("The post is filled."),
        refused={services.AlreadyFilled: _("Somebody has filled the post meanwhile.")},
        stays={
            services.NumberTaken: _("Somebody else has this number in the payroll system."),
            services.FilledBeforeVacant: _("The post was not vacant yet on that day."),
            services.HoldsAnother: _(
                "She holds another post already. Make that one vacant first, or choose a smaller share."
            ),
        },
    )


@access("position", "update", key="position_id")
def post_vacate(request: GuardedRequest, position: Position) -> HttpResponse:
    """Nobody holds it from a day."""
    return fill_in(
        request,
        new_form(VacateForm, request),
        FormPage.below(
            Link(position.title, _page_of(position)),
            _("The post becomes vacant"),
            lead=position.holder.name if position.holder else "",
            button=_("Save"),
        ),
        partial(services.vacate_post, post=position),
        then=_page_of(position),
        says=_("The post is vacant from that day."),
        refused={services.NotFilled: _("Nobody holds the post.")},
    )


@access("position", "update", key="position_id")
@require_POST
def post_withdraw(request: GuardedRequest, position: Position) -> HttpResponse:
    """It is no longer approved. Undo puts it back."""
    try:
        services.withdraw_post(post=position, by=request.actor, at=request.now)
    except services.StillHeld:
        messages.warning(request, _("Somebody holds the post. Make it vacant first."))
        return redirect(_page_of(position))
    undo = reverse("position_restore", args=[position.pk])
    messages.success(request, _("The post is withdrawn."), extra_tags=undo)
    return redirect("positions")


@access("position", "update", key="position_id")
@require_POST
def post_restore(request: GuardedRequest, position: Position) -> HttpResponse:
    """Withdrawn by mistake."""
    services.restore_post(post=position, by=request.actor, at=request.now)
    messages.success(request, _("The post is back."))
    return redirect(_page_of(position))
