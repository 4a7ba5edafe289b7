"""What keeps the house livable: layers, classes, doors, and small rooms."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from kraftsamling.confidentiality.classes import WALLED, DataClass, Wall, classification_of
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.confidentiality.policy import BINDINGS

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "kraftsamling"
LAYERS: Final = (
    "common",
    "confidentiality",
    "organisations",
    "notifications",
    "documents",
    "indicators",
    "workforce",
    "participation",
    "improvement",
    "publishing",
    "casework",
    "oversight",
    "demo",
    "config",
)
OURS: Final = frozenset(app.removeprefix("kraftsamling.") for app in settings.OUR_APPS)
IDENTIFYING: Final = frozenset(
    {"name", "namn", "personnummer", "pnr", "address", "adress", "email", "phone", "telefon", "who"}
)
MODULES: Final = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
SECRET_MANAGER: Final = re.compile(r"\b(_base_manager|_default_manager)\b|\.raw\(")


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in OURS]


def url_patterns(
    patterns: list[Any] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for each in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from url_patterns(each.url_patterns, path)
        else:
            yield path, each


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_foreign_keys_point_downwards() -> None:
    for model in our_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if (
                field.auto_created
                or not isinstance(target, type)
                or target._meta.app_label not in OURS
            ):
                continue
            up, down = model._meta.app_label, target._meta.app_label
            assert LAYERS.index(down) <= LAYERS.index(up), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    "model", apps.get_models(include_auto_created=True), ids=lambda m: m.__name__
)
def test_every_model_says_how_secret_it_is(model: type[models.Model]) -> None:
    assert classification_of(model) is not None


def test_every_change_log_table_has_the_class_and_wall_of_its_model() -> None:
    followed = [m for m in our_models() if hasattr(m, "pgh_tracked_model")]
    assert followed
    for event in followed:
        own, source = classification_of(event), classification_of(event.pgh_tracked_model)
        assert own is not None
        assert source is not None
        assert (own.data_class, own.wall) == (source.data_class, source.wall)


def test_every_secret_row_says_how_long_it_is_kept() -> None:
    for model in our_models():
        classification = classification_of(model)
        assert classification is not None
        if classification.data_class in WALLED | {DataClass.KS}:
            assert classification.kept, model.__name__


def test_an_open_model_explains_a_field_that_sounds_like_a_person() -> None:
    for model in our_models():
        classification = classification_of(model)
        assert classification is not None
        if classification.data_class not in (DataClass.K0, DataClass.K1, DataClass.K2):
            continue
        suspicious = {f.name for f in model._meta.get_fields()} & IDENTIFYING
        geography = {"County", "Municipality"}
        if (
            suspicious
            and model.__name__ not in geography
            and not hasattr(model, "pgh_tracked_model")
        ):
            assert classification.identifying, f"{model.__name__}: {suspicious}"


def test_secret_models_have_no_manager_but_rows() -> None:
    for model in our_models():
        classification = classification_of(model)
        assert classification is not None
        if classification.wall in (Wall.OWN_AUTHORITY, Wall.OWN_MEMBERSHIPS) and not hasattr(
            model, "pgh_tracked_model"
        ):
            assert [manager.name for manager in model._meta.managers] == ["rows"], model.__name__


def test_every_row_of_an_authority_can_never_move_to_another() -> None:
    for model in our_models():
        if any(f.name == "authority" for f in model._meta.local_fields) and not hasattr(
            model, "pgh_tracked_model"
        ):
            classification = classification_of(model)
            assert classification is not None
            if classification.data_class in WALLED:
                names = {trigger.name for trigger in model._meta.triggers}  # type: ignore[attr-defined]
                assert names & {"authority_never_changes", "append_only"}, model.__name__


@pytest.mark.parametrize(("path", "pattern"), list(url_patterns()), ids=lambda v: str(v))
def test_every_address_says_who_may_come_in(path: str, pattern: URLPattern) -> None:
    declared = getattr(pattern.callback, "declared", None)

    assert declared is not None, f"{path}: @access or @open_to_all is missing"
    if declared.why:
        return
    assert declared.action in matrix().actions(declared.resource), path
    assert declared.resource in BINDINGS, path
    if declared.key:
        assert BINDINGS[declared.resource].model is not None, path


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_two_addresses_of_ours_never_have_one_name() -> None:
    ours = [
        pattern.name
        for _path, pattern in url_patterns()
        if pattern.name and pattern.callback.__module__.startswith("kraftsamling.")
    ]

    assert [name for name, count in Counter(ours).items() if count > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_nothing_goes_round_the_door(path: Path) -> None:
    """Managers that know no door are for the door itself and for optimistic locking."""
    allowed = {"confidentiality/door.py", "common/locking.py"}
    if str(path.relative_to(SOURCE)) in allowed or "tests" in path.parts:
        return
    assert not SECRET_MANAGER.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name.startswith("view") or "views" in p.parts], ids=relative
)
def test_a_view_asks_for_rows_through_selectors(path: Path) -> None:
    """A view holds no query of its own: no `.rows.`, no `.objects.`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert (
                node.attr not in ("rows", "objects")
                or isinstance(node.value, ast.Name) is False
                or node.value.id in ("page", "self")
            ), f"{path.name}:{node.lineno}"


def test_no_signals_of_models_are_used() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"import (pre|post)_(save|delete)|signals\.(pre|post)_(save|delete)", text
        ), relative(path)


def test_decision_records_have_unique_numbers() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")]

    assert numbers
    assert len(numbers) == len(set(numbers))


def test_the_drawer_has_labels() -> None:
    """`common` must not become a drawer: a new module there is a decision."""
    modules = {
        path.stem if path.parent == SOURCE / "common" else path.parent.name
        for path in (SOURCE / "common").rglob("*.py")
        if "tests" not in path.parts and path.stem != "__init__"
    }
    assert modules == {
        "apps", "clock", "fields", "formats", "forms", "gallery", "icons", "locking", "menu", "parts",
        "requests", "rules", "sorting", "templatetags", "transitions", "uploads", "views",
    }  # fmt: skip


def test_no_word_of_measure_in_the_code() -> None:
    """It means both insats and mätetal; we write Intervention for one and indicator for the other."""
    for path in MODULES:
        assert not re.search(
            r"\b[mM]easure\b|class \w*Measure", path.read_text(encoding="utf-8")
        ), relative(path)
