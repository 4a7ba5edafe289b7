"""The brake on guessing that no change of network gets round: twenty failures in a row close a login.

Five failures from one network give a pause of fifteen minutes (settings, ACCOUNT_RATE_LIMITS). Twenty from
anywhere, passwords and codes counted together, and only a new invitation opens the login again. An address
that has no account is counted and closed alike, so that nobody learns which addresses have one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.organisations.models import FailedLogins

FAILURES: Final = 20  # access-and-secrecy §13
FORGOTTEN_AFTER: Final = timedelta(days=30)


def _digest(email: str) -> str:
    return blind_index(email.strip().lower(), purpose="failed logins")


def is_closed(email: str) -> bool:
    """Whether the address has failed so often that it waits for a new invitation."""
    return FailedLogins.objects.filter(digest=_digest(email), count__gte=FAILURES).exists()


def take(email: str, *, at: datetime) -> bool:
    """Count an attempt before it is tried, so that many at once never get more than there are; False when
    none is left. Rows that are not closed and have rested for a month go."""
    FailedLogins.objects.filter(count__lt=FAILURES, last_at__lt=at - FORGOTTEN_AFTER).delete()
    row, _created = FailedLogins.objects.get_or_create(
        digest=_digest(email), defaults={"last_at": at}
    )
    left = FailedLogins.objects.filter(pk=row.pk, count__lt=FAILURES)
    return left.update(count=F("count") + 1, last_at=at) == 1


def give_back(email: str) -> None:
    """The attempt was right, so it was no failure; those before it still count."""
    FailedLogins.objects.filter(digest=_digest(email), count__gt=0).update(count=F("count") - 1)


def forget(email: str) -> None:
    """The person is in, or a new invitation is on its way: from the beginning again."""
    FailedLogins.objects.filter(digest=_digest(email)).delete()
