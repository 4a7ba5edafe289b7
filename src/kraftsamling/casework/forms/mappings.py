"""Forms of the Signs of Safety mapping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.forms.pictures import PicturesField, pictures_words
from kraftsamling.casework.models import MappingStatement
from kraftsamling.casework.rules.safety_mapping import HIGHEST, LOWEST
from kraftsamling.casework.statuses import HOUSES, Domain, Kept, Speaker, Topic
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    IdempotentForm,
    KraftForm,
    OneOf,
    RadioChoices,
    VersionedForm,
    offer,
)


class _AboutDanger(forms.BaseForm):
    """A form that may be tied to one of the danger statements of the mapping."""

    dangers: dict[str, MappingStatement]

    def know(self, dangers: Sequence[MappingStatement], *, nothing: Any) -> None:
        """Offer the danger statements; without any there is nothing to choose."""
        self.dangers = {str(each.pk): each for each in dangers}
        if not dangers:
            del self.fields["danger"]
            return
        offer(
            self,
            "danger",
            [("", nothing), *((key, each.words[:120]) for key, each in self.dangers.items())],
        )

    @property
    def about(self) -> MappingStatement | None:
        """The danger statement that was chosen."""
        return self.dangers.get(self.cleaned_data.get("danger", ""))


class NumberChoices(RadioChoices):
    """Radio buttons with numbers, side by side on a phone too."""

    template_name = "casework/number_choices.html"


class StatementForm(_AboutDanger, IdempotentForm):
    """Something that somebody said, in that person's own words."""

    domain = OneOf(
        label=_lazy("What is it?"),
        choices=Domain.choices,
        widget=RadioChoices(stacked=True),
    )
    words = LongText(
        label=_lazy("What was said?"),
        rows=4,
        longest=4000,
        help_text=_lazy("In the person's own words, as they were said."),
    )
    said_by = OneOf(label=_lazy("Who said it?"), choices=Speaker.choices)
    said_by_name = forms.CharField(
        label=_lazy("Name, if there may be doubt"), max_length=80, required=False
    )
    said_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    danger = forms.ChoiceField(
        label=_lazy("If it is a safety goal: which danger does it answer?"), required=False
    )
    for_staff = forms.BooleanField(
        label=_lazy("Only for us: not shown to the family"), required=False
    )

    def __init__(self, *args: Any, dangers: Sequence[MappingStatement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.know(dangers, nothing=_lazy("None of them"))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "domain": Domain(data["domain"]),
            "words": data["words"],
            "said_by": Speaker(data["said_by"]),
            "said_by_name": data["said_by_name"],
            "said_on": data["said_on"],
            "danger": self.about,
            "for_staff": data["for_staff"],
        }


class CorrectStatementForm(_AboutDanger, VersionedForm):
    """The same statement, written otherwise."""

    words = LongText(label=_lazy("What was said?"), rows=4, longest=4000)
    said_by = OneOf(label=_lazy("Who said it?"), choices=Speaker.choices)
    said_by_name = forms.CharField(
        label=_lazy("Name, if there may be doubt"), max_length=80, required=False
    )
    said_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    danger = forms.ChoiceField(label=_lazy("Which danger does it answer?"), required=False)
    for_staff = forms.BooleanField(
        label=_lazy("Only for us: not shown to the family"), required=False
    )

    def __init__(self, *args: Any, dangers: Sequence[MappingStatement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.know(dangers, nothing=_lazy("None of them"))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "words": data["words"],
            "said_by": Speaker(data["said_by"]),
            "said_by_name": data["said_by_name"],
            "said_on": data["said_on"],
            "danger": self.about,
            "for_staff": data["for_staff"],
            "version": data["version"],
        }


class EndStatementForm(VersionedForm):
    """Why a statement does not hold any more."""

    because = forms.CharField(label=_lazy("Why does it not hold any more?"), max_length=300)


class ScoreForm(_AboutDanger, IdempotentForm):
    """Where one person places the family on the scale."""

    who = OneOf(label=_lazy("Whose mark is it?"), choices=Speaker.choices)
    who_name = forms.CharField(
        label=_lazy("Name, if there may be doubt"), max_length=80, required=False
    )
    value = OneOf(
        label=_lazy("Where on the scale?"),
        choices=[(str(each), str(each)) for each in range(LOWEST, HIGHEST + 1)],
        widget=NumberChoices,
        help_text=_lazy("0: the child cannot be safe now. 10: we can close."),
    )
    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    danger = forms.ChoiceField(label=_lazy("About what?"), required=False)
    words = forms.CharField(
        label=_lazy("Why there, in the person's own words"), max_length=500, required=False
    )

    def __init__(self, *args: Any, dangers: Sequence[MappingStatement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.know(dangers, nothing=_lazy("Everything together"))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "who": Speaker(data["who"]),
            "who_name": data["who_name"],
            "value": int(data["value"]),
            "on": data["on"],
            "danger": self.about,
            "words": data["words"],
        }


class HouseForm(IdempotentForm):
    """The child's own words in one of the three houses."""

    topic = OneOf(
        label=_lazy("Which house?"),
        choices=[(each.value, each.label) for each in HOUSES],
    )
    words = LongText(
        label=_lazy("What does the child say?"),
        rows=4,
        longest=8000,
        required=False,
        help_text=_lazy("Word for word, as the child says it. Nobody can change it afterwards."),
    )
    pictures = PicturesField(
        label=_lazy("What the child has drawn"),
        help_text=_lazy("A photo or a scan of the drawing, PNG or JPEG. At most four."),
    )
    said_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    how = forms.CharField(
        label=_lazy("In what way: said, drawn, written?"), max_length=200, required=False
    )
    withheld = forms.BooleanField(
        label=_lazy("Do not show it to the custodians"),
        required=False,
        help_text=_lazy("When it could harm the child that they read it."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("words", "").strip() and not data.get("pictures") and not self.errors:
            self.add_error("words", _("Write what the child says, or put in what it has drawn."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        sent = self.cleaned_data["pictures"]
        return {
            **self.cleaned_data,
            "topic": Topic(self.cleaned_data["topic"]),
            "chosen": pictures_words(len(sent)) if sent else "",
        }


class NetworkForm(IdempotentForm):
    """Somebody round the child, and what that person does."""

    name = forms.CharField(label=_lazy("Name"), max_length=80)
    relation = forms.CharField(
        label=_lazy("Who is it for the child?"), max_length=80, required=False
    )
    does = forms.CharField(label=_lazy("What does the person do for the child?"), max_length=300)


class NetworkChangeForm(VersionedForm):
    """The same person, written otherwise or gone."""

    name = forms.CharField(label=_lazy("Name"), max_length=80)
    relation = forms.CharField(
        label=_lazy("Who is it for the child?"), max_length=80, required=False
    )
    does = forms.CharField(label=_lazy("What does the person do for the child?"), max_length=300)
    is_gone = forms.BooleanField(
        label=_lazy("The person is not there for the child any more"), required=False
    )


class PlanStepForm(IdempotentForm):
    """One step of the safety plan."""

    what = forms.CharField(label=_lazy("What is to be done?"), max_length=300)
    who = forms.CharField(label=_lazy("Who does it?"), max_length=120)
    when = forms.CharField(
        label=_lazy("When?"),
        max_length=120,
        help_text=_lazy("For example: every evening, or when they begin to quarrel."),
    )


class PlanStepChangeForm(VersionedForm):
    """The same step, written otherwise or over."""

    what = forms.CharField(label=_lazy("What is to be done?"), max_length=300)
    who = forms.CharField(label=_lazy("Who does it?"), max_length=120)
    when = forms.CharField(label=_lazy("When?"), max_length=120)
    is_over = forms.BooleanField(label=_lazy("It is not in the plan any more"), required=False)


class PlanCheckForm(IdempotentForm):
    """Whether a step is kept to."""

    on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    kept = OneOf(label=_lazy("Was it kept?"), choices=Kept.choices)
    words = forms.CharField(label=_lazy("How do you know?"), max_length=500, required=False)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "kept": Kept(self.cleaned_data["kept"])}


class PinField(forms.CharField):
    """A code of four to eight digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        digits = "".join(text.split())
        if not (digits.isascii() and digits.isdecimal() and 4 <= len(digits) <= 8):
            raise forms.ValidationError(_lazy("Write four to eight digits."))
        return digits


class ShowFamilyForm(KraftForm):
    """The code that opens the screen again."""

    pin = PinField(
        label=_lazy("Choose a code"),
        help_text=_lazy("Four to eight digits. The screen opens nothing else until you give it."),
    )


class UnlockForm(KraftForm):
    """The code that the worker chose."""

    pin = PinField(label=_lazy("Code"))
