"""Shared codes: one for those who are present, with a cap; on their own phones or on the unit's tablet.

As many are counted as offered as the cap says: the cap is the number of people who are asked. Few who answer
then show as few, and a code that is passed on gives no more answers than there were people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.participation import survey_tables
from kraftsamling.participation.codes import new_code
from kraftsamling.participation.models import SharedCode, SharedKind, Survey
from kraftsamling.participation.questions import Series
from kraftsamling.participation.selectors import kiosk_places_today, open_kiosk
from kraftsamling.participation.services import count_offered, digest_in_use, use_of

MOST_AT_ONCE: Final = 60
LONGEST_DAYS: Final = 14
KIOSK_A_DAY: Final = 40
KIOSK_A_DAY_SETTING: Final = "survey.kiosk_day"


class KioskIsOpen(Exception):
    """Raised when the unit's tablet is open already."""


class TooManyToday(Exception):
    """Raised when the unit's tablet would take more answers in a day than decided; `left` may still come."""

    def __init__(self, left: int) -> None:
        super().__init__("Too many answers in a day on one tablet")
        self.left = left


@transaction.atomic
def share(
    survey: Survey,
    *,
    kind: SharedKind,
    unit_id: UUID,
    occasion: str,
    caps: Mapping[Series, int],
    closes_at: datetime,
    key: UUID,
    by: UUID,
    at: datetime,
) -> SharedCode:
    """Make a shared code and count its cap as offered. Pressed again (the same `key`), it is the same code.

    Runs inside the authority. Raises KioskIsOpen and TooManyToday for a tablet.
    """
    authority_id = survey.authority_id
    Survey.rows.select_for_update().get(pk=survey.pk)  # one at a time: caps are counted below
    made = SharedCode.rows.of_authority(authority_id).filter(key=key).first()
    if made:
        return made
    if kind is SharedKind.KIOSK:
        _may_open_kiosk(authority_id, unit_id, sum(caps.values()), at)
    row = SharedCode.rows.create(
        authority_id=authority_id,
        key=key,
        kind=kind,
        unit_id=unit_id,
        occasion=occasion,
        code=new_code(),
        parents=caps.get(Series.PARENT, 0),
        young=caps.get(Series.YOUNG, 0),
        children=caps.get(Series.CHILD, 0),
        made_at=at,
        made_by=by,
        closes_at=closes_at,
    )
    for series, digest in _digests(row).items():
        survey_tables.issue(
            survey.pk,
            unit_id,
            series,
            [digest],
            valid_until=day_of(closes_at),
            seats=row.caps[series],
            closes_at=closes_at,
        )
        count_offered(
            authority_id, unit_id=unit_id, series=series, count=row.caps[series], today=day_of(at)
        )
    return row


def _may_open_kiosk(authority_id: UUID, unit_id: UUID, places: int, at: datetime) -> None:
    if open_kiosk(authority_id, unit_id, at=at):
        raise KioskIsOpen
    taken = kiosk_places_today(authority_id, unit_id, today=day_of(at))
    left = int(value(KIOSK_A_DAY_SETTING, authority_id)) - taken
    if places > left:
        raise TooManyToday(max(left, 0))


def _digests(row: SharedCode) -> dict[Series, bytes]:
    kiosk = row.kind == SharedKind.KIOSK
    found = {series: digest_in_use(row.code, use_of(series, kiosk=kiosk)) for series in row.caps}
    return {series: digest for series, digest in found.items() if digest}


@transaction.atomic
def close(row: SharedCode, *, at: datetime) -> None:
    """Let a shared code take no more answers from now on. Closed already, it stays as it is."""
    if row.closes_at <= at:
        return
    survey_tables.close(list(_digests(row).values()), at=at)
    row.closes_at = at
    row.save(update_fields=["closes_at"])
