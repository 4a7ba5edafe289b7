"""What comes in about a child, and the first two decisions about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


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
