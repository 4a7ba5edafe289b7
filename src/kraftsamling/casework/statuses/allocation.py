"""What the giving out of cases speaks in: how heavy a case is, why a choice was changed, what is done while
a case waits, and the steps of a crisis plan."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Complexity(models.TextChoices):
    """How heavy a case is beside others of its kind and phase (komplexitet): it says nothing of why."""

    SIMPLE = "SIMPLE", _("Simpler than most")
    ORDINARY = "ORDINARY", _("As most")
    COMPLEX = "COMPLEX", _("Heavier than most")


class GivenState(models.TextChoices):
    """What has become of one line of a proposal."""

    PROPOSED = "PROPOSED", _("Proposed")
    ACCEPTED = "ACCEPTED", _("Accepted")


class OtherBecause(models.TextChoices):
    """Why somebody else than the proposed one is chosen: never a word about the child."""

    KNOWS_THE_FAMILY = "KNOWS_THE_FAMILY", _("Has met the family before")
    LANGUAGE = "LANGUAGE", _("Language")
    EDUCATION = "EDUCATION", _("Education")
    ABSENCE = "ABSENCE", _("Absence")
    CONFLICT = "CONFLICT", _("Conflict of interest")
    OTHER = "OTHER", _("Another reason")


class Meanwhile(models.TextChoices):
    """What is done while a case waits for a worker (under tiden)."""

    TALKS = "TALKS", _("Talks with the family twice a week")
    LETTER = "LETTER", _("A letter about the time of waiting")
    HELP_GOES_ON = "HELP_GOES_ON", _("Help that is given goes on")
    PROTECTION_AGAIN = "PROTECTION_AGAIN", _("Protection assessed again on a day that is set")
    RECEPTION_TALKS = "RECEPTION_TALKS", _("The reception takes calls")


class Risk(models.TextChoices):
    """What has been judged of a case before it is let wait."""

    NOT_ACUTE = "NOT_ACUTE", _("Not acute")
    CAN_WAIT = "CAN_WAIT", _("Can wait")


class HelpAnswer(models.TextChoices):
    """What another unit says when it is asked for help."""

    YES = "YES", _("We can help")
    NO = "NO", _("We cannot help now")


class CrisisState(models.TextChoices):
    """Where a step of the crisis plan stands (krisplanens steg)."""

    PROPOSED = "PROPOSED", _("Proposed")
    ASKED = "ASKED", _("Decided, waits for a second person")
    ACTIVE = "ACTIVE", _("In force")
    ENDED = "ENDED", _("Ended")
    DECLINED = "DECLINED", _("Declined")


CRISIS_STEPS: Final = {
    CrisisState.PROPOSED: frozenset({CrisisState.ASKED, CrisisState.DECLINED}),
    CrisisState.ASKED: frozenset({CrisisState.ACTIVE, CrisisState.DECLINED}),
    CrisisState.ACTIVE: frozenset({CrisisState.ENDED}),
}
