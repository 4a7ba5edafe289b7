"""Forms look the same everywhere, explain their errors and lose nothing that was typed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    ErrorLink,
    IdempotentForm,
    KraftForm,
    OneOf,
    VersionedForm,
    error_links,
)

TODAY = date(2026, 11, 24)


class ReportForm(KraftForm):
    who = OneOf(label="Vem anmäler?", choices=[("SCHOOL", "Skolan"), ("CARE", "Vården")])
    arrived = SwedishDateField(label="Vilken dag?", side=Side.TODAY_OR_EARLIER)
    phone = forms.CharField(label="Telefon", required=False, help_text="Om du vill.")


class CommentForm(KraftForm):
    marks_required = True

    name = forms.CharField(label="Namn")
    town = forms.CharField(label="Ort", required=False)


class StepForm(VersionedForm):
    next_step = forms.CharField(label="Nästa steg")
    state = OneOf(label="Läge", choices=[("OPEN", "Öppet"), ("DONE", "Klart")])


@pytest.fixture(autouse=True)
def _in_swedish() -> object:
    with translation.override("sv"):
        yield


def test_the_label_stands_above_and_the_optional_field_says_so() -> None:
    html = ReportForm(today=TODAY).as_div() + str(ReportForm(today=TODAY))

    assert re.search(r"<legend>Vem anmäler\?\s*</legend>", html)
    assert 'Telefon <span class="valfritt">(valfritt)</span>' in html
    assert 'aria-describedby="id_phone_helptext"' in html
    assert "placeholder" not in html
    assert " required" not in html


def test_the_public_comment_marks_what_is_required_instead() -> None:
    html = str(CommentForm())

    assert "Namn *" in html
    assert "(valfritt)" not in html


def test_an_unsent_form_has_no_summary() -> None:
    assert "felruta" not in str(ReportForm(today=TODAY))


def test_errors_stand_on_top_and_at_the_field_and_what_was_typed_stays() -> None:
    form = ReportForm({"arrived": "25/11 2026", "phone": "08-123 45 67"}, today=TODAY)
    html = str(form)

    assert "Rätta till det här" in html
    assert '<a href="#id_arrived">Skriv ett datum från i dag eller tidigare.</a>' in html
    assert '<a href="#id_who_0">Välj ett svar: Vem anmäler?</a>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_arrived_helptext id_arrived_error"' in html
    assert 'value="25/11 2026"' in html
    assert 'value="08-123 45 67"' in html


def test_every_error_link_leads_to_something_on_the_page() -> None:
    form = ReportForm({}, today=TODAY)
    html = str(form)

    for link in error_links(form):
        assert f'id="{link.href.removeprefix("#")}"' in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("snart", "Skriv ett datum, till exempel 24/11 eller i dag."),
        ("30/2", "Den dagen finns inte. Kontrollera dag och månad."),
        ("29/2", "Skriv årtalet också."),
        ("i morgon", "Skriv ett datum från i dag eller tidigare."),
        ("", "Fyll i: Vilken dag?"),
    ],
)
def test_a_date_that_cannot_be_read_says_what_to_do(text: str, words: str) -> None:
    form = ReportForm({"who": "CARE", "arrived": text}, today=TODAY)

    assert form.errors["arrived"] == [words]


def test_a_date_is_read_as_people_write_it() -> None:
    form = ReportForm({"who": "CARE", "arrived": "i går"}, today=TODAY)

    assert form.is_valid()
    assert form.cleaned_data["arrived"] == date(2026, 11, 23)


def test_a_date_has_limits_of_its_own() -> None:
    class Window(KraftForm):
        day = SwedishDateField(earliest=date(2026, 11, 1), latest=date(2026, 11, 30))

    assert Window({"day": "1/12"}, today=TODAY).errors["day"] == [
        "Skriv 2026-11-30 eller ett tidigare datum."
    ]
    assert Window({"day": "31/10"}, today=TODAY).errors["day"] == [
        "Skriv 2026-11-01 eller ett senare datum."
    ]


def test_the_same_day_in_other_words_is_no_change() -> None:
    form = ReportForm({"who": "CARE", "arrived": "24/11"}, initial={"arrived": TODAY}, today=TODAY)

    assert "arrived" not in form.changed_data


def test_a_form_with_a_date_must_be_given_the_day() -> None:
    with pytest.raises(TypeError, match="needs today"):
        ReportForm()


def test_a_stored_date_is_shown_in_figures() -> None:
    assert 'value="2026-11-24"' in str(ReportForm(initial={"arrived": TODAY}, today=TODAY))


def test_a_form_that_creates_carries_one_key_that_survives_an_error() -> None:
    class Create(IdempotentForm):
        name = forms.CharField(label="Namn")

    key = str(Create()["idempotency_key"].value())
    again = Create({"idempotency_key": key, "name": ""})

    assert f'value="{key}"' in str(again)
    assert not again.is_valid()


def test_a_missing_hidden_value_is_explained_without_its_name() -> None:
    class Create(IdempotentForm):
        name = forms.CharField(label="Namn")

    assert error_links(Create({"name": "x"})) == [
        ErrorLink("Sidan var för gammal. Ladda om den och skicka igen.", "")
    ]


def test_a_conflict_shows_both_versions_and_lets_the_next_save_through() -> None:
    form = StepForm(QueryDict("version=3&next_step=Ring+mormor&state=OPEN"))
    assert form.is_valid()

    conflict = form.conflict_with(
        {"next_step": "Möte 26 november", "state": "OPEN"}, version=4, who="Jonas", when="kl. 10.40"
    )

    assert [(one.label, one.theirs, one.mine) for one in conflict.fields] == [
        ("Nästa steg", "Möte 26 november", "Ring mormor")
    ]
    html = str(form)
    assert 'name="version" value="4"' in html
    assert 'value="Ring mormor"' in html


def test_a_conflict_shows_the_words_of_a_choice() -> None:
    form = StepForm({"version": "1", "next_step": "a", "state": "DONE"})
    assert form.is_valid()

    (changed,) = form.conflict_with(
        {"next_step": "a", "state": "OPEN"}, version=2, who="Jonas", when="kl. 10.40"
    ).fields

    assert (changed.theirs, changed.mine) == ("Öppet", "Klart")
