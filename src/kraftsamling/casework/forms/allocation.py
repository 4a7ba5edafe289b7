"""Another worker than the proposed, how a case is to be given out, and what holds while it waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import Case
from kraftsamling.casework.statuses import (
    Competence,
    Complexity,
    Meanwhile,
    OtherBecause,
    Risk,
    Urgency,
)
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf, Several, VersionedForm, offer
from kraftsamling.organisations.models import Membership
from kraftsamling.workforce.rules.points import RAISED_AT_MOST, RAISED_LONGEST
from kraftsamling.workforce.statuses import RaisedBecause, languages

LONGEST_WAIT: Final = timedelta(days=60)


class DecidedForm(KraftForm):
    """What changes is seen before the reason is asked for: only then must it be there, and it never is
    something that one may leave out."""

    def clean(self) -> dict[str, Any]:
        self.fields["because"].required = True
        return super().clean() or {}


class OtherWorkerForm(DecidedForm):
    """Somebody else gets it, with a reason from the list. `seen` is whose consequences were shown."""

    to = forms.ChoiceField(label=_lazy("Worker"))
    because = forms.ChoiceField(
        label=_lazy("Why do you change it?"),
        choices=[("", _lazy("Choose a reason")), *OtherBecause.choices],
        help_text=_lazy("It is stored with the decision. Write nothing about the child here."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", workers)

    @property
    def is_decided(self) -> bool:
        """Whether the consequences of this very choice have been seen."""
        return (
            bool(self.cleaned_data["seen"]) and self.cleaned_data["seen"] == self.cleaned_data["to"]
        )


class RaiseCeilingForm(DecidedForm):
    """So many points more for a while, with a reason from the list. `seen`: whose consequences were shown."""

    more = forms.TypedChoiceField(label=_lazy("How many points more?"), coerce=int)
    until = SwedishDateField(
        label=_lazy("Until which day?"),
        help_text=_lazy("Eight weeks at most. After that day the usual ceiling holds again."),
        side=Side.TODAY_OR_LATER,
    )
    because = forms.ChoiceField(
        label=_lazy("Why do you raise it?"),
        choices=[("", _lazy("Choose a reason")), *RaisedBecause.choices],
        help_text=_lazy("It is stored with the ceiling. Write nothing about the child here."),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, ceiling: int, usual: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.last_day = today + RAISED_LONGEST
        self.fields["because"].required = not self.is_bound
        most = usual + RAISED_AT_MOST - ceiling
        offer(
            self,
            "more",
            [
                (
                    more,
                    _("%(more)s points, to %(ceiling)s")
                    % {"more": more, "ceiling": ceiling + more},
                )
                for more in range(5, most + 1, 5)
            ],
        )

    def clean_until(self) -> date:
        """Within eight weeks."""
        day: date = self.cleaned_data["until"]
        if day > self.last_day:
            self.add_error(
                "until",
                _("Choose %(day)s at the latest.") % {"day": self.last_day.isoformat()},
            )
        return day

    @property
    def asked(self) -> tuple[int, date | None]:
        """How many points, and until when: as typed, or as the page was opened with. 0 until it is right."""
        if self.is_bound:
            right = self.is_valid()
            data = self.cleaned_data
            return (data["more"], data["until"]) if right else (0, None)
        offered = [str(value) for value, _label in self.fields["more"].choices]  # type: ignore[attr-defined]
        more = self.initial.get("more") or ""
        return (int(more), self.initial["until"]) if more in offered else (0, None)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {name: self.cleaned_data[name] for name in ("more", "until", "because")}

    @property
    def is_decided(self) -> bool:
        """Whether the consequences of so many points have been seen."""
        return bool(self.cleaned_data["seen"] == str(self.cleaned_data["more"]))


class PriorityForm(VersionedForm):
    """How soon a case must be taken, what its worker must know, and how heavy it is."""

    urgency = OneOf(label=_lazy("How soon must it be taken?"), choices=Urgency.choices)
    complexity = OneOf(label=_lazy("How heavy is it?"), choices=Complexity.choices)
    competence = OneOf(
        label=_lazy("What must its worker be used to?"),
        choices=[each for each in Competence.choices if each[0] != Competence.LANGUAGE],
        required=False,
    )
    spoken = forms.ChoiceField(
        label=_lazy("Which language must its worker speak?"),
        help_text=_lazy("Only when an interpreter is not enough."),
        choices=[("", _lazy("No other than Swedish")), *languages()],
        required=False,
    )

    @staticmethod
    def initial_of(case: Case) -> dict[str, Any]:
        """What stands there now."""
        names = ("urgency", "complexity", "competence", "spoken", "version")
        return {name: getattr(case, name) for name in names}


class WaitingPlanForm(KraftForm):
    """What holds while a case waits. None of the four can be left out."""

    risk = OneOf(label=_lazy("What have you judged?"), choices=Risk.choices)
    meanwhile = Several(label=_lazy("What do we do meanwhile?"), choices=Meanwhile.choices)
    protection_on = SwedishDateField(
        label=_lazy("On which day is protection assessed again?"),
        side=Side.TODAY_OR_LATER,
        required=False,
    )
    follower = forms.ChoiceField(
        label=_lazy("Who follows it?"),
        help_text=_lazy("A worker or a manager. A method supporter never answers for a case."),
    )
    latest_on = SwedishDateField(
        label=_lazy("By which day does it have a worker at the latest?"), side=Side.TODAY_OR_LATER
    )

    def __init__(
        self, *args: Any, followers: Sequence[Membership], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.followers = {str(each.pk): each for each in followers}
        self.last_day = today + LONGEST_WAIT
        offer(
            self,
            "follower",
            [
                (key, f"{each.name}, {each.get_role_display()}")
                for key, each in self.followers.items()
            ],
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        again = Meanwhile.PROTECTION_AGAIN in (data.get("meanwhile") or [])
        if again and not data.get("protection_on") and "protection_on" not in self.errors:
            self.add_error("protection_on", _("Write the day when protection is assessed again."))
        latest = data.get("latest_on")
        if latest and latest > self.last_day:
            self.add_error(
                "latest_on", _("No case waits longer than 60 days. Choose an earlier day.")
            )
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = dict(self.cleaned_data)
        if Meanwhile.PROTECTION_AGAIN not in data["meanwhile"]:
            data["protection_on"] = None
        return {**data, "follower": self.followers[data["follower"]]}
