"""An extract of a case on paper, in the frame of our letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.casework.models import CaseExtract
from kraftsamling.casework.presenters.extracts import KIND_WORDS, heading_of, period_words
from kraftsamling.casework.presenters.letters import frame_of, letter_pdf
from kraftsamling.casework.rules.extracts import Kind
from kraftsamling.casework.selectors.extracts import Entry
from kraftsamling.casework.statuses import InParty


def extract_pdf(extract: CaseExtract, entries: Sequence[Entry]) -> bytes:
    """The paper, in the frame of our letters. It does not say what was left out, nor how much of what: that
    alone could tell a custodian that the child has said something."""
    with override("sv"):
        frame = frame_of(
            extract.case, extract.to,
            authority=extract.membership.authority, worker=extract.membership, now=extract.made_at,
        )  # fmt: skip
        return letter_pdf(
            {
                **frame,
                "subject": _("Extract of your file")
                if extract.to.part == InParty.SUBJECT
                else _("Extract of a file"),
                "facts": [*frame["facts"], [_("Time"), period_words(extract)]],
                "blocks": [*_opening(extract), *_body(entries)],
                "words": {**frame["words"], "number_label": _("Case")},
                "number": extract.case.number,
                "has_slip": False,
            }
        )


def _opening(extract: CaseExtract) -> list[dict[str, Any]]:
    said = [
        _("You have asked for what is written. Here it is, in the words that stand in the file.")
    ]
    if extract.left_out:
        said.append(
            _(
                "Something is left out, because the Public Access to Information and Secrecy Act says so. You"
                " have a right to a written decision about it, and to appeal. Ask whoever has signed."
            )
        )
    said.append(
        _("Attached documents are named here by title. Ask for those that you want to read.")
    )
    return [_block(each) for each in said]


def _body(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    last: Kind | None = None
    for entry in entries:
        if entry.thing.kind is not last:
            last = entry.thing.kind
            blocks.append(_block(str(KIND_WORDS[last]), level=2))
        blocks.append(_block(heading_of(entry), level=3))
        blocks += [_block(part) for part in entry.thing.text.split("\n\n") if part.strip()]
    return blocks


def _block(text: str, *, level: int = 0) -> dict[str, Any]:
    return {"text": text, "is_heading": bool(level), **({"level": level} if level else {})}
