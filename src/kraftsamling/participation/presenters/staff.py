"""The small pages of the staff: what we do about the answers, slips, opening the survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.forms import Conflict, ConflictField
from kraftsamling.common.parts import Link
from kraftsamling.indicators.charts import Row as ChartRow
from kraftsamling.organisations.models import Membership
from kraftsamling.participation.models import ActionOnAnswers, SlipBatch
from kraftsamling.participation.presenters.results import picture_of
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.questions import Question, Series
from kraftsamling.participation.results import Selection
from kraftsamling.participation.selectors import Results


def _language() -> str:
    return get_language() or formats.SWEDISH


def _trail(here: str) -> list[Link]:
    return [Link(_("Participation"), reverse("participation_results")), Link(here, current=True)]


@dataclass(frozen=True)
class ActPage:
    """Write what is done about one question's answers."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    action_url: str
    back_url: str
    conflict: Conflict | None

    @classmethod
    def of(cls, selection: Selection, question: Question, conflict: Conflict | None) -> ActPage:
        title = _("Write what you do about the answers")
        query = selection.query(question=question)
        return cls(
            title=title,
            lead=_("%(series)s: “%(question)s”")
            % {
                "series": selection.series.label,
                "question": question.asked(selection.series),
            },
            breadcrumb=_trail(title),
            action_url=reverse("participation_act") + query,
            back_url=reverse("participation_results") + query,
            conflict=conflict,
        )


def conflict_over(stored: ActionOnAnswers, mine: str, *, who: str) -> Conflict:
    """Both texts, when somebody else has written meanwhile."""
    label = _("What do you do about the answers?")
    when = formats.clock(stored.written_at.astimezone(STOCKHOLM), _language())
    return Conflict(who, when, [ConflictField(label, stored.text, mine)])


def names_of(memberships: Sequence[Membership]) -> list[str]:
    """ "Gunnel Dahl, verksamhetschef", one line per person."""
    return [
        f"{each.name}, {(each.title or each.get_role_display()).lower()}" for each in memberships
    ]


@dataclass(frozen=True)
class SlipsPage:
    """Print slips, or why there are none to print."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    is_open: bool
    not_open: str
    open_url: str
    again: str
    points: Sequence[str]

    @classmethod
    def of(
        cls, allowed: Allowed, *, is_open: bool, printed_before: SlipBatch | None = None
    ) -> SlipsPage:
        title = _("Hand out slips")
        return cls(
            title=title,
            lead=_("The slip goes with the letter. Everybody gets one; nobody chooses who."),
            breadcrumb=_trail(title),
            tabs=tabs_of(allowed, current="survey_slips"),
            is_open=is_open,
            not_open=_("The three questions are not open yet. Slips can be printed when they are."),
            open_url=reverse("survey_open") if allowed.open_survey else "",
            again=_already(printed_before) if printed_before else "",
            points=[
                _("You get a file to print and cut. Each slip has a code that works once."),
                _("The codes are not kept. Print new slips if the paper is lost."),
                _("The number is counted as handed out for the unit and the quarter."),
            ],
        )


def _already(batch: SlipBatch) -> str:
    return _(
        "These %(count)s slips for %(unit)s have been made already. The codes are not kept and cannot be"
        " shown again. Below you can make new ones."
    ) % {"count": formats.number(batch.count, _language()), "unit": batch.unit.name}


@dataclass(frozen=True)
class OpenPage:
    """Ask to open the survey, and who can confirm it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    can_ask: bool
    who: Sequence[str]
    nobody: str
    points: Sequence[str]

    @classmethod
    def of(cls, *, is_open: bool, asked_at: datetime | None, seconds: Sequence[str]) -> OpenPage:
        title = _("Open the three questions")
        if is_open:
            lead = _("The three questions are open.")
        elif asked_at:
            lead = _("It has been asked for. One of the people below needs to confirm.")
        else:
            lead = _("Opening takes two: you ask, and somebody else confirms within seven days.")
        return cls(
            title=title,
            lead=lead,
            breadcrumb=_trail(title),
            can_ask=not is_open and asked_at is None,
            who=[] if is_open else seconds,
            nobody=""
            if is_open or seconds
            else _(
                "Nobody else can confirm yet. A manager or somebody responsible for participation is"
                " needed."
            ),
            points=[
                _("When the questions are open, slips can be handed out and answers are taken."),
                _("Answers are shown when at least five have answered."),
            ],
        )


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def download_of(found: Results) -> tuple[str, str]:
    """File name and content: exactly the rows of the page's table, for a Swedish spreadsheet."""
    language = _language()
    rows: tuple[ChartRow, ...] = picture_of(found, language).rows
    judged = found.chosen.chart.baseline is not None
    head = [_("Answers from"), _("Question"), _("Unit"), _("Period"), _("Share"), _("Number")]
    head += [_("Usually"), _("Judgement")] if judged else []
    same = [
        str(found.selection.series.label),
        found.asked,
        found.unit.name if found.unit else _("All units"),
    ]
    lines = [head, *([*same, *row[: 5 if judged else 3]] for row in rows)]
    text = "".join(";".join(_quoted(cell) for cell in line) + "\r\n" for line in lines)
    return _("answers") + ".csv", "\ufeff" + text


def _quoted(cell: str) -> str:
    safe = defused(cell)
    return '"' + safe.replace('"', '""') + '"' if set(safe) & set(';"\r\n') else safe


@dataclass(frozen=True)
class SlipWords:
    """What stands on every slip, in Swedish: it goes to people who live here."""

    title: str
    heading: str
    text: str
    code_label: str
    valid: str
    series: str
    qr_alt: str

    @classmethod
    def of(cls, series: Series, *, valid_until: str, place: str) -> SlipWords:
        with override("sv"):
            return cls(
                title=_("Slips for %(place)s") % {"place": place},
                heading=_("How have you been treated?"),
                text=_(
                    "Three questions, one minute, voluntary. Go to the address and write the code. Nobody"
                    " can see what you in particular answer."
                ),
                code_label=_("Code"),
                valid=_("The code works until %(day)s.") % {"day": valid_until},
                series=str(series.label),
                qr_alt=_("The address as a picture for the phone's camera"),
            )
