"""What Idag says of giving out cases: plans whose day has come, one's own new cases, and the crisis plan."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.presenters.crisis import near_day
from kraftsamling.casework.presenters.words import on_this_day
from kraftsamling.casework.rules.crisis_plan import is_to_remind, step_of
from kraftsamling.casework.selectors import crisis
from kraftsamling.casework.selectors.help_requests import answered, to_answer
from kraftsamling.casework.selectors.proposals import given_to_me
from kraftsamling.casework.selectors.waiting import plans_due
from kraftsamling.casework.statuses import CrisisState
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.organisations.roles import Role


@today_items
def waiting_plans_due(actor: Actor, now: datetime) -> list[TodayItem]:
    """Cases that wait, and whose plan says that something happens today."""
    at = Circumstances(now=now)
    if not decide(actor, "decide", "crisis_priority", at=at).allowed:
        return []
    due = plans_due(actor, at=at, today=day_of(now))
    if not due:
        return []
    return [
        TodayItem(
            urgency=1,
            when=on_this_day(now),
            title=ngettext(
                "The plan of %(count)s waiting case has come to its day",
                "The plans of %(count)s waiting cases have come to their day",
                len(due),
            )
            % {"count": len(due)},
            why=_("Give the case to somebody, or assess anew and write a new plan."),
            url=reverse("allocation") + "#vantar",
            verb=_("See those who wait"),
        )
    ]


@today_items
def new_cases_of_mine(actor: Actor, now: datetime) -> list[TodayItem]:
    """What a manager has given to the actor today."""
    if actor.membership_id is None or actor.role not in (Role.CASEWORKER, Role.ADULT_WORKER):
        return []
    today = day_of(now)
    new = [
        each
        for each in given_to_me(actor, now=now)
        if each.given_at and day_of(each.given_at) == today
    ]
    if not new:
        return []
    return [
        TodayItem(
            urgency=2,
            when=on_this_day(now),
            title=ngettext("%(count)s new case is yours", "%(count)s new cases are yours", len(new))
            % {"count": len(new)},
            why=_("The reason stands beside."),
            url=reverse("given_to_me"),
            verb=_("See why"),
        )
    ]


@today_items
def crisis_plan(actor: Actor, now: datetime) -> list[TodayItem]:
    """For managers: a step to decide, to propose or to look at again, and what a step in force asks for."""
    at, today = Circumstances(now=now), day_of(now)
    decides = decide(actor, "activate", "crisis_plan", at=at).allowed
    proposes = decide(actor, "propose", "crisis_plan", at=at).allowed
    if not (decides or proposes) or actor.authority_id is None:
        return []
    row = crisis.step_in_force(actor, today=today)
    items = [_to_decide(actor, at, now)] if decides else []
    if row is not None and row.starts_on and is_to_remind(row.starts_on, row.review_on, today):
        items.append(
            _item(
                now,
                _("Look at step %(step)s of the crisis plan again") % {"step": row.step},
                _("By %(day)s at the latest. Then it is proposed anew, or ended.")
                % {"day": near_day(row.review_on)},
                urgency=0 if row.review_on <= today else 1,
            )
        )
    if row is not None and decides:
        items += _tasks(row, now)
    if row is None and proposes:
        queue = crisis.queue_of(actor.authority_id, actor.unit_ids, now=now)
        reached = step_of(queue, crisis.thresholds_of(actor.authority_id))
        if reached:
            items.append(
                _item(
                    now,
                    _("The queue has reached step %(step)s of the crisis plan") % {"step": reached},
                    _("You propose, and the head of department decides."),
                )
            )
    return [each for each in items if each is not None]


def _to_decide(actor: Actor, at: Circumstances, now: datetime) -> TodayItem | None:
    rows = CrisisStep.rows.visible_to(actor, "activate", at=at).filter(state=CrisisState.PROPOSED)
    count = rows.count()
    if not count:
        return None
    return _item(
        now,
        ngettext(
            "%(count)s step of the crisis plan to decide",
            "%(count)s steps of the crisis plan to decide",
            count,
        )
        % {"count": count},
        _("You decide, together with a second person."),
        verb=_("Decide on the step"),
    )


def _tasks(row: CrisisStep, now: datetime) -> list[TodayItem]:
    found = []
    if row.sarah_done_on is None:
        found.append(
            _item(
                now,
                _("Make the judgement according to lex Sarah"),
                _("Step %(step)s of the crisis plan asks for it.") % {"step": row.step},
            )
        )
    if row.board_done_on is None and row.board_due_on:
        found.append(
            _item(
                now,
                _("Report step %(step)s of the crisis plan to the board") % {"step": row.step},
                _("By %(day)s") % {"day": near_day(row.board_due_on)},
                urgency=1 if row.board_due_on <= day_of(now) else 2,
            )
        )
    return found


def _item(now: datetime, title: str, why: str, *, urgency: int = 1, verb: str = "") -> TodayItem:
    return TodayItem(
        urgency=urgency,
        when=on_this_day(now) if urgency < 2 else _("This week"),
        title=title,
        why=why,
        url=reverse("crisis_plan"),
        verb=verb or _("Open the crisis plan"),
    )


@today_items
def help_between_units(actor: Actor, now: datetime) -> list[TodayItem]:
    """For managers: another unit asks for help, or one's own request has been answered."""
    at = Circumstances(now=now)
    if not decide(actor, "read", "help_request", at=at).allowed:
        return []
    items = []
    if count := to_answer(actor, at=at, today=day_of(now)):
        items.append(
            TodayItem(
                urgency=1,
                when=on_this_day(now),
                title=ngettext(
                    "%(count)s unit asks for help", "%(count)s units ask for help", count
                )
                % {"count": count},
                why=_("Cases wait there. Say whether your unit can help."),
                url=reverse("help_requests"),
                verb=_("See what they ask for"),
            )
        )
    if count := answered(actor, at=at, now=now):
        items.append(
            TodayItem(
                urgency=2,
                when=_("This week"),
                title=_("You have got an answer about help"),
                why=_("Another unit has answered what you asked for."),
                url=reverse("help_requests"),
                verb=_("Read the answer"),
            )
        )
    return items
