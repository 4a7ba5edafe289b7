"""A wrong value in the environment is refused with its name, the value and what is accepted."""

from pathlib import Path

import pytest

from kraftsamling.config.env import (
    EnvironmentIsWrong,
    env_bool,
    env_int,
    env_list,
    env_path,
    env_secret,
    env_str,
)


def test_a_variable_that_is_set_but_empty_counts_as_unset() -> None:
    empty = {"NAME": ""}

    assert env_str("NAME", "default", environ=empty) == "default"
    assert env_int("NAME", 8000, environ=empty) == 8000
    assert env_bool("NAME", True, environ=empty) is True
    assert env_path("NAME", Path("/data"), environ=empty) == Path("/data")
    assert env_list("NAME", ["a"], environ=empty) == ["a"]


def test_a_missing_variable_without_default_is_named() -> None:
    with pytest.raises(EnvironmentIsWrong, match="DATABASE_URL is not set"):
        env_str("DATABASE_URL", environ={})


def test_a_value_outside_the_choices_is_refused_with_the_choices() -> None:
    with pytest.raises(EnvironmentIsWrong, match=r"MODE is 'prod'.*one of demo, production"):
        env_str("MODE", choices=("production", "demo"), environ={"MODE": "prod"})


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("OFF", False)]
)
def test_yes_and_no_are_read_in_the_usual_spellings(value: str, expected: bool) -> None:
    assert env_bool("DEBUG", not expected, environ={"DEBUG": value}) is expected


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(EnvironmentIsWrong, match=r"DEBUG is 'maybe'.*true"):
        env_bool("DEBUG", False, environ={"DEBUG": "maybe"})


@pytest.mark.parametrize("value", ["eighty", "80.5", "0", "70000"])
def test_a_number_that_cannot_be_a_port_is_refused_with_the_limits(value: str) -> None:
    with pytest.raises(EnvironmentIsWrong, match=f"'{value}'.*at least 1, at most 65535"):
        env_int("PORT", 8000, least=1, most=65535, environ={"PORT": value})


def test_a_path_is_absolute_and_knows_the_home_folder() -> None:
    assert env_path("DATA", Path("x"), environ={"DATA": "~/in here"}) == Path.home() / "in here"
    assert env_path("DATA", Path("x"), environ={"DATA": "here"}) == Path.cwd() / "here"


def test_a_home_folder_nobody_has_is_refused() -> None:
    with pytest.raises(EnvironmentIsWrong, match="DATA is '~no-such-user/x'"):
        env_path("DATA", Path("x"), environ={"DATA": "~no-such-user/x"})


def test_a_list_is_split_at_commas_and_trimmed() -> None:
    assert env_list("HOSTS", environ={"HOSTS": "a.se, b.se,,"}) == ["a.se", "b.se"]


def test_a_secret_is_read_from_its_file_without_the_last_line_break(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("hush\n", encoding="utf-8")

    assert env_secret("SECRET_KEY", environ={"SECRET_KEY_FILE": str(file)}) == "hush"


def test_a_secret_from_two_places_is_refused_without_showing_it() -> None:
    with pytest.raises(EnvironmentIsWrong, match="Both SECRET_KEY and SECRET_KEY_FILE") as refusal:
        env_secret("SECRET_KEY", environ={"SECRET_KEY": "hush", "SECRET_KEY_FILE": "/x"})

    assert "hush" not in str(refusal.value)


def test_a_secret_file_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()

    with pytest.raises(EnvironmentIsWrong, match="No such file"):
        env_secret("SECRET_KEY", environ={"SECRET_KEY_FILE": str(tmp_path / "gone")})
    with pytest.raises(EnvironmentIsWrong, match="not empty"):
        env_secret("SECRET_KEY", environ={"SECRET_KEY_FILE": str(empty)})


def test_a_missing_secret_says_both_ways_to_give_it() -> None:
    with pytest.raises(EnvironmentIsWrong, match="Set SECRET_KEY, or SECRET_KEY_FILE"):
        env_secret("SECRET_KEY", environ={})
