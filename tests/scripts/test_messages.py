"""Texts are found where Django will look them up, and no fault in the Swedish goes unsaid."""

import gettext
import os
from pathlib import Path

import pytest
from scripts.messages import Key, catalogue_of, faults_in, found_in, in_python, in_template, main

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext, npgettext
_("Plain")
gettext_lazy("Two " "halves")
ngettext("%(count)d child", "%(count)d children", 2)
pgettext("month", "May")
npgettext("plan", "goal", "goals", 3)
_(variable)
other("Not a text")
"""


def test_every_form_in_python_is_found() -> None:
    assert dict(in_python(PYTHON.encode())) == {
        Key("Plain"): "",
        Key("Two halves"): "",
        Key("%(count)d child"): "%(count)d children",
        Key("May", "month"): "",
        Key("goal", "plan"): "goals",
    }


@pytest.mark.parametrize(
    ("template", "key", "plural"),
    [
        ('{% translate "Plain" %}', Key("Plain"), ""),
        ("{% trans 'It is \\'so\\'' as x %}", Key("It is 'so'"), ""),
        ('{% translate "May" context "month" %}', Key("May", "month"), ""),
        ('{% translate "Big"|upper noop %}', Key("Big"), ""),
        ('{% translate "100 % sure" %}', Key("100 %% sure"), ""),
        ('{{ _("In a variable")|lower }}', Key("In a variable"), ""),
        ('{% include "a.html" with title=_("In a tag") only %}', Key("In a tag"), ""),
        ("{% blocktranslate %}Hi {{ name }}{% endblocktranslate %}", Key("Hi %(name)s"), ""),
        ("{% blocktrans %}50 %{% endblocktrans %}", Key("50 %%"), ""),
        (
            "{% blocktranslate trimmed with a=b %}\n  Two\n  lines {{ a }}\n"
            "{% endblocktranslate %}",
            Key("Two lines %(a)s"),
            "",
        ),
        (
            '{% blocktranslate count n=x context "plan" %}{{ n }} goal{% plural %}{{ n }} goals'
            "{% endblocktranslate %}",
            Key("%(n)s goal", "plan"),
            "%(n)s goals",
        ),
    ],
)
def test_every_form_in_templates_is_found(template: str, key: Key, plural: str) -> None:
    assert list(in_template(template)) == [(key, plural)]


@pytest.mark.parametrize(
    "template",
    [
        "{% translate variable %}",
        '{% comment %}{% translate "Old" %}{% endcomment %}',
        '{# {% translate "Old" %} #}',
        '{% verbatim %}{% translate "Shown as it is" %}{% endverbatim %}',
        'Text with _("quotes")',
    ],
)
def test_what_is_not_translated_is_not_found(template: str) -> None:
    assert list(in_template(template)) == []


@pytest.fixture
def app(tmp_path: Path) -> Path:
    app = tmp_path / "casework"
    (app / "templates" / "casework").mkdir(parents=True)
    (app / "migrations").mkdir()
    (app / "__init__.py").touch()
    (app / "views.py").write_text(
        '_("Åsa: %(name)s")\nngettext("%(count)d day", "%(count)d days", 1)'
    )
    (app / "templates" / "casework" / "a.html").write_text('{% translate "Close" %}')
    (app / "templates" / "casework" / "a.txt").write_text('{% translate "Close" %}')
    (app / "migrations" / "0001.py").write_text('_("Frozen")')
    return app


def translate(app: Path, *pairs: tuple[str, str]) -> None:
    file = catalogue_of(app)
    text = file.read_text()
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text)


COMPLETE = (
    ('msgid "Close"\nmsgstr ""', 'msgid "Close"\nmsgstr "Stäng"'),
    ('name)s"\nmsgstr ""', 'name)s"\nmsgstr "Åsa: %(name)s"'),
    ('msgstr[0] ""', 'msgstr[0] "en dag"'),
    ('msgstr[1] ""', 'msgstr[1] "%(count)d dagar"'),
)


def make(app: Path, *arguments: str) -> int:
    return main(["--package", str(app.parent), *arguments])


def test_a_complete_catalogue_has_no_faults_and_is_compiled(app: Path) -> None:
    make(app)
    translate(app, *COMPLETE)

    assert list(faults_in(app)) == []
    assert make(app, "--check") == 0
    make(app, "--compile")
    with catalogue_of(app).with_suffix(".mo").open("rb") as compiled:
        swedish = gettext.GNUTranslations(compiled)
    assert swedish.gettext("Close") == "Stäng"
    assert swedish.ngettext("%(count)d day", "%(count)d days", 2) == "%(count)d dagar"
    assert swedish.ngettext("%(count)d day", "%(count)d days", 1) == "en dag"


def test_collecting_again_changes_nothing_and_keeps_what_is_translated(app: Path) -> None:
    make(app)
    translate(app, *COMPLETE)
    before = catalogue_of(app).read_text()

    make(app)

    assert catalogue_of(app).read_text() == before
    assert "views.py" not in before


def test_a_new_text_is_empty_and_one_that_is_gone_leaves(app: Path) -> None:
    make(app)
    translate(app, *COMPLETE)
    (app / "templates" / "casework" / "a.txt").unlink()
    (app / "templates" / "casework" / "a.html").write_text('{% translate "Closed" %}')

    assert [fault.split(";")[0] for fault in faults_in(app)] == [
        'casework: "Closed" is not in the catalogue',
        'casework: "Close" is no longer used',
    ]
    make(app)

    text = catalogue_of(app).read_text()
    assert "Stäng" not in text
    assert "fuzzy" not in text
    assert list(faults_in(app)) == ['casework: "Closed" has no Swedish']


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"Stäng"', '""', '"Close" has no Swedish'),
        ('msgstr[0] "en dag"', 'msgstr[0] ""', "has no Swedish"),
        ('msgid "Close"', '#, fuzzy\nmsgid "Close"', "is marked fuzzy"),
        (
            '"Åsa: %(name)s"\nmsgstr "Åsa: %(name)s"',
            '"Åsa: %(name)s"\nmsgstr "Åsa"',
            "placeholders",
        ),
        ('"%(count)d dagar"', '"%(antal)d dagar"', "different placeholders"),
        ('"%(count)d dagar"', '"många dagar"', "different placeholders"),
        ('"en dag"', '"%(day)s dag"', "different placeholders"),
    ],
)
def test_each_fault_in_the_swedish_is_said(app: Path, before: str, after: str, fault: str) -> None:
    make(app)
    translate(app, *COMPLETE)
    translate(app, (before, after))

    faults = list(faults_in(app))

    assert len(faults) == 1
    assert fault in faults[0]
    assert make(app, "--check") == 1


def test_only_a_catalogue_that_has_changed_is_compiled(app: Path) -> None:
    make(app)
    compiled = catalogue_of(app).with_suffix(".mo")
    later = catalogue_of(app).stat().st_mtime + 10
    os.utime(compiled, (later, later))
    make(app, "--compile")
    assert compiled.stat().st_mtime == later

    os.utime(catalogue_of(app), (later + 1, later + 1))
    make(app, "--compile")

    assert compiled.stat().st_mtime != later


def test_texts_in_tests_and_migrations_are_not_for_people(app: Path) -> None:
    (app / "tests").mkdir()
    (app / "tests" / "test_a.py").write_text('_("Only a test")')

    assert set(found_in(app)) == {Key("Close"), Key("Åsa: %(name)s"), Key("%(count)d day")}
