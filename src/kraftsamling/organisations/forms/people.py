"""A new person, a list of persons, the end of a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, TextArea
from kraftsamling.organisations.forms.login import TwicePassword
from kraftsamling.organisations.models import Unit, User
from kraftsamling.organisations.roles import AuthorityKind, roles_at
from kraftsamling.organisations.rules import NotAPersonalIdentityNumber, personal_identity_number


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
    number = forms.CharField(
        label=_("Personal identity number"),
        help_text=_(
            "Encrypted and shown to nobody. It is how we know that two accounts are the same person: "
            "a decision that takes two never takes one person twice."
        ),
        max_length=20,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kind: AuthorityKind,
        units: Sequence[Unit],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.today = today
        self.fields["role"].choices = [("", "")] + [(r.value, r.label) for r in roles_at(kind)]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "")] + [(str(u.pk), u.name) for u in units]  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"])
        if not typed:
            return ""
        try:
            return personal_identity_number(typed, today=self.today)
        except NotAPersonalIdentityNumber as error:
            raise ValidationError(
                _("Check the number: twelve digits, for example 19811228-9874.")
            ) from error

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        first, last = answer.get("starts_on"), answer.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not come before the first day."))
        return answer


class ListForm(KraftForm):
    """Many persons at once, pasted from a table."""

    text = forms.CharField(
        label=_("The list"),
        help_text=_("One person on each line: Name; e-mail; role; unit"),
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
