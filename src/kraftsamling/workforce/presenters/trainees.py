"""The trainee programme as a page: who is where, how many were employed, and how many stayed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row
from kraftsamling.workforce.models import Trainee, TraineeProgramme, TraineeRelease
from kraftsamling.workforce.presenters.page import (
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.selectors.trainees import Outcome
from kraftsamling.workforce.statuses import TraineeStage


def trainees_page(
    programme: TraineeProgramme | None,
    trainees: Sequence[Trainee],
    outcome: Outcome,
    *,
    may_update: bool,
    opens: Opens,
    today: date,
) -> StaffPage:
    """Sentence first: how many are here, how many were employed, how many stayed."""
    breadcrumb = [home(), Link(_("Trainees"))]
    tabs = staff_tabs("trainees", opens)
    if programme is None:
        return StaffPage(
            title=_("Trainees"),
            lead="",
            rest=_("There is no trainee programme yet."),
            breadcrumb=breadcrumb,
            tabs=tabs,
        )
    now = [e for e in trainees if e.stage in (TraineeStage.PLACEMENT, TraineeStage.TRAINEE)]
    return StaffPage(
        title=programme.name,
        lead=ngettext(
            "%(count)s is in the programme now.", "%(count)s are in the programme now.", len(now)
        )
        % {"count": formats.in_words(len(now), language(), common_gender=True).capitalize()},
        rest=_outcome_words(outcome),
        breadcrumb=breadcrumb,
        tabs=tabs,
        actions=[
            Action(_("Add a trainee"), reverse("trainee_new")),
            Action(_("How trainees fare"), reverse("trainee_releases"), variant="secondary"),
        ]
        if may_update
        else [],
        sections=[
            Section(
                _("The programme"),
                "programmet",
                facts=[
                    Fact(_("Together with"), formats.joined(programme.partners, language())),
                    Fact(
                        _("Paid work"),
                        ngettext(
                            "%(count)s day a week", "%(count)s days a week", programme.days_a_week
                        )
                        % {
                            "count": formats.in_words(
                                programme.days_a_week, language(), common_gender=True
                            )
                        },
                    ),
                    Fact(_("Began"), day_words(programme.starts_on, today)),
                ],
            ),
            Section(
                _("Trainees"),
                "trainees",
                columns=[
                    Column(_("Name")),
                    Column(_("Group")),
                    Column(_("State")),
                    Column(_("Supervisor")),
                ],
                rows=[_row(each, may_update=may_update, today=today) for each in trainees],
                nothing=_("Nobody is in the programme yet."),
            ),
        ],
    )


def _outcome_words(outcome: Outcome) -> str:
    if not outcome.finished:
        return _("Nobody has finished it yet.")
    words = _("Of %(finished)s who have finished %(hired)s were employed.") % {
        "finished": outcome.finished,
        "hired": outcome.hired,
    }
    if outcome.due_to_stay:
        words += " " + _(
            "Of %(due)s employed two years ago or more %(stayed)s stayed for 24 months."
        ) % {
            "due": outcome.due_to_stay,
            "stayed": outcome.stayed,
        }
    return words


def _row(each: Trainee, *, may_update: bool, today: date) -> Row:
    since = each.hired_on or each.finished_on or each.trainee_on or each.placed_on
    return Row(
        [
            Cell(each.name, url=reverse("trainee", args=[each.pk]) if may_update else ""),
            Cell(each.cohort),
            Cell(
                str(TraineeStage(each.stage).label),
                sub=(
                    _("begins %(day)s")
                    if each.stage == TraineeStage.SELECTED
                    else _("since %(day)s")
                )
                % {"day": day_words(since, today)},
            ),
            Cell(each.supervisor.name if each.supervisor else "–"),
        ]
    )


def releases_page(rows: Sequence[TraineeRelease], *, may_tell: bool, today: date) -> StaffPage:
    """What each municipality has told of its trainees: only sums, and none that few are behind."""
    title = _("How trainees fare")
    return StaffPage(
        title=title,
        lead=ngettext(
            "%(count)s programme has told how it went.",
            "%(count)s programmes have told how it went.",
            len(rows),
        )
        % {"count": formats.in_words(len(rows), language()).capitalize()}
        if rows
        else "",
        rest=_("A figure with fewer than ten people behind it is not shown."),
        breadcrumb=[Link(title)],
        actions=[Action(_("Tell how it went"), reverse("trainee_tell"))] if may_tell else [],
        sections=[
            Section(
                _("What has been told"),
                "utfall",
                columns=[
                    Column(_("Programme")),
                    Column(_("Employed, of those who finished")),
                    Column(_("Stayed for 24 months, of those employed")),
                ],
                rows=[
                    Row(
                        [
                            Cell(
                                row.name,
                                sub=_("%(who)s, %(day)s")
                                % {
                                    "who": row.authority.short_name,
                                    "day": day_words(day_of(row.told_at), today),
                                },
                            ),
                            Cell(_so_many(row.hired, row.finished)),
                            Cell(_so_many(row.stayed, row.due_to_stay)),
                        ]
                    )
                    for row in rows
                ],
                nothing=_("Nobody has told how it went yet."),
            )
        ],
    )


def _so_many(part: int | None, of_all: int | None) -> str:
    if part is None or of_all is None:
        return _("Not shown")
    return _("%(part)s of %(all)s") % {"part": part, "all": of_all}
