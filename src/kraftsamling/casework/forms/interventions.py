"""Forms of help in a case, and of help that is only counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import Decision, InterventionKind
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.statuses import Counted, Provider, Result
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, VersionedForm, offer
from kraftsamling.organisations.models import Unit


class OrderForm(IdempotentForm):
    """Which help, by which decision, by whom."""

    kind = forms.ChoiceField(label=_lazy("Which help?"))
    decision = forms.ChoiceField(
        label=_lazy("By which decision?"),
        required=False,
        help_text=_lazy("Help after an assessment of needs rests on a decision that is made."),
    )
    provider = OneOf(
        label=_lazy("Who gives it?"),
        choices=[("", _lazy("As it usually is for that help")), *Provider.choices],
        required=False,
    )
    supplier = forms.CharField(
        label=_lazy("From whom is it bought?"), max_length=120, required=False
    )
    ordered_on = SwedishDateField(label=_lazy("Ordered on which day?"), side=Side.TODAY_OR_EARLIER)

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[InterventionKind],
        decisions: Sequence[Decision],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {str(each.pk): each for each in kinds}
        self.decisions = {str(each.pk): each for each in decisions}
        offer(
            self,
            "kind",
            (
                (key, f"{each.name} ({str(Provider(each.provider).label).lower()})")
                for key, each in self.kinds.items()
            ),
        )
        told = [
            (key, f"{each.what} ({day_words(each.decided_on)})" if each.decided_on else each.what)
            for key, each in self.decisions.items()
        ]
        offer(self, "decision", [("", _("No decision is needed")), *told])

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        kind = self.kinds[data["kind"]]
        return {
            "kind": kind,
            "decision": self.decisions.get(data["decision"]),
            "provider": Provider(data["provider"] or kind.provider),
            "supplier": data["supplier"],
            "ordered_on": data["ordered_on"],
        }


class StartForm(VersionedForm):
    """When it began, and when it is followed up."""

    started_on = SwedishDateField(label=_lazy("It began on which day?"), side=Side.TODAY_OR_EARLIER)
    follow_up_on = SwedishDateField(
        label=_lazy("Which day is it followed up?"), side=Side.TODAY_OR_LATER
    )


class NotStartedForm(VersionedForm):
    """Why it came to nothing."""

    because = forms.CharField(label=_lazy("Why was it never started?"), max_length=500)


class ImplementationPlanForm(VersionedForm):
    """The plan of help: what the law asks to stand there (SoF 10 kap. 3 §)."""

    goals = LongText(label=_lazy("What are the goals?"), rows=4)
    how = LongText(label=_lazy("How and when is it done?"), rows=4, required=False)
    childs_view = LongText(
        label=_lazy("What does the child say about the plan?"), rows=4, required=False
    )
    custodians_view = LongText(label=_lazy("What do the custodians say?"), rows=4, required=False)
    others = LongText(label=_lazy("What do school and health care do?"), rows=3, required=False)


class FollowUpForm(VersionedForm):
    """What was seen, what the child says, and the next day."""

    done_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    words = LongText(label=_lazy("How is it going with the goals?"), rows=6)
    childs_view = LongText(label=_lazy("What does the child say?"), rows=4, required=False)
    withheld = forms.BooleanField(
        label=_lazy("Do not show the child's words to the custodians"), required=False
    )
    next_on = SwedishDateField(label=_lazy("Next follow-up"), side=Side.TODAY_OR_LATER)


class EndForm(VersionedForm):
    """When it ended, and what it led to."""

    ended_on = SwedishDateField(label=_lazy("It ended on which day?"), side=Side.TODAY_OR_EARLIER)
    result = OneOf(label=_lazy("What did it lead to?"), choices=Result.choices)
    result_words = LongText(label=_lazy("In words"), rows=4)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "result": Result(self.cleaned_data["result"])}


class CountForm(KraftForm):
    """So many more this month. Nobody is named, and nothing is kept of who wrote it."""

    counted = OneOf(label=_lazy("What do you count?"))
    number = forms.IntegerField(
        label=_lazy("How many more?"),
        min_value=-500,
        max_value=500,
        initial=1,
        help_text=_lazy("Write a negative number to take back what was counted wrong."),
    )
    unit = forms.ChoiceField(label=_lazy("For which unit?"))
    on = SwedishDateField(label=_lazy("A day in the month"), side=Side.TODAY_OR_EARLIER)

    def __init__(
        self, *args: Any, counted: Sequence[Counted], units: Sequence[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "counted", ((each.value, each.label) for each in counted))
        offer(self, "unit", ((str(each.pk), each.name) for each in units))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        day: date = data["on"]
        return {
            "counted": Counted(data["counted"]),
            "number": data["number"],
            "unit_id": UUID(data["unit"]),
            "month": day.replace(day=1),
        }
