"""The tabs of participation: a tab exists for whoever can open it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link


@dataclass(frozen=True)
class Allowed:
    """Which verbs the role has; a button that it has not does not exist."""

    act: bool = False
    hand_out: bool = False
    open_survey: bool = False
    share: bool = False
    word: bool = False
    read_in: bool = False
    read_words: bool = False


def tabs_of(allowed: Allowed, *, current: str = "participation_results") -> list[Link]:
    """The three questions, and the ways to ask them."""
    tabs = [
        (_("The three questions"), "participation_results", True),
        (_("In their own words"), "survey_words", allowed.read_words),
        (_("Slips"), "survey_slips", allowed.hand_out),
        (_("Tablet and group codes"), "shared_codes", allowed.share),
        (_("The words"), "survey_wording", allowed.word),
        (_("Read in answers"), "survey_import", allowed.read_in),
    ]
    return [Link(name, reverse(url), url == current) for name, url, there in tabs if there]
