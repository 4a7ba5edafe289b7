"""A new person, a list of persons, the end of a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kraftsamling.common import clock
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, TextArea
from kraftsamling.confidentiality.approvals import two_person_roles
from kraftsamling.organisations.forms.login import TwicePassword
from kraftsamling.organisations.models import Unit, User
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.rules import NotAPersonalIdentityNumber, personal_identity_number


class PersonalNumberField(forms.CharField):
    """A personal identity number or co-ordination number, as twelve digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Personal identity number"), max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        try:
            return personal_identity_number(typed, today=clock.today()) if typed else ""
        except NotAPersonalIdentityNumber as error:
            raise ValidationError(
                _("Check the number: twelve digits, for example 19811228-9874.")
            ) from error


WHY_A_NUMBER: Final = _(
    "Encrypted and shown to nobody. It is how we know that two accounts are the same person: "
    "a decision that takes two never takes one person twice."
)


class PersonForm(IdempotentForm):
    """One person and one role."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(
        label=_("E-mail at work"), help_text=_("The invitation goes there."), max_length=254
    )
    role = forms.ChoiceField(label=_("Role"))
    unit = forms.ChoiceField(label=_("Unit"))
    title = forms.CharField(
        label=_("Job title"),
        help_text=_("If it is another than the role's name."),
        max_length=80,
        required=False,
    )
    starts_on = SwedishDateField(label=_("First day"))
    ends_on = SwedishDateField(label=_("Last day"), required=False)
    number = PersonalNumberField(help_text=WHY_A_NUMBER, required=False)

    def __init__(
        self,
        *args: Any,
        roles: Sequence[Role],
        units: Sequence[Unit],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["role"].choices = [("", "")] + [(r.value, r.label) for r in roles]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "")] + [(str(u.pk), u.name) for u in units]  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        if answer.get("role") in two_person_roles() and answer.get("number") == "":
            self.add_error("number", number_needed())
        first, last = answer.get("starts_on"), answer.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not come before the first day."))
        return answer


def number_needed() -> str:
    """Why a role cannot be given to just anybody."""
    return str(
        _(
            "Write the personal identity number. Whoever has this role can be one of the two in a decision "
            "that takes two, so we must know that they are two persons."
        )
    )


class NumberForm(KraftForm):
    """Who a person that is already here is."""

    number = PersonalNumberField(help_text=WHY_A_NUMBER)


class ListForm(KraftForm):
    """Many persons at once, pasted from a table."""

    text = forms.CharField(
        label=_("The list"),
        help_text=_(
            "One person on each line: Name; e-mail; role; unit; personal identity number. The number is "
            "needed only for roles that can be one of the two in a decision that takes two."
        ),
        widget=TextArea(rows=12),
        max_length=40_000,
    )


class EndForm(KraftForm):
    """The last day of a role."""

    last_day = SwedishDateField(
        label=_("Last day in the role"), side=Side.TODAY_OR_LATER, initial="i dag"
    )


class ChosenPasswordForm(TwicePassword, KraftForm):
    """The password of somebody who was invited, or who starts the installation."""

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        first, second = answer.get("password"), answer.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", _("Write the same password twice."))
        elif first:
            try:
                password_validation.validate_password(first, self._about(answer))
            except ValidationError as error:
                self.add_error("password", error)
        return answer

    def _about(self, answer: dict[str, Any]) -> User | None:
        return self.user
