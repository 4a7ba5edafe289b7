"""The public page of vacant posts, where one leaves a name to be called."""

from __future__ import annotations

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kraftsamling.confidentiality.door import GuardedRequest, access
from kraftsamling.organisations.sites import site_of
from kraftsamling.participation.tries import may_write
from kraftsamling.workforce.forms.interest import InterestForm
from kraftsamling.workforce.presenters import interest as presented
from kraftsamling.workforce.selectors import interest as found
from kraftsamling.workforce.services import interest as services
from kraftsamling.workforce.services.interest import Receipt, Taken


@access("position", "read_public")
@require_safe
def jobs(request: GuardedRequest) -> HttpResponse:
    """What it is like to work here, and the vacant posts."""
    site = site_of(request)
    if site is None:
        return render(request, "workforce/jobs.html", {"page": None})
    employer = found.employer(request.actor, site.pk, at=request.at, today=request.today)
    page = presented.JobsPage.of(employer, site, today=request.today)
    return render(request, "workforce/jobs.html", {"page": page})


@access("application", "create")
@sensitive_post_parameters()
def job_apply(request: GuardedRequest) -> HttpResponse:
    """Leave a name to be called, and get a receipt."""
    site = site_of(request)
    if site is None:
        return redirect("jobs")
    employer = found.employer(request.actor, site.pk, at=request.at, today=request.today)
    form = InterestForm(request.POST or None, posts=employer.posts)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            receipt = _sent(request, form, site.pk)
            if receipt is not None and receipt.taken in (Taken.STORED, Taken.AGAIN):
                page = presented.ApplyPage.thanks(receipt, employer.answer_days)
                return render(request, "workforce/job_thanks.html", {"page": page})
            status = 429 if receipt is None else 503
            form.add_error(
                None,
                _(
                    "Much has come from your network just now. Wait a minute and send again, or phone."
                )
                if receipt is None
                else _("We cannot receive this right now. Phone us instead."),
            )
    page = presented.ApplyPage.of(employer.answer_days)
    return render(request, "workforce/job_apply.html", {"page": page, "form": form}, status=status)


def _sent(request: GuardedRequest, form: InterestForm, authority_id: UUID) -> Receipt | None:
    """What became of it; None when too much has come from the same network."""
    data = form.cleaned_data
    if data["leave_empty"]:  # a machine: it gets a receipt, and nothing is kept
        return Receipt(Taken.STORED, services.receipt_code(data["idempotency_key"]))
    if not may_write(get_adapter().get_client_ip(request), now=request.now, what="job"):
        return None
    return services.send_interest(
        authority_id=authority_id,
        unit_id=form.unit_id,
        name=data["name"],
        contact=data["contact"],
        words=data["words"],
        key=data["idempotency_key"],
        at=request.now,
    )
