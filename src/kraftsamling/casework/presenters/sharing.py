"""What has been given out of a case, and what somebody has said yes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, Consent, CoordinatedPlan, ShareRecord
from kraftsamling.casework.presenters.words import (
    day_words,
    full_name,
    moment_words,
    path_to,
)
from kraftsamling.casework.statuses import ConsentTo, ShareBasis
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Fact, Link
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.organisations.filling_in import May

NEVER_LEFT: Final = frozenset({ApprovalStatus.DECLINED, ApprovalStatus.LAPSED})


@dataclass(frozen=True)
class Entry:
    """A consent, a share or a plan: a heading, its facts, and what can be done with it."""

    heading: str
    facts: Sequence[Fact]
    stop_url: str = ""
    stop_words: str = ""
    actions: Sequence[Action] = ()


@dataclass(frozen=True)
class SharedPage:
    """One page of a case: everything that left, and every consent."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    shares: Sequence[Entry]
    consents: Sequence[Entry]

    @classmethod
    def of(
        cls,
        case: Case,
        shares: Sequence[ShareRecord],
        consents: Sequence[Consent],
        names: Mapping[UUID, str],
        seconds: Mapping[UUID, Approval],
        *,
        may: May,
        now: datetime,
    ) -> SharedPage:
        today = day_of(now)
        writes = case.is_open and may("update", "case", case)
        actions = []
        if writes and may("create", "share_record"):
            actions.append(
                Action(_("Write down what is given out"), reverse("share_new", args=[case.pk]))
            )
        if writes and may("create", "consent"):
            actions.append(
                Action(_("Keep a consent"), reverse("consent_new", args=[case.pk]), "secondary")
            )
        return cls(
            title=_("Given out and agreed to"),
            lead=ngettext(
                "Something has been given out of the case %(count)s time.",
                "Something has been given out of the case %(count)s times.",
                len(shares),
            )
            % {"count": len(shares)}
            if shares
            else _("Nothing has been given out of the case."),
            breadcrumb=path_to(case, Link(_("Given out and agreed to")), today=today),
            actions=actions,
            shares=[_share(each, names, seconds.get(each.pk), may, now) for each in shares],
            consents=[_consent(each, may, today) for each in consents],
        )


def _share(
    share: ShareRecord,
    names: Mapping[UUID, str],
    second: Approval | None,
    may: May,
    now: datetime,
) -> Entry:
    facts = [
        *([Fact(_("Second person"), _second(share, names, second, now))] if second else []),
        Fact(_("What"), share.what),
        Fact(_("To whom"), share.receiver),
        Fact(_("Basis"), str(ShareBasis(share.basis).label)),
        *([Fact(_("Ground"), share.ground)] if share.ground else []),
        Fact(_("By"), names.get(share.by_membership, "–")),
        Fact(
            _("The family was told"),
            day_words(share.told_family_on)
            if share.told_family_on
            else _("No, because: %(why)s") % {"why": share.not_told_because},
        ),
        *([Fact(_("Until"), day_words(share.ends_on))] if share.ends_on else []),
    ]
    if share.revoked_at:
        facts.append(Fact(_("Stopped"), moment_words(share.revoked_at)))
    never_left = second is not None and approvals.state_of(second, at=now) in NEVER_LEFT
    stops = share.revoked_at is None and not never_left and may("revoke", "share_record", share)
    return Entry(
        moment_words(share.shared_at),
        facts,
        stop_url=reverse("share_revoke", args=[share.pk]) if stops else "",
        stop_words=_("Stop"),
    )


def _second(share: ShareRecord, names: Mapping[UUID, str], second: Approval, now: datetime) -> str:
    if share.confirmed_at and share.confirmed_by:
        return _("%(who)s said yes %(moment)s. It may be given out.") % {
            "who": names.get(share.confirmed_by, "–"),
            "moment": moment_words(share.confirmed_at),
        }
    state = approvals.state_of(second, at=now)
    if share.revoked_at:
        return _("It was stopped before anybody had answered. Nothing has been given out.")
    if state is ApprovalStatus.DECLINED:
        return _("Said no. Nothing may be given out.")
    if state is ApprovalStatus.LAPSED:
        return _("Nobody answered in seven days. Nothing may be given out. Write it down anew.")
    return _("Waits, until %(day)s. Nothing may be given out before somebody has said yes.") % {
        "day": day_words(day_of(second.expires_at))
    }


def _consent(consent: Consent, may: May, today: date) -> Entry:
    who = consent.given_by.person
    facts = [
        Fact(_("Who"), _("Protected person") if who.is_protected else full_name(who)),
        Fact(_("To exactly what?"), consent.words),
        Fact(_("Given"), day_words(consent.given_on)),
        Fact(_("How"), _("In writing") if consent.in_writing else _("By word of mouth")),
        *([Fact(_("Until"), day_words(consent.ends_on))] if consent.ends_on else []),
    ]
    if consent.withdrawn_at:
        facts.append(Fact(_("Taken back"), moment_words(consent.withdrawn_at)))
    stops = consent.withdrawn_at is None and may("withdraw", "consent", consent)
    return Entry(
        str(ConsentTo(consent.to).label),
        facts,
        stop_url=reverse("consent_withdraw", args=[consent.pk]) if stops else "",
        stop_words=_("The consent is taken back"),
    )


@dataclass(frozen=True)
class SipPage:
    """The co-ordinated plans of a case."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    plans: Sequence[Entry]
    new_url: str

    @classmethod
    def of(cls, case: Case, found: Sequence[CoordinatedPlan], *, may: May, today: date) -> SipPage:
        return cls(
            title=_("Co-ordinated plan (SIP)"),
            lead=_("When somebody needs both social services and health care, one plan is made."),
            breadcrumb=path_to(case, Link(_("Co-ordinated plan (SIP)")), today=today),
            plans=[_plan(each, may) for each in found],
            new_url=reverse("sip_need", args=[case.pk])
            if case.is_open and may("create", "sip") and may("update", "case", case)
            else "",
        )


def _plan(plan: CoordinatedPlan, may: May) -> Entry:
    consent = plan.consent
    facts = [
        Fact(_("Need"), plan.need),
        Fact(
            _("Consent"),
            _("Not yet")
            if consent is None
            else _("Taken back")
            if consent.withdrawn_at
            else day_words(consent.given_on),
        ),
        *([Fact(_("Parties"), plan.parties)] if plan.parties else []),
        *([Fact(_("Who sees to it"), plan.responsible)] if plan.responsible else []),
        Fact(_("Made"), day_words(plan.made_on) if plan.made_on else _("Not yet")),
    ]
    actions = []
    if may("update", "sip", plan) and plan.made_on is None:
        if consent is None or consent.withdrawn_at:
            actions.append(Action(_("Keep the consent"), reverse("sip_consent", args=[plan.pk])))
        else:
            actions.append(Action(_("The plan is made"), reverse("sip_made", args=[plan.pk])))
    return Entry(
        _("Need seen %(day)s") % {"day": day_words(plan.need_found_on)}, facts, actions=actions
    )
