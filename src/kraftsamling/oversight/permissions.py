"""How what is composed from all apps meets the matrix: Idag, the board's page and the review of the log."""

from __future__ import annotations

from django.db.models import Q

from kraftsamling.confidentiality.conditions import Pair, always, same_authority
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.policy import bind

# Done at the machine, by commands; the pages of system_health show no content at all.
bind("backup")
bind("system_health")
bind("today", None, ORG=always(), OWN=always())
# Worked out for the authority of whoever asks, and of nothing but sums.
bind("board_brief", None, ORG=always())
bind(
    "access_log",
    AccessLogEntry,
    ORG=same_authority(),
    # The reviewer belongs to another unit than the reviewed, and never reviews herself.
    OTHER_UNIT=Pair(
        lambda actor, row, _: row.unit_id not in actor.unit_ids,
        lambda actor, _: ~Q(unit_id__in=actor.unit_ids) | Q(unit_id__isnull=True),
    ),
    NOT_SELF=Pair(
        lambda actor, row, _: row.user_id != actor.user_id,
        lambda actor, _: ~Q(user_id=actor.user_id) | Q(user_id__isnull=True),
    ),
)
