"""Interest in jobs as pages: for whoever answers, and for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row, WorkRow
from kraftsamling.organisations.models import Authority
from kraftsamling.workforce.models import JobInterest
from kraftsamling.workforce.presenters.page import (
    Button,
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.presenters.wages import rule_words
from kraftsamling.workforce.selectors.interest import Employer
from kraftsamling.workforce.services.interest import Receipt, receipt_code
from kraftsamling.workforce.statuses import InterestWay


def interest_page(
    rows: Sequence[JobInterest], *, answer_days: int, opens: Opens, now: datetime
) -> StaffPage:
    """Sentence first: how many have asked in a year, by phone and through the website."""
    today = day_of(now)
    waiting = [row for row in rows if row.answered_at is None]
    phoned = sum(row.way == InterestWay.PHONE for row in rows)
    return StaffPage(
        title=_("Interest in jobs"),
        lead=ngettext(
            "%(count)s person has asked about work in the last year.",
            "%(count)s people have asked about work in the last year.",
            len(rows),
        )
        % {"count": len(rows)}
        if rows
        else _("Nobody has asked about work in the last year."),
        rest=_("%(phoned)s phoned, %(wrote)s wrote.")
        % {"phoned": phoned, "wrote": len(rows) - phoned}
        if rows
        else "",
        breadcrumb=[home(), Link(_("Interest in jobs"))],
        tabs=staff_tabs("interest", opens),
        actions=[Action(_("Note a call"), reverse("interest_call"))],
        sections=[
            Section(
                _("Wait for an answer"),
                "svara",
                items=[_item(row, answer_days, today) for row in waiting],
                nothing=_("Everybody has been answered."),
            ),
            Section(
                _("Answered"),
                "besvarade",
                columns=[Column(_("Came")), Column(_("How")), Column(_("What became of it"))],
                rows=[_row(row, today) for row in reversed(rows) if row.answered_at],
                nothing=_("Nobody has been answered yet."),
            ),
        ],
    )


def _item(row: JobInterest, answer_days: int, today: date) -> WorkRow:
    due = day_of(row.came_at) + timedelta(days=answer_days)
    return WorkRow(
        due=_("Answer by %(day)s") % {"day": day_words(due, today)},
        due_detail=_("late") if due < today else "",
        title=row.name,
        url=reverse("interest_one", args=[row.pk]),
        rule=row.words,
        urgency="soon" if due <= today else "",
        action_label=_("Answer"),
        action_url=reverse("interest_one", args=[row.pk]),
    )


def _row(row: JobInterest, today: date) -> Row:
    return Row(
        [
            Cell(day_words(day_of(row.came_at), today), url=reverse("interest_one", args=[row.pk])),
            Cell(str(InterestWay(row.way).label)),
            Cell(_("Handed to the recruitment system") if row.handed_over_at else _("Answered")),
        ]
    )


def one_page(row: JobInterest, *, may_decide: bool, today: date) -> StaffPage:
    """One who asked: whom to call, and what to tick."""
    buttons = []
    if may_decide and row.answered_at is None:
        buttons.append(Button(_("I have answered"), reverse("interest_answered", args=[row.pk])))
    if may_decide and row.handed_over_at is None:
        buttons.append(
            Button(
                _("The recruitment system has it now"), reverse("interest_handed", args=[row.pk])
            )
        )
    title = row.name or _("Handed to the recruitment system")
    return StaffPage(
        title=title,
        lead=_("%(way)s %(day)s.")
        % {
            "way": InterestWay(row.way).label,
            "day": day_words(day_of(row.came_at), today),
        },
        breadcrumb=[
            home(),
            Link(_("Interest in jobs"), reverse("interest")),
            Link(receipt_code(row.pk)),
        ],
        sections=[
            Section(
                _("How to reach"),
                "kontakt",
                facts=[Fact(_("Phone or e-mail"), row.contact), Fact(_("What about?"), row.words)]
                if row.name
                else [],
                text=""
                if row.name
                else _(
                    "Name and contact are in the recruitment system. Only the count stays here."
                ),
                buttons=buttons,
            )
        ],
    )


@dataclass(frozen=True)
class JobsPage:
    """The public page: what it is like to work here, as it is now, and the vacant posts."""

    title: str
    lead: str
    facts: Sequence[Fact]
    posts: Sequence[Fact]
    nothing: str
    apply_url: str
    promise: str

    @classmethod
    def of(cls, employer: Employer, site: Authority, *, today: date) -> JobsPage:
        count = len(employer.posts)
        return cls(
            title=_("Vacant posts"),
            lead=ngettext(
                "%(name)s looks for %(count)s colleague in social services for children.",
                "%(name)s looks for %(count)s colleagues in social services for children.",
                count,
            )
            % {
                "name": site.short_name,
                "count": formats.in_words(count, language(), common_gender=True),
            }
            if count
            else _("No post is vacant right now. You are welcome to write all the same."),
            facts=[
                Fact(_("Wage ladder"), rule_words(employer.ladder)),
                Fact(
                    _("Remote work"),
                    _("Up to %(share)s of the time, agreed with your manager.")
                    % {"share": formats.percent(employer.remote_share, language())},
                ),
                *_span_fact(employer),
            ],
            posts=[
                Fact(
                    post.title,
                    _("%(unit)s, vacant since %(day)s")
                    % {"unit": post.unit.name, "day": day_words(post.vacant_since, today)}
                    if post.vacant_since
                    else post.unit.name,
                )
                for post in employer.posts
            ],
            nothing="",
            apply_url=reverse("job_apply"),
            promise=answer_words(employer.answer_days),
        )


def answer_words(days: int) -> str:
    """Within how many days one is answered."""
    return ngettext("We answer within %(count)s day.", "We answer within %(count)s days.", days) % {
        "count": formats.in_words(days, language(), common_gender=True)
    }


def _span_fact(employer: Employer) -> list[Fact]:
    if employer.most is None:
        return []
    words = (
        _("%(most)s people today, and at most %(ceiling)s by our own ceiling.")
        if employer.least == employer.most
        else _(
            "Between %(least)s and %(most)s people today, and at most %(ceiling)s by our own ceiling."
        )
    )
    return [
        Fact(
            _("Staff per manager"),
            words % {"least": employer.least, "most": employer.most, "ceiling": employer.ceiling},
        )
    ]


@dataclass(frozen=True)
class ApplyPage:
    """The form's page, and the receipt."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    code: str = ""

    @classmethod
    def of(cls, days: int) -> ApplyPage:
        return cls(_("I want to work with you"), answer_words(days), _path(_("Write")))

    @classmethod
    def thanks(cls, receipt: Receipt, days: int) -> ApplyPage:
        return cls(
            _("Thank you. We have received it"),
            answer_words(days),
            _path(_("Thank you")),
            receipt.code,
        )


def _path(label: str) -> list[Link]:
    return [Link(_("Vacant posts"), reverse("jobs")), Link(label)]
