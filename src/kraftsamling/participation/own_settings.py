"""The survey's values, in the catalogue of values."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kraftsamling.indicators.rules.thresholds import OUTSIDE
from kraftsamling.organisations.settings_catalogue import SettingDefinition, register
from kraftsamling.participation.languages import TRANSLATED
from kraftsamling.participation.languages.review import NAMES, review_setting
from kraftsamling.participation.rules.bursts import SIGMAS
from kraftsamling.participation.rules.words import LONGEST
from kraftsamling.participation.services import ARRIVALS_KEPT, BATCH, HIDDEN_KEPT, VALID_MONTHS
from kraftsamling.participation.sharing import KIOSK_A_DAY, KIOSK_A_DAY_SETTING, MOST_AT_ONCE
from kraftsamling.participation.tries import ANSWERS

_SOURCE = _("Decided in the design of the product")
_WHERE = _("The three questions")


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            "survey.batch", _("Answers move at night at least"), "int", BATCH, _("at a time"),
            _SOURCE, True, _WHERE, only_upwards=True, changeable=False,
        ),
        SettingDefinition(
            "survey.code", _("A code on a slip can be used"), "int", VALID_MONTHS, _("months"),
            _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            "survey.shared", _("A shared code takes from each series at most"), "int", MOST_AT_ONCE,
            _("answers"), _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            KIOSK_A_DAY_SETTING, _("A unit's tablet takes at most"), "int", KIOSK_A_DAY,
            _("answers a day"), _SOURCE, True, _WHERE,
        ),
        SettingDefinition(
            "survey.kiosk_minute", _("A tablet stores at most"), "int", ANSWERS,
            _("answers a minute"), _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            "survey.words", _("What somebody adds is at most"), "int", LONGEST,
            _("characters"), _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            "survey.words_among", _("Own words are shown in a quarter with at least"), "int",
            OUTSIDE.least, _("answers"), _SOURCE, True, _WHERE, only_upwards=True, changeable=False,
        ),
        SettingDefinition(
            "survey.words_hidden", _("Words that are not shown are gone after"), "int",
            HIDDEN_KEPT.days, _("days"), _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            "survey.arrivals", _("The number of answers in each hour is kept"), "int",
            ARRIVALS_KEPT.days, _("days"), _SOURCE, True, _WHERE, changeable=False,
        ),
        SettingDefinition(
            "survey.bursts", _("An hour is unusual above the usual by more than"), "int",
            int(SIGMAS), _("standard deviations"), _SOURCE, True, _WHERE, changeable=False,
        ),
        *(
            SettingDefinition(
                review_setting(code),
                format_lazy(_("The survey in {language}: who reviewed it, and when"),
                            language=NAMES[code]),
                "text", "", "", _("Nobody yet: the translation is our own"), False, _WHERE,
            )
            for code in TRANSLATED
        ),
    )  # fmt: skip
