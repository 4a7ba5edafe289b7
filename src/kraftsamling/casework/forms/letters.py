"""Letters, attachments and when they were sent, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText, TimeField
from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.statuses import Direction, InParty, LetterKind, Way
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, VersionedForm, offer
from kraftsamling.documents.attachments import Kind, NotAccepted, look_at
from kraftsamling.documents.attachments.words import sentence_of

REPORTER: Final = "REPORTER"
LONGEST_MESSAGE: Final = 8_000


class LetterForm(IdempotentForm):
    """Which letter, to whom, how, and what the worker adds."""

    kind = forms.ChoiceField(label=_lazy("Which letter?"), choices=LetterKind.choices)
    to = forms.ChoiceField(label=_lazy("To whom?"))
    way = OneOf(label=_lazy("How does it go?"), choices=Way.choices)
    meeting_on = SwedishDateField(
        label=_lazy("Day of the meeting"), required=False, side=Side.TODAY_OR_LATER
    )
    meeting_at = TimeField(label=_lazy("Time of the meeting"), required=False)
    meeting_place = forms.CharField(
        label=_lazy("Place of the meeting"), max_length=200, required=False
    )
    message = LongText(
        label=_lazy("Something to add"), rows=5, longest=LONGEST_MESSAGE, required=False
    )
    withheld = forms.BooleanField(label=_lazy("Custodians may not see it"), required=False)

    def __init__(
        self, *args: Any, people: Sequence[CasePerson], reporter: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        names = [
            (key, f"{full_name(each.person)}, {str(InParty(each.part).label).lower()}")
            for key, each in self.people.items()
        ]
        offer(self, "to", [*names, *([(REPORTER, _("Whoever reported"))] if reporter else [])])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind, to = data.get("kind"), data.get("to")
        if kind and to and (kind == LetterKind.FEEDBACK) != (to == REPORTER):
            self.add_error(
                "to",
                _("Whoever reported gets the answer to the report, and only that."),
            )
        person = self.people.get(to or "")
        if person and kind == LetterKind.DECISION_CHILD and person.part != InParty.SUBJECT:
            self.add_error("to", _("This letter goes to the child."))
        protected = person is not None and person.person.is_protected
        if protected and data.get("way") and data["way"] not in (Way.HAND, Way.FORWARDED):
            self.add_error(
                "way",
                _(
                    "The person has protected identity. Hand the letter over, or send it through the Tax"
                    " Agency's forwarding."
                ),
            )
        return data

    @property
    def recipient(self) -> CasePerson | None:
        """To whom; None is whoever reported."""
        return self.people.get(self.cleaned_data["to"])


class AttachmentForm(IdempotentForm):
    """A document that came in or was drawn up elsewhere: PDF, PNG or JPEG."""

    file = forms.FileField(
        label=_lazy("Document"),
        max_length=400,
        help_text=_lazy("PDF, PNG or JPEG, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/png,image/jpeg"}),
    )
    title = forms.CharField(label=_lazy("What is it?"), max_length=200)
    direction = OneOf(label=_lazy("Which way?"), choices=Direction.choices)
    received_on = SwedishDateField(
        label=_lazy("Came in on which day?"), required=False, side=Side.TODAY_OR_EARLIER
    )
    counterparty = forms.CharField(label=_lazy("From whom?"), max_length=200, required=False)
    way = OneOf(
        label=_lazy("How did it come?"),
        choices=[each for each in Way.choices if each[0] != Way.FORWARDED],
        required=False,
    )
    withheld = forms.BooleanField(label=_lazy("Custodians may not see it"), required=False)

    def clean_file(self) -> tuple[bytes, str, Kind]:
        """The bytes, the name and what they were found to be, whatever the name says."""
        file = self.cleaned_data["file"]
        data = file.read() if file.size else b""
        try:
            return data, file.name, look_at(data)
        except NotAccepted as refused:
            raise forms.ValidationError(sentence_of(refused.flaw)) from refused

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        came_in = data.get("direction") == Direction.RECEIVED
        if came_in and not data.get("received_on") and "received_on" not in self.errors:
            self.add_error("received_on", _("Write the day it came in."))
        if data.get("direction") == Direction.DRAWN_UP:
            data["received_on"] = None
        return data

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = {**self.cleaned_data}
        content, name, kind = data.pop("file")
        return {
            **data,
            "direction": Direction(data["direction"]),
            "content": content,
            "name": name,
            "kind": kind,
        }


class SentForm(VersionedForm):
    """When it was sent, how, and to whom."""

    sent_on = SwedishDateField(label=_lazy("Sent on which day?"), side=Side.TODAY_OR_EARLIER)
    way = OneOf(label=_lazy("How did it go?"), choices=Way.choices)
    counterparty = forms.CharField(label=_lazy("To whom?"), max_length=200)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {**self.cleaned_data, "way": Way(self.cleaned_data["way"])}


class LetterWordsForm(VersionedForm):
    """The authority's own words for a kind of letter."""

    subject = forms.CharField(label=_lazy("Subject"), max_length=200)
    body = LongText(
        label=_lazy("Text"),
        rows=18,
        longest=10_000,
        help_text=_lazy(
            "An empty line parts paragraphs. A line that begins with # and a space is a heading."
        ),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = {**self.cleaned_data}
        data["seen_version"] = data.pop("version")
        return data
