"""What cases weigh, and one's own load."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kraftsamling.casework.forms.points import RatingForm, WeightForm
from kraftsamling.casework.presenters import points as shown
from kraftsamling.casework.rules.points import START
from kraftsamling.casework.selectors import points as found
from kraftsamling.casework.services import points
from kraftsamling.casework.views.settings import FORM, LIST
from kraftsamling.confidentiality.door import GuardedRequest, access, may_open
from kraftsamling.organisations.filling_in import fill_in, new_form
from kraftsamling.organisations.selectors import names_of_memberships
from kraftsamling.organisations.settings_catalogue import value


@access("case_weight", "list")
@require_safe
def weight_list(request: GuardedRequest) -> HttpResponse:
    """What every kind of case weighs today."""
    assert request.actor.authority_id is not None
    weights = found.weights_of(request.actor.authority_id, on=request.today)
    may = may_open(request.actor, reverse("weight", args=["CHILD", "RECEIVED"]), at=request.at)
    return render(request, LIST, {"page": shown.weights_page(weights, may_change=may)})


@access("case_weight", "update")
def weight(request: GuardedRequest, case_kind: str, phase: str) -> HttpResponse:
    """Write what one kind and phase weighs, from a day."""
    if (case_kind, phase) not in START:
        raise Http404
    assert request.actor.authority_id is not None
    now = found.weights_of(request.actor.authority_id, on=request.today)[(case_kind, phase)]
    initial = dict(zip(("simple", "ordinary", "heavy"), now, strict=True))
    rows = [
        each
        for each in found.decided_weights(request.actor.authority_id)
        if (each.kind, each.phase) == (case_kind, phase)
    ]
    return fill_in(
        request,
        new_form(WeightForm, request, initial={**initial, "valid_from": request.today}),
        shown.weight_form(case_kind, phase),
        partial(points.decide_weight, kind=case_kind, phase=phase),
        template=FORM,
        then=reverse("weights"),
        says=_("The points are stored. They count from the day that you chose."),
        stays={points.BeginsInThePast: _("It can hold from today at the earliest.")},
        columns=shown.weight_columns(),
        history=shown.weight_history(
            rows, names_of_memberships(each.by_membership for each in rows)
        ),
    )


@access("workload", "read_own")
def own_load(request: GuardedRequest) -> HttpResponse:
    """Where one's own points come from, and how one finds the load when the authority asks."""
    load = found.load_of(request.actor, today=request.today)
    if load is None:
        raise Http404
    assert request.actor.authority_id is not None
    asks = bool(value(points.RATING, request.actor.authority_id))
    ratings = found.own_ratings(request.actor)
    page = shown.OwnLoadPage.of(load, ratings)
    if not asks:
        return render(request, "casework/own_load.html", {"page": page})
    this_month = request.today.replace(day=1)
    said = next((each.step for each in ratings if each.month == this_month), None)
    return fill_in(
        request,
        new_form(RatingForm, request, initial={"step": said}),
        page,
        points.rate_load,
        template="casework/own_load.html",
        then=reverse("own_load"),
        says=_("Your answer is stored. You can change it the whole month."),
    )
