"""Joint handling as a page: what is known of the family, what is offered, and what the link opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, CasePerson, JointHandling, Meeting, ReportedChild
from kraftsamling.casework.presenters.meetings import meeting_row
from kraftsamling.casework.presenters.words import (
    case_page,
    day_words,
    full_name,
    name_and_age,
    path_to,
)
from kraftsamling.casework.rules.early_detection import adult_in_child_case, child_in_adult_case
from kraftsamling.casework.statuses import CaseKind, InParty, JointState, Phase, ReasonClass
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Fact, Link, TimeRow
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class JointCard:
    """One joint handling: about whom, how far, the other unit's summary, the shared plan, and what to do."""

    heading: str
    state: str
    summary_title: str
    summary: Sequence[Fact]
    nothing_opened: str
    plan: str
    follow_up: str
    meetings: Sequence[TimeRow]
    actions: Sequence[Action]
    is_open: bool


@dataclass(frozen=True)
class JointPage:
    """The page of one case, an adult's or a child's."""

    title: str
    breadcrumb: Sequence[Link]
    lead: str
    is_adult: bool
    household: str
    household_url: str
    people: Sequence[TimeRow]
    people_title: str
    detected: Sequence[str]
    offer_url: str
    report_url: str
    cards: Sequence[JointCard]
    past: Sequence[TimeRow]
    rule: str
    why: Sequence[str]
    case_url: str

    @classmethod
    def of(
        cls,
        case: Case,
        links: Sequence[JointHandling],
        others: Mapping[UUID, Case],
        people: Sequence[CasePerson],
        reported: Sequence[ReportedChild],
        meetings: Sequence[Meeting],
        *,
        household: str,
        may: May,
        now: datetime,
    ) -> JointPage:
        today, is_adult = day_of(now), case.kind == CaseKind.ADULT
        shut = (JointState.ENDED, JointState.DECLINED)
        writes = case.is_open and may("update", "case", case)
        return cls(
            title=_("Joint handling"),
            breadcrumb=path_to(case, Link(_("Joint handling")), today=today),
            lead=_lead(links),
            is_adult=is_adult,
            household=household,
            household_url=reverse("case_children", args=[case.pk]) if is_adult and writes else "",
            people_title=_("Children in the household") if is_adult else _("Adults in the family"),
            people=[
                TimeRow(
                    name_and_age(each.person, today)
                    if not each.person.is_protected
                    else _("Protected person"),
                    detail=str(InParty(each.part).label),
                )
                for each in people
            ],
            detected=_detected(case, links, reported),
            offer_url=reverse("joint_offer", args=[case.pk])
            if writes and not_offered(people, links) and may("create", "family_work_link")
            else "",
            report_url=reverse("report_children", args=[case.pk])
            if is_adult and writes and people and may("report", "adult_case")
            else "",
            cards=[
                _card(each, case, others, meetings, may=may, today=today)
                for each in links
                if each.state not in shut
            ],
            past=[_past(each, today) for each in links if each.state in shut],
            rule=_(
                "A crisis never pauses joint handling. Whatever must wait when staff are few, this goes on."
            ),
            why=[
                _(
                    "The parent decides. A yes is kept as a consent and can be taken back at any time."
                ),
                _("The other unit sees the summary on this page and nothing else of the case."),
                _("Either unit can end it, and it ends when one of the cases is closed."),
                _("Each time the summary is shown it is logged, with the link as its ground."),
            ],
            case_url=case_page(case),
        )


def not_offered(people: Sequence[CasePerson], links: Sequence[JointHandling]) -> list[CasePerson]:
    """Those about whom nothing is offered or open."""
    going_on = (
        {
            each.about_id
            for each in links
            if each.state not in (JointState.ENDED, JointState.DECLINED)
        }
        | {
            each.child_case.subject_id
            for each in links
            if each.state == JointState.OPEN and each.child_case
        }
        | {
            each.adult_case.subject_id
            for each in links
            if each.state == JointState.OPEN and each.adult_case
        }
    )
    return [each for each in people if each.person_id not in going_on]


def _lead(links: Sequence[JointHandling]) -> str:
    together = sum(each.state == JointState.OPEN for each in links)
    if together:
        return ngettext(
            "The adult unit and the child unit work together around %(count)s child.",
            "The adult unit and the child unit work together around %(count)s children.",
            together,
        ) % {"count": together}
    if any(each.state == JointState.OFFERED for each in links):
        return _("Joint handling is offered. The parent has not answered yet.")
    if any(each.state == JointState.AGREED for each in links):
        return _("The parent wants it. It opens when the child unit has a case of the child.")
    return _("The two units do not work together around this family yet.")


def _detected(
    case: Case, links: Sequence[JointHandling], reported: Sequence[ReportedChild]
) -> list[str]:
    """Early detection in sentences with days."""
    if case.kind == CaseKind.ADULT:
        return _child_detected(case, links, reported)
    return [_adult_detected(each) for each in links if each.began_with == CaseKind.CHILD]


