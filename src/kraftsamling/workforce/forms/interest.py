"""Interest in jobs, as it is written by whoever phones and whoever writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.common.forms import IdempotentForm, TextArea, offer
from kraftsamling.workforce.models import Position


class CallForm(IdempotentForm):
    """A call, in three fields."""

    name = forms.CharField(label=_lazy("Who phoned?"), max_length=100)
    contact = forms.CharField(label=_lazy("Phone or e-mail"), max_length=120)
    words = forms.CharField(label=_lazy("What about?"), max_length=500, required=False)


class InterestForm(IdempotentForm):
    """What a visitor writes. `leave_empty` is for machines that fill in everything."""

    position = forms.ChoiceField(label=_lazy("Which post?"), required=False)
    name = forms.CharField(
        label=_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact = forms.CharField(label=_lazy("Phone or e-mail where we can reach you"), max_length=120)
    words = forms.CharField(
        label=_lazy("What do you want to work with?"),
        max_length=500,
        required=False,
        widget=TextArea(rows=4),
        help_text=_lazy("Write nothing about your health or about anybody else."),
    )
    leave_empty = forms.CharField(required=False)

    def __init__(self, *args: Any, posts: list[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(post.pk): post.unit_id for post in posts}
        choices = [(str(post.pk), f"{post.title}, {post.unit.name}") for post in posts]
        offer(self, "position", [("", _lazy("No special post")), *choices])

    @property
    def unit_id(self) -> UUID | None:
        """The unit of the post that was chosen."""
        return self._units.get(self.cleaned_data["position"])
