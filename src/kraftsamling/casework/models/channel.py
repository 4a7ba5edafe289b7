"""The child's channel: a link and a code, chosen together, by which a child writes to its worker."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import ChannelEnd
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


class ChildChannel(AuthorityRow):
    """A link for the child of one case (barnets kanal). What it writes is kept as `ChildVoice`.

    Neither the link nor the code is stored: `token` is a digest of the link, `pin` one of the code that is
    salted with the link. Whoever has the database can open no channel. Only the database functions of
    migration 0031 read it for the child.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="channels")
    token = models.BinaryField(max_length=32, unique=True)
    pin = models.BinaryField(max_length=32)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=8, choices=ChannelEnd.choices, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_open_channel"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="channel_ends"),
        ]
