"""One's own notices, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import TimeRow
from kraftsamling.notifications.models import Notification


@dataclass(frozen=True)
class NoticesPage:
    """What has been told to me, newest first."""

    title: str
    lead: str
    notices: Sequence[TimeRow]
    unread: int

    @classmethod
    def of(cls, notices: Sequence[Notification]) -> NoticesPage:
        unread = sum(each.read_at is None for each in notices)
        return cls(
            title=_("Notices"),
            lead=ngettext("One notice is unread.", "%(count)s notices are unread.", unread)
            % {"count": unread}
            if unread
            else _("You have read everything."),
            notices=[_row(each) for each in notices],
            unread=unread,
        )


def _row(notice: Notification) -> TimeRow:
    at = notice.created_at.astimezone(STOCKHOLM)
    return TimeRow(
        notice.sentence,
        time=f"{at:%Y-%m-%d %H.%M}",
        iso=at.isoformat(timespec="minutes"),
        url=notice.url,
        detail=_("Unread") if notice.read_at is None else "",
    )
