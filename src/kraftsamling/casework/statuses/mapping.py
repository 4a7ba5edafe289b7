"""Signs of Safety mappings, and the child's own channel."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


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
