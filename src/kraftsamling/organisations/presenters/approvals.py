"""What waits for a second person, as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Cell, Column, Row, Tone
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.organisations.presenters import language
from kraftsamling.organisations.roles import Role

_TONES: Mapping[ApprovalStatus, Tone] = {
    ApprovalStatus.WAITING: "info",
    ApprovalStatus.APPROVED: "success",
    ApprovalStatus.DECLINED: "neutral",
    ApprovalStatus.LAPSED: "neutral",
}


@dataclass(frozen=True)
class Waiting:
    """One act that I may confirm."""

    id: str
    sentence: str
    asked: str
    reason: str
    until: str


@dataclass(frozen=True)
class ApprovalsPage:
    """What waits for me as the second, and what I have asked for."""

    title: str
    lead: str
    waiting: Sequence[Waiting]
    columns: Sequence[Column]
    mine: Sequence[Row]

    @classmethod
    def of(
        cls,
        waiting: Sequence[Approval],
        mine: Sequence[Approval],
        *,
        names: Mapping[UUID, str],
        at: datetime,
    ) -> ApprovalsPage:
        count = len(waiting)
        return cls(
            title=_("Decisions to confirm"),
            lead=_("Nothing waits for you.")
            if not count
            else _("One decision waits for you.")
            if count == 1
            else _("%(count)s decisions wait for you.")
            % {"count": formats.in_words(count, language()).capitalize()},
            waiting=[_waiting(each, names) for each in waiting],
            columns=[
                Column(_("What changes")),
                Column(_("Asked for")),
                Column(_("State")),
                Column(_("Who may confirm")),
            ],
            mine=[_mine(each, names, at) for each in mine],
        )


def _day(moment: datetime) -> str:
    return formats.long_date(moment.astimezone(STOCKHOLM).date(), language(), with_year=False)


def _waiting(each: Approval, names: Mapping[UUID, str]) -> Waiting:
    return Waiting(
        id=str(each.pk),
        sentence=approvals.KINDS[each.kind].describe(each.payload),
        asked=_("%(name)s asked for it on %(day)s.")
        % {"name": names.get(each.requested_by, "–"), "day": _day(each.requested_at)},
        reason=each.reason,
        until=_("Lapses on %(day)s.") % {"day": _day(each.expires_at)},
    )


def _mine(each: Approval, names: Mapping[UUID, str], at: datetime) -> Row:
    state = approvals.state_of(each, at=at)
    return Row(
        [
            Cell(approvals.KINDS[each.kind].describe(each.payload)),
            Cell(formats.tight_date(each.requested_at.astimezone(STOCKHOLM).date()), nowrap=True),
            Cell(str(state.label), tone=_TONES[state], sub=_by(each, names)),
            Cell(who_may(each.kind) if state is ApprovalStatus.WAITING else "–"),
        ]
    )


def _by(each: Approval, names: Mapping[UUID, str]) -> str:
    if each.decided_alone_because:
        return each.decided_alone_because
    return names.get(each.decided_by, "") if each.decided_by else ""


def who_may(kind: str) -> str:
    """Who may be second, in words."""
    roles = sorted(str(Role(code).label).lower() for code in approvals.KINDS[kind].seconds)
    return _("Another person who is %(roles)s.") % {"roles": " / ".join(roles)}
