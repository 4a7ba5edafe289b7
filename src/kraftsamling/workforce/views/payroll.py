"""Reading in files from the payroll system: choose, look, say who has left, ask somebody to confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.imports.words import Faults
from kraftsamling.documents.tables import Unreadable, writing
from kraftsamling.documents.tables.words import sentence_of, shown
from kraftsamling.documents.views import as_attachment
from kraftsamling.organisations.filling_in import may_of
from kraftsamling.organisations.selectors import seconds_for
from kraftsamling.workforce.forms.payroll import LeavingForm, PayrollFileForm
from kraftsamling.workforce.importing import drafts, sample
from kraftsamling.workforce.importing.drafts import Chosen
from kraftsamling.workforce.models import PayrollImport
from kraftsamling.workforce.presenters.payroll import PayrollFilePage, PayrollPage, faults_of
from kraftsamling.workforce.selectors import payroll as found
from kraftsamling.workforce.statuses import PayrollKind


@access("payroll_import", "create")
def payroll(request: GuardedRequest) -> HttpResponse:
    """Choose a file; errors stay on this page, a file without errors becomes a draft."""
    if request.method != "POST":
        return _page(
            request, PayrollFileForm(today=request.today, initial={"made_on": request.today})
        )
    form = PayrollFileForm(request.POST, request.FILES, today=request.today)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    chosen = Chosen(
        said["file"].read(), said["file"].name, PayrollKind(said["kind"]), said["system"],
        said["made_on"],
    )  # fmt: skip
    try:
        run, batch = drafts.take_in(chosen, by=request.actor, today=request.today, at=request.now)
    except Unreadable as unreadable:
        form.add_error("file", f"{shown(chosen.name)}: {sentence_of(unreadable)}")
        return _page(request, form, status=422)
    if batch is None:
        return _page(request, form, faults=faults_of(chosen.name, run), status=422)
    return redirect("payroll_file", batch.pk)


def _page(
    request: GuardedRequest,
    form: PayrollFileForm,
    *,
    faults: Faults | None = None,
    status: int = 200,
) -> HttpResponse:
    page = PayrollPage.of(found.payroll_files(request.actor, at=request.at), faults=faults)
    context = {"page": page, "form": form}
    return render(request, "documents/import_choose.html", context, status=status)


@access("payroll_import", "create")
@require_safe
def payroll_sample(request: GuardedRequest, payroll_kind: str) -> HttpResponse:
    """A file to try with: what is kept today as the payroll system would tell it, and one who is new."""
    assert request.actor.authority_id is not None
    if payroll_kind not in PayrollKind.values:
        raise Http404
    kind = PayrollKind(payroll_kind)
    rows = sample.sample(kind, request.actor.authority_id, today=request.today)
    return as_attachment(
        writing.as_csv(rows).encode(), name=f"{kind.lower()}.csv", content_type=writing.CSV
    )


@access("payroll_import", "read", key="batch_id")
@require_safe
def payroll_file(request: GuardedRequest, batch: PayrollImport) -> HttpResponse:
    """What the file would do; while it is stored, how far it has come."""
    return _file(request, batch)


@access("payroll_import", "create", key="batch_id")
@require_POST
def payroll_leaving(request: GuardedRequest, batch: PayrollImport) -> HttpResponse:
    """Who of those the file does not name has left."""
    form = _leaving(request, batch)
    if not form.is_valid():
        return _file(request, batch, form=form, status=422)
    if drafts.choose_leaving(batch=batch, by=request.actor, at=request.now, **form.described):
        messages.success(request, _("Saved. The file can be asked for now."))
    return redirect("payroll_file", batch.pk)


def _leaving(request: GuardedRequest, batch: PayrollImport) -> LeavingForm:
    return LeavingForm(
        request.POST or None,
        today=request.today,
        staff=found.people(batch.authority_id, batch.would["missing"]),
        initial={
            "leaving": [str(each) for each in batch.leaving],
            "left_on": batch.left_on or batch.made_on,
        },
    )


def _file(
    request: GuardedRequest,
    batch: PayrollImport,
    *,
    form: LeavingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = may_of(request)
    asked = drafts.waiting(batch, at=request.now)
    seconds = seconds_for(asked, drafts.SECONDS, actor=request.actor, today=request.today)
    may_create = may("create", "payroll_import", batch)
    is_open = batch.began_at is None and not asked and may_create
    if form is None and is_open and batch.would["missing"]:
        form = _leaving(request, batch)
    page = PayrollFilePage.of(
        batch,
        [] if form else found.people(batch.authority_id, batch.leaving),
        found.unit_names(batch.authority_id),
        asked_at=asked.requested_at if asked else None,
        may_commit=may("commit", "payroll_import", batch),
        may_discard=may_create,
        seconds=sorted({each.user.name for each in seconds}),
        today=request.today,
    )
    context = {"page": page, "form": form}
    return render(request, "workforce/payroll_batch.html", context, status=status)


@access("payroll_import", "commit", key="batch_id")
@require_POST
def payroll_ask(request: GuardedRequest, batch: PayrollImport) -> HttpResponse:
    """Ask somebody else to confirm."""
    if drafts.ask_to_store(batch, by=request.actor, at=request.now):
        messages.success(request, _("You have asked. Somebody else needs to confirm."))
    return redirect("payroll_file", batch.pk)


@access("payroll_import", "create", key="batch_id")
@require_POST
def payroll_discard(request: GuardedRequest, batch: PayrollImport) -> HttpResponse:
    """Throw the draft away."""
    if drafts.discard(batch):
        messages.success(request, _("The draft has been thrown away. Nothing was read in."))
        return redirect("payroll")
    return redirect("payroll_file", batch.pk)
