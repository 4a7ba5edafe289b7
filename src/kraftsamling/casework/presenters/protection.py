"""Who is protected, for those who may know."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import ProtectedIdentity
from kraftsamling.casework.presenters.words import full_name
from kraftsamling.casework.statuses import Protection
from kraftsamling.common.parts import Fact
from kraftsamling.organisations.filling_in import May


def protected_facts(found: Sequence[ProtectedIdentity], *, may: May) -> list[Fact]:
    """Each protected person with what the reader may do about it. No address: that is asked for apart."""
    facts: list[Fact] = []
    for each in found:
        if not may("set", "protected_identity", each) and not may(
            "read", "protected_identity", each
        ):
            facts.append(Fact(_("Protected person"), str(Protection(each.level).label)))
            continue
        name, level = full_name(each.person), str(Protection(each.level).label)
        here = [each.pk]
        offered = [
            ("set", "protect_allow", _("Let somebody see the person")),
            ("set", "protect_disallow", _("Take somebody off the list")),
            ("set", "protect_address", _("Change the address for post")),
            ("read", "protect_show", _("Show the address for post")),
            ("lower", "protect_lower", _("Lower the protection")),
        ]
        facts.append(Fact(name, level))
        facts += [
            Fact("", url=reverse(url, args=here), link_label=words)
            for action, url, words in offered
            if may(action, "protected_identity", each)
        ]
    return facts
