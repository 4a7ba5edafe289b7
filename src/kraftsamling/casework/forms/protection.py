"""Forms of protected identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.statuses import InParty, Protection
from kraftsamling.common.forms import KraftForm, OneOf, Several, offer
from kraftsamling.organisations.models import Membership

RAISED = [(each.value, each.label) for each in Protection if each is not Protection.NONE]


def _names(workers: Mapping[str, Membership]) -> list[tuple[str, str]]:
    return [(key, f"{each.name}, {each.unit.name}") for key, each in workers.items()]


class RaiseForm(KraftForm):
    """Whom to protect, how much, and who may still see the person. One press, and it holds."""

    who = forms.ChoiceField(label=_lazy("Who?"))
    level = OneOf(label=_lazy("Which protection?"), choices=RAISED)
    allowed = Several(label=_lazy("Who may see the person, besides you?"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[CasePerson],
        workers: Sequence[Membership],
        has_it: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.workers = {str(each.pk): each for each in workers}
        offer(
            self,
            "who",
            (
                (key, f"{full_name(each.person)} ({InParty(each.part).label})")
                for key, each in self.people.items()
            ),
        )
        offer(self, "allowed", _names(self.workers))
        self.initial.setdefault("allowed", list(has_it))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            "person": self.people[data["who"]].person,
            "level": Protection(int(data["level"])),
            "allowed": [self.workers[key] for key in data["allowed"]],
        }


class WorkerForm(KraftForm):
    """One worker to put on the list, or to take off it."""

    who = forms.ChoiceField(label=_lazy("Worker"))

    def __init__(self, *args: Any, workers: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(each.pk): each for each in workers}
        offer(self, "who", _names(self.workers))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        return {"who": self.workers[self.cleaned_data["who"]]}


class AddressForm(KraftForm):
    """Where post may go."""

    address = forms.CharField(
        label=_lazy("Address for post"),
        max_length=200,
        required=False,
        help_text=_lazy(
            "From protected population registration: only the Tax Agency's forwarding address."
        ),
    )


class LowerForm(KraftForm):
    """How much protection is left, and why."""

    level = OneOf(label=_lazy("Which protection is left?"), choices=Protection.choices)
    because = forms.CharField(label=_lazy("Why?"), max_length=500)

    def __init__(self, *args: Any, now_at: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "level", ((each.value, each.label) for each in Protection if each < now_at))

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {"level": Protection(int(data["level"])), "because": data["because"]}
