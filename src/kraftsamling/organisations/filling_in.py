"""A page with one form: filled in, refused with what was typed kept, or saved.

Every act of a person goes this way, so that a mistake, two people in one form, and a refusal look the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.forms import Conflict, KraftForm, VersionedForm
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations.models import User

F = TypeVar("F", bound=KraftForm)
Service = Callable[..., Any]
May = Callable[..., bool]
Refusals = Mapping[type[Exception], str]


def may_of(request: GuardedRequest) -> May:
    """The matrix, asked for the reader of this request."""

    def may(action: str, resource: str, row: Any = None) -> bool:
        return decide(request.actor, action, resource, row, at=request.at).allowed

    return may


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
    page: Any,
    save: Service,
    *,
    template: str,
    then: Any,
    says: str = "",
    refused: Refusals | None = None,
    stays: Refusals | None = None,
    **shown: Any,
) -> HttpResponse:
    """A page with one form. When all is right, `save` gets what was written, and the reader goes on.

    The form stays with what was typed when something must be put right (422), and with both versions when
    somebody else saved first (409). `then` is where to go: a row with an address, or what `redirect` takes;
    a function of what `save` gave back if only that knows. `refused` says what some refusals mean and leads
    on; `stays` says it above the form, with what was typed.
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
        except tuple(stays or ()) as error:
            assert stays is not None
            form.add_error(None, stays[type(error)])
        else:
            messages.success(request, says or _("Saved."))
            return redirect(then(made) if callable(then) else then)
    status = 409 if conflict else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "conflict": conflict, **shown}
    return render(request, template, context, status=status)


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
    who, moment = last_changed_by(row)
    return form.conflict_with(
        form.stored(row)
        if hasattr(form, "stored")
        else {name: getattr(row, name) for name in form.fields if hasattr(row, name)},
        version=row.version,
        who=who or _("Somebody else"),
        when=when(moment, today=request.today),
    )


def last_changed_by(row: Any) -> tuple[str, datetime | None]:
    """Who changed a recorded row last, and when, for the page that shows both versions."""
    event = row.changes.order_by("-pgh_created_at").first()
    user_id = (event.pgh_context or {}).get("user") if event else None
    name = User.objects.filter(pk=user_id).values_list("name", flat=True).first() if user_id else ""
    return name or "", event.pgh_created_at if event else None


def when(moment: datetime | None, *, today: date) -> str:
    """ "kl. 10.40", or the day when it was another one."""
    if moment is None:
        return _("just now")
    local, language = moment.astimezone(STOCKHOLM), get_language() or "sv"
    if local.date() == today:
        return formats.clock(local, language)
    return formats.long_date(local.date(), language, with_year=local.year != today.year)
