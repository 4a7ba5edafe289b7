"""Forms of an adult's case, of the children in the household, and of joint handling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import IdentityNumberField, LongText
from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.words import full_name, name_and_age
from kraftsamling.casework.rules.identity_numbers import IdentityNumber
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.statuses import Household, ReasonClass
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    IdempotentForm,
    KraftForm,
    OneOf,
    Several,
    VersionedForm,
    offer,
)

CHILDREN: Final = 3
OLDEST: Final = 21
YES, NO = "ja", "nej"
YES_OR_NO: Final = [(YES, _lazy("Yes")), (NO, _lazy("No"))]


class AsksForNumbers(KraftForm):
    """A form with identity numbers: they are read by the day of the request."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, IdentityNumberField):
                field.today = today


class AdultForm(AsksForNumbers, IdempotentForm):
    """A new case of an adult: who, the class of reasons, and what is planned."""

    given_name = forms.CharField(label=_lazy("Given name"), max_length=80)
    surname = forms.CharField(label=_lazy("Surname"), max_length=80)
    number = IdentityNumberField(label=_lazy("Personal identity number"), required=False)
    reason = OneOf(label=_lazy("What is it about?"), choices=ReasonClass.choices)
    plan = LongText(label=_lazy("What is to be done"), rows=4, required=False)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "person": PersonFacts(data["given_name"], data["surname"], number=data["number"]),
            "reason": ReasonClass(data["reason"]),
            "plan": data["plan"],
        }


class AdultPlanForm(VersionedForm):
    """The class of reasons and the plan."""

    reason = OneOf(label=_lazy("What is it about?"), choices=ReasonClass.choices)
    plan = LongText(label=_lazy("What is to be done"), rows=8, required=False)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {"reason": ReasonClass(data["reason"]), "plan": data["plan"]}


class NumberOrYearField(IdentityNumberField):
    """A personal identity number in any spelling, or only the year when somebody was born."""

    def clean(self, value: Any) -> IdentityNumber | int | None:  # type: ignore[override]
        text = str(value or "").strip()
        if not (text.isascii() and text.isdecimal() and len(text) == len("2017")):
            return super().clean(value)
        assert self.today is not None
        if not self.today.year - OLDEST <= int(text) <= self.today.year:
            raise forms.ValidationError(
                _("A child was born between %(first)s and %(last)s.")
                % {"first": self.today.year - OLDEST, "last": self.today.year}
            )
        return int(text)


def _number(born: Any) -> IdentityNumber | None:
    return born if isinstance(born, IdentityNumber) else None


