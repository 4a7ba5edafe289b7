"""The date field: one box that takes a date the way people write it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.rules.dates import (
    DateNotUnderstood,
    Meaning,
    NoSuchDay,
    YearNeeded,
    parse_swedish_date,
)


class Side(StrEnum):
    """On which side of today a date must lie; today itself is always right."""

    ANY = "any"
    TODAY_OR_EARLIER = "past"
    TODAY_OR_LATER = "future"


_MEANINGS = {
    Side.ANY: Meaning.NEAREST,
    Side.TODAY_OR_EARLIER: Meaning.PAST,
    Side.TODAY_OR_LATER: Meaning.FUTURE,
}


class SwedishDateInput(forms.TextInput):
    """A plain text box: a numeric keyboard would have neither a slash nor the words "i dag"."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "size": 14, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Show a stored date as 2026-11-24, and typed words as they were typed."""
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class SwedishDateField(forms.Field):
    """A day, written 2026-11-24, 24/11, 24 november or i dag. The form hands it `today`."""

    widget = SwedishDateInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unclear": _("Write a date, for example 24/11 or i dag."),
        "no_such_day": _("That day does not exist. Check day and month."),
        "year": _("Write the year as well."),
        "future": _("Enter a date that is today or earlier."),
        "past": _("Enter a date that is today or later."),
        "too_early": _("Enter %(limit)s or a later date."),
        "too_late": _("Enter %(limit)s or an earlier date."),
    }

    today: date | None = None

    def __init__(
        self,
        *,
        side: Side = Side.ANY,
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("help_text", _("For example 2026-11-24, 24/11 or i dag."))
        super().__init__(**kwargs)
        self.side = side
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        """The day that was meant."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        if self.today is None:
            raise RuntimeError("SwedishDateField needs a KraftForm that was given today")
        try:
            return parse_swedish_date(str(value), today=self.today, meaning=_MEANINGS[self.side])
        except DateNotUnderstood as error:
            raise self._refused("unclear") from error
        except NoSuchDay as error:
            raise self._refused("no_such_day") from error
        except YearNeeded as error:
            raise self._refused("year") from error

    def validate(self, value: Any) -> None:
        """Hold the day against today and against the limits."""
        super().validate(value)
        if value is None or self.today is None:
            return
        if self.side is Side.TODAY_OR_EARLIER and value > self.today:
            raise self._refused("future")
        if self.side is Side.TODAY_OR_LATER and value < self.today:
            raise self._refused("past")
        if self.earliest and value < self.earliest:
            raise self._refused("too_early", limit=self.earliest.isoformat())
        if self.latest and value > self.latest:
            raise self._refused("too_late", limit=self.latest.isoformat())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day is meant: "24/11" is no change of 2026-11-24."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True

    def _refused(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)
