"""Files from others are what was published, with their licence, and nothing else lies there."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[4]
VENDOR = Path("src/kraftsamling/common/static/vendor")


@pytest.fixture(scope="module")
def check_vendor() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_vendor", ROOT / "scripts/check_vendor.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy_of_vendor(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / VENDOR, tmp_path / VENDOR)
    shutil.copytree(ROOT / "tests/support/vendor", tmp_path / "tests/support/vendor")
    return tmp_path


def test_every_vendored_file_is_the_one_that_was_published(check_vendor: ModuleType) -> None:
    assert check_vendor.problems() == []


def test_a_changed_file_is_found(check_vendor: ModuleType, copy_of_vendor: Path) -> None:
    changed = copy_of_vendor / VENDOR / "htmx/htmx.min.js"
    changed.write_text(changed.read_text(encoding="utf-8") + "//", encoding="utf-8")

    assert check_vendor.problems(copy_of_vendor) == [
        f"{VENDOR.as_posix()}/htmx/htmx.min.js is not the file that was published"
    ]


def test_an_unlisted_file_is_found(check_vendor: ModuleType, copy_of_vendor: Path) -> None:
    (copy_of_vendor / VENDOR / "smuggled.js").write_text("1", encoding="utf-8")

    assert check_vendor.problems(copy_of_vendor) == [
        f"{VENDOR.as_posix()}/smuggled.js is not in the manifest"
    ]


def test_a_missing_file_is_found(check_vendor: ModuleType, copy_of_vendor: Path) -> None:
    (copy_of_vendor / VENDOR / "inter/inter.css").unlink()

    assert check_vendor.problems(copy_of_vendor) == [
        f"{VENDOR.as_posix()}/inter/inter.css is listed but missing"
    ]


def test_no_vendored_file_points_out_of_the_house() -> None:
    for path in (ROOT / VENDOR).rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "@import" not in text
