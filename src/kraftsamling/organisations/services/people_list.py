"""A whole list of persons in one go: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import ApprovalStatus
from kraftsamling.organisations.services.role_grants import (
    SECONDS,
    AlreadyHasRole,
    NumberNeeded,
    Wish,
    grant,
)


@dataclass(frozen=True)
class Granted:
    """How many have their role now, how many wait for a second person, how many had it already."""

    given: int
    waiting: int
    had: int


@transaction.atomic
def grant_all(wishes: Sequence[Wish], *, by: Actor, at: datetime) -> Granted:
    """Those who can themselves be second come last, so that the very first list passes as far as it may."""
    given = waiting = had = 0
    for wish in sorted(wishes, key=lambda wish: wish.role in SECONDS):
        try:
            with transaction.atomic():
                approval = grant(wish, by=by, at=at)
        except NumberNeeded as error:
            raise NumberNeeded(wish.email) from error
        except AlreadyHasRole:
            had += 1
            continue
        if approval.status == ApprovalStatus.APPROVED:
            given += 1
        else:
            waiting += 1
    return Granted(given, waiting, had)
