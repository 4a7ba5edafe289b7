"""The work of two units around one family, help, and what is told to others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReasonClass(models.TextChoices):
    """Why an adult has a case: a closed list, so that it can be told across a link and counted."""

    SUBSTANCES = "SUBSTANCES", _("Harmful substance use")
    GAMBLING = "GAMBLING", _("Gambling")
    VIOLENCE = "VIOLENCE", _("Violence in close relations")
    MENTAL = "MENTAL", _("Poor mental health")
    HOUSING = "HOUSING", _("Housing")
    OTHER = "OTHER", _("Other reason")


class Household(models.TextChoices):
    """Whether there are children where an adult lives. Nobody leaves it unasked."""

    NOT_ASKED = "NOT_ASKED", _("Not asked yet")
    YES = "YES", _("Yes, there are children")
    NO = "NO", _("No children")


class JointState(models.TextChoices):
    """Joint handling of a family by the adult unit and the child unit (gemensam handläggning).

    There is no state of rest on purpose: a crisis never suspends it (rules/crisis).
    """

    OFFERED = "OFFERED", _("Offered, no answer yet")
    DECLINED = "DECLINED", _("The parent does not want it")
    AGREED = "AGREED", _("The parent wants it; the other unit has no case yet")
    OPEN = "OPEN", _("The units work together")
    ENDED = "ENDED", _("Ended")


JOINT_STEPS: Final[Mapping[JointState, frozenset[JointState]]] = {
    JointState.OFFERED: frozenset(
        {JointState.DECLINED, JointState.AGREED, JointState.OPEN, JointState.ENDED}
    ),
    JointState.AGREED: frozenset({JointState.OPEN, JointState.ENDED}),
    JointState.OPEN: frozenset({JointState.ENDED}),
    JointState.DECLINED: frozenset(),
    JointState.ENDED: frozenset(),
}


class ConsentTo(models.TextChoices):
    """What somebody says yes to (samtycke)."""

    JOINT_HANDLING = "JOINT_HANDLING", _("Joint handling by adult unit and child unit")
    SIP = "SIP", _("Co-ordinated individual plan")
    SCHOOL = "SCHOOL", _("Talk with the school")
    HEALTH = "HEALTH", _("Talk with health care")
    CONSULT = "CONSULT", _("Consult with others")
    HOME_VISIT = "HOME_VISIT", _("Joint home visit")
    OTHER = "OTHER", _("Something else")


class ShareBasis(models.TextChoices):
    """On what something of a case leaves the authority: the closed list (docs/access-and-secrecy.md)."""

    LEGAL_DUTY_NOTICE = "LEGAL_DUTY_NOTICE", _("Duty in law to tell")
    CONSENT = "CONSENT", _("Consent")
    CHILD_CARE_26_9 = "CHILD_CARE_26_9", _("Necessary care of somebody under 18 (OSL 26 kap. 9 §)")
    HARM_TEST = "HARM_TEST", _("Clear that nobody is harmed (harm test)")
    PARTY_ACCESS = "PARTY_ACCESS", _("The party's own right to see")
    POLICE = "POLICE", _("To the police (OSL 10 kap.)")


class InterventionState(models.TextChoices):
    """How far an intervention has come (insats)."""

    ORDERED = "ORDERED", _("Ordered")
    STARTED = "STARTED", _("Going on")
    ENDED = "ENDED", _("Ended")
    NOT_STARTED = "NOT_STARTED", _("Was never started")


INTERVENTION_STEPS: Final[Mapping[InterventionState, frozenset[InterventionState]]] = {
    InterventionState.ORDERED: frozenset(
        {InterventionState.STARTED, InterventionState.NOT_STARTED}
    ),
    InterventionState.STARTED: frozenset({InterventionState.ENDED}),
    InterventionState.ENDED: frozenset(),
    InterventionState.NOT_STARTED: frozenset(),
}


class Provider(models.TextChoices):
    """Who gives an intervention."""

    OWN = "OWN", _("We do it ourselves")
    BOUGHT = "BOUGHT", _("Bought from somebody else")


class Result(models.TextChoices):
    """What an intervention has led to."""

    REACHED = "REACHED", _("The goals are reached")
    PARTLY = "PARTLY", _("Some goals are reached")
    NOT_REACHED = "NOT_REACHED", _("The goals are not reached")
    STOPPED = "STOPPED", _("Stopped before its end")


class Counted(models.TextChoices):
    """What is counted of help that needs no assessment of somebody's needs. Never a person."""

    OCCASIONS = "OCCASIONS", _("Times the help was given")
    OFFERED = "OFFERED", _("Families offered")
    BEGUN = "BEGUN", _("Families with a first visit")
    VISITS = "VISITS", _("Visits")
    JOINT_VISITS = "JOINT_VISITS", _("Visits by nurse and parent adviser together")
    AT_15_MONTHS = "AT_15_MONTHS", _("Families whose child became 15 months")
    ALL_VISITS = "ALL_VISITS", _("… of whom had all six visits")


class MeetingKind(models.TextChoices):
    """What kind of meeting. It says nothing of why."""

    CHILD = "CHILD", _("With the child")
    FAMILY = "FAMILY", _("With the family")
    NETWORK = "NETWORK", _("Network meeting")
    JOINT = "JOINT", _("Consultation of both units")
    SIP = "SIP", _("Co-ordinated plan")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    OTHER = "OTHER", _("Other meeting")
