"""What is written about posts: a new one, who fills it, and that it is vacant again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, offer
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.services.posts import NewPerson
from kraftsamling.workforce.statuses import EmploymentForm, Job

NEW: Final = "NEW"
COMING: Final = "COMING"


class PostForm(IdempotentForm):
    """A post that has been approved."""

    title = forms.CharField(label=_lazy("Title of the post"), max_length=100)
    number = forms.CharField(label=_lazy("The post's number in the payroll system"), max_length=40)
    unit_id = forms.ChoiceField(label=_lazy("Unit"))
    job = OneOf(label=_lazy("What kind of work?"), choices=Job.choices)
    share = forms.IntegerField(
        label=_lazy("Share of full time, in percent"), min_value=1, max_value=100, initial=100
    )
    approved_on = SwedishDateField(
        label=_lazy("Since when is it approved?"), side=Side.TODAY_OR_EARLIER
    )
    is_advertised = forms.BooleanField(
        label=_lazy("Show it at /lediga-tjanster/ until it is filled"), required=False
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit_id", ((str(unit.pk), unit.name) for unit in units))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {**data, "unit_id": UUID(data["unit_id"]), "job": Job(data["job"])}


class FillForm(KraftForm):
    """Who fills a post, and from when."""

    who = forms.ChoiceField(label=_lazy("Who?"))
    begins_on = SwedishDateField(label=_lazy("From which day?"))
    name = forms.CharField(label=_lazy("Name of the new employee"), max_length=100, required=False)
    number = forms.CharField(
        label=_lazy("Her number in the payroll system"),
        max_length=40,
        required=False,
        help_text=_lazy("By this number the next payroll file finds the same person."),
    )
    form = OneOf(label=_lazy("Form of employment"), choices=EmploymentForm.choices, required=False)
    profession_since = SwedishDateField(
        label=_lazy("In the profession since"), side=Side.TODAY_OR_EARLIER, required=False
    )

    def __init__(self, *args: Any, staff: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(each.pk): each for each in staff}
        offer(
            self,
            "who",
            [
                (NEW, _("A new employee, written below")),
                (COMING, _("Somebody who has said yes, without a number yet")),
                *((key, each.name) for key, each in self._staff.items()),
            ],
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("who") == NEW:
            for name in ("name", "number", "form", "profession_since"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed for a new employee."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        person = None
        if data["who"] == NEW:
            person = NewPerson(
                data["number"], data["name"], EmploymentForm(data["form"]), data["profession_since"]
            )
        return {
            "begins_on": data["begins_on"],
            "holder": self._staff.get(data["who"]),
            "person": person,
        }


class VacateForm(KraftForm):
    """That nobody holds a post from a day."""

    on = SwedishDateField(label=_lazy("From which day is it vacant?"))
    leaves = forms.BooleanField(
        label=_lazy("The employment here ends the day before"), required=False
    )
