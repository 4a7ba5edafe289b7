"""A step of the crisis plan is proposed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.rules.crisis_plan import REVIEW_WITHIN, ReviewTooLate, checked_review
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf


class ProposeStepForm(KraftForm):
    """Which step, and by when it is looked at again."""

    step = OneOf(
        label=_lazy("Which step?"),
        choices=[("1", _lazy("Step 1")), ("2", _lazy("Step 2")), ("3", _lazy("Step 3"))],
    )
    review_on = SwedishDateField(
        label=_lazy("By which day is it looked at again?"),
        help_text=_lazy("Within 14 days."),
        side=Side.TODAY_OR_LATER,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.decided_on = today

    def clean_review_on(self) -> date:
        """Within fourteen days, and not today."""
        day: date = self.cleaned_data["review_on"]
        try:
            return checked_review(day, self.decided_on)
        except ReviewTooLate:
            last = self.decided_on + REVIEW_WITHIN
            self.add_error(
                "review_on",
                _("Choose a day after today, %(day)s at the latest.") % {"day": last.isoformat()},
            )
            return day

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "step": int(self.cleaned_data["step"])}
