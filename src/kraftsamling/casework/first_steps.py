"""The order and the headings that casework rests on, as a step of Get started and pages of the settings."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.selectors.settings import has_order_and_headings
from kraftsamling.casework.services.beside import is_beside
from kraftsamling.organisations import settings_pages
from kraftsamling.organisations.onboarding import OnboardingStep, register_step
from kraftsamling.organisations.settings_pages import SettingsPage


def _words(authority_id: UUID) -> str:
    if is_beside(authority_id):
        return _("Decisions are made in your record system. Nothing is needed here.")
    return _(
        "Who decides what, and the headings of an investigation. Without them nobody can decide anything."
        " There is a set to begin with."
    )


def _done(authority_id: UUID) -> bool:
    return is_beside(authority_id) or has_order_and_headings(authority_id)


def register_all() -> None:
    """Called once at start."""
    register_step(
        OnboardingStep(
            "casework",
            35,
            _lazy("Cases"),
            _words,
            _lazy("About 10 minutes"),
            _done,
            links=((_lazy("Look through the start set"), "start_set"),),
            change=(_lazy("Change"), "delegation"),
        )
    )
    settings_pages.register(
        SettingsPage(
            _lazy("Who decides"),
            "delegation",
            _lazy("The delegation order: who makes which decision, from when"),
            "delegation_rule",
            "list",
        ),
        SettingsPage(
            _lazy("Qualified for children's cases"),
            "qualifications",
            _lazy("Who has the degree that the law asks for"),
            "qualification",
            "list",
        ),
        SettingsPage(
            _lazy("Headings of an investigation"),
            "headings",
            _lazy("What an investigation is written under, and in which order"),
            "investigation_heading",
            "list",
        ),
        SettingsPage(
            _lazy("Kinds of help"),
            "help_kinds",
            _lazy("What can be ordered in a case, what is open to all, and how each is counted"),
            "intervention_kind",
            "list",
        ),
        SettingsPage(
            _lazy("Words of letters"),
            "letter_words_list",
            _lazy("What stands in the letters of a case"),
            "letter_template",
            "list",
        ),
        SettingsPage(
            _lazy("Times of the law"),
            "legal_rules",
            _lazy("How long each is, where it stands, and who has read it"),
            "legal_rule",
            "list",
        ),
        SettingsPage(
            _lazy("Points"),
            "weights",
            _lazy("What a case weighs, by kind, phase and how heavy it is"),
            "case_weight",
            "list",
        ),
    )
