"""Forms of the two first assessments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText, TimeField, moment
from kraftsamling.casework.statuses import PreliminaryOutcome
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, VersionedForm


class ProtectionForm(IdempotentForm):
    """Does the child need protection now?"""

    needs = OneOf(
        label=_lazy("Does the child need protection now?"),
        choices=[("nej", _lazy("No")), ("ja", _lazy("Yes"))],
    )
    reasons = LongText(label=_lazy("What do you build that on?"))
    what_is_done = LongText(
        label=_lazy("If yes: what is done now?"), rows=3, longest=4000, required=False
    )
    day = SwedishDateField(label=_lazy("When was it decided?"), side=Side.TODAY_OR_EARLIER)
    at = TimeField(label=_lazy("At what time?"))

    def __init__(self, *args: Any, received_at: datetime, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received_at, self.now = received_at, now

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("needs") == "ja" and not (data.get("what_is_done") or "").strip():
            self.add_error("what_is_done", _("Write what is done now to protect the child."))
        if data.get("day") and data.get("at"):
            decided = moment(data["day"], data["at"])
            # Minutes are all that is asked for, so the report's own minute is not before it.
            if decided < self.received_at.replace(second=0, microsecond=0):
                self.add_error("day", _("The assessment cannot be earlier than the report."))
            elif decided > self.now:
                self.add_error("at", _("The assessment cannot be later than now."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "needs_protection": data["needs"] == "ja",
            "reasons": data["reasons"],
            "what_is_done": data["what_is_done"],
            "decided_at": max(moment(data["day"], data["at"]), self.received_at),
        }


class PreliminaryForm(VersionedForm):
    """Open an investigation, or not."""

    outcome = OneOf(label=_lazy("What do you decide?"), choices=PreliminaryOutcome.choices)
    reasons = LongText(label=_lazy("Why?"))
    exceptional_reasons = LongText(
        label=_lazy("More than fourteen days have passed. Which exceptional reasons are there?"),
        rows=3,
        longest=4000,
    )

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["exceptional_reasons"]
