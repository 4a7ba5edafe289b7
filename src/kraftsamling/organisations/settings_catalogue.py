"""Every value that the product rests on: what it is, where it comes from, and who may change it.

Each app registers its own at start. `value` answers what holds at an authority: its own decided value,
or the start value. docs/rules.md is generated from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from django.utils.functional import Promise

from kraftsamling.organisations.models import Setting

Kind = Literal["int", "percent", "text", "bool"]
Words = str | Promise


@dataclass(frozen=True)
class SettingDefinition:
    """One value. `where` says what it rules; `changeable` whether an authority may decide its own.

    `only_upwards` is for protections: an authority may be stricter, never laxer. `page` is the name of the
    page of its own where the value is decided, for one that is kept there and not among the decided values.
    """

    code: str
    name: Words
    kind: Kind
    default: Any
    unit: Words
    source: Words
    verified: bool
    where: Words
    only_upwards: bool = False
    changeable: bool = True
    page: str = ""


CATALOGUE: Final[dict[str, SettingDefinition]] = {}


class UnknownSetting(KeyError):
    """Raised for a code that no app has registered."""


class RefusedValue(ValueError):
    """Raised for a value that the catalogue does not let an authority decide."""


def register(*definitions: SettingDefinition) -> None:
    """Make values known. The same code twice is a mistake."""
    for each in definitions:
        if each.code in CATALOGUE:
            raise ValueError(f"The setting {each.code} is registered twice")
        CATALOGUE[each.code] = each


def definition(code: str) -> SettingDefinition:
    """The value's entry in the catalogue."""
    try:
        return CATALOGUE[code]
    except KeyError as error:
        raise UnknownSetting(code) from error


def value(code: str, authority_id: UUID) -> Any:
    """What holds at an authority. Runs inside it."""
    start = definition(code).default
    own = Setting.rows.of_authority(authority_id).filter(code=code).first()
    return own.value if own else start


def checked(entry: SettingDefinition, typed: Any) -> Any:
    """The value if the authority may decide it, else RefusedValue."""
    if not entry.changeable:
        raise RefusedValue(entry.code)
    if entry.kind in ("int", "percent"):
        if not isinstance(typed, int) or typed < 0 or (entry.kind == "percent" and typed > 100):
            raise RefusedValue(entry.code)
        if entry.only_upwards and typed < entry.default:
            raise RefusedValue(entry.code)
    return typed
