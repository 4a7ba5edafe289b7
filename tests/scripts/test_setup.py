"""A machine that lacks something is told what, in one sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_chromium as browser

ROOT = Path(__file__).resolve().parents[2]


def with_python(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", ROOT / "scripts" / "with_python.sh", *arguments],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def a_python(folder: Path, name: str, *, new_enough: bool) -> None:
    """Answers the question for its version, and says its name when asked to run anything else."""
    program = folder / name
    program.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && exit {0 if new_enough else 1}\necho "{name} runs $1"\n'
    )
    program.chmod(0o755)


def test_the_first_python_that_is_new_enough_is_taken(tmp_path: Path) -> None:
    a_python(tmp_path, "python3", new_enough=False)
    a_python(tmp_path, "python3.13", new_enough=True)
    a_python(tmp_path, "python3.11", new_enough=True)

    assert with_python(tmp_path, "setup.py").stdout == "python3.13 runs setup.py\n"


def test_without_a_new_enough_python_one_sentence_says_so(tmp_path: Path) -> None:
    a_python(tmp_path, "python3", new_enough=False)

    answer = with_python(tmp_path, "setup.py")

    assert answer.returncode == 1
    assert answer.stderr.startswith("Kraftsamling needs Python 3.11 or later")
    assert answer.stdout == ""


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    """A copy of the folder, so that no environment is there yet."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup_environment.py", tmp_path / "scripts")
    hide = "import importlib.util as u, runpy, sys; u.find_spec = lambda name: None; "
    run = (
        "sys.argv[1:] = ['base']; runpy.run_path('scripts/setup_environment.py', None, '__main__')"
    )

    answer = subprocess.run(
        [sys.executable, "-c", hide + run],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "without venv and ensurepip" in answer.stderr
    assert "apt-get install" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_browser_named_by_chromium_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mine", "google-chrome", "chromium"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert browser.find_chromium() == str(tmp_path / "chromium")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mine"))
    assert browser.find_chromium() == str(tmp_path / "mine")


def test_a_missing_browser_fails_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "install_on_debian", lambda: False)

    assert browser.main() == 1
    assert "install Chromium" in capsys.readouterr().err
    monkeypatch.setenv("CHROMIUM", "/none")
    assert browser.main() == 1
    assert "CHROMIUM is '/none'" in capsys.readouterr().err
