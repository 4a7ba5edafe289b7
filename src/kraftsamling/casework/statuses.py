"""Phases and states of casework, and the steps between them."""

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


class AssignmentRole(models.TextChoices):
    """In what part a worker has a case."""

    MAIN = "MAIN", _("Responsible")
    CO_WORKER = "CO_WORKER", _("Works together")
    DEPUTY = "DEPUTY", _("Stands in")
    SUPERVISED = "SUPERVISED", _("Under supervision")


class Channel(models.TextChoices):
    """How a concern report reached us."""

    PHONE = "PHONE", _("By phone")
    LETTER = "LETTER", _("By letter or e-mail")
    VISIT = "VISIT", _("At a visit")
    PUBLIC_FORM = "PUBLIC_FORM", _("Through the website")
    IMPORTED = "IMPORTED", _("From the record system")


class ReporterKind(models.TextChoices):
    """Who reports (anmälare). Those who must report by law get told whether an investigation opens."""

    SCHOOL = "SCHOOL", _("School or preschool")
    HEALTH = "HEALTH", _("Health care or dental care")
    POLICE = "POLICE", _("Police")
    SOCIAL = "SOCIAL", _("Another part of social services")
    OTHER_OFFICIAL = "OTHER_OFFICIAL", _("Another authority")
    PRIVATE = "PRIVATE", _("A private person")
    ANONYMOUS = "ANONYMOUS", _("A private person who does not say who it is")
    CHILD = "CHILD", _("The child itself")


OFFICIAL_REPORTERS: Final = frozenset(
    {
        ReporterKind.SCHOOL,
        ReporterKind.HEALTH,
        ReporterKind.POLICE,
        ReporterKind.SOCIAL,
        ReporterKind.OTHER_OFFICIAL,
    }
)
"""They must report (anmälningsskyldiga), are never anonymous, and get feedback."""


class PreliminaryOutcome(models.TextChoices):
    """What a preliminary assessment ends in."""

    OPEN = "OPEN", _("Open an investigation")
    NOT_OPEN = "NOT_OPEN", _("Do not open an investigation")
    ALREADY_OPEN = "ALREADY_OPEN", _("An investigation is already open")


class InvestigationOutcome(models.TextChoices):
    """What an investigation ends in."""

    INTERVENTION = "INTERVENTION", _("Help is decided")
    NO_INTERVENTION = "NO_INTERVENTION", _("Closed without help from us")
    FOLLOW_UP = "FOLLOW_UP", _("Closed, followed up for at most two months")


class DecisionState(models.TextChoices):
    """A decision is written, put before those who decide, and made."""

    DRAFT = "DRAFT", _("Draft")
    PUT_FORWARD = "PUT_FORWARD", _("Put forward")
    DECIDED = "DECIDED", _("Decided")
    REJECTED = "REJECTED", _("Decided otherwise")


DECISION_STEPS: Final[Mapping[DecisionState, frozenset[DecisionState]]] = {
    DecisionState.DRAFT: frozenset(
        {DecisionState.PUT_FORWARD, DecisionState.DECIDED, DecisionState.REJECTED}
    ),
    DecisionState.PUT_FORWARD: frozenset({DecisionState.DECIDED, DecisionState.REJECTED}),
    DecisionState.DECIDED: frozenset(),
    DecisionState.REJECTED: frozenset(),
}


class DecisionLevel(models.TextChoices):
    """Who decides by the delegation order (delegationsordning)."""

    ROLE = "ROLE", _("An official")
    COMMITTEE = "COMMITTEE", _("The committee")
    CHAIR = "CHAIR", _("The chair")


class DecisionType(models.TextChoices):
    """What is decided. Who may decide each is read from the delegation order, never from here."""

    OPEN_INVESTIGATION = "OPEN_INVESTIGATION", _("Open an investigation")
    NOT_OPEN = "NOT_OPEN", _("Do not open an investigation")
    EXTEND_INVESTIGATION = "EXTEND_INVESTIGATION", _("Extend the time of an investigation")
    CLOSE_INVESTIGATION = "CLOSE_INVESTIGATION", _("Close an investigation without help")
    ASSISTANCE = "ASSISTANCE", _("Help in open forms")
    CONTACT_PERSON = "CONTACT_PERSON", _("Contact person or contact family")
    PLACEMENT_SOL = "PLACEMENT_SOL", _("Placement with consent")
    APPLY_CARE = "APPLY_CARE", _("Apply to the court for care without consent")
    IMMEDIATE_CUSTODY = "IMMEDIATE_CUSTODY", _("Take the child into immediate care")
    END_INTERVENTION = "END_INTERVENTION", _("End the help")


class Heard(models.TextChoices):
    """How somebody has been heard."""

    MEETING = "MEETING", _("At a meeting")
    ALONE = "ALONE", _("Alone, without parents")
    PHONE = "PHONE", _("By phone")
    WRITING = "WRITING", _("In writing or pictures")
    NOT_HEARD = "NOT_HEARD", _("Has not been heard, because …")


class InParty(models.TextChoices):
    """What a person is in a case."""

    SUBJECT = "SUBJECT", _("The matter is about")
    CUSTODIAN = "CUSTODIAN", _("Custodian")
    PARENT = "PARENT", _("Parent without custody")
    SIBLING = "SIBLING", _("Sibling")
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


class LetterKind(models.TextChoices):
    """What a letter is about. Its words are the authority's own, or the ones to begin with."""

    FEEDBACK = "FEEDBACK", _("Answer to who reported")
    OPENED = "OPENED", _("An investigation is opened")
    NOT_OPENED = "NOT_OPENED", _("No investigation is opened")
    MEETING = "MEETING", _("Call to a meeting")
    COMMUNICATION = "COMMUNICATION", _("Material before a decision")
    DECISION = "DECISION", _("Decision")
    DECISION_CHILD = "DECISION_CHILD", _("Decision, to you who are a child")
    CLOSED = "CLOSED", _("The investigation is ready")


class Direction(models.TextChoices):
    """Which way a document went (inkommen, upprättad)."""

    RECEIVED = "RECEIVED", _("Came in")
    DRAWN_UP = "DRAWN_UP", _("Drawn up here")


class Way(models.TextChoices):
    """How a document came or went."""

    POST = "POST", _("By post")
    HAND = "HAND", _("Handed over")
    DIGITAL = "DIGITAL", _("By digital post or secure message")
    FORWARDED = "FORWARDED", _("Through the Tax Agency's forwarding")


class ExportState(models.TextChoices):
    """Where a file of the list is."""

    ASKED = "ASKED", _("Waits for a second person")
    MAKING = "MAKING", _("Is being made")
    READY = "READY", _("Ready to fetch")
    GONE = "GONE", _("Taken away")


class GlassOutcome(models.TextChoices):
    """What somebody else says about an emergency opening afterwards."""

    RIGHT = "RIGHT", _("It was right")
    ASK = "ASK", _("The worker must explain")
    INCIDENT = "INCIDENT", _("It was wrong, and is dealt with")
