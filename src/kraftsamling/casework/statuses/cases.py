"""The case: whose it is, where it is, who has it, and who is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """Whose matter it is. An adult's case is small: person, reason class, worker, plan, children."""

    CHILD = "CHILD", _("Child")
    ADULT = "ADULT", _("Adult")


class Phase(models.TextChoices):
    """Where a case is (skede). It is shown in lists, so it says nothing of why."""

    RECEIVED = "RECEIVED", _("Concern report")
    PRELIMINARY = "PRELIMINARY", _("Preliminary assessment")
    INVESTIGATION = "INVESTIGATION", _("Investigation")
    INTERVENTION = "INTERVENTION", _("Help is given")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    CLOSED = "CLOSED", _("The case is closed")


PHASE_STEPS: Final[Mapping[Phase, frozenset[Phase]]] = {
    Phase.RECEIVED: frozenset(
        {Phase.PRELIMINARY, Phase.INVESTIGATION, Phase.INTERVENTION, Phase.CLOSED}
    ),
    Phase.PRELIMINARY: frozenset({Phase.INVESTIGATION, Phase.CLOSED}),
    Phase.INVESTIGATION: frozenset({Phase.INTERVENTION, Phase.FOLLOW_UP, Phase.CLOSED}),
    Phase.INTERVENTION: frozenset({Phase.INVESTIGATION, Phase.FOLLOW_UP, Phase.CLOSED}),
    Phase.FOLLOW_UP: frozenset({Phase.INVESTIGATION, Phase.INTERVENTION, Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.RECEIVED, Phase.PRELIMINARY}),
}


class Urgency(models.TextChoices):
    """How soon a case must be taken, in the words of the crisis plan."""

    FIRST = "FIRST", _("Before everything else")
    THIS_WEEK = "THIS_WEEK", _("This week")
    CAN_WAIT = "CAN_WAIT", _("Can wait")


class Competence(models.TextChoices):
    """What whoever takes the case needs to be good at: the closed list that lists may show."""

    NONE = "", _("No special competence")
    SMALL_CHILDREN = "SMALL_CHILDREN", _("used to small children")
    TEENAGERS = "TEENAGERS", _("used to teenagers")
    LANGUAGE = "LANGUAGE", _("another language")
    COURT = "COURT", _("used to court proceedings")


class QualificationGround(models.TextChoices):
    """What makes a worker qualified for children's cases; NONE: the worker is not."""

    SOCIONOM = "SOCIONOM", _("Degree in social work")
    OTHER_DEGREE = "OTHER_DEGREE", _("Another relevant degree, by the rules of the National Board")
    PROOF = "PROOF", _("Proof of competence for a foreign degree")
    NONE = "NONE", _("No such degree: works together with somebody who has it")


class AssignmentRole(models.TextChoices):
    """In what part a worker has a case."""

    MAIN = "MAIN", _("Responsible")
    CO_WORKER = "CO_WORKER", _("Works together")
    DEPUTY = "DEPUTY", _("Stands in")
    SUPERVISED = "SUPERVISED", _("Under supervision")


class InParty(models.TextChoices):
    """What a person is in a case."""

    SUBJECT = "SUBJECT", _("The matter is about")
    CUSTODIAN = "CUSTODIAN", _("Custodian")
    PARENT = "PARENT", _("Parent without custody")
    SIBLING = "SIBLING", _("Sibling")
    CHILD = "CHILD", _("Child in the household")
    HOUSEHOLD = "HOUSEHOLD", _("Lives in the household")
    NETWORK = "NETWORK", _("Network")


class Protection(models.IntegerChoices):
    """Degrees of protected identity (skyddade personuppgifter)."""

    NONE = 0, _("No protection")
    FLAGGED = 1, _("Secrecy marking")
    PROTECTED_REGISTRATION = 2, _("Protected population registration")
    NEW_IDENTITY = 3, _("Fictitious identity")


class NoteKind(models.TextChoices):
    """What a note in the file is about (journalanteckning)."""

    EVENT = "EVENT", _("Event")
    TALK = "TALK", _("Talk")
    CHILD_TALK = "CHILD_TALK", _("Talk with the child")
    HOME_VISIT = "HOME_VISIT", _("Home visit")
    CONTACT = "CONTACT", _("Contact with others")
    ASSESSMENT = "ASSESSMENT", _("Assessment")
    OBJECTION = "OBJECTION", _("The person's objection")


class GlassOutcome(models.TextChoices):
    """What somebody else says about an emergency opening afterwards."""

    RIGHT = "RIGHT", _("It was right")
    ASK = "ASK", _("The worker must explain")
    INCIDENT = "INCIDENT", _("It was wrong, and is dealt with")
