"""What the pages share: asking the matrix, a page with one form, and both versions of a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kraftsamling.common.forms import Conflict, VersionedForm
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.door import GuardedRequest
from kraftsamling.confidentiality.policy import decide
from kraftsamling.improvement import selectors
from kraftsamling.improvement.presenters.lists import FormPage, when
from kraftsamling.improvement.presenters.words import May


def may_of(request: GuardedRequest) -> May:
    """The matrix, asked for the reader of this request."""

    def may(action: str, resource: str, row: Any = None) -> bool:
        return decide(request.actor, action, resource, row, at=request.at).allowed

    return may


def form_page(
    request: GuardedRequest,
    form: BaseForm,
    page: FormPage,
    *,
    conflict: Conflict | None = None,
    template: str = "improvement/form.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form: 422 when something must be put right, 409 when somebody saved first."""
    status = 409 if conflict else 422 if form.is_bound and not form.is_valid() else 200
    context = {"page": page, "form": form, "conflict": conflict, **more}
    return render(request, template, context, status=status)


def both_versions(
    request: GuardedRequest,
    form: VersionedForm,
    stale: StaleVersion,
    *,
    names: Mapping[str, str] | None = None,
) -> Conflict:
    """The conflict as the page shows it. `names` says which field of the row a form field is."""
    row: Any = stale.row
    who, moment = selectors.last_changed_by(row)
    fields = {name: (names or {}).get(name, name) for name in form.fields if name != "version"}
    return form.conflict_with(
        {name: getattr(row, attribute) for name, attribute in fields.items()},
        version=row.version,
        who=who or _("Somebody else"),
        when=when(moment, today=request.today),
    )
