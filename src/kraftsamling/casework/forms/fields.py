"""Fields that casework asks for: a number as people write it, a time of day, and long text."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.rules.identity_numbers import IdentityNumber, read_identity_number
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.forms import TextArea
from kraftsamling.organisations.rules import (
    BornInTheFuture,
    NoSuchDay,
    NotAPersonalIdentityNumber,
    TooFewDigits,
    TooManyDigits,
    WrongCheckDigit,
)

LONG_TEXT: Final = 20_000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TIME: Final = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
_WRONG: Final = {
    WrongCheckDigit: _lazy("The last digit does not fit the others. Look at the number once more."),
    NoSuchDay: _lazy("There is no such day. Look at the number once more."),
    TooManyDigits: _lazy(
        "The number has too many digits. Write twelve: year, month, day and four more."
    ),
    TooFewDigits: _lazy(
        "The number has too few digits. Write twelve: year, month, day and four more."
    ),
    BornInTheFuture: _lazy(
        "The number is of somebody who is not born yet. Write the expected day instead."
    ),
}


class IdentityNumberField(forms.CharField):
    """A personal, co-ordination or reserve number in any spelling. `today` is set by the form."""

    def __init__(self, **kwargs: Any) -> None:
        self.today: date | None = None
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        )
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> IdentityNumber | None:
        text = super().clean(value)
        if not text:
            return None
        assert self.today is not None
        try:
            return read_identity_number(text, today=self.today)
        except NotAPersonalIdentityNumber as wrong:
            words = next((_WRONG[kind] for kind in _WRONG if isinstance(wrong, kind)), None)
            raise forms.ValidationError(
                str(words)
                if words
                else _("This is no personal identity number. Leave it empty if you do not know it.")
            ) from wrong


class LongText(forms.CharField):
    """Text of up to many pages, also pasted from elsewhere: signs that cannot be read are left out."""

    def __init__(self, *, rows: int = 6, longest: int = LONG_TEXT, **kwargs: Any) -> None:
        self.longest = longest
        kwargs.setdefault("widget", TextArea(rows, attrs={"dir": "auto"}))
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

    def validate(self, value: str) -> None:
        super().validate(value.strip())
        if len(value) > self.longest:
            raise forms.ValidationError(
                _(
                    "The text is too long: %(is)s characters. At most %(most)s fit here."
                    " Put the rest in a document."
                )
                % {"is": len(value), "most": self.longest}
            )


class TimeField(forms.CharField):
    """A time of day as people write it: 8.12, 08:12, kl. 8."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(max_length=10, **kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value).strip()
        if not text:
            return None
        match = _TIME.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
            raise forms.ValidationError(_("Write a time, for example 8.12."))
        return time(int(match[1]), int(match[2] or 0))


def moment(day: date, at: time) -> datetime:
    """A day and a time of day in Sweden."""
    return datetime.combine(day, at, tzinfo=STOCKHOLM)
