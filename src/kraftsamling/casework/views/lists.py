"""What one keeps of the list of cases: views by name, and files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.casework.forms.lists import ExportForm, RenameViewForm, SaveViewForm
from kraftsamling.casework.models import ExportJob, SavedView
from kraftsamling.casework.presenters import lists as shown
from kraftsamling.casework.selectors import lists as found
from kraftsamling.casework.services import exports, saved_views
from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.documents.tables.writing import CSV, XLSX, as_xlsx
from kraftsamling.documents.views import as_attachment
from kraftsamling.organisations.filling_in import fill_in, new_form

FORM = "organisations/form_page.html"


def _list_of(view: SavedView) -> str:
    return f"{reverse('case_list')}?vy={found.PREFIX}{view.pk}"


def _taken() -> str:
    return _("You have a view with that name. Choose another.")


@access("saved_view", "create")
def view_new(request: GuardedRequest) -> HttpResponse:
    """Give the choice that one sees a name."""
    return fill_in(
        request,
        new_form(SaveViewForm, request, initial={"query": request.GET.urlencode()[:300]}),
        shown.form_page(_("Keep this choice"), verb=_("Keep this choice")),
        saved_views.save_view,
        template=FORM,
        then=_list_of,
        says=_("The view is kept. It stands above the list."),
        stays={
            saved_views.NameTaken: _taken(),
            saved_views.TooManyViews: _("You have twelve views. Remove one first."),
        },
    )


@access("saved_view", "update", key="view_id")
def view(request: GuardedRequest, view: SavedView) -> HttpResponse:
    """Another name for a view, or away with it."""
    return fill_in(
        request,
        new_form(RenameViewForm, request, initial={"name": view.name}),
        shown.form_page(view.name, verb=_("Save")),
        partial(saved_views.rename_view, view=view),
        template="casework/saved_view.html",
        then=_list_of(view),
        stays={saved_views.NameTaken: _taken()},
        view=view,
    )


@access("saved_view", "update", key="view_id")
@require_POST
def view_remove(request: GuardedRequest, view: SavedView) -> HttpResponse:
    """Take it away; it can be undone."""
    saved_views.remove_view(view=view, by=request.actor, at=request.now)
    messages.success(
        request,
        _("The view %(name)s is removed.") % {"name": view.name},
        extra_tags=reverse("view_put_back", args=[view.pk]),
    )
    return redirect("case_list")


@access("saved_view", "update", key="view_id")
@require_POST
def view_put_back(request: GuardedRequest, view: SavedView) -> HttpResponse:
    """Undo."""
    try:
        saved_views.put_back_view(view=view, by=request.actor, at=request.now)
    except saved_views.NameTaken:
        messages.warning(request, _taken())
    else:
        messages.success(request, _("It is back."))
    return redirect(_list_of(view))


@access("export_job", "create")
def export_new(request: GuardedRequest) -> HttpResponse:
    """Ask for the list as a file."""
    return fill_in(
        request,
        new_form(ExportForm, request, initial={"query": request.GET.urlencode()[:300]}),
        shown.form_page(
            _("Fetch the list as a file"),
            verb=_("Ask for the file"),
            lead=_(
                "Somebody else confirms, and then the file is made. It has initials, dates, unit and worker,"
                " and nothing that anybody has written."
            ),
        ),
        exports.ask_for_export,
        template=FORM,
        then="exports",
        says=_("You have asked. Somebody else needs to confirm."),
    )


@access("export_job", "list")
@require_safe
def export_list(request: GuardedRequest) -> HttpResponse:
    """The files that one has asked for; while one is made, how far it has come."""
    jobs = found.own_exports(request.actor, at=request.at)
    request.shown.persons([])
    context = {
        "page": shown.exports_page(jobs, now=request.now),
        "making": shown.making(jobs),
    }
    return render(request, "casework/exports.html", context)


@access("export_job", "download", key="export_id")
@require_safe
def export_file(request: GuardedRequest, export: ExportJob) -> HttpResponse:
    """The file, to its asker; the log names everybody in it."""
    return _handed_out(request, export, "arenden.csv", CSV, str.encode)


@access("export_job", "download", key="export_id")
@require_safe
def export_workbook(request: GuardedRequest, export: ExportJob) -> HttpResponse:
    """The same as a workbook."""
    return _handed_out(
        request, export, "arenden.xlsx", XLSX, lambda text: as_xlsx(exports.rows_of(text))
    )


def _handed_out(
    request: GuardedRequest,
    export: ExportJob,
    name: str,
    content_type: str,
    in_form: Callable[[str], bytes],
) -> HttpResponse:
    subjects = list(export.subject_ids)
    try:
        text = exports.hand_out(job=export, at=request.now)
    except exports.NotThereAnyMore:
        messages.warning(
            request,
            _("The file is not there any more. Ask for a new one; the list may have changed."),
        )
        return redirect("exports")
    request.shown.persons(subjects)
    return as_attachment(in_form(text), name=name, content_type=content_type)
