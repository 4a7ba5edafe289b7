"""Tells those who may be second that something waits, and the one who asked what the answer was."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.notifications.services import notify
from kraftsamling.notifications.today import TodayItem
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.selectors import holders


def announce(approval: Approval, at: datetime) -> None:
    """Listener of the approvals: called inside the authority, in the transaction of the act."""
    if approval.status == ApprovalStatus.WAITING:
        _tell_seconds(approval, at)
    else:
        _tell_who_asked(approval, at)


def _tell_seconds(approval: Approval, at: datetime) -> None:
    kind = approvals.KINDS[approval.kind]
    for membership in holders(approval.authority_id, kind.seconds, today=day_of(at)):
        if membership.user.human == approval.requested_by_human or not membership.user.is_active:
            continue
        with override(membership.user.language):
            sentence = _("A decision waits for you as the second person.")
            url = reverse("approvals")
        key = f"approval:{approval.pk}"
        notify(membership, kind="approval", sentence=sentence, url=url, key=key, at=at)


def _tell_who_asked(approval: Approval, at: datetime) -> None:
    asked = Membership.rows.of_authority(approval.authority_id).select_related("user")
    membership = asked.filter(pk=approval.requested_by).first()
    if membership is None:
        return
    with override(membership.user.language):
        sentence = (
            _("What you asked for has been confirmed.")
            if approval.status == ApprovalStatus.APPROVED
            else _("What you asked for has been declined.")
        )
        url = reverse("approvals")
    notify(
        membership,
        kind="decided",
        sentence=sentence,
        url=url,
        key=f"decided:{approval.pk}",
        at=at,
    )


def _day(moment: datetime) -> str:
    return formats.long_date(day_of(moment), get_language() or formats.SWEDISH, with_year=False)


def to_confirm(actor: Actor, now: datetime) -> list[TodayItem]:
    """Rows of Idag: what waits for this person as the second."""
    return [
        TodayItem(
            urgency=1,
            when=_("Lapses %(day)s") % {"day": _day(each.expires_at)},
            title=approvals.KINDS[each.kind].describe(each.payload),
            why=_("Takes two people, and you may be the second."),
            url=reverse("approvals"),
            verb=_("Read and confirm"),
        )
        for each in approvals.waiting_for(actor, at=now)
    ]
