"""The forms of a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import SwedishDateField
from kraftsamling.common.forms import IdempotentForm, KraftForm, OneOf, TextArea, VersionedForm
from kraftsamling.improvement.forms.fields import Line, LinkField
from kraftsamling.improvement.models import FollowUpVisit, VisitRequest
from kraftsamling.improvement.statuses import REQUEST_STEPS, RequestState, VisitKind
from kraftsamling.organisations.models import Authority


class NewVisitForm(IdempotentForm):
    """A visit. The plan's owner says who comes, or that its own board meets; a visitor comes itself."""

    kind = OneOf(
        label=_("Who is it with?"),
        hints={
            VisitKind.BOARD: _("How everything stands is frozen at the meeting, as at a visit.")
        },
    )
    on = SwedishDateField(label=_("Which day?"))
    place = Line(label=_("Where?"), max_length=120, required=False)
    visitor_id = forms.ChoiceField(label=_("Who comes?"), required=False)
    visitor_words = Line(
        label=_("Others who come, in words"),
        max_length=200,
        required=False,
        help_text=_("For example a municipality that does not use Kraftsamling."),
    )

    def __init__(
        self, *args: Any, visitors: Sequence[Authority], owner_invites: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        none = [("", gettext("Nobody with an account here"))] if owner_invites else []
        for name, choices in (
            ("visitor_id", [*none, *((str(v.pk), v.short_name) for v in visitors)]),
            ("kind", [k for k in VisitKind.choices if owner_invites or k[0] != VisitKind.BOARD]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.fields["visitor_id"].required = not owner_invites

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        somebody = data.get("visitor_id") or data.get("visitor_words")
        if data.get("kind") == VisitKind.BOARD:
            if somebody:
                self.add_error(
                    "kind", gettext("Somebody comes. Choose who, or take the visitors away.")
                )
        elif "visitor_id" in data and not somebody:
            self.add_error("visitor_words", gettext("Say who comes."))
        return data

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        visitor = self.cleaned_data["visitor_id"]
        return {**self.cleaned_data, "visitor_id": UUID(visitor) if visitor else None}


class VisitForm(VersionedForm):
    """A visit that is moved."""

    on = SwedishDateField(label=_("Which day?"))
    place = Line(label=_("Where?"), max_length=120, required=False)
    visitor_words = Line(label=_("Others who come, in words"), max_length=200, required=False)

    def __init__(self, *args: Any, visit: FollowUpVisit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if visit.kind == VisitKind.BOARD:
            del self.fields["visitor_words"]
        elif not visit.visitor_id:
            self.fields["visitor_words"].required = True


class AgendaForm(VersionedForm):
    """What is talked about."""

    agenda = forms.CharField(
        label=_("What do you talk about?"),
        max_length=3000,
        required=False,
        widget=TextArea(rows=12),
        help_text=_(
            "One line for each item. A line may begin with a time, as in 10.15. Leave it empty and the page"
            " proposes an agenda by itself."
        ),
    )


class ParticipantForm(IdempotentForm):
    """Somebody who is invited in an official role."""

    who = Line(label=_("Who?"), max_length=120, help_text=_("Role, or name and role. No clients."))
    organisation = Line(label=_("Organisation"), max_length=120)


class NoteForm(KraftForm):
    """What is said. The thread is the writer's own; `seen` is 0 for a new one."""

    thread = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    page = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput, initial=0)
    text = forms.CharField(
        label=_("What is said?"),
        max_length=8000,
        required=False,
        widget=TextArea(rows=10, attrs={"dir": "auto"}),
        help_text=_("It can become a report. Write nothing that points out a child."),
    )


class RequestForm(IdempotentForm):
    """Something the visitors ask for."""

    what = Line(label=_("What do you ask for?"), max_length=300)
    owner_id = OneOf(label=_("Of whom?"))
    due_on = SwedishDateField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(owner.pk), owner.short_name) for owner in owners]

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "owner_id": UUID(self.cleaned_data["owner_id"])}


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
        self.initial.pop("state", None)  # what became of it is chosen, never pre-ticked
        now = RequestState(request.state)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(s.value, s.label) for s in RequestState if s in REQUEST_STEPS[now]]
