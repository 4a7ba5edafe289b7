"""Why two registrations cannot be made one, and what keeps them from being parted again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Hindrance(models.TextChoices):
    """Why two rows are not made one person."""

    SAME_ROW = "SAME_ROW", _("It is one and the same registration.")
    ELSEWHERE = "ELSEWHERE", _("One of them is not in your own units.")
    ALREADY_ONE = "ALREADY_ONE", _("One of them has been made one with somebody already.")
    PROTECTED = (
        "PROTECTED",
        _("Somebody with protected identity is never made one with another registration."),
    )
    NOT_ALIKE = "NOT_ALIKE", _("They do not have the same name and the same day of birth.")
    SET_ASIDE = "SET_ASIDE", _("Somebody else must do it.")
    WHICH_CASE = "WHICH_CASE", _("Both have an open case of the same kind. Say which one goes on.")
    TOO_MANY_OPEN = (
        "TOO_MANY_OPEN",
        _("They have more than two open cases of the same kind. Close what is done first."),
    )


class Since(models.TextChoices):
    """What has come since two rows were made one, of which nobody can tell whose it is."""

    CASE = "CASE", _("a new case")
    PARTY = "PARTY", _("a new place in somebody's case")
    JOINT = "JOINT", _("new joint handling")
    MERGED = "MERGED", _("one more registration that was made one with it")
    FACTS = "FACTS", _("changed facts about the person")
    PROTECTION = "PROTECTION", _("protected identity")
