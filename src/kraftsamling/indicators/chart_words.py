"""The words that a chart repeats, in the language that is active."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kraftsamling.indicators.charts import Words


def chart_words() -> Words:
    """To be asked once per chart, when the request's language is set."""
    return Words(
        not_shown=_("Not shown"),
        ordinary=_("Ordinary variation"),
        better=_("Sure change for the better"),
        worse=_("Sure change for the worse"),
        up=_("Sure increase"),
        down=_("Sure decrease"),
    )
