"""What is wrong with a file, in words for whoever chose it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kraftsamling.documents.attachments.kinds import LIMITS, MOST_PAGES, Flaw

SENTENCES: Final = {
    Flaw.EMPTY: _("The file is empty."),
    Flaw.TOO_LARGE: _("The file is larger than %(megabytes)d MB."),
    Flaw.OTHER_KIND: _(
        "The file is neither PDF, PNG nor JPEG, whatever its name says. Save it as a PDF first."
    ),
    Flaw.LOCKED: _("The file has a password. Save it without one."),
    Flaw.ACTIVE: _(
        "The file does things when it is opened, or carries other files. Print it to a new PDF and choose"
        " that one."
    ),
    Flaw.TOO_MANY_PAGES: _("The file has more than %(pages)d pages. Divide it."),
    Flaw.TOO_MANY_PIXELS: _("The picture is too large. Scan it with fewer dots."),
    Flaw.DAMAGED: _("The file is damaged or incomplete. Fetch it again."),
    Flaw.TOO_HEAVY: _(
        "The file unpacks to far more than it seems, so we do not read it. Print it to a new PDF."
    ),
    Flaw.TOO_SLOW: _("The file takes too long to read. Divide it."),
}


def sentence_of(flaw: Flaw) -> str:
    """What is wrong, and what to do about it."""
    numbers = {"megabytes": LIMITS.size // (1024 * 1024), "pages": MOST_PAGES}
    return str(SENTENCES[flaw]) % numbers
