"""The list of cases: what it shows, views that are kept, and a file of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.services.exports import SHORTEST_PURPOSE
from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.common.forms import IdempotentForm, KraftForm, offer

_Choice = tuple[str, str]


class FilterForm(KraftForm):
    """What the list shows. It is sent with GET, so that the choice stands in the address."""

    vy = forms.ChoiceField(label=_lazy("Which cases?"))
    enhet = forms.ChoiceField(label=_lazy("Unit"), required=False)
    skede = forms.ChoiceField(label=_lazy("Where in the case"), required=False)
    slag = forms.ChoiceField(label=_lazy("Child or adult"), required=False)

    def __init__(
        self, *args: Any, views: Iterable[_Choice], units: Iterable[_Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "vy", views)
        every = [("", _("All"))]
        offer(self, "enhet", [*every, *units])
        offer(self, "skede", [*every, *(c for c in Phase.choices if c[0] != Phase.CLOSED)])
        offer(self, "slag", [*every, *CaseKind.choices])


def filter_form(
    initial: Mapping[str, str], *, views: Mapping[str, str], units: Mapping[str, str]
) -> SafeString:
    """The form as it stands on the page, with what the list shows now chosen in it."""
    return _drawn(
        tuple(initial.items()), tuple(views.items()), tuple(units.items()), get_language()
    )


@lru_cache(maxsize=512)
def _drawn(
    initial: tuple[_Choice, ...],
    views: tuple[_Choice, ...],
    units: tuple[_Choice, ...],
    _language: str | None,
) -> SafeString:
    """Drawn once: it was a tenth of every list, and nothing in it is anybody's own."""
    return FilterForm(initial=dict(initial), views=views, units=units, auto_id="filter_%s").render()


class SaveViewForm(IdempotentForm):
    """A name for the choice that one sees."""

    name = forms.CharField(
        label=_lazy("Name of the view"),
        max_length=40,
        help_text=_lazy("For example “Small children, this week”. Never a child's name."),
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)


class RenameViewForm(KraftForm):
    """Another name."""

    name = forms.CharField(label=_lazy("Name of the view"), max_length=40)


class ExportForm(IdempotentForm):
    """Why the list is needed as a file."""

    purpose = LongText(
        label=_lazy("What do you need the file for?"),
        help_text=_lazy("The one who confirms reads it, and it stays in the log."),
        rows=3,
        longest=500,
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)

    def clean_purpose(self) -> str:
        """A reason that somebody else can judge."""
        purpose: str = self.cleaned_data["purpose"]
        if len(purpose.strip()) < SHORTEST_PURPOSE:
            raise forms.ValidationError(
                _("Write at least %(count)s characters, so that somebody else can judge it.")
                % {"count": SHORTEST_PURPOSE}
            )
        return purpose
