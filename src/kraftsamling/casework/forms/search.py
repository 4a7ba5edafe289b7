"""What is searched for, and why nothing is searched for with some words."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.rules.case_search import LONGEST_TEXT, Query, Reason, Refused, parse
from kraftsamling.common.forms import KraftForm

WHY_NOT: Final = {
    Reason.EMPTY: _lazy("Write a name, a number or a case number."),
    Reason.TOO_LONG: _lazy("That is too long for a name or a number. Write only one."),
    Reason.ONE_NAME: _lazy("Write both given name and surname: one name finds too many."),
    Reason.DAY_OF_BIRTH: _lazy(
        "The law has no search by day of birth. Write the name or the whole number."
    ),
    Reason.TOO_FEW_DIGITS: _lazy("The number has too few digits. Write all of it, or the name."),
    Reason.TOO_MANY_DIGITS: _lazy("The number has too many digits. Look at it once more."),
    Reason.NO_SUCH_DAY: _lazy("There is no such day in the number. Look at it once more."),
    Reason.WRONG_CHECK_DIGIT: _lazy("The last digit does not fit the others. Look once more."),
    Reason.IN_THE_FUTURE: _lazy("The number is of somebody who is not born yet."),
    Reason.UNREADABLE: _lazy("Write a name, a whole number or a case number, and nothing else."),
}


class SearchForm(KraftForm):
    """A name, a whole number or a case number. It is posted, so that it stands in no address and no log."""

    words = forms.CharField(
        label=_lazy("Given name and surname, personal identity number or case number"),
        # Longer than a search may be, so that what is too long is told in our own words.
        max_length=10 * LONGEST_TEXT,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": WHY_NOT[Reason.EMPTY]},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.today = kwargs["today"]
        self.query: Query = Refused(Reason.EMPTY)
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        """Read by the rules of the law."""
        words: str = self.cleaned_data["words"]
        self.query = parse(words, self.today)
        if isinstance(self.query, Refused):
            raise forms.ValidationError(WHY_NOT[self.query.reason])
        return words
