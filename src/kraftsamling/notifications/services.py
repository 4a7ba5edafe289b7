"""Telling people, in the system and by mail. Mail never says anything about a child or a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from kraftsamling.notifications.models import Notification, OutboxMessage
from kraftsamling.organisations.models import Membership, User

MOST_ATTEMPTS: Final = 10


@dataclass(frozen=True)
class Letter:
    """The fixed words of one kind of mail: subject and body, without any place to put a name."""

    subject: object
    body: object


LETTERS: Final[dict[str, Letter]] = {
    "task": Letter(
        _("You have something to do"),
        _(
            "Hello! Something needs you. Log in and open Today. We never write about children in mail."
        ),
    ),
    "decided": Letter(
        _("What you asked for has been decided"),
        _("Hello! Somebody has answered what you asked for. Log in and read the answer."),
    ),
    "approval": Letter(
        _("A decision waits for a second person"),
        _("Hello! Somebody has asked for a decision that takes two. Log in and read what changes."),
    ),
    "visit": Letter(
        _("A visit has been planned"),
        _("Hello! A follow-up visit is planned. Log in and see what needs to be prepared."),
    ),
    "damaged_notes": Letter(
        _("Notes do not read as when they were signed"),
        _(
            "Hello! Last night's proof found notes that have been changed or are gone. Ring whoever runs"
            " the machine today."
        ),
    ),
    "discrepancy": Letter(
        _("A figure does not agree with its source"),
        _(
            "Hello! Last night's comparison found a difference. Log in and open the list of figures."
        ),
    ),
}

AddressSource = Callable[[UUID], str]
_address_sources: Final[dict[str, AddressSource]] = {}


def addresses_come_from(kind: str, source: AddressSource) -> None:
    """Called at start by an app that writes to people who do not log in: an id becomes an address, or ""
    when the address has been thrown away."""
    _address_sources[kind] = source


@transaction.atomic
def notify(
    membership: Membership, *, kind: str, sentence: str, url: str, key: str, at: datetime
) -> Notification | None:
    """A line on the person's Idag and a mail in the outbox; the same `key` again is not told again.

    Runs inside the membership's authority. `kind` is one of LETTERS.
    """
    letter = LETTERS[kind]
    with override(membership.user.language):
        words = (gettext(str(letter.subject)), gettext(str(letter.body)))
    _message, created = OutboxMessage.rows.get_or_create(
        authority_id=membership.authority_id,
        idempotency_key=f"{key}:{membership.pk}",
        defaults={
            "recipient_user_id": membership.user_id,
            "subject": words[0],
            "body": words[1],
            "created_at": at,
        },
    )
    if not created:
        return None
    return Notification.rows.create(
        authority_id=membership.authority_id,
        membership=membership,
        kind=kind,
        sentence=sentence,
        url=url,
        created_at=at,
    )


def send_outbox(authority_id: UUID, *, at: datetime) -> int:
    """Send what waits, one transaction each, oldest first; the number sent. Inside the authority."""
    sent = 0
    waiting = OutboxMessage.rows.of_authority(authority_id).filter(
        sent_at=None, attempts__lt=MOST_ATTEMPTS
    )
    for pk in list(waiting.order_by("created_at", "pk").values_list("pk", flat=True)):
        sent += _send_one(pk, at)
    return sent


@transaction.atomic
def _send_one(pk: UUID, at: datetime) -> bool:
    message = (
        OutboxMessage.rows.select_for_update(skip_locked=True).filter(pk=pk, sent_at=None).first()
    )
    if message is None:
        return False
    address = _address_of(message)
    message.attempts += 1
    if not address:
        message.attempts, message.last_error = MOST_ATTEMPTS, "NoAddress"
        message.save(update_fields=["attempts", "last_error"])
        return False
    try:
        send_mail(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [address])
    except (OSError, SMTPException) as error:
        message.last_error = type(error).__name__
    else:
        message.sent_at = at
    message.save(update_fields=["attempts", "last_error", "sent_at"])
    return message.sent_at is not None


def _address_of(message: OutboxMessage) -> str:
    if message.recipient_user_id:
        return User.objects.values_list("email", flat=True).get(pk=message.recipient_user_id)
    kind, _colon, pk = message.recipient.partition(":")
    return _address_sources[kind](UUID(pk))


def write_to(
    kind: str, pk: UUID, *, authority_id: UUID, subject: str, body: str, key: str, at: datetime
) -> None:
    """A mail to somebody who does not log in; the same `key` again is not sent again."""
    OutboxMessage.rows.get_or_create(
        authority_id=authority_id,
        idempotency_key=key,
        defaults={
            "recipient": f"{kind}:{pk}",
            "subject": subject,
            "body": body,
            "created_at": at,
        },
    )


def mark_read(membership_id: UUID, *, authority_id: UUID, at: datetime) -> None:
    """Everything that this person had is read now."""
    Notification.rows.of_authority(authority_id).filter(
        membership_id=membership_id, read_at=None
    ).update(read_at=at)


def send_invitation(membership: Membership, address: str, at: datetime) -> None:
    """An invitation in the outbox; a new one for the same person is a message of its own."""
    with override(membership.user.language):
        subject = gettext("You are invited to Kraftsamling")
        body = gettext(
            "Hello! You have been given a role at %(authority)s. Open the page and choose a password. "
            "The link works once, for seven days: %(address)s"
        ) % {"authority": membership.authority.name, "address": address}
    OutboxMessage.rows.create(
        authority_id=membership.authority_id,
        idempotency_key=f"invitation:{membership.pk}:{at.isoformat()}",
        recipient_user_id=membership.user_id,
        subject=subject,
        body=body,
        created_at=at,
    )