class HouseholdForm(AsksForNumbers, VersionedForm):
    """Are there children in the household: who they are, or at least how many."""

    answer = OneOf(
        label=_lazy("Are there children in the household?"),
        choices=[
            (Household.YES.value, Household.YES.label),
            (Household.NO.value, Household.NO.label),
        ],
        help_text=_lazy(
            "Also children who live there every other week. More than three: save, and ask once more."
        ),
    )
    children_count = forms.IntegerField(
        label=_lazy("How many, if their names are not told"),
        required=False,
        min_value=1,
        max_value=20,
    )
    noticed = LongText(
        label=_lazy("How do the children have it?"),
        rows=5,
        required=False,
        help_text=_lazy(
            "What you have seen and heard. If you report a child, these words go along."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, CHILDREN + 1):
            self.fields.update(self._child(place))
        self.order_fields(["answer", *(name for name in self.fields if name.startswith("barn"))])

    def _child(self, place: int) -> dict[str, forms.Field]:
        number = NumberOrYearField(
            label=_lazy("Personal identity number, or birth year"), required=False
        )
        number.today = self.today
        return {
            f"barn{place}_given_name": forms.CharField(
                label=_("Child %(number)s: given name") % {"number": place},
                max_length=80,
                required=False,
            ),
            f"barn{place}_surname": forms.CharField(
                label=_lazy("Surname"), max_length=80, required=False
            ),
            f"barn{place}_born": number,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for place in range(1, CHILDREN + 1):
            row = self._row(data, place)
            if any(row.values()) and not (row["given_name"] or _number(row["born"])):
                self.add_error(
                    f"barn{place}_given_name", _("Write the child's name or identity number.")
                )
        if data.get("answer") == Household.NO and self._children(data):
            self.add_error("answer", _("You have written down children. Choose “yes”."))
        return data

    @staticmethod
    def _row(data: dict[str, Any], place: int) -> dict[str, Any]:
        names = ("given_name", "surname", "born")
        return {name: data.get(f"barn{place}_{name}") for name in names}

    def _children(self, data: dict[str, Any]) -> list[PersonFacts]:
        rows = [self._row(data, place) for place in range(1, CHILDREN + 1)]
        return [
            PersonFacts(
                row["given_name"] or "",
                row["surname"] or "",
                number=_number(row["born"]),
                birth_year=row["born"] if isinstance(row["born"], int) else None,
            )
            for row in rows
            if row["given_name"] or _number(row["born"])
        ]

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "answer": Household(data["answer"]),
            "children": self._children(data),
            "children_count": data["children_count"],
            "noticed": data["noticed"],
            "version": data["version"],
        }


class ReportChildrenForm(IdempotentForm):
    """The duty to report: which children, in which words. All of it comes from the adult's case."""

    children = Several(label=_lazy("Which children?"))
    what = LongText(
        label=_lazy("What is the worry?"),
        rows=8,
        help_text=_lazy("These are the words of the case. Change them if something is missing."),
    )
    acute = OneOf(
        label=_lazy("Is a child in danger now?"),
        choices=[
            (NO, _lazy("No, or we do not know")),
            (YES, _lazy("Yes, protection cannot wait")),
        ],
    )

    def __init__(self, *args: Any, household: Sequence[CasePerson], **kwargs: Any) -> None:
        self.household = {str(each.pk): each for each in household}
        kwargs["initial"] = {"children": list(self.household), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offer(
            self,
            "children",
            ((key, full_name(each.person)) for key, each in self.household.items()),
        )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "children": [self.household[key] for key in data["children"]],
            "what": data["what"],
            "is_acute": data["acute"] == YES,
        }


class OfferForm(IdempotentForm):
    """Joint handling is offered: about whom, and when."""

    about = OneOf(label=_lazy("About whom?"))
    reason = OneOf(label=_lazy("What has been noticed?"), choices=ReasonClass.choices)
    noticed_on = SwedishDateField(
        label=_lazy("Which day was it noticed?"), side=Side.TODAY_OR_EARLIER
    )
    offered_on = SwedishDateField(
        label=_lazy("Which day did you ask the parent?"), side=Side.TODAY_OR_EARLIER
    )

    def __init__(self, *args: Any, people: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        today = kwargs["today"]
        offer(
            self,
            "about",
            ((key, name_and_age(each.person, today)) for key, each in self.people.items()),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        noticed, offered = data.get("noticed_on"), data.get("offered_on")
        if noticed and offered and offered < noticed:
            self.add_error("offered_on", _("The parent cannot be asked before it was noticed."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "about": self.people[data["about"]],
            "reason": ReasonClass(data["reason"]),
            "noticed_on": data["noticed_on"],
            "offered_on": data["offered_on"],
        }


class AnswerOfferForm(VersionedForm):
    """What the parent answered. A yes is a consent."""

    wants = OneOf(label=_lazy("What does the parent say?"), choices=YES_OR_NO)
    answered_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    in_writing = forms.BooleanField(label=_lazy("The consent is in writing"), required=False)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "wants": data["wants"] == YES,
            "answered_on": data["answered_on"],
            "in_writing": data["in_writing"],
            "version": data["version"],
        }


class JointPlanForm(VersionedForm):
    """The plan that both units share, and the day on which they look at it again."""

    plan = LongText(
        label=_lazy("What do we do together, and who does what?"),
        rows=8,
        help_text=_lazy("Both units read this. Write nothing here that only one may know."),
    )
    follow_up_on = SwedishDateField(
        label=_lazy("Which day do we look at it again?"), side=Side.TODAY_OR_LATER
    )
