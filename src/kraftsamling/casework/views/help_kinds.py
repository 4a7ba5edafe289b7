"""The kinds of help that the authority has, in its settings."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.help_kinds import KindForm, NewKindForm
from kraftsamling.casework.models import InterventionKind
from kraftsamling.casework.presenters import help_kinds as shown
from kraftsamling.casework.selectors import interventions as found
from kraftsamling.casework.services import help_kinds
from kraftsamling.casework.statuses import Provider
from kraftsamling.casework.views.common import end_or_take_up
from kraftsamling.confidentiality.door import GuardedRequest, access, may_open
from kraftsamling.organisations.filling_in import fill_in, new_form

FORM, LIST = "organisations/form_page.html", "organisations/list_page.html"


@access("intervention_kind", "list")
@require_safe
def help_kind_list(request: GuardedRequest) -> HttpResponse:
    """Every kind, those in use first."""
    kinds = found.every_kind(request.actor, at=request.at)
    may = may_open(request.actor, reverse("help_kind_new"), at=request.at)
    return render(request, LIST, {"page": shown.kinds_page(kinds, may_change=may)})


@access("intervention_kind", "update")
def help_kind_new(request: GuardedRequest) -> HttpResponse:
    """Add a kind."""
    in_use = [
        each for each in found.every_kind(request.actor, at=request.at) if each.retired_on is None
    ]
    initial = {"position": len(in_use) + 1, "provider": Provider.OWN, "use": "decision"}
    return fill_in(
        request,
        new_form(NewKindForm, request, initial=initial),
        shown.kind_form(_("Add help"), verb=_("Add")),
        help_kinds.add_kind,
        template=FORM,
        then=reverse("help_kinds"),
        says=_("The help is added."),
        stays=_refusals(),
    )


def _refusals() -> dict[type[Exception], str]:
    return {help_kinds.NameInUse: _("There is help with that name already.")}


@access("intervention_kind", "update", key="kind_id")
def help_kind(request: GuardedRequest, kind: InterventionKind) -> HttpResponse:
    """Change a kind, end it, or take up one that was ended; and what it was before."""
    if kind.retired_on and request.method == "POST":
        messages.warning(request, _("The help is ended. What has been given stays."))
        return redirect("help_kinds")
    return fill_in(
        request,
        new_form(KindForm, request, initial=KindForm.initial_of(kind)),
        shown.kind_form(kind.name, verb=_("Save")),
        partial(help_kinds.change_kind, kind=kind),
        template="casework/help_kind.html",
        then=reverse("help_kinds"),
        says=_("The help is changed."),
        stays=_refusals(),
        kind=kind,
        columns=shown.kind_columns(),
        history=shown.former_rows(found.former_kinds(kind)),
    )


@access("intervention_kind", "update", key="kind_id")
@require_POST
def help_kind_end(request: GuardedRequest, kind: InterventionKind) -> HttpResponse:
    """Nothing more is ordered under it, or something is again."""
    is_ended = kind.retired_on is not None
    end_or_take_up(
        request,
        help_kinds.take_up_kind if is_ended else help_kinds.end_kind,
        says=_("The help is in use again.")
        if is_ended
        else _("The help is ended. What has been given stays."),
        refusals=_refusals(),
        kind=kind,
    )
    return redirect("help_kinds")
