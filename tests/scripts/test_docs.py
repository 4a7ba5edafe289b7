"""The documents that come from the code are as the code is."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_script", ROOT / "scripts" / "docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_table_is_markdown_and_a_bar_cannot_break_it(docs: ModuleType) -> None:
    assert docs.table(["A", "B"], [("1|2", "x\ny")]) == "| A | B |\n| --- | --- |\n| 1/2 | x y |\n"


@pytest.mark.parametrize(
    ("changeable", "upwards", "words"),
    [
        (True, False, "per authority"),
        (True, True, "only raised, per authority"),
        (False, True, "only raised, in the code"),
        (False, False, "no"),
    ],
)
def test_who_may_change_a_value_is_said_in_words(
    docs: ModuleType, changeable: bool, upwards: bool, words: str
) -> None:
    assert docs.may_change(changeable, upwards) == words


def test_the_documents_are_not_stale(docs: ModuleType) -> None:
    with translation.override("en"):
        assert docs.stale(ROOT / "docs") == []


def test_the_check_sees_a_document_that_is_not_as_the_code(
    docs: ModuleType, tmp_path: Path
) -> None:
    with translation.override("en"):
        docs.write_all(tmp_path)
        assert docs.stale(tmp_path) == []
        (tmp_path / "rules.md").write_text("old", encoding="utf-8")
        assert docs.stale(tmp_path) == ["rules.md"]


def test_the_rules_name_what_must_not_be_missing(docs: ModuleType) -> None:
    with translation.override("en"):
        written = docs.rules()

    for code in (
        "threshold.inside",
        "approval.valid",
        "session.idle",
        "retention.G8",
        "survey.code",
    ):
        assert f"`{code}`" in written
    assert "TREND" in written
    assert "GoalState" in written
