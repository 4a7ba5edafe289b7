"""What a column is read as, and what is wrong in a cell, in words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kraftsamling.participation.importing.meanings import Meaning
from kraftsamling.participation.importing.reading import Fault

MEANINGS: Final = {
    Meaning.UNIT: _("Unit"),
    Meaning.MONTH: _("Month. The day and the time are not read."),
    Meaning.SERIES: _("Who answered"),
    Meaning.TIME: _("Not read: a time"),
    Meaning.PERSON: _("Not read: may point at somebody"),
    Meaning.OTHER: _("Not read: we do not know what it is"),
}
FAULTS: Final = {
    Fault.FORMULA: _("Here stands a formula. Write the value itself."),
    Fault.ANSWER: _("“%(value)s” is none of the answers."),
    Fault.UNIT: _("“%(value)s” is none of your units."),
    Fault.UNIT_MISSING: _("The unit is missing."),
    Fault.TWO_UNITS: _("Several of your units are called “%(value)s”."),
    Fault.MONTH: _("“%(value)s” is no month. Write it like 2026-03."),
    Fault.MONTH_MISSING: _("The month is missing."),
    Fault.FUTURE: _("“%(value)s” has not been yet."),
    Fault.SERIES: _("“%(value)s” is neither parents, young people nor children."),
    Fault.NO_QUESTIONS: _(
        "None of the headings is one of the three questions. Write the questions' own words, or Question 1,"
        " Question 2 and Question 3."
    ),
    Fault.QUESTION_TWICE: _("The question is already in another column."),
    Fault.NO_UNIT_COLUMN: _("No column is called Unit. Choose the unit here, or add a column."),
    Fault.NO_MONTH_COLUMN: _("No column is called Month or Date."),
    Fault.NO_SERIES: _(
        "The file does not say who has answered. Choose here, or add a column called Series."
    ),
    Fault.TOO_FEW: _("At least five answers are read in at a time."),
}
