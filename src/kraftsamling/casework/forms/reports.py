"""Registering a concern report: one thing on each page, and all of it once more before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.forms.fields import IdentityNumberField, LongText, TimeField, moment
from kraftsamling.casework.models import PublicConcern
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter, ReportFacts
from kraftsamling.casework.statuses import OFFICIAL_REPORTERS, Channel, ReporterKind
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm, OneOf

SIBLINGS: Final = 4
CUSTODIANS: Final = 2


class WizardForm(KraftForm):
    """One page of the registering."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields.update(self.more_fields())
        for field in self.fields.values():
            if isinstance(field, IdentityNumberField):
                field.today = kwargs["today"]

    def more_fields(self) -> dict[str, forms.Field]:
        """Fields that a page has several of."""
        return {}


class ReporterForm(WizardForm):
    """Who reports."""

    kind = OneOf(label=_lazy("Who reports?"), choices=ReporterKind.choices)
    name = forms.CharField(label=_lazy("Name"), max_length=100, required=False)
    organisation = forms.CharField(label=_lazy("Workplace"), max_length=120, required=False)
    contact = forms.CharField(
        label=_lazy("Phone or e-mail"),
        max_length=120,
        required=False,
        help_text=_lazy(
            "The name is kept apart from the report, and is shown only to who must know."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") in OFFICIAL_REPORTERS and not data.get("name"):
            self.add_error(
                "name", _("Who reports as part of the job cannot be anonymous. Write the name.")
            )
        if data.get("kind") == ReporterKind.ANONYMOUS and any(
            data.get(field) for field in ("name", "organisation", "contact")
        ):
            self.add_error(
                "kind",
                _(
                    "Somebody anonymous has no name here. Choose “A private person”, or take it away."
                ),
            )
        return data

    def reporter(self) -> Reporter:
        """Who reports, in the words of the services."""
        data = self.cleaned_data
        return Reporter(
            ReporterKind(data["kind"]), data["name"], data["organisation"], data["contact"]
        )


class PersonFields(WizardForm):
    """Name, number or day. At least one of them must be known for a child to be registered."""

    given_name = forms.CharField(label=_lazy("Given name"), max_length=80, required=False)
    surname = forms.CharField(label=_lazy("Surname"), max_length=80, required=False)
    number = IdentityNumberField(
        label=_lazy("Personal identity number"),
        required=False,
        help_text=_lazy("With twelve digits, or a co-ordination or reserve number."),
    )

    def facts(self) -> PersonFacts:
        """What is known, in the words of the services."""
        data = self.cleaned_data
        return PersonFacts(
            given_name=data["given_name"],
            surname=data["surname"],
            number=data["number"],
            birth_on=data.get("birth_on"),
            expected_on=data.get("expected_on"),
            language=data.get("language", ""),
        )


class ChildForm(PersonFields):
    """The child that the report is about."""

    birth_on = SwedishDateField(
        label=_lazy("Birth date, if you do not have the number"),
        required=False,
        side=Side.TODAY_OR_EARLIER,
    )
    expected_on = SwedishDateField(
        label=_lazy("The child is not born yet: expected day"),
        required=False,
        side=Side.TODAY_OR_LATER,
    )
    language = forms.CharField(label=_lazy("Interpreter: language"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        known = [data.get(name) for name in ("given_name", "number", "birth_on", "expected_on")]
        if not any(known) and not self.errors:
            raise forms.ValidationError(
                _("Write at least a name, a number, a birth date or the expected day.")
            )
        if data.get("expected_on") and (data.get("birth_on") or data.get("number")):
            self.add_error("expected_on", _("A child who is born has no expected day."))
        return data


class WhatForm(WizardForm):
    """What has happened, in the reporter's words."""

    what = LongText(
        label=_lazy("What has happened, and what is the worry?"),
        rows=10,
        help_text=_lazy("Write what the reporter has seen and heard, in the reporter's own words."),
    )


class AcuteForm(WizardForm):
    """Is there danger now."""

    acute = OneOf(
        label=_lazy("Is the child in danger now?"),
        choices=[
            ("nej", _lazy("No, or we do not know")),
            ("ja", _lazy("Yes, protection cannot wait")),
        ],
        hints={"ja": _lazy("The protection assessment opens as soon as the report is saved.")},
    )


def _rows(count: int, prefix: str, label: Any) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for place in range(1, count + 1):
        number = {"number": place}
        fields[f"{prefix}{place}_given_name"] = forms.CharField(
            label=label % number, max_length=80, required=False
        )
        fields[f"{prefix}{place}_surname"] = forms.CharField(
            label=_lazy("Surname"), max_length=80, required=False
        )
        fields[f"{prefix}{place}_number"] = IdentityNumberField(
            label=_lazy("Personal identity number"), required=False
        )
    return fields


class FamilyForm(WizardForm):
    """Siblings whom the report is about too, and custodians."""

    def more_fields(self) -> dict[str, forms.Field]:
        return {
            **_rows(SIBLINGS, "barn", _lazy("Sibling %(number)s: given name")),
            **_rows(CUSTODIANS, "vuxen", _lazy("Custodian %(number)s: given name")),
        }

    def people(self, prefix: str) -> list[PersonFacts]:
        """Those who have been written down."""
        data, found = self.cleaned_data, []
        for place in range(1, max(SIBLINGS, CUSTODIANS) + 1):
            given, surname, number = (
                data.get(f"{prefix}{place}_{name}") for name in ("given_name", "surname", "number")
            )
            if given or surname or number:
                found.append(
                    PersonFacts(given_name=given or "", surname=surname or "", number=number)
                )
        return found


class HowForm(WizardForm):
    """When it came, and how."""

    channel = OneOf(
        label=_lazy("How did it reach us?"),
        choices=[
            (each.value, each.label)
            for each in (Channel.PHONE, Channel.LETTER, Channel.VISIT, Channel.PUBLIC_FORM)
        ],
    )
    received_on = SwedishDateField(label=_lazy("Which day?"), side=Side.TODAY_OR_EARLIER)
    received_time = TimeField(label=_lazy("At what time?"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("received_on") and data.get("received_time") and self.received_at() > self.now:
            self.add_error("received_time", _("The report cannot have come later than now."))
        return data

    def received_at(self) -> datetime:
        """The moment from which the law counts."""
        return moment(self.cleaned_data["received_on"], self.cleaned_data["received_time"])


STEPS: Final[Mapping[str, type[WizardForm]]] = {
    "anmalare": ReporterForm,
    "barnet": ChildForm,
    "vad": WhatForm,
    "fara": AcuteForm,
    "familj": FamilyForm,
    "hur": HowForm,
}


def answers_from(concern: PublicConcern, reporter: Reporter) -> dict[str, str]:
    """What came through the website, as if it had been typed on the pages. Who the child is must be read."""
    came = concern.sent_at.astimezone(STOCKHOLM)
    around = [
        (_("Age or birth date"), concern.age),
        (_("Where the child is"), concern.place),
    ]
    what = [concern.what, *(f"{label}: {value}" for label, value in around if value)]
    return {
        "sent_anmalare": "1",
        "anmalare-kind": reporter.kind.value,
        "anmalare-name": reporter.name,
        "anmalare-organisation": reporter.organisation,
        "anmalare-contact": reporter.contact,
        "sent_barnet": "1",
        "barnet-given_name": concern.given_name,
        "barnet-surname": concern.surname,
        "sent_vad": "1",
        "vad-what": "\n\n".join(what),
        "sent_fara": "1",
        "fara-acute": "ja" if concern.is_acute else "nej",
        "sent_hur": "1",
        "hur-channel": Channel.PUBLIC_FORM.value,
        "hur-received_on": came.date().isoformat(),
        "hur-received_time": f"{came:%H.%M}",
    }


@dataclass(frozen=True)
class Answers:
    """All pages as they have been filled in so far. A page that was never sent is not complete."""

    forms: Mapping[str, WizardForm]

    @classmethod
    def of(cls, data: Mapping[str, str], *, today: date, now: datetime) -> Answers:
        return cls(
            {
                name: kind(
                    data if f"sent_{name}" in data else None, today=today, now=now, prefix=name
                )
                for name, kind in STEPS.items()
            }
        )

    def first_incomplete(self) -> str:
        """The first page that is not filled in as it must be; "" when all are."""
        return next((name for name, form in self.forms.items() if not form.is_valid()), "")

    def facts(self) -> ReportFacts:
        """The report, in the words of the services. Only when nothing is incomplete."""
        reporter, child, what, acute, family, how = self.forms.values()
        assert isinstance(reporter, ReporterForm)
        assert isinstance(child, ChildForm)
        assert isinstance(family, FamilyForm)
        assert isinstance(how, HowForm)
        return ReportFacts(
            received_at=how.received_at(),
            channel=Channel(how.cleaned_data["channel"]),
            reporter=reporter.reporter(),
            what=what.cleaned_data["what"],
            is_acute=acute.cleaned_data["acute"] == "ja",
            children=[child.facts(), *family.people("barn")],
            custodians=family.people("vuxen"),
        )
