"""What a chart says, in the language that is active."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.indicators.charts import Alternative, Words
from kraftsamling.indicators.rules.control_charts import VerdictCode


def chart_words() -> Words:
    """To be asked once per chart, when the request's language is set."""
    return Words(
        describe=alternative_text,
        not_shown=_("Not shown"),
        ordinary=_("Ordinary variation"),
        better=_("Sure change for the better"),
        worse=_("Sure change for the worse"),
        up=_("Sure increase"),
        down=_("Sure decrease"),
    )


def alternative_text(parts: Alternative) -> str:
    """What a reader who does not see the drawing is told: from, to, mean, run, gaps, verdict."""
    if not parts.first:
        return _("%(name)s: no figure may be shown.") % {"name": parts.name}
    sentences = [
        _("%(name)s: from %(first)s (%(first_period)s) to %(last)s (%(last_period)s).")
        % {
            "name": parts.name,
            "first": parts.first,
            "first_period": parts.first_period,
            "last": parts.last,
            "last_period": parts.last_period,
        }
    ]
    if parts.change:
        about = {"change": parts.change, "mean": parts.mean}
        sentences.append(_("The mean before “%(change)s” was %(mean)s.") % about)
    elif parts.mean:
        sentences.append(_("The mean of the first points was %(mean)s.") % {"mean": parts.mean})
    if parts.run and parts.run_is_above:
        sentences.append(_("The latest %(run)s all lie above it.") % {"run": parts.run})
    elif parts.run:
        sentences.append(_("The latest %(run)s all lie below it.") % {"run": parts.run})
    if parts.hidden:
        hidden = ngettext(
            "%(hidden)s period is not shown.", "%(hidden)s periods are not shown.", parts.hidden
        )
        sentences.append(hidden % {"hidden": parts.hidden})
    return " ".join([*sentences, _verdict(parts)])


def _verdict(parts: Alternative) -> str:
    match parts.verdict:
        case VerdictCode.INCREASE:
            return _("Sure increase since %(since)s.") % {"since": parts.since}
        case VerdictCode.DECREASE:
            return _("Sure decrease since %(since)s.") % {"since": parts.since}
        case VerdictCode.NO_CHANGE:
            return _("No sure change.")
        case VerdictCode.TOO_EARLY:
            return _("Too early to say.")
