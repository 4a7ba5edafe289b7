"""An extract for a party, and what is kept from a custodian, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import CasePerson
from kraftsamling.casework.presenters.extracts import party_words
from kraftsamling.casework.statuses import Way, WithholdGround
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, VersionedForm, offer

EVERYBODY: Final = "ALLA"


class ExtractForm(IdempotentForm):
    """Who asks, when, for which time, and how it goes."""

    to = OneOf(label=_lazy("Who asks for the extract?"))
    asked_on = SwedishDateField(
        label=_lazy("Which day was it asked for?"), side=Side.TODAY_OR_EARLIER
    )
    since = SwedishDateField(
        label=_lazy("From which day?"),
        side=Side.TODAY_OR_EARLIER,
        required=False,
        help_text=_lazy("Empty: from the beginning."),
    )
    until = SwedishDateField(
        label=_lazy("Until which day?"), side=Side.TODAY_OR_EARLIER, required=False,
        help_text=_lazy("Empty: until today."),
    )  # fmt: skip
    way = OneOf(label=_lazy("How does it go?"), choices=Way.choices)

    def __init__(self, *args: Any, parties: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(each.pk): each for each in parties}
        offer(self, "to", ((key, party_words(each)) for key, each in self.parties.items()))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not come before the first day."))
        party = self.parties.get(data.get("to") or "")
        by_hand = data.get("way") in (Way.HAND, Way.FORWARDED)
        if party and party.person.is_protected and data.get("way") and not by_hand:
            self.add_error(
                "way",
                _(
                    "The person has protected identity. Hand the letter over, or send it through the Tax"
                    " Agency's forwarding."
                ),
            )
        return data

    @property
    def party(self) -> CasePerson:
        """Who asks."""
        return self.parties[self.cleaned_data["to"]]


class WithholdForm(IdempotentForm):
    """From whom, on what ground, why, and when it is looked at again."""

    from_whom = OneOf(label=_lazy("From whom is it kept?"))
    ground = OneOf(label=_lazy("On what ground?"), choices=WithholdGround.choices)
    reason = LongText(
        label=_lazy("Why?"),
        rows=4,
        longest=2000,
        help_text=_lazy("What would happen, to whom? At least twenty characters."),
    )
    childs_view = forms.CharField(
        label=_lazy("What does the child think of it?"),
        max_length=500,
        required=False,
        help_text=_lazy("It weighs more the older and more mature the child is."),
    )
    review_on = SwedishDateField(
        label=_lazy("Which day do we look at it again?"), side=Side.TODAY_OR_LATER
    )

    def __init__(self, *args: Any, custodians: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.custodians = {str(each.pk): each for each in custodians}
        named = [(key, party_words(each)) for key, each in self.custodians.items()]
        offer(self, "from_whom", [(EVERYBODY, _("All custodians")), *named])

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            **data,
            "from_whom": self.custodians.get(data["from_whom"]),
            "ground": WithholdGround(data["ground"]),
        }


class LiftForm(VersionedForm):
    """It is not kept back any more."""

    because = forms.CharField(label=_lazy("Why may it be read now?"), max_length=500)
