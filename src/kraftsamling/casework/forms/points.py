"""What a case weighs, and what a worker says of the own load."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.rules.points import MOST, STEP, NotInFives, NotRising, checked
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf


def _points(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=STEP,
        max_value=MOST,
        error_messages={"invalid": _lazy("Write a whole number.")},
    )


class WeightForm(KraftForm):
    """The points of one kind and phase, in fives."""

    simple = _points(_lazy("Simpler than most"))
    ordinary = _points(_lazy("As most"))
    heavy = _points(_lazy("Heavier than most"))
    valid_from = SwedishDateField(label=_lazy("From which day?"), side=Side.TODAY_OR_LATER)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        points = [data.get(name) for name in ("simple", "ordinary", "heavy")]
        if not any(each is None for each in points):
            try:
                checked(tuple(points))  # type: ignore[arg-type]
            except NotInFives:
                self.add_error(None, _("Points are whole fives: 5, 10, 15 and so on."))
            except NotRising:
                self.add_error(None, _("A heavier case cannot weigh less than a simpler one."))
        return data


STEPS = (
    (1, _lazy("I have time left over")),
    (2, _lazy("I manage well")),
    (3, _lazy("I just manage")),
    (4, _lazy("I do not manage all of it")),
    (5, _lazy("I do not manage what must be done")),
)


class RatingForm(KraftForm):
    """How the load is this month, in the worker's own view."""

    step = OneOf(label=_lazy("How is your load this month?"), choices=STEPS)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {"step": int(self.cleaned_data["step"])}
