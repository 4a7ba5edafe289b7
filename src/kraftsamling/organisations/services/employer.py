"""Login through the employer: which provider an authority uses, and whom its answer means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.employer.talk import Provider, Refused, Stated, Why
from kraftsamling.organisations.models import (
    Authority,
    EmployerLink,
    IdentityProvider,
    Membership,
    User,
)
from kraftsamling.organisations.models.employer import ProviderState
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current, provider_in_use, user_with_email

USE_PROVIDER: Final = "identity_provider.create"  # as the cell of the matrix


@dataclass(frozen=True)
class Description:
    """A provider as it was typed."""

    kind: str
    issuer: str
    levels: tuple[str, ...]
    client_id: str = ""
    client_secret: str = ""
    login_url: str = ""
    certificate: str = ""


@transaction.atomic
def ask_for(described: Description, *, by: Actor, at: datetime) -> Approval:
    """Describe a provider and ask a second person to confirm it. Until then the former one holds."""
    assert by.authority_id is not None
    row = IdentityProvider.rows.create(
        authority_id=by.authority_id,
        kind=described.kind,
        issuer=described.issuer,
        client_id=described.client_id,
        client_secret=described.client_secret,
        login_url=described.login_url,
        certificate=described.certificate,
        levels=list(described.levels),
        asked_at=at,
    )
    payload = {"issuer": row.issuer, "levels": row.levels}
    return approvals.ask(USE_PROVIDER, by=by, at=at, payload=payload, object_id=row.pk)


def _use(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    rows = IdentityProvider.rows.of_authority(approval.authority_id)
    rows.filter(state=ProviderState.IN_USE).update(state=ProviderState.ENDED)
    rows.filter(pk=approval.object_id).update(state=ProviderState.IN_USE)
    Authority.objects.filter(pk=approval.authority_id).update(employer_login_on=True)


def _describe(payload: Mapping[str, Any]) -> str:
    return _("Everybody here may log in through %(issuer)s, with the level %(levels)s.") % {
        "issuer": payload["issuer"],
        "levels": ", ".join(payload["levels"]),
    }


@transaction.atomic
def stop_using(authority_id: UUID) -> None:
    """Nobody logs in through it any more; passwords and passkeys go on. One person is enough to stop."""
    rows = IdentityProvider.rows.of_authority(authority_id).filter(state=ProviderState.IN_USE)
    rows.update(state=ProviderState.ENDED)
    Authority.objects.filter(pk=authority_id).update(employer_login_on=False)


def provider_of(slug: str) -> Provider | None:
    """The provider behind an address of the login, before anybody is logged in."""
    authority = Authority.objects.filter(slug=slug, employer_login_on=True).first()
    if authority is None:
        return None
    with acting_for(authority.pk):
        row = provider_in_use(authority.pk)
        if row is None:
            return None
        return Provider(
            id=row.pk,
            authority_id=authority.pk,
            slug=slug,
            kind=row.kind,
            issuer=row.issuer,
            client_id=row.client_id,
            client_secret=row.client_secret,
            login_url=row.login_url,
            certificate=row.certificate,
            levels=tuple(row.levels),
        )


def person_of(stated: Stated, provider: Provider, *, today: date) -> User:
    """Whom the authority's provider means, among those who work there. Raises Refused.

    The first time by the address, which its own provider has verified; from then on by the provider's own
    name for the person, so that an address that gets a new owner opens nothing.
    """
    digest = blind_index(f"{provider.issuer}\0{stated.subject}", purpose="employer login")
    with acting_for(provider.authority_id):
        links = EmployerLink.rows.of_authority(provider.authority_id)
        link = links.filter(subject=digest).select_related("user").first()
        user = link.user if link else user_with_email(stated.email) if stated.email else None
        works_here = Membership.rows.of_authority(provider.authority_id).filter(
            current(today), user=user
        )
        if user is None or not user.is_active or not works_here.exists():
            raise Refused(Why.UNKNOWN, "nobody who works here")
        if link is None:
            if links.filter(user=user).exists():
                raise Refused(Why.UNKNOWN, "the address belongs to another subject")
            EmployerLink.rows.create(authority_id=provider.authority_id, user=user, subject=digest)
        return user


approvals.register(
    approvals.Kind(
        USE_PROVIDER,
        seconds=frozenset({Role.ORG_ADMIN, Role.DEPT_MANAGER}),
        execute=_use,
        describe=_describe,
    )
)
