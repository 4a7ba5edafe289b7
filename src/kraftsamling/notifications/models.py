"""Notices to people who log in, and what is on its way out of the system."""

from __future__ import annotations

import pgtrigger
from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow

_STAFF = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="90 days after it was read or sent")


class Notification(AuthorityRow):
    """One line under "Sedan i går" on somebody's Idag (notis). It names no child and no family."""

    classification = _STAFF

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    sentence = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["membership", "-created_at"], name="notification_latest")]


class OutboxMessage(AuthorityRow):
    """Something that shall leave the system, written in the same transaction as what caused it (utkorg).

    The idempotency key makes a repeated act one message; the sender may run twice and sends once more at
    worst, after a crash between sending and marking. It holds no address: `recipient_user_id` is whoever logs
    in, `recipient` ("comment:" and an id) somebody whose address the app of that name keeps.
    """

    classification = _STAFF

    idempotency_key = models.CharField(max_length=120)
    recipient_user_id = models.UUIDField(null=True)
    recipient = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=120)
    body = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "idempotency_key"], name="outbox_message_once"
            ),
            models.CheckConstraint(
                condition=models.Q(recipient_user_id__isnull=False, recipient="")
                | (models.Q(recipient_user_id__isnull=True) & ~models.Q(recipient="")),
                name="outbox_message_has_one_recipient",
            ),
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.ReadOnly(name="content_never_changes", fields=["subject", "body"]),
        ]
