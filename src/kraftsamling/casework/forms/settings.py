"""What an authority decides for its casework: who decides what, its headings, and the law's times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.law_words import COUNTED_IN, in_words
from kraftsamling.casework.models import DelegationRule, InvestigationHeading, LegalRule
from kraftsamling.casework.rules.legal_rules import Counting, Rule
from kraftsamling.casework.statuses import DecisionLevel
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    IdempotentForm,
    KraftForm,
    OneOf,
    Several,
    VersionedForm,
    offer,
)
from kraftsamling.organisations.roles import Role

NOBODY: Final = "NONE"
CHAIR_TOO: Final = "COMMITTEE_OR_CHAIR"
LONGEST: Final = 366


class DelegationForm(KraftForm):
    """Who makes one type of decision, from a day, and where that is decided."""

    roles = Several(label=_lazy("Which officials may decide?"), required=False)
    level = OneOf(
        label=_lazy("Does the committee decide?"),
        choices=[
            (NOBODY, _lazy("No, only officials")),
            (DecisionLevel.COMMITTEE.value, _lazy("Yes, the committee")),
            (CHAIR_TOO, _lazy("Yes, and the chair when it cannot wait for the committee")),
            (DecisionLevel.CHAIR.value, _lazy("No, but the chair does")),
        ],
    )
    source = forms.CharField(
        label=_lazy("Where is it decided?"),
        help_text=_lazy("For example the section of your delegation order and its day."),
        max_length=200,
    )
    valid_from = SwedishDateField(label=_lazy("From which day?"), side=Side.TODAY_OR_LATER)

    def __init__(self, *args: Any, can: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "roles", ((role.value, role.label) for role in can))

    @staticmethod
    def initial_of(rules: Sequence[DelegationRule], *, today: date) -> dict[str, Any]:
        """The order that holds, as the form shows it."""
        level = next((each.level for each in rules if each.level != DecisionLevel.ROLE), NOBODY)
        chair = any(each.may_chair for each in rules)
        return {
            "roles": [each.role for each in rules if each.role],
            "level": CHAIR_TOO if chair and level == DecisionLevel.COMMITTEE else level,
            "source": rules[0].source if rules else "",
            "valid_from": today,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("roles") and data.get("level") == NOBODY:
            self.add_error(
                "roles", _("Somebody must decide. Tick a role, or let the committee decide.")
            )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data, level = self.cleaned_data, self.cleaned_data["level"]
        committee = DecisionLevel.COMMITTEE if level == CHAIR_TOO else level
        return {
            "roles": [Role(each) for each in data["roles"]],
            "level": None if level == NOBODY else DecisionLevel(committee),
            "may_chair": level == CHAIR_TOO,
            "source": data["source"],
            "valid_from": data["valid_from"],
        }


class _HeadingFields(forms.Form):
    words = forms.CharField(label=_lazy("Heading"), max_length=120)
    help = forms.CharField(
        label=_lazy("What is written there?"),
        help_text=_lazy("A line for whoever writes."),
        max_length=300,
        required=False,
    )
    is_required = forms.BooleanField(
        label=_lazy("Something must be written here before the investigation is closed"),
        required=False,
        initial=True,
    )
    position = forms.IntegerField(
        label=_lazy("Which place from the top?"), min_value=1, max_value=100
    )


class NewHeadingForm(IdempotentForm, _HeadingFields):
    """One more heading."""


class HeadingForm(VersionedForm, _HeadingFields):
    """A heading in use: other words, help or place."""

    @staticmethod
    def initial_of(heading: InvestigationHeading) -> dict[str, Any]:
        """What stands there now."""
        names = ("words", "help", "is_required", "position", "version")
        return {name: getattr(heading, name) for name in names}


class LegalRuleForm(KraftForm):
    """One time of the law: how long, read where, and by whom."""

    length = forms.IntegerField(
        label=_lazy("How long?"),
        min_value=0,
        max_value=LONGEST,
        error_messages={"invalid": _lazy("Write a whole number.")},
    )
    counting = forms.ChoiceField(label=_lazy("Counted in"))
    source = forms.CharField(
        label=_lazy("Where does it stand?"),
        help_text=_lazy("Law, chapter and section, or the committee's decision."),
        max_length=200,
    )
    verified_by = forms.CharField(
        label=_lazy("Which lawyer has read it?"), max_length=100, required=False
    )
    verified_on = SwedishDateField(
        label=_lazy("Read on which day?"), side=Side.TODAY_OR_EARLIER, required=False
    )
    valid_from = SwedishDateField(label=_lazy("Holds from which day?"), side=Side.TODAY_OR_LATER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "counting", ((each.value, words) for each, words in COUNTED_IN.items()))

    @staticmethod
    def initial_of(rule: Rule, own: LegalRule | None, *, today: date) -> dict[str, Any]:
        """What holds now."""
        return {
            "length": own.length if own else rule.length,
            "counting": own.counting if own else rule.counting.value,
            "source": own.source if own else str(in_words(rule.source)),
            "verified_by": own.verified_by if own else "",
            "verified_on": own.verified_on if own else None,
            "valid_from": today,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        who, when = data.get("verified_by"), data.get("verified_on")
        if bool(who) != bool(when) and "verified_on" not in self.errors:
            self.add_error(
                "verified_on" if who else "verified_by",
                _("Who has read it and when belong together: fill in both, or neither."),
            )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "counting": Counting(self.cleaned_data["counting"])}
