"""Whose public site a request is for: one per authority, by host name."""

from __future__ import annotations

from django.db.models import Case, When
from django.http import HttpRequest

from kraftsamling.organisations.models import Authority
from kraftsamling.organisations.roles import AuthorityKind


def site_of(request: HttpRequest) -> Authority | None:
    """The authority of the host name; an unknown name gets the installation's first opened site.

    Asked once per request. None in an installation where no site is open yet.
    """
    if not hasattr(request, "site_authority"):
        host = request.get_host().partition(":")[0].lower()
        sites = Authority.objects.filter(
            kind=AuthorityKind.SOCIAL, site_opened_on__isnull=False
        ).select_related("municipality")
        request.site_authority = sites.order_by(  # type: ignore[attr-defined]
            Case(When(host_name=host, then=0), default=1), "site_opened_on", "name", "pk"
        ).first()
    return request.site_authority  # type: ignore[attr-defined,no-any-return]
