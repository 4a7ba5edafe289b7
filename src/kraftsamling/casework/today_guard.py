"""What Idag says about secrecy: emergency openings to look at, and once a year the question of conflicts."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import BrokenGlass
from kraftsamling.casework.presenters.words import day_words, short_name
from kraftsamling.casework.selectors.withholdings import to_look_at_again
from kraftsamling.casework.services import conflicts
from kraftsamling.casework.services.glass import review_by
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_items


@today_items
def glass_to_review(actor: Actor, now: datetime) -> list[TodayItem]:
    """Each emergency opening that nobody has looked at; late ones are to be done today."""
    at = Circumstances(now=now)
    if not decide(actor, "review", "btg_event", at=at).allowed:
        return []
    waiting = BrokenGlass.rows.visible_to(actor, "review", at=at).filter(reviewed_at=None)
    return [_row(each, now) for each in waiting.order_by("opened_at", "pk")[:5]]


def _row(glass: BrokenGlass, now: datetime) -> TodayItem:
    last = review_by(glass)
    late = last < day_of(now)
    return TodayItem(
        urgency=0 if late else 1,
        when=(_("Late since %(day)s") if late else _("At the latest %(day)s"))
        % {"day": day_words(last)},
        title=_("Look at an emergency opening"),
        why=_("Somebody else says within five working days whether it was right."),
        url=reverse("glass_review", args=[glass.pk]),
        verb=_("Read and review"),
    )


@today_items
def yearly_question(actor: Actor, now: datetime) -> list[TodayItem]:
    """Asked when somebody begins, and every year."""
    if not decide(actor, "create", "coi_declaration", at=Circumstances(now=now)).allowed:
        return []
    last = conflicts.answered_last(actor)
    if last is not None and now - last < conflicts.ASKED_EVERY:
        return []
    return [
        TodayItem(
            urgency=3,
            when=_("Once a year"),
            title=_("Is there a case that you should not have?"),
            why=_("Whoever knows the family, or is family, does not work in its case."),
            url=reverse("conflict_yearly"),
            verb=_("Go through my cases"),
        )
    ]


@today_items
def withheld_to_look_at(actor: Actor, now: datetime) -> list[TodayItem]:
    """What is kept from a custodian in one's own cases, and whose day to look at again has come."""
    at = Circumstances(now=now)
    if not decide(actor, "lift", "withholding", at=at).allowed:
        return []
    return [
        TodayItem(
            urgency=1,
            when=day_words(each.review_on),
            title=_("Look again at what is kept from a custodian: %(who)s")
            % {"who": short_name(each.case.subject, day_of(now))},
            why=_("A child grows, and what was right to keep back may not be so any more."),
            url=reverse("case_withheld", args=[each.case_id]),
            verb=_("Read and weigh"),
        )
        for each in to_look_at_again(actor, by=day_of(now), at=at)
    ]
