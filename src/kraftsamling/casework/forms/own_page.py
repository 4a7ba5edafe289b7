"""What a child fills in on its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.forms.mappings import PinField
from kraftsamling.casework.forms.pictures import PicturesField, pictures_words
from kraftsamling.casework.statuses import Topic
from kraftsamling.common.forms import (
    CheckboxChoices,
    IdempotentForm,
    KraftForm,
    RadioChoices,
    Several,
)

Choices = Sequence[tuple[str, str | Promise]]
ABOUT: Final[Choices] = (
    ("hemma", _lazy("How it is at home")),
    ("skola", _lazy("School")),
    ("vanner", _lazy("Friends")),
    ("somn", _lazy("Sleep and how I feel")),
    ("besluta", _lazy("What you are going to decide")),
)
WHO: Final[Choices] = (
    ("ensam", _lazy("Only you and me")),
    ("foralder", _lazy("A parent")),
    ("syskon", _lazy("My brother or sister")),
    ("vuxen", _lazy("Another adult whom I choose")),
)
WHERE: Final[Choices] = (
    ("kontor", _lazy("At your office")),
    ("hemma", _lazy("At home")),
    ("skola", _lazy("At school")),
    ("ute", _lazy("Outside, on a walk")),
    ("telefon", _lazy("By phone")),
)
LONGEST: Final = 8000


class PictureChoices(CheckboxChoices):
    """Ticks with a picture before the words."""

    template_name = "casework/picture_choices.html"

    def __init__(self, *args: Any, pictures: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["picture"] = f"{self.pictures}-{value}"
        return option


def _several(label: str | Promise, choices: Choices, pictures: str) -> Several:
    return Several(
        label=label, choices=choices, required=False, widget=PictureChoices(pictures=pictures)
    )


class CodeForm(KraftForm):
    """The code that was chosen together."""

    pin = PinField(label=_lazy("Your code"))


def _pictures() -> PicturesField:
    return PicturesField(
        label=_lazy("Pictures, if you want"),
        help_text=_lazy("A photo or a drawing. At most four. Your worker sees them."),
    )


class OwnWordsForm(IdempotentForm):
    """Words of its own, pictures, or both."""

    words = LongText(label=_lazy("Write as you want"), rows=6, longest=LONGEST, required=False)
    pictures = _pictures()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("words", "").strip() and not data.get("pictures") and not self.errors:
            self.add_error("words", str(_lazy("Write something, or send a picture.")))
        return data

    @property
    def told(self) -> tuple[str, str]:
        """What was pointed at, and what was written to the letter."""
        sent = self.cleaned_data["pictures"]
        return pictures_words(len(sent)) if sent else "", self.cleaned_data["words"]


class MeetingForm(IdempotentForm):
    """What the child wants of a meeting: by pointing, in words, or both."""

    about = _several(_lazy("What do you want to talk about?"), ABOUT, "om")
    who = _several(_lazy("Who should be there?"), WHO, "vem")
    where = _several(_lazy("Where do you want to meet?"), WHERE, "var")
    words = LongText(label=_lazy("In your own words"), rows=4, longest=LONGEST, required=False)
    pictures = _pictures()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        asked = ("about", "who", "where", "pictures")
        if not any(data.get(name) for name in asked) and not data.get("words", "").strip():
            self.add_error(None, str(_lazy("Choose something, or write something.")))
        return data

    @property
    def told(self) -> tuple[str, str]:
        """What was pointed at, each after its question, and what was written to the letter."""
        parts = []
        for name, choices in (("about", ABOUT), ("who", WHO), ("where", WHERE)):
            chosen = [str(words) for value, words in choices if value in self.cleaned_data[name]]
            if chosen:
                parts.append(f"{self.fields[name].label} {', '.join(chosen)}.")
        if sent := self.cleaned_data["pictures"]:
            parts.append(pictures_words(len(sent)))
        return " ".join(parts), self.cleaned_data["words"]


FORMS: Final[Mapping[Topic, type[OwnWordsForm] | type[MeetingForm]]] = {
    Topic.MEETING: MeetingForm,
    Topic.GOOD: OwnWordsForm,
    Topic.WORRY: OwnWordsForm,
    Topic.DREAM: OwnWordsForm,
}


class OpenChannelForm(KraftForm):
    """The code that the worker and the child choose together."""

    code = PinField(
        label=_lazy("The code that you chose together"),
        help_text=_lazy("Four to eight digits that the child remembers and others do not guess."),
    )


class ReadVoiceForm(KraftForm):
    """Whether what a child wrote is a concern, why, and whether custodians may see it."""

    is_concern = forms.TypedChoiceField(
        label=_lazy(
            "May this be a concern that somebody harms the child, or that it is in danger?"
        ),
        choices=[("nej", _lazy("No")), ("ja", _lazy("Yes: make a new concern report at once"))],
        coerce=lambda value: value == "ja",
        widget=RadioChoices(stacked=True),
    )
    because = forms.CharField(label=_lazy("Why do you think so?"), max_length=500)
    withheld = forms.BooleanField(
        label=_lazy("Do not show it to the custodians"), required=False, initial=True
    )
