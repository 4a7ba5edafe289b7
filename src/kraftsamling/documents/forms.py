"""A file that somebody chooses: a table from another program."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.uploads import LARGEST


class TableFileField(forms.FileField):
    """A CSV or XLSX file. What it holds is seen later, by its bytes; here only its size."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("The file, CSV or XLSX"),
            error_messages={
                "required": _("Choose a file."),
                "missing": _("Choose a file."),
                "invalid": _("Choose a file."),
                "empty": _("The file is empty."),
            },
            widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
            allow_empty_file=True,
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """What was too large to be held is known by its size only."""
        file = super().clean(data, initial)
        if file.size > LARGEST:
            raise ValidationError(
                gettext("%(name)s is larger than %(megabytes)d MB.")
                % {"name": file.name, "megabytes": LARGEST // (1024 * 1024)}
            )
        return file
