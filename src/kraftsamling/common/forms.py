"""Forms as they look everywhere: label above, hint, error by the field, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final
from uuid import uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext

from kraftsamling.common.fields import SwedishDateField

_DJANGOS_REQUIRED: Final = forms.Field.default_error_messages["required"]


class KraftRenderer(TemplatesSetting):
    """Draws every form with our own components, also those of other packages."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class KraftFormMixin(forms.BaseForm):
    """What our forms share.

    A form with a date takes `today`, because the clock is read at the edge. `marks_required` is for
    the public comment form only: everywhere else it is the optional field that is marked.
    """

    default_renderer = KraftRenderer
    use_required_attribute = False
    marks_required: ClassVar[bool] = False

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, SwedishDateField):
                if today is None:
                    raise TypeError(f"{type(self).__name__} has a date and needs today")
                field.today = today
            if field.error_messages.get("required") is _DJANGOS_REQUIRED:
                # Said when it is needed: most forms are drawn, or sent, with nothing missing.
                field.error_messages["required"] = _said_later(field, self[name])


class KraftForm(KraftFormMixin, forms.Form):
    """The base of every form that is not tied to one model."""


class IdempotentForm(KraftForm):
    """A form that creates something: pressing twice creates one thing.

    `cleaned_data["idempotency_key"]` goes to the service, which stores it with the row.
    """

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@dataclass(frozen=True)
class ConflictField:
    """One field that two people changed."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """Ready for components/conflict.html: who saved first, when, and both versions."""

    who: str
    when: str
    fields: list[ConflictField]


class VersionedForm(KraftForm):
    """A form that edits a row with a `version`: a stale one shows both, and loses nothing."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def conflict_with(
        self, stored: Mapping[str, Any], *, version: int, who: str, when: str
    ) -> Conflict:
        """Compare what was typed with what is stored now, and let the next save build on that.

        `stored` holds the values of the row by field name. The form keeps all that was typed.
        """
        self.data = data = self.data.copy() if isinstance(self.data, QueryDict) else {**self.data}
        data[self.add_prefix("version")] = str(version)
        changed = [
            ConflictField(str(self[name].label), theirs, mine)
            for name, value in stored.items()
            if name in self.fields
            and (theirs := shown(self.fields[name], value))
            != (mine := shown(self.fields[name], self.cleaned_data.get(name)))
        ]
        return Conflict(who, when, changed)


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field the choices that only this form knows. A field that is put in its place later is not the
    one that is drawn and read: the form keeps the one it had when it began."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it: the words of a choice, not its code."""
    if value in (None, "", []):
        return "–"
    if isinstance(field, forms.BooleanField):
        return gettext("Yes") if value else gettext("No")
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in _flat(field.choices)}
        many = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(words.get(str(one), str(one)) for one in many)
    return value.isoformat() if isinstance(value, date) else str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    pairs = []
    for key, label in choices:
        pairs += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return pairs


def _required_words(field: forms.Field, bound: forms.BoundField) -> str:
    label = str(bound.label)
    if isinstance(field, forms.ChoiceField):
        return gettext("Choose an answer: %(label)s") % {"label": label}
    if isinstance(field, forms.BooleanField):
        return gettext("Tick the box: %(label)s") % {"label": label}
    return gettext("Fill in: %(label)s") % {"label": label}


_said_later = lazy(_required_words, str)


@dataclass(frozen=True)
class ErrorLink:
    """One line of the summary: the words of the error, and the control it belongs to."""

    text: str
    href: str


def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """The errors of a form in the order of its fields, those about the whole form first."""
    links = [ErrorLink(str(error), "") for error in form.non_field_errors()]
    if any(bound.errors for bound in form.hidden_fields()):
        links.append(
            ErrorLink(gettext("The page was too old. Load it again and send once more."), "")
        )
    for bound in form.visible_fields():
        links += [ErrorLink(str(error), f"#{_control_id(bound)}") for error in bound.errors]
    return links


def _control_id(bound: forms.BoundField) -> str:
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


class OneOf(forms.ChoiceField):
    """One choice among few, as radio buttons with the words on the button."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", RadioChoices(hints=hints))
        super().__init__(**kwargs)


class Several(forms.MultipleChoiceField):
    """Any number of choices, as ticks with the words on the button."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", CheckboxChoices(hints=hints))
        super().__init__(**kwargs)


class _WithHints(forms.widgets.ChoiceWidget):
    """Adds a line of explanation under the words of a choice."""

    template_name = "components/widgets/choices.html"

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, Any] | None = None,
        stacked: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.stacked = stacked or bool(hints)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["stacked"] = self.stacked
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["attrs"].pop("aria-invalid", None)
        return option


class RadioChoices(_WithHints, forms.RadioSelect):
    """Radio buttons (`.val`)."""


class CheckboxChoices(_WithHints, forms.CheckboxSelectMultiple):
    """Ticks (`.val`)."""


class TextArea(forms.Textarea):
    """Room for a few lines; grows with the hand of whoever writes."""

    def __init__(self, rows: int = 4, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": rows, "cols": False, **(attrs or {})})
