"""The form of the very first start."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import KraftForm, OneOf
from kraftsamling.organisations import setup_code
from kraftsamling.organisations.forms.people import (
    WHY_A_NUMBER,
    ChosenPasswordForm,
    PersonalNumberField,
)
from kraftsamling.organisations.models import Municipality, User, WayOfRunning
from kraftsamling.organisations.selectors import municipalities, user_with_email


def way_of_running() -> OneOf:
    """Whether the record is kept here."""
    return OneOf(
        label=_("How shall Kraftsamling be used?"),
        choices=WayOfRunning.choices,
        hints={
            "RECORD_HERE": _("Kraftsamling holds the record."),
            "BESIDE_RECORD": _("The record system stays, and nothing is typed twice."),
        },
        initial="BESIDE_RECORD",
    )


class OrganisationForm(KraftForm):
    """What was chosen at the start and can be another later."""

    name = forms.CharField(label=_("Name of the authority"), max_length=120)
    way_of_running = way_of_running()


class SetupForm(ChosenPasswordForm):
    """Municipality, committee, way of running, and oneself."""

    code = forms.CharField(
        label=_("Start code"),
        help_text=_(
            "It was written out where Kraftsamling was installed. Make a new one with: "
            "kraftsamling manage setup_code"
        ),
        max_length=300,
    )
    municipality = forms.ChoiceField(
        label=_("Municipality"), help_text=_("Type the first letters to get there faster.")
    )
    board = forms.CharField(
        label=_("Name of the committee"), initial="Socialnämnden", max_length=70
    )
    way_of_running = way_of_running()
    name = forms.CharField(label=_("Your name"), max_length=100)
    number = PersonalNumberField(help_text=WHY_A_NUMBER)
    email = forms.EmailField(label=_("Your e-mail at work"), max_length=254)

    field_order = ["code", "municipality", "board", "way_of_running", "name", "number", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {place.code: place for place in municipalities()}
        choices = [("", _("Choose"))] + [(code, place.name) for code, place in self._places.items()]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        if not setup_code.is_right(self.cleaned_data["code"]):
            raise ValidationError(_("The code is not right, or older than a day."))
        return str(self.cleaned_data["code"])

    def clean_municipality(self) -> Municipality:
        return self._places[self.cleaned_data["municipality"]]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if user_with_email(email):
            raise ValidationError(_("There is an account with that address already."))
        return email

    def _about(self, answer: dict[str, Any]) -> User | None:
        return User(name=answer.get("name", ""), email=answer.get("email", ""))
