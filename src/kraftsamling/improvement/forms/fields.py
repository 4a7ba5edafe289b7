"""What somebody types on one line: words, or an address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Line(forms.CharField):
    """Words on one line. Line breaks that a program sends become spaces: the words may stand in a header."""

    def to_python(self, value: Any) -> Any:
        return " ".join(str(super().to_python(value) or "").split())


def safe_link(value: str) -> str:
    """An address on the web or on this site. Anything that a browser would run is refused."""
    parts = urlsplit(value)
    on_the_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    here = not parts.scheme and not parts.netloc and value.startswith("/")
    if value and not (on_the_web or here):
        raise ValidationError(
            gettext("Write an address that begins with https:// or with a slash.")
        )
    return value


class LinkField(Line):
    """An optional address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=200,
            required=False,
            help_text=_("Begins with https://, or with a slash for a page here."),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        return safe_link(super().clean(value))
