"""The codes of a proposal in words: why somebody is proposed, why a case waits, and what it would take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.presenters.words import language
from kraftsamling.casework.rules.allocation.explaining import Because, Loss, Why
from kraftsamling.casework.rules.allocation.problem import Priority
from kraftsamling.casework.rules.allocation.relaxing import Way
from kraftsamling.casework.rules.allocation.standing import Since
from kraftsamling.common import formats
from kraftsamling.common.parts import Tone
from kraftsamling.workforce.statuses import Skill

TONES: Final[Mapping[int, Tone]] = {
    Priority.FIRST: "danger",
    Priority.THIS_WEEK: "warning",
    Priority.CAN_WAIT: "neutral",
}


def priority_words(priority: int) -> str:
    """ "1 Går före allt"."""
    words = {
        Priority.FIRST: _("Before everything else"),
        Priority.THIS_WEEK: _("This week"),
        Priority.CAN_WAIT: _("Can wait"),
    }[Priority(priority)]
    return f"{priority} {words}"


def waited_words(days: int) -> str:
    """ "Väntat 6 dagar"."""
    if not days:
        return _("Came today")
    return ngettext("Waited %(count)s day", "Waited %(count)s days", days) % {"count": days}


def first_name(name: str) -> str:
    """How colleagues speak of each other."""
    return name.split()[0] if name.split() else name


def skill_words(code: str) -> str:
    """A need in the midst of a sentence: "vana vid små barn"."""
    label = str(Skill(code).label) if code in Skill.values else code
    return label[:1].lower() + label[1:]


def _of_few(reason: Mapping[str, Any], who: str) -> str:
    values = {"who": who, "what": skill_words(reason["what"])}
    if reason["number"] == 1:
        return _("%(who)s is the only one in the group: %(what)s.") % values
    count = formats.in_words(reason["number"], language(), common_gender=True)
    return _("%(who)s is one of %(count)s in the group: %(what)s.") % {**values, "count": count}


_REASONS: Final[Mapping[str, Callable[[Mapping[str, Any], str], str]]] = {
    Because.KNOWS_THE_FAMILY: lambda reason, who: _("%(who)s knows the family.") % {"who": who},
    Because.SIBLINGS_TOGETHER: lambda reason, who: _("The siblings stay with the same person."),
    Because.ONE_OF_FEW: _of_few,
    Because.BEGINS_TODAY: lambda reason, who: _("%(who)s can begin today.") % {"who": who},
    Because.MOST_ROOM: lambda reason, who: (
        _("%(who)s has most room: %(points)s points left today.")
        % {"who": who, "points": reason["number"]}
    ),
    Because.HAS_ROOM: lambda reason, who: (
        _("%(who)s has room: %(points)s points left today.")
        % {"who": who, "points": reason["number"]}
    ),
    Because.SAME_KIND: lambda reason, who: (
        _("%(who)s has cases in the same phase already.") % {"who": who}
    ),
    Because.BEGINS_IN: lambda reason, who: (
        ngettext(
            "%(who)s can begin in %(count)s day.",
            "%(who)s can begin in %(count)s days.",
            reason["number"],
        )
        % {"who": who, "count": reason["number"]}
    ),
    Because.WITHIN_CEILING: lambda reason, who: (
        _(
            "%(who)s stays below the ceiling: %(points)s of %(ceiling)s points with all of the proposal."
        )
        % {"who": who, "points": reason["number"], "ceiling": reason["of"]}
    ),
}


def reason_words(reason: Mapping[str, Any], who: str) -> str:
    """One reason. who: the first name of the proposed worker."""
    return _REASONS[reason["because"]](reason, who)


def runner_up_words(told: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Who is next, and what would be lost; nothing when the next one has left meanwhile."""
    if not told:
        return ""
    if told["loss"] == Loss.NOBODY_ELSE:
        return _("Nobody else can take it now.")
    name = names.get(told["worker"])
    if name is None:
        return ""
    count = told["number"]
    lost = {
        Loss.BEGINS_LATER: ngettext(
            "begins %(count)s day later", "begins %(count)s days later", count
        ),
        Loss.UNKNOWN_TO_FAMILY: _("has not met the family"),
        Loss.ANOTHER_WAITS: ngettext(
            "then %(count)s more case waits", "then %(count)s more cases wait", count
        ),
        Loss.OTHERS_MOVE: ngettext(
            "then %(count)s other case changes worker",
            "then %(count)s other cases change worker",
            count,
        ),
        Loss.SIBLINGS_APART: _("then siblings get different workers"),
        Loss.LESS_EVEN: _("then the load is less even"),
        Loss.NOTHING: _("as good in everything that counts"),
    }[told["loss"]]
    return _("Next best: %(name)s, %(lost)s.") % {
        "name": name,
        "lost": lost % {"count": count} if "%(" in lost else lost,
    }


def waits_words(told: Mapping[str, Any]) -> str:
    """Why a case gets nobody."""
    why = told.get("why", Why.FULL)
    if why == Why.NOBODY_HAS:
        return _("Nobody who is here has what it takes: %(what)s.") % {
            "what": skill_words(told["what"])
        }
    return {
        Why.NOBODY_HERE: _("Nobody who takes cases is here now."),
        Why.TOO_HEAVY: _("It weighs more than anybody's ceiling."),
        Why.NOBODY_MAY: _("Nobody who is here can have it."),
        Why.FULL: _("All who could take it have a full load."),
    }[why]


def way_words(told: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What it would take that it, or everything, gets a worker."""
    values = {
        "name": names.get(told["worker"], _("somebody")),
        "number": told["number"],
        "what": skill_words(told["what"]),
    }
    return {
        Way.INTERPRETER: _("an interpreter: %(what)s"),
        Way.ABOVE_CEILING: _("%(number)s points more for %(name)s for a while"),
        Way.COMES_BACK: _("%(name)s back %(number)s days earlier"),
        Way.OTHER_UNIT: _("%(number)s points of help from another unit"),
        Way.FILL_POST: _("the vacant post filled"),
    }[told["way"]] % values


def since_words(code: str) -> str:
    """Why a proposal was computed anew."""
    return {
        Since.CASE_GONE: _("a case does not wait any more"),
        Since.CASE_NEW: _("a new case waits"),
        Since.WORKER_GONE: _("somebody who was proposed is not here"),
        Since.NO_LONGER_FITS: _("somebody who was proposed cannot have the case"),
        Since.ABOVE_CEILING: _("somebody would have come above the ceiling"),
        "NEW_DAY": _("it is a new day"),
        "CEILING_RAISED": _("a ceiling has been raised"),
    }.get(code, code)
