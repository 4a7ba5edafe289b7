"""What the pages share: asking the matrix, filling in a form, taking something away and putting it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from kraftsamling.common.forms import Conflict, KraftForm, VersionedForm
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.models.plans import Removable
from kraftsamling.improvement.presenters.lists import FormPage, when, why_it_stays
from kraftsamling.improvement.presenters.words import May, Tabs

F = TypeVar("F", bound=KraftForm)
Service = Callable[..., Any]
Refusals = Mapping[type[Exception], str]


def may_of(request: GuardedRequest) -> May:
    """The matrix, asked for the reader of this request."""

    def may(action: str, resource: str, row: Any = None) -> bool:
        return decide(request.actor, action, resource, row, at=request.at).allowed

    return may


def tabs_of(request: GuardedRequest, plan: ActionPlan) -> Tabs:
    """The parts of the plan as this reader comes to them."""
    last = selectors.last_held(selectors.visits_of(plan))
    return Tabs(plan, request.actor.authority_id, last)


def form_about(kind: type[F], request: GuardedRequest, row: Any, /, **more: Any) -> F:
    """A form about a stored row: its fields begin with what the row says under the same names."""
    initial = {name: getattr(row, name) for name in kind.base_fields if hasattr(row, name)}
    return kind(request.POST or None, initial=initial, today=request.today, **more)


def new_form(kind: type[F], request: GuardedRequest, **more: Any) -> F:
    """A form about something that does not exist yet."""
    return kind(request.POST or None, today=request.today, **more)


def fill_in(
    request: GuardedRequest,
    form: KraftForm,
    page: FormPage,
    save: Service,
    *,
    then: Any,
    says: str = "",
    refused: Refusals | None = None,
    **shown: Any,
) -> HttpResponse:
    """A page with one form. When all is right, `save` gets what was written, and the reader goes on.

    The form stays with what was typed when something must be put right (422), and with both versions when
    somebody else saved first (409). `then` is where to go: a row with an address, or what `redirect` takes;
    a function of what `save` gave back if only that knows. `refused` says what some refusals mean.
    """
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            made = save(by=request.actor, at=request.now, **described(form))
        except StaleVersion as stale:
            assert isinstance(form, VersionedForm)
            conflict = _both_versions(request, form, stale)
        except tuple(refused or ()) as error:
            assert refused is not None
            messages.warning(request, refused[type(error)])
            return redirect(then)
        else:
            messages.success(request, says or _("Saved."))
            return redirect(then(made) if callable(then) else then)
    status = 409 if conflict else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "conflict": conflict, **shown}
    return render(request, "improvement/form.html", context, status=status)


def described(form: BaseForm) -> dict[str, Any]:
    """What a form says, in the words of the services: a key for what is new, the version that was seen."""
    data = dict(getattr(form, "described", form.cleaned_data))
    for typed, taken in (("idempotency_key", "key"), ("version", "seen_version")):
        if typed in form.cleaned_data:
            data.pop(typed, None)
            data[taken] = form.cleaned_data[typed]
    return data


def _both_versions(request: GuardedRequest, form: VersionedForm, stale: StaleVersion) -> Conflict:
    row: Any = stale.row
    who, moment = selectors.last_changed_by(row)
    return form.conflict_with(
        form.stored(row)
        if hasattr(form, "stored")
        else {name: getattr(row, name) for name in form.fields if hasattr(row, name)},
        version=row.version,
        who=who or _("Somebody else"),
        when=when(moment, today=request.today),
    )


def take_away(
    request: GuardedRequest, row: Removable, *, then: str, put_back: str, says: str
) -> HttpResponse:
    """Remove a row, and offer to undo it at `put_back`. A refusal says what to do instead."""
    try:
        services.remove(row=row, by=request.actor, at=request.now)
    except services.WouldLoseHistory as refusal:
        messages.warning(request, why_it_stays(refusal.why))
    else:
        messages.success(request, says, extra_tags=put_back)
    return redirect(then)


def put_back(
    request: GuardedRequest,
    row: Removable,
    *,
    then: str,
    allowed: tuple[str, str] | None = None,
) -> HttpResponse:
    """Undo a removal.

    `allowed` is an action and a resource to ask about the row as if it were there, where the door has let in
    nothing above it: nobody may do anything to a removed row.
    """
    removed_at, row.removed_at = row.removed_at, None
    if allowed and not may_of(request)(*allowed, row):
        raise Http404
    if removed_at is not None:
        services.restore(row=row, by=request.actor, at=request.now)
    messages.success(request, _("It is back."))
    return redirect(then)


def pdf_answer(pdf: bytes, *, name: str) -> HttpResponse:
    """A PDF that the browser shows. The name is a slug of ours, never what somebody typed."""
    header = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": header or "inline"}
    )
