"""What people type: a code, what is done about the answers, which slips to print."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea
from kraftsamling.documents.forms import TableFileField
from kraftsamling.organisations.models import Unit
from kraftsamling.participation.codes import plain_of
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.models import SharedKind
from kraftsamling.participation.questions import Series
from kraftsamling.participation.sharing import LONGEST_DAYS, MOST_AT_ONCE
from kraftsamling.participation.statuses import WordsState

MOST_SLIPS = 200


def _code_field(**more: Any) -> forms.CharField:
    attributes = {
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "data-kod": "",
    }
    return forms.CharField(widget=forms.TextInput(attrs=attributes), **more)


class CodeForm(KraftForm):
    """The code on the slip, asked for in the visitor's language."""

    code = _code_field(error_messages={"required": ""})  # in the visitor's language below

    def __init__(self, *args: Any, texts: Texts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        field = self.fields["code"]
        field.label, field.help_text = texts.code_label, texts.code_help
        field.error_messages["required"] = texts.code_missing

    def clean_code(self) -> str:
        """Something that cannot be a code is told so at once; it is not counted as a try."""
        code: str = self.cleaned_data["code"]
        if plain_of(code) is None:
            raise ValidationError(self.texts.code_misread)
        return code


class TabletCodeForm(KraftForm):
    """The code by which the staff open the unit's tablet."""

    tablet_code = _code_field(
        label=_("The tablet's code"),
        help_text=_("It stands on the page Tablet and group codes, where the tablet is opened."),
        error_messages={"required": _("Write the tablet's code.")},
    )

    def clean_tablet_code(self) -> str:
        """Something that cannot be a code is told so at once; it is not counted as a try."""
        code: str = self.cleaned_data["tablet_code"]
        if plain_of(code) is None:
            raise ValidationError(
                gettext("A code has twelve letters and digits. Look at it and write it again.")
            )
        return code


def _units(field: forms.Field, units: list[Unit], *, nothing: str = "") -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nothing), *((str(unit.pk), unit.name) for unit in units)]
    field.error_messages["invalid_choice"] = gettext("Choose one of your units.")


def _how_many(label: Any) -> forms.IntegerField:
    wrong = _("Write a number from 0 to 60.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class ActionForm(KraftForm):
    """What we do about the answers to one question, in the authority's own words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What do you do about the answers?"),
        help_text=_(
            "Those who answer read this when they have sent their answers. Write to them, and nothing"
            " that points somebody out."
        ),
        max_length=2000,
        widget=TextArea(rows=6),
    )


class DecideWordsForm(KraftForm):
    """Show a text, or say why it is not shown. Which of the two is the button that was pressed."""

    seen = forms.ChoiceField(choices=WordsState.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it not shown?"),
        help_text=_("For example: it names somebody. After thirty days the text is gone."),
        max_length=300,
        error_messages={"required": _("Say why the text is not shown.")},
        widget=TextArea(rows=2),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not self.shows

    @property
    def shows(self) -> bool:
        """Whether the button was "Show"."""
        return "visa" in self.data


class SharedForm(IdempotentForm):
    """A code for those who are present: for the unit's tablet, or for everybody's own phone."""

    kind = OneOf(
        label=_("Where do they answer?"),
        choices=SharedKind.choices,
        hints={
            SharedKind.GROUP: _("On their own phones, for example at a parents' evening."),
            SharedKind.KIOSK: _("On the unit's tablet, for example in the reception. Today only."),
        },
    )
    unit = forms.ChoiceField(label=_("Unit"))
    occasion = forms.CharField(
        label=_("What is the occasion?"),
        help_text=_("For example: café for parents. Write no names."),
        max_length=80,
    )
    parents = _how_many(_("How many parents are asked?"))
    young = _how_many(_("How many young people 13+ are asked?"))
    children = _how_many(_("How many children 7–12 are asked?"))
    closes_on = SwedishDateField(
        label=_("The last day to answer"),
        help_text=_("At most 14 days ahead. A tablet closes the same evening."),
        side=Side.TODAY_OR_LATER,
        required=False,
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _units(self.fields["unit"], units)
        last = self.fields["closes_on"]
        assert isinstance(last, SwedishDateField)
        assert last.today is not None
        last.latest = last.today + timedelta(days=LONGEST_DAYS)

    @property
    def caps(self) -> dict[Series, int]:
        """How many of each series; those who are not asked are left out."""
        typed = {
            Series.PARENT: self.cleaned_data["parents"],
            Series.YOUNG: self.cleaned_data["young"],
            Series.CHILD: self.cleaned_data["children"],
        }
        return {series: count for series, count in typed.items() if count}

    def clean(self) -> dict[str, Any]:
        """Somebody must be asked, and a group code needs its last day."""
        found = super().clean() or self.cleaned_data
        numbers = [found.get(name) for name in ("parents", "young", "children")]
        if not any(numbers) and not self.errors:
            self.add_error(
                "parents", gettext("Write how many are asked, at least in one of the fields.")
            )
        if found.get("kind") == SharedKind.GROUP and not self.errors and not found["closes_on"]:
            self.add_error("closes_on", gettext("Write the last day to answer."))
        return found


def _question(label: Any) -> forms.CharField:
    """In any language: Arabic is written from right to left."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=200, widget=widget)


class WordingForm(KraftForm):
    """The three questions of one series in one language, in the authority's own words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    first = _question(_("Question 1, about being listened to"))
    second = _question(_("Question 2, about respect"))
    third = _question(_("Question 3, about proposing changes"))

    @property
    def words(self) -> list[str]:
        """The three, in order."""
        return [self.cleaned_data[name] for name in ("first", "second", "third")]


class ImportForm(KraftForm):
    """A file from another survey tool, and what its rows do not say themselves."""

    file = TableFileField(
        help_text=_("At most 20 MB and 100 000 rows. The file is read and never stored.")
    )
    series = forms.ChoiceField(
        label=_("Whose answers are they?"),
        help_text=_("Only if the file does not say so itself."),
        choices=[("", _("The file says so")), *Series.choices],
        required=False,
    )
    unit = forms.ChoiceField(
        label=_("Which unit?"),
        help_text=_("Only if the file does not say so itself."),
        required=False,
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _units(self.fields["unit"], units, nothing=gettext("The file says so"))


class SlipsForm(IdempotentForm):
    """Which slips to print."""

    unit = forms.ChoiceField(label=_("Unit"))
    series = OneOf(label=_("Who gets the slips?"), choices=Series.choices)
    count = forms.IntegerField(
        label=_("How many slips?"),
        help_text=_("At most 200 at a time."),
        min_value=1,
        max_value=MOST_SLIPS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        error_messages={
            "invalid": _("Write a number from 1 to 200."),
            "min_value": _("Write a number from 1 to 200."),
            "max_value": _("Write a number from 1 to 200."),
        },
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _units(self.fields["unit"], units)
