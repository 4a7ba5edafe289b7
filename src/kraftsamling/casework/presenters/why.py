""" "Varför ser jag det här?": which of the rules lets this person see this case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kraftsamling.casework.case_conditions import conditions_of
from kraftsamling.casework.models import Case
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


def why_seen(actor: Actor, case: Case, *, at: Circumstances) -> list[str]:
    """Every ground that holds, and that the opening is logged."""
    words = {
        "ASSIGNED": _("You have the case, or had it less than thirty days ago."),
        "UNIT": _("The case belongs to your unit."),
        "CONSULT": _("A worker has asked you to think along."),
        "AGENDA": _("The case is on your committee's agenda."),
        "BTG": _("You have broken the glass. It closes after sixty minutes."),
    }
    pairs = conditions_of("")
    grounds = [text for code, text in words.items() if pairs[code].holds(actor, case, at)]
    return [*grounds, _("That you opened the case has been logged: who, when and from where.")]
