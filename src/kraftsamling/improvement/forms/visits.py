"""The forms of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.links import LinkField
from kraftsamling.improvement.models import VisitRequest
from kraftsamling.improvement.statuses import REQUEST_STEPS, RequestState
from kraftsamling.organisations.models import Authority


class NewVisitForm(IdempotentForm):
    """A visit. The plan's owner says who comes; a visitor comes itself."""

    on = SwedishDateField(label=_("Which day?"))
    place = forms.CharField(label=_("Where?"), max_length=120, required=False)
    visitor_id = forms.ChoiceField(label=_("Who comes?"), required=False)
    visitor_words = forms.CharField(
        label=_("Others who come, in words"),
        max_length=200,
        required=False,
        help_text=_("For example a municipality that does not use Kraftsamling."),
    )

    def __init__(
        self, *args: Any, visitors: Sequence[Authority], owner_invites: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["visitor_id"]
        assert isinstance(field, forms.ChoiceField)
        none = [("", gettext("Nobody with an account here"))] if owner_invites else []
        field.choices = [*none, *((str(v.pk), v.short_name) for v in visitors)]
        field.required = not owner_invites

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "visitor_id" in data and not data["visitor_id"] and not data.get("visitor_words"):
            self.add_error("visitor_words", gettext("Say who comes."))
        return data


class VisitForm(VersionedForm):
    """A visit that is moved."""

    on = SwedishDateField(label=_("Which day?"))
    place = forms.CharField(label=_("Where?"), max_length=120, required=False)
    visitor_words = forms.CharField(
        label=_("Others who come, in words"), max_length=200, required=False
    )


class ParticipantForm(IdempotentForm):
    """Somebody who is invited in an official role."""

    who = forms.CharField(
        label=_("Who?"), max_length=120, help_text=_("Role, or name and role. No clients.")
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=120)


class NoteForm(VersionedForm):
    """What is said. Version 0: there was no note when the page was opened."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is said?"),
        max_length=8000,
        widget=TextArea(rows=10),
        help_text=_("It can become a report. Write nothing that points out a child."),
    )


class RequestForm(IdempotentForm):
    """Something the visitors ask for."""

    what = forms.CharField(label=_("What do you ask for?"), max_length=300)
    owner_id = OneOf(label=_("Of whom?"))
    due_on = SwedishDateField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(owner.pk), owner.short_name) for owner in owners]


class AnswerForm(VersionedForm):
    """What became of a request."""

    state = OneOf(label=_("What became of it?"))
    answer = forms.CharField(
        label=_("Answer"),
        max_length=500,
        widget=TextArea(rows=3),
        help_text=_("If it was not done: because of what?"),
    )
    answer_url = LinkField(label=_("Link"))

    def __init__(self, *args: Any, request: VisitRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = RequestState(request.state)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(s.value, s.label) for s in RequestState if s in REQUEST_STEPS[now]]
