"""Investigations, decisions, letters and what is handed out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


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