def _child_detected(
    case: Case, links: Sequence[JointHandling], reported: Sequence[ReportedChild]
) -> list[str]:
    known = [day_of(each.at) for each in reported]
    known += [
        day_of(each.opened_at)
        for each in links
        if each.opened_at and each.began_with == CaseKind.ADULT
    ]
    found = child_in_adult_case(day_of(case.opened_at), case.adult.asked_on, known)
    told = []
    if found.until_asked is not None:
        told.append(
            ngettext(
                "The question of children was asked %(count)s day after the case was opened.",
                "The question of children was asked %(count)s days after the case was opened.",
                found.until_asked,
            )
            % {"count": found.until_asked}
        )
    if found.until_known is not None:
        told.append(
            ngettext(
                "The child was known to the child unit %(count)s day after the case was opened.",
                "The child was known to the child unit %(count)s days after the case was opened.",
                found.until_known,
            )
            % {"count": found.until_known}
        )
    told += [
        _("%(who)s was reported to the reception %(day)s.")
        % {"who": full_name(each.child), "day": day_words(day_of(each.at))}
        for each in reported
    ]
    return told


def _adult_detected(link: JointHandling) -> str:
    opened = day_of(link.opened_at) if link.opened_at else None
    found = adult_in_child_case(link.noticed_on, link.offered_on, opened)
    words = {
        "what": str(ReasonClass(link.reason).label),
        "day": day_words(link.noticed_on),
        "asked": found.until_asked,
        "known": found.until_known,
    }
    if found.until_known is None:
        return (
            _("%(what)s was noticed %(day)s. Days until the parent was asked: %(asked)s.") % words
        )
    return (
        _(
            "%(what)s was noticed %(day)s. Days until the parent was asked: %(asked)s, until the adult"
            " unit had a case: %(known)s."
        )
        % words
    )


def _card(
    link: JointHandling,
    case: Case,
    others: Mapping[UUID, Case],
    meetings: Sequence[Meeting],
    *,
    may: May,
    today: date,
) -> JointCard:
    is_adult = case.kind == CaseKind.ADULT
    other_id = link.child_case_id if is_adult else link.adult_case_id
    other = others.get(other_id) if other_id else None
    subject = other.subject if other else link.about
    return JointCard(
        heading=name_and_age(subject, today),
        state=_state_words(link),
        summary_title=_("What the child unit shows")
        if is_adult
        else _("What the adult unit shows"),
        summary=_summary(other, today) if other else [],
        nothing_opened=_("You do not see the other unit's case.")
        if link.state == JointState.OPEN
        else _("Nothing of the other unit's case is open."),
        plan=link.plan,
        follow_up=_("You look at it again %(day)s.") % {"day": day_words(link.follow_up_on)}
        if link.follow_up_on
        else "",
        meetings=[meeting_row(each) for each in meetings if each.joint_id == link.pk],
        actions=_actions(link, case, may=may) if case.is_open else [],
        is_open=link.state == JointState.OPEN,
    )


def _state_words(link: JointHandling) -> str:
    if link.state == JointState.OPEN and link.opened_at:
        return _("The units have worked together since %(day)s.") % {
            "day": day_words(day_of(link.opened_at))
        }
    if link.state == JointState.OFFERED:
        return _("Offered %(day)s. The parent has not answered.") % {
            "day": day_words(link.offered_on)
        }
    return str(JointState(link.state).label) + "."


def _summary(other: Case, today: date) -> list[Fact]:
    """All that a link opens: a closed list (docs/access-and-secrecy.md)."""
    facts = [
        Fact(_("Who"), name_and_age(other.subject, today)),
        Fact(
            _("Who has the case"), other.responsible.name if other.responsible else _("Nobody yet")
        ),
        Fact(_("Unit"), other.unit.name),
        Fact(_("Where in the case"), str(Phase(other.phase).label)),
        Fact(_("Opened"), day_words(day_of(other.opened_at))),
    ]
    if other.kind == CaseKind.ADULT:
        facts.append(Fact(_("Class of reasons"), str(ReasonClass(other.adult.reason).label)))
    return facts


def _actions(link: JointHandling, case: Case, *, may: May) -> list[Action]:
    actions: list[Action] = []
    if may("update", "family_work_link", link):
        if link.state == JointState.OFFERED and link.began_with == case.kind:
            actions.append(
                Action(_("Write the parent's answer"), reverse("joint_answer", args=[link.pk]))
            )
        if link.state == JointState.OPEN:
            actions += [
                Action(
                    _("Follow up the plan") if link.plan else _("Plan together"),
                    reverse("joint_plan", args=[link.pk]),
                    "secondary",
                ),
                Action(
                    _("Book a joint meeting"),
                    reverse("meeting_new", args=[case.pk]) + f"?tillsammans={link.pk}",
                    "secondary",
                ),
            ]
    if may("revoke", "family_work_link", link):
        actions.append(Action(_("End it"), reverse("joint_end", args=[link.pk]), "tertiary"))
    return actions


def _past(link: JointHandling, today: date) -> TimeRow:
    day = day_of(link.ended_at) if link.ended_at else link.answered_on
    return TimeRow(
        f"{full_name(link.about)}: {JointState(link.state).label}"
        if not link.about.is_protected
        else str(JointState(link.state).label),
        detail=" ".join(
            part for part in (day_words(day) if day else "", link.ended_because) if part
        ),
    )
