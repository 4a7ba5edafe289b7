"""Forms of consents and of what leaves the authority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import LongText
from kraftsamling.casework.models import CasePerson, Consent
from kraftsamling.casework.presenters.words import day_words, full_name
from kraftsamling.casework.statuses import ConsentTo, ShareBasis
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import IdempotentForm, OneOf, VersionedForm, offer


class ConsentForm(IdempotentForm):
    """Somebody's yes to one thing."""

    given_by = OneOf(label=_lazy("Who says yes?"))
    to = OneOf(label=_lazy("To what?"), choices=ConsentTo.choices)
    words = forms.CharField(
        label=_lazy("To exactly what?"),
        max_length=500,
        help_text=_lazy("With whom, about what, for how long."),
    )
    given_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    ends_on = SwedishDateField(
        label=_lazy("Until which day?"), side=Side.TODAY_OR_LATER, required=False
    )
    in_writing = forms.BooleanField(label=_lazy("The consent is in writing"), required=False)

    def __init__(self, *args: Any, family: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = {str(each.pk): each for each in family}
        offer(
            self, "given_by", ((key, full_name(each.person)) for key, each in self.family.items())
        )

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            **data,
            "given_by": self.family[data["given_by"]],
            "to": ConsentTo(data["to"]),
        }


class ShareForm(IdempotentForm):
    """What leaves, to whom, on what basis, and whether the family knows."""

    what = LongText(
        label=_lazy("What is given out?"),
        rows=4,
        longest=1000,
        help_text=_lazy("Each thing by itself. Nothing more than this leaves."),
    )
    receiver = forms.CharField(label=_lazy("To whom?"), max_length=200)
    basis = OneOf(label=_lazy("On what basis?"), choices=ShareBasis.choices)
    consent = forms.ChoiceField(label=_lazy("Which consent?"), required=False)
    ground = LongText(
        label=_lazy("Section of the law, or how you tested that nobody is harmed"),
        rows=3,
        longest=1000,
        required=False,
    )
    told_family_on = SwedishDateField(
        label=_lazy("Which day was the family told?"), side=Side.TODAY_OR_EARLIER, required=False
    )
    not_told_because = forms.CharField(
        label=_lazy("If it has not been told: why?"), max_length=300, required=False
    )
    ends_on = SwedishDateField(
        label=_lazy("Until which day may it be given out?"),
        side=Side.TODAY_OR_LATER,
        required=False,
    )

    def __init__(self, *args: Any, consents: Sequence[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consents = {str(each.pk): each for each in consents}
        told = [
            (key, f"{ConsentTo(each.to).label}, {day_words(each.given_on)}")
            for key, each in self.consents.items()
        ]
        offer(self, "consent", [("", _("No consent")), *told])

    @property
    def described(self) -> dict[str, Any]:
        """In the words of the service."""
        data = self.cleaned_data
        return {
            **data,
            "basis": ShareBasis(data["basis"]),
            "consent": self.consents.get(data["consent"]),
        }


class ContactsForm(VersionedForm):
    """Who has been asked before an investigation is open."""

    contacts = LongText(
        label=_lazy("Whom have you asked, when, and what was said?"),
        rows=8,
        help_text=_lazy(
            "Only the reporter, the family and our own files may be asked before an investigation is"
            " open. School, health care and others wait, if the family has not consented."
        ),
    )
