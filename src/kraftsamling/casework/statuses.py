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
    OWN_LINK = "OWN_LINK", _("Through the child's own link")
    IMPORTED = "IMPORTED", _("From the record system")
    ADULT_UNIT = "ADULT_UNIT", _("From the adult unit")


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


class ConcernState(models.TextChoices):
    """What has become of a worry that was sent through the website."""

    WAITING = "WAITING", _("Waits to be read and registered")
    REGISTERED = "REGISTERED", _("Registered as a concern report")
    ENTERED = "ENTERED", _("Entered in the record system")
    NOT_A_REPORT = "NOT_A_REPORT", _("Not about a child here, because …")


CONCERN_STEPS: Final[Mapping[ConcernState, frozenset[ConcernState]]] = {
    ConcernState.WAITING: frozenset(
        {ConcernState.REGISTERED, ConcernState.ENTERED, ConcernState.NOT_A_REPORT}
    ),
    # Thrown away by mistake: whoever sees it puts it back.
    ConcernState.NOT_A_REPORT: frozenset({ConcernState.WAITING, ConcernState.REGISTERED}),
    ConcernState.REGISTERED: frozenset(),
    ConcernState.ENTERED: frozenset(),
}


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


class Domain(models.TextChoices):
    """What a statement of a Signs of Safety mapping is: seven kinds in three columns."""

    HARM = "HARM", _("What has happened")
    DANGER = "DANGER", _("Danger: what we are worried may happen")
    COMPLICATING = "COMPLICATING", _("What makes it harder")
    STRENGTH = "STRENGTH", _("Something good")
    SAFETY = "SAFETY", _("Something that has protected the child")
    GOAL = "GOAL", _("Safety goal: what we need to see")
    NEXT_STEP = "NEXT_STEP", _("Next step")


class Speaker(models.TextChoices):
    """Who said it, or whose mark it is."""

    CHILD = "CHILD", _("The child")
    MOTHER = "MOTHER", _("Mother")
    FATHER = "FATHER", _("Father")
    NETWORK = "NETWORK", _("Network")
    WORKER = "WORKER", _("Social secretary")
    OTHER = "OTHER", _("Somebody else")


class Kept(models.TextChoices):
    """Whether a step of the safety plan was kept to when somebody looked."""

    KEPT = "KEPT", _("It was kept")
    PARTLY = "PARTLY", _("Partly")
    NOT = "NOT", _("It was not kept")


class Topic(models.TextChoices):
    """What a child's own words are about: the three houses, and what it wants of a meeting."""

    NONE = "", _("Nothing in particular")
    WORRY = "WORRY", _("What is not good")
    GOOD = "GOOD", _("What is good")
    DREAM = "DREAM", _("What I want")
    MEETING = "MEETING", _("Before a meeting")


HOUSES: Final = (Topic.WORRY, Topic.GOOD, Topic.DREAM)
"""The three houses, in the order that they are drawn."""


class ChannelEnd(models.TextChoices):
    """Why a child's link does not open any more."""

    ENDED = "ENDED", _("Ended by the worker")
    REPLACED = "REPLACED", _("A new link was made")
    TRIES = "TRIES", _("The wrong code was given five times")


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
