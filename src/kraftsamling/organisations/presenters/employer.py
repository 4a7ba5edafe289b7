"""The authority's identity providers, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Row
from kraftsamling.organisations.models import IdentityProvider
from kraftsamling.organisations.models.employer import ProviderState
from kraftsamling.organisations.presenters.pages import ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs


def providers_page(
    providers: Sequence[IdentityProvider], *, may_ask: bool, may_end: bool
) -> ListPage:
    """The one in use first."""
    title = _("Login through the employer")
    in_use = any(each.state == ProviderState.IN_USE for each in providers)
    verbs = [Action(_("Connect a login"), reverse("provider_new"))] if may_ask else []
    if may_end and in_use:
        verbs.append(Action(_("Stop using it"), reverse("provider_end"), "secondary"))
    return ListPage(
        title=title,
        lead=_("Whoever has a role here can log in through the employer.")
        if in_use
        else _("Nobody logs in through the employer. Passwords and passkeys are used."),
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("Provider")),
            Column(_("Level")),
            Column(_("Asked for")),
            Column(_("State")),
        ],
        rows=[_row(each) for each in providers],
        nothing=_("No login is connected yet."),
        verbs=verbs,
        note=_(
            "Such a login opens roles at this authority only, and needs the level of assurance that you "
            "have decided."
        ),
    )


def _row(provider: IdentityProvider) -> Row:
    return Row(
        [
            Cell(provider.issuer, sub=provider.get_kind_display()),
            Cell(", ".join(provider.levels)),
            Cell(formats.tight_date(day_of(provider.asked_at)), nowrap=True),
            Cell(
                provider.get_state_display(),
                tone="info" if provider.state == ProviderState.IN_USE else "",
            ),
        ]
    )
