"""A pasted list of persons, read row by row before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.confidentiality.approvals import two_person_roles
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.rules import NotAPersonalIdentityNumber, personal_identity_number
from kraftsamling.organisations.services.role_grants import Wish

COLUMNS = 5  # the last one may be left out


@dataclass(frozen=True)
class ReadRow:
    """One line as it was understood, or what is wrong with it."""

    number: int
    text: str
    wish: Wish | None = None
    error: str = ""


def read_people(
    text: str, *, given: Sequence[Role], units: Sequence[Unit], today: date
) -> list[ReadRow]:
    """Every line that is not blank. A first line with the headings is passed over."""
    rows: list[ReadRow] = []
    roles = _roles(given)
    places = {unit.name.casefold(): unit for unit in units}
    seen: set[tuple[str, str, str]] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in line.replace("\t", ";").split(";")]
        if not any(parts) or (number == 1 and _is_heading(parts)):
            continue
        rows.append(_row(number, line.strip(), parts, roles, places, seen, today))
    return rows


def _is_heading(parts: Sequence[str]) -> bool:
    return parts[0].casefold() in ("namn", "name") and "@" not in "".join(parts)


def _roles(given: Sequence[Role]) -> dict[str, Role]:
    """A role by its code and by its name in both languages."""
    found: dict[str, Role] = {}
    for role in given:
        found[role.value] = role
        for language in ("sv", "en"):
            with override(language):
                found[str(role.label).casefold()] = role
    return found


def _row(
    number: int,
    line: str,
    parts: list[str],
    roles: dict[str, Role],
    places: dict[str, Unit],
    seen: set[tuple[str, str, str]],
    today: date,
) -> ReadRow:
    while len(parts) > COLUMNS - 1 and not parts[-1]:
        parts.pop()
    if len(parts) == COLUMNS - 1:
        parts.append("")
    if len(parts) != COLUMNS or not all(parts[:-1]):
        return ReadRow(
            number,
            line,
            error=_("Write name; e-mail; role; unit, and the personal identity number last."),
        )
    name, email, role_name, unit_name, typed = parts
    role, unit = roles.get(role_name.casefold()), places.get(unit_name.casefold())
    error = _what_is_wrong(name, email, role_name, unit_name, role, unit)
    human = _number(typed, today)
    if not error and human is None:
        error = _("The personal identity number is not right.")
    elif not error and not human and role in two_person_roles():
        error = _("The role %(text)s needs the personal identity number last.") % {
            "text": role_name
        }
    key = (email.lower(), role_name.casefold(), unit_name.casefold())
    if not error and key in seen:
        error = _("The same person and role stand on an earlier line.")
    seen.add(key)
    if error or role is None or unit is None:
        return ReadRow(number, line, error=error)
    wish = Wish(name, email.lower(), role.value, unit.pk, today, number=human or "")
    return ReadRow(number, line, wish)


def _number(typed: str, today: date) -> str | None:
    """Twelve digits, nothing at all, or None for what is no number."""
    try:
        return personal_identity_number(typed, today=today) if typed else ""
    except NotAPersonalIdentityNumber:
        return None


def _what_is_wrong(
    name: str, email: str, role_name: str, unit_name: str, role: Role | None, unit: Unit | None
) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return _("%(text)s is not an e-mail address.") % {"text": email}
    if len(name) > 100:
        return _("The name is longer than 100 characters.")
    if role is None:
        return _("There is no role called %(text)s here.") % {"text": role_name}
    if unit is None:
        return _("There is no unit called %(text)s here.") % {"text": unit_name}
    return ""
