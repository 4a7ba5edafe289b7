"""Forms about two registrations of one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.common.forms import KraftForm, OneOf, offer

KEPT, GONE = "kept", "gone"


class MergeForm(KraftForm):
    """Which facts hold where the two differ, which case goes on, and how one knows that it is one person.

    `differs` are the facts to choose, each with both ways of saying it; where only one row says something,
    that is chosen before. `cases` are two open cases of the same kind.
    """

    name = OneOf(label=_lazy("Which name is spelled right?"))
    number = OneOf(label=_lazy("Which number holds?"))
    address = OneOf(label=_lazy("Which address holds?"))
    phone = OneOf(label=_lazy("Which phone number holds?"))
    language = OneOf(label=_lazy("Which language holds?"))
    goes_on = OneOf(
        label=_lazy("Which case goes on?"),
        help_text=_lazy(
            "The other one is closed if nothing is left to do in it. Otherwise it stays open until that is"
            " done, and new reports come to the one that goes on."
        ),
    )
    because = LongText(
        label=_lazy("How do you know that it is the same person?"), rows=3, longest=500
    )
    is_same = forms.BooleanField(
        label=_lazy("I have compared the two: it is one and the same person")
    )

    def __init__(
        self,
        *args: Any,
        differs: Mapping[str, tuple[str, str]],
        cases: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [name for name, words in differs.items() if all(words)]
        self.taken = [name for name, (kept, gone) in differs.items() if gone and not kept]
        for name in ("name", "number", "address", "phone", "language"):
            if name in self.asked:
                offer(self, name, zip((KEPT, GONE), differs[name], strict=True))
            else:
                del self.fields[name]
        if cases:
            offer(self, "goes_on", cases.items())
        else:
            del self.fields["goes_on"]

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        chosen = [name for name in self.asked if data[name] == GONE]
        return {
            "takes": [*chosen, *self.taken],
            "goes_on": UUID(data["goes_on"]) if "goes_on" in self.fields else None,
            "because": data["because"],
        }


class PartForm(KraftForm):
    """How one knows that it is two people after all."""

    because = LongText(label=_lazy("How do you know that it is two people?"), rows=3, longest=500)
