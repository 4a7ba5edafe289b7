"""The menus, filled by each app's `apps.py`. The shell draws only what the role can open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise


@dataclass(frozen=True)
class MenuItem:
    """One line: the page, its icon, and the cell of the matrix that its view asks for.

    `count` answers how many wait there for this actor (actor, circumstances); None hides the item.
    `order` follows the working day: 10 Idag, 20 cases … 90 settings.
    """

    label: str | Promise
    url_name: str
    icon: str
    order: int
    resource: str = ""
    action: str = ""
    count: Callable[[Any, Any], int | None] | None = None


MENU: Final[list[MenuItem]] = []
PUBLIC_MENU: Final[list[MenuItem]] = []
