"""A decision as a page: the child's words and what we did stand beside the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import ChildVoice, Decision, DelegationRule
from kraftsamling.casework.presenters.pictures import Said, pictures_of, said_in
from kraftsamling.casework.presenters.words import day_words, language, path_to
from kraftsamling.casework.statuses import DecisionLevel, DecisionState, DecisionType
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Fact, Link
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.roles import Role


def who_decides(rules: Sequence[DelegationRule]) -> str:
    """Who decides, in words: "Beslutas av gruppledare eller enhetschef enligt delegationsordningen"."""
    if not rules:
        return _("The authority has not written who decides this.")
    names = [
        str(Role(rule.role).label).lower()
        if rule.level == DecisionLevel.ROLE
        else str(DecisionLevel(rule.level).label).lower()
        for rule in rules
    ]
    return _("Decided by %(who)s, by the delegation order.") % {
        "who": formats.joined(names, language())
    }


def words_beside(voices: Sequence[ChildVoice]) -> list[Fact]:
    """What the child has said, beside the form of a decision; a picture is one press away."""
    facts = []
    for each in voices:
        facts.append(Fact(day_words(each.said_on), each.said))
        facts += [
            Fact("", url=picture.url, link_label=picture.words) for picture in pictures_of(each)
        ]
    return facts


@dataclass(frozen=True)
class DecisionPage:
    """What is decided, why, by whom, and what the child said."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    sign_url: str
    version: int
    reasons: str
    what_we_did: str
    voices: Sequence[Said]
    facts: Sequence[Fact]
    why: str

    @classmethod
    def of(
        cls,
        decision: Decision,
        rules: Sequence[DelegationRule],
        voices: Sequence[ChildVoice],
        *,
        may: May,
        decides: bool,
        decided_by: str,
        appeal_until: datetime | None,
        today: date,
    ) -> DecisionPage:
        waits = decision.state in (DecisionState.DRAFT, DecisionState.PUT_FORWARD)
        may_sign = waits and decides and may("decide", "case_decision", decision)
        return cls(
            title=decision.what,
            lead=_lead(decision, decided_by),
            breadcrumb=path_to(decision.case, Link(_("Decision")), today=today),
            actions=_actions(decision, rules, may) if waits else _after(decision, may),
            sign_url=reverse("decision_sign", args=[decision.pk]) if may_sign else "",
            version=decision.version,
            reasons=decision.reasons,
            what_we_did=decision.what_we_did,
            voices=said_in(voices),
            facts=_facts(decision, appeal_until),
            why=who_decides(rules),
        )


def _lead(decision: Decision, decided_by: str) -> str:
    if decision.decided_on:
        by_official = decision.level == DecisionLevel.ROLE and decided_by
        return _("%(state)s %(day)s by %(level)s.") % {
            "state": DecisionState(decision.state).label,
            "day": day_words(decision.decided_on),
            "level": decided_by
            if by_official
            else str(DecisionLevel(decision.level).label).lower(),
        }
    if decision.meeting:
        return _("It is on the agenda of the committee %(day)s.") % {
            "day": day_words(decision.meeting.on)
        }
    return _("A proposal. It is not decided yet.")


def _actions(decision: Decision, rules: Sequence[DelegationRule], may: May) -> list[Action]:
    by_committee = any(rule.level != DecisionLevel.ROLE for rule in rules)
    if not by_committee:
        return []
    actions = []
    if decision.state == DecisionState.DRAFT and may("create", "case_decision", decision):
        actions.append(
            Action(
                _("Put it before the committee"), reverse("decision_forward", args=[decision.pk])
            )
        )
    if may("record", "case_decision", decision):
        actions.append(
            Action(
                _("Write down the decision"),
                reverse("decision_record", args=[decision.pk]),
                "secondary",
            )
        )
    return actions


def _after(decision: Decision, may: May) -> list[Action]:
    if decision.party_received_on or not may("record", "case_decision", decision):
        return []
    return [
        Action(
            _("The party has got the decision"),
            reverse("decision_received", args=[decision.pk]),
            "secondary",
        )
    ]


def _facts(decision: Decision, appeal_until: datetime | None) -> list[Fact]:
    facts = [Fact(_("Kind"), str(DecisionType(decision.type).label))]
    if decision.legal_reference:
        facts.append(Fact(_("Section of the law"), decision.legal_reference))
    if decision.party_received_on:
        facts += [
            Fact(_("The party got it"), day_words(decision.party_received_on)),
            *(
                [Fact(_("May be appealed until"), day_words(day_of(appeal_until)))]
                if appeal_until
                else []
            ),
        ]
    return facts
