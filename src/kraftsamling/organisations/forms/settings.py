"""Units, deputies and decided values, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.settings_catalogue import SettingDefinition


class UnitForm(KraftForm):
    """A unit's name and its place in the tree."""

    name = forms.CharField(label=_("Name"), max_length=80)
    parent = forms.ChoiceField(label=_("Below which unit?"), required=False)

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None, it is at the top"))] + [(str(u.pk), u.name) for u in units]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]


class DeputyForm(KraftForm):
    """Who stands in for whom, and when."""

    membership = forms.ChoiceField(label=_("Whose role?"))
    user = forms.ChoiceField(label=_("Who stands in?"))
    starts_on = SwedishDateField(label=_("First day"), side=Side.TODAY_OR_LATER)
    ends_on = SwedishDateField(label=_("Last day"), side=Side.TODAY_OR_LATER)

    def __init__(
        self,
        *args: Any,
        roles: Sequence[Membership],
        people: Sequence[Membership],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [("", "")] + [  # type: ignore[attr-defined]
            (str(m.pk), f"{m.name}, {m.get_role_display()}, {m.unit.name}") for m in roles
        ]
        names = {str(m.user_id): m.name for m in people if m.has_come}
        self.fields["user"].choices = [("", ""), *names.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        first, last = answer.get("starts_on"), answer.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day must not come before the first day."))
        return answer


class ValueForm(KraftForm):
    """One value, with where it was decided."""

    source = forms.CharField(
        label=_("Where is it decided?"),
        help_text=_("For example the committee's decision and its number."),
        max_length=200,
    )
    decided_on = SwedishDateField(label=_("When was it decided?"), side=Side.TODAY_OR_EARLIER)

    def __init__(self, *args: Any, entry: SettingDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"value": _value_field(entry), **self.fields}


def _value_field(entry: SettingDefinition) -> forms.Field:
    label = _("Value")
    if entry.kind in ("int", "percent"):
        return forms.IntegerField(
            label=label,
            help_text=str(entry.unit),
            min_value=entry.default if entry.only_upwards else 0,
            max_value=100 if entry.kind == "percent" else 100_000,
            error_messages={
                "required": _("Write a whole number."),
                "invalid": _("Write a whole number."),
            },
        )
    if entry.kind == "bool":
        return OneOf(label=label, choices=[("yes", _("Yes")), ("no", _("No"))])
    return forms.CharField(label=label, max_length=200)
