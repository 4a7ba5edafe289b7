"""Components say what they mean in words, keep markup apart from text, and vanish when empty."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import TemplateSyntaxError

from kraftsamling.common.parts import Cell, Column, Row, WorkRow, spark
from kraftsamling.common.tests.sample_pages import (
    ERROR_PAGES,
    component,
    render_file,
    render_text,
    shell,
)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_nothing_around_it(name: str) -> None:
    html = render_file(f"{name}.html")

    assert "<h1>" in html
    assert "– Kraftsamling</title>" in html
    assert 'lang="sv"' in html


def test_the_calm_404_does_not_tell_whether_the_page_exists() -> None:
    assert "Sidan finns inte, eller så är den inte till för dig." in render_file("404.html")


def test_the_broken_page_claims_to_have_saved_only_what_was_saved() -> None:
    assert "Det du skrev är sparat" not in render_file("500.html")
    assert "Det du skrev är sparat kl. 10.42." in render_file("500.html", saved_at="10.42")


def test_the_frame_shows_whose_page_it_is_and_the_border_of_secrecy() -> None:
    html = render_text(
        '{% extends "base_staff.html" %}', shell=shell(), page=SimpleNamespace(title="Idag")
    )

    assert "<title>Idag – Kraftsamling</title>" in html
    assert "Lindsjö kommun" in html
    assert "Du är inloggad för Barn och unga, myndighetsutövning." in html
    assert '<a class="jag" href="/jag/">' in html


def test_the_title_says_that_something_is_wrong() -> None:
    html = render_text(
        '{% extends "base_staff.html" %}', page=SimpleNamespace(title="Ny", has_errors=True)
    )

    assert "<title>Fel: Ny – Kraftsamling</title>" in html


def test_search_is_there_only_when_there_is_a_search() -> None:
    source = '{% extends "base_staff.html" %}'

    assert 'class="sok"' in render_text(source, shell=shell())
    assert 'class="sok"' not in render_text(source, shell=shell(search_url=""))


def test_htmx_gets_the_token_inherited_and_keeps_broken_answers_out() -> None:
    html = render_text('{% extends "base_staff.html" %}', csrf_token="abc")

    assert """hx-headers:inherited='{"X-CSRFToken": "abc"}'""" in html
    assert '"5xx"' in html


def test_text_is_never_markup() -> None:
    html = component("confirmation", text="<b>8</b> ärenden")

    assert "&lt;b&gt;8&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "cell",
    [
        Cell("<b>8</b>", sub="<i>varav 3</i>"),
        Cell("<b>8</b>", sub="<i>varav 3</i>", url='/"><b>'),
        Cell("<b>8</b>", sub="<i>varav 3</i>", tone="info"),
        Cell("<b>8</b>", sub="<i>varav 3</i>", withheld=True),
    ],
)
def test_words_in_a_table_are_never_markup(cell: Cell) -> None:
    columns = [Column("<b>Vad</b>"), Column("<b>Hur många</b>", number=True)]

    html = component("table", label="Ärenden", columns=columns, rows=[Row([cell, cell])])

    assert "<b>" not in html
    assert "<i>" not in html
    assert html.count("&lt;i&gt;varav 3&lt;/i&gt;") == 2
    assert 'data-l="&lt;b&gt;Hur många&lt;/b&gt;" class="h "' in html


def test_a_filled_element_keeps_its_markup_and_vanishes_when_blank() -> None:
    source = '{% load kraft %}{% filled "p" "mening" %} {{ text }}<b>nu</b> {% endfilled %}'
    blank = '{% load kraft %}{% filled "p" "mening" %}   {% endfilled %}'

    assert render_text(source, text="<i>") == '<p class="mening">&lt;i&gt;<b>nu</b></p>'
    assert render_text(blank) == ""


def test_an_aside_without_content_takes_no_room() -> None:
    source = '{% load kraft %}{% columns "Kort" %}a{% second %} {{ b }} {% endcolumns %}'

    assert render_text(source, b="") == "a"
    assert '<aside class="stack luft" aria-label="Kort"> x </aside>' in render_text(source, b="x")


def test_only_the_first_thing_to_do_has_a_filled_button() -> None:
    rows = [WorkRow("I dag", "", f"Sak {n}", action_label="Gör", action_url="#") for n in range(3)]

    html = component("worklist", items=rows)

    assert html.count('class="ds-button"') == 3
    assert html.count('data-variant="secondary"') == 2


def test_a_withheld_figure_is_words_in_its_cell() -> None:
    html = component(
        "table",
        label="Svar",
        columns=[Column("Enhet"), Column("Svar", number=True)],
        rows=[Row([Cell("Ungdom"), Cell(withheld=True)])],
    )

    assert '<span class="dold">Visas inte</span>' in html
    assert '<th scope="row"' in html
    assert 'data-l="Svar"' in html


def test_a_sorted_column_says_so_and_is_a_link() -> None:
    html = component("table", label="x", columns=[Column("Tid", "?s=1", "ascending")], rows=[])

    assert 'aria-sort="ascending"><a href="?s=1">Tid' in html


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        component("table", label="x", columns=[Column("A"), Column("B")], rows=[Row([Cell("a")])])


@pytest.mark.parametrize(
    ("verdict", "direction", "colour", "words"),
    [
        ("better", "down", "battre", "Säker förbättring"),
        ("worse", "up", "samre", "Säker försämring"),
        ("unchanged", "up", "oforandrat", "Ingen säker förändring"),
        ("too_early", "", "tidigt", "För tidigt att säga"),
    ],
)
def test_a_verdict_is_never_colour_alone(
    verdict: str, direction: str, colour: str, words: str
) -> None:
    html = component("verdict", verdict=verdict, direction=direction, words=words)

    assert f'class="ikon-spc {colour}"' in html
    assert words in html


def test_an_unknown_icon_or_verdict_is_a_fault_of_the_builder() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon called"):
        render_text('{% load kraft %}{% icon "enhorning" %}')
    with pytest.raises(TemplateSyntaxError, match="Unknown verdict"):
        render_text('{% load kraft %}{% verdict_ring "fine" %}')


def test_undo_is_a_form_with_a_token() -> None:
    html = component(
        "confirmation", text="Klart.", undo_url="/angra/", undo_until="8.15", csrf_token="t"
    )

    assert '<form method="post" action="/angra/"' in html
    assert 'name="csrfmiddlewaretoken" value="t"' in html
    assert "Ångra (till 8.15)" in html


def test_a_small_line_fits_its_box() -> None:
    assert spark([1, 1]) == ("4.0,25.0 91.0,25.0", "91.0", "25.0")
    assert spark([0, 5, 10])[1:] == ("91.0", "3.0")
