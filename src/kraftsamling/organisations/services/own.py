"""What a person does with the own account: another role, another language."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import User
from kraftsamling.organisations.selectors import HAT_IN_SESSION, Hat
from kraftsamling.organisations.sessions import renew_key


def wear(request: HttpRequest, hat: Hat, *, by: Actor) -> None:
    """Go on in another role, with a new session id. Both authorities can see it in their logs."""
    membership = hat.membership
    after = replace(
        by,
        authority_id=membership.authority_id,
        membership_id=membership.pk,
        unit_id=membership.unit_id,
        role=membership.role,
    )
    for actor in [by, after] if by.authority_id != after.authority_id else [after]:
        assert actor.authority_id is not None
        with acting_for(actor.authority_id):
            access_log.write(
                actor=actor,
                at=request.now,  # type: ignore[attr-defined]
                trace_id=request.trace_id,  # type: ignore[attr-defined]
                action="switch",
                resource="own_account",
                object_id=membership.pk,
            )
    if hat.deputy is None:
        membership.come_to_work()
    request.session[HAT_IN_SESSION] = hat.key
    renew_key(request)


def choose(user: User, *, language: str, shortcuts_on: bool) -> None:
    """Store the language of pages and mail, and whether single keys are commands."""
    user.language, user.shortcuts_on = language, shortcuts_on
    user.save(update_fields=["language", "shortcuts_on"])
