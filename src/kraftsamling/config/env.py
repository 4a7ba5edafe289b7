"""Reading the environment: every setting is typed, and a wrong one is said in a sentence.

A variable that is set but empty counts as unset: `KRAFTSAMLING_PORT= make run` means "the default".
"""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

TRUE: Final = frozenset({"1", "true", "yes", "on"})
FALSE: Final = frozenset({"0", "false", "no", "off"})


class EnvironmentIsWrong(Exception):
    """A variable is missing or cannot be understood. The text is for the operator."""

    @classmethod
    def because(cls, name: str, value: str, accepted: str) -> "EnvironmentIsWrong":
        return cls(f"The environment variable {name} is {value!r}, but accepted is: {accepted}.")


def env_str(
    name: str,
    default: str | None = None,
    *,
    choices: Collection[str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> str:
    """The value as it stands. Without a default the variable must be set."""
    value = environ.get(name) or default
    if value is None:
        raise EnvironmentIsWrong(
            f"The environment variable {name} is not set, and there is no default. "
            "Set it and start again."
        )
    if choices is not None and value not in choices:
        raise EnvironmentIsWrong.because(name, value, "one of " + ", ".join(sorted(choices)))
    return value


def env_bool(name: str, default: bool, *, environ: Mapping[str, str] = os.environ) -> bool:
    value = environ.get(name)
    if not value:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise EnvironmentIsWrong.because(name, value, "1, true, yes, on, 0, false, no or off")


def env_int(
    name: str,
    default: int,
    *,
    least: int | None = None,
    most: int | None = None,
    environ: Mapping[str, str] = os.environ,
) -> int:
    value = environ.get(name)
    if not value:
        return default
    accepted = "a whole number"
    if least is not None:
        accepted += f", at least {least}"
    if most is not None:
        accepted += f", at most {most}"
    try:
        number = int(value)
    except ValueError:
        raise EnvironmentIsWrong.because(name, value, accepted) from None
    if (least is not None and number < least) or (most is not None and number > most):
        raise EnvironmentIsWrong.because(name, value, accepted)
    return number


def env_path(name: str, default: Path, *, environ: Mapping[str, str] = os.environ) -> Path:
    """A folder or file as an absolute path. `~` is the home folder; the path need not exist yet."""
    value = environ.get(name)
    if not value:
        return default.absolute()
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError:
        raise EnvironmentIsWrong.because(
            name, value, "a path; no home folder is known for what follows the ~"
        ) from None


def env_list(
    name: str, default: Collection[str] = (), *, environ: Mapping[str, str] = os.environ
) -> list[str]:
    """Values separated by commas; spaces around them and empty ones do not count."""
    value = environ.get(name)
    if not value:
        return list(default)
    return [part.strip() for part in value.split(",") if part.strip()]


def env_secret(
    name: str, default: str | None = None, *, environ: Mapping[str, str] = os.environ
) -> str:
    """A secret, from NAME or the file that NAME_FILE points to. Its value is never in an error.

    The file is how container platforms hand over secrets; a line break at its end does not count.
    """
    file_name = f"{name}_FILE"
    file = environ.get(file_name)
    value = environ.get(name)
    if file and value:
        raise EnvironmentIsWrong(
            f"Both {name} and {file_name} are set, and they could differ. Keep one of them."
        )
    if file:
        return _secret_from_file(file_name, file)
    if value:
        return value
    if default is None:
        raise EnvironmentIsWrong(
            f"The secret {name} is not set. Set {name}, or {file_name} to a file that holds it."
        )
    return default


def _secret_from_file(file_name: str, file: str) -> str:
    try:
        value = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise EnvironmentIsWrong.because(
            file_name, file, f"a text file that can be read ({reason})"
        ) from None
    if not value:
        raise EnvironmentIsWrong.because(file_name, file, "a file that is not empty")
    return value
