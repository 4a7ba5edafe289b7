"""Whom to phone about a child, the same on every page that says it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kraftsamling.common.parts import Fact
from kraftsamling.organisations.models import Authority


def phones_of(site: Authority | None) -> Sequence[Fact]:
    """112 first, then the authority by day, then the emergency service."""
    phones = [Fact("112", _("If a child is in danger now"))]
    if site and site.day_phone:
        words = _("Social services, %(hours)s") % {"hours": site.day_hours}
        phones.append(
            Fact(site.day_phone, words if site.day_hours else _("Social services, daytime"))
        )
    if site and site.emergency_phone:
        phones.append(
            Fact(site.emergency_phone, _("Emergency social services, evenings and weekends"))
        )
    return phones
