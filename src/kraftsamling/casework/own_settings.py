"""The law's times in the catalogue of values: start values until a lawyer has confirmed them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.law_words import COUNTED_IN, NAMES, in_words
from kraftsamling.casework.rules.crisis_plan import START as THRESHOLDS
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Rule
from kraftsamling.casework.services.channel import DAYS, DAYS_SETTING
from kraftsamling.casework.services.points import RATING
from kraftsamling.organisations.settings_catalogue import SettingDefinition, register

_ADDRESS: Final = SettingDefinition(
    code="record.address",
    name=_("Address of a case in the record system"),
    kind="text",
    default="",
    unit="",
    source=_("The record system's supplier. {nummer} is where the case number stands."),
    verified=True,
    where=_("Cases kept in another record system"),
)

_CHANNEL: Final = SettingDefinition(
    code=DAYS_SETTING,
    name=_("A child's own link opens for"),
    kind="int",
    default=DAYS,
    unit=_("days"),
    source=_("Ours: long enough to get an answer, short enough to be forgotten."),
    verified=True,
    where=_("The child's channel"),
)

_RATING: Final = SettingDefinition(
    code=RATING,
    name=_("Workers say each month how they find their load"),
    kind="bool",
    default=False,
    unit="",
    source=_("Ours. Turn it on when it has been talked through with the unions."),
    verified=True,
    where=_("Points"),
)


def _thresholds() -> Iterator[SettingDefinition]:
    for step, each in THRESHOLDS.items():
        numbers = {"step": step}
        yield SettingDefinition(
            code=f"crisis.step{step}_cases",
            name=format_lazy(_("Step {step} of the crisis plan: cases that wait"), **numbers),
            kind="int",
            default=each.cases,
            unit=_("cases"),
            source=_("Ours. Decide your own with your crisis plan."),
            verified=True,
            where=_("Crisis plan"),
        )
        yield SettingDefinition(
            code=f"crisis.step{step}_days",
            name=format_lazy(_("Step {step} of the crisis plan: the longest wait"), **numbers),
            kind="int",
            default=each.days,
            unit=_("days"),
            source=_("Ours. Decide your own with your crisis plan."),
            verified=True,
            where=_("Crisis plan"),
        )


def register_all() -> None:
    """Called once at start: docs/rules.md is generated from here."""
    register(
        *(_definition(rule) for rule in CATALOGUE.values()),
        _ADDRESS,
        _CHANNEL,
        _RATING,
        *_thresholds(),
    )


def _definition(rule: Rule) -> SettingDefinition:
    return SettingDefinition(
        code=f"law.{rule.code}",
        name=NAMES[rule.code],
        kind="int",
        default=rule.length,
        unit=COUNTED_IN[rule.counting],
        source=in_words(rule.source),
        verified=rule.confidence == "V",
        where=_("Times of the law"),
        changeable=False,
        page="legal_rules",
    )
