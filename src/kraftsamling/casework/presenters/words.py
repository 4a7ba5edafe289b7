"""Words that all pages of casework share: who, how long, and what comes next. Lists never say why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.law_words import NAMES
from kraftsamling.casework.models import NOTHING_DUE, Case, Deadline, Person
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.rules.identity_numbers import age_on
from kraftsamling.casework.rules.initials import initials
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Consequence
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Link, Tone


def language() -> str:
    """The language of the page."""
    return get_language() or "sv"


def case_page(case: Case) -> str:
    """The address of a case."""
    return reverse("case", args=[case.pk])


def age_of(person: Person, today: date) -> str:
    """ "9 år", "född 2017", "väntas i mars", or "ålder okänd"."""
    if person.birth_on:
        return formats.age(age_on(person.birth_on, today), language())
    if person.birth_year:
        return _("born %(year)s") % {"year": person.birth_year}
    if person.expected_on:
        return _("expected %(day)s") % {"day": formats.long_date(person.expected_on, language())}
    return _("age not known")


def short_name(person: Person, today: date) -> str:
    """What lists show: "E.K., 9 år". Somebody protected has neither initials nor age."""
    if person.is_protected:
        return _("Protected person")
    letters = initials(person.given_name, person.surname)
    return f"{letters}, {age_of(person, today)}"


def name_inside(person: Person, today: date) -> str:
    """The same in the midst of a sentence, where the age stands between commas."""
    name = short_name(person, today)
    return name if person.is_protected else f"{name},"


def full_name(person: Person) -> str:
    """What the page of a case shows, after an opening that is logged."""
    return f"{person.given_name} {person.surname}".strip() or _("Name not known")


def name_and_age(person: Person, today: date) -> str:
    """The whole name, and the age where it is known: of a grown-up it seldom is, nor asked for."""
    name, age = full_name(person), age_of(person, today)
    return name if age == _("age not known") else f"{name}, {age}"


@dataclass(frozen=True)
class Act:
    """What stops a clock: the verb of its button, its task in a sentence, and the page for it."""

    verb: str | Promise
    task: str | Promise
    rule: str | Promise
    url_name: str


ACTS: Final[Mapping[str, Act]] = {
    clocks.PROTECTION: Act(
        _lazy("Assess protection"),
        _lazy("Assess whether %(who_inside)s needs protection now"),
        _lazy("The protection assessment is to be made within 24 hours."),
        "case_protection",
    ),
    clocks.PRELIMINARY: Act(
        _lazy("Write the decision"),
        _lazy("Decide on an investigation about %(who)s"),
        _lazy("The preliminary assessment may take 14 days."),
        "case_preliminary",
    ),
    clocks.FEEDBACK: Act(
        _lazy("Answer the reporter"),
        _lazy("Tell the reporter what was decided about %(who)s"),
        _lazy("Whoever must report is told whether an investigation opens."),
        "case_feedback",
    ),
    clocks.INVESTIGATION: Act(
        _lazy("Go on with the investigation"),
        _lazy("Finish the investigation about %(who)s"),
        _lazy("An investigation is to be complete within four months."),
        "case_investigation",
    ),
    clocks.COURT_SUBMISSION: Act(
        _lazy("Write the court's dates"),
        _lazy("Submit the immediate custody of %(who)s to the court"),
        _lazy("The court must have it within a week, or the decision lapses."),
        "case_custody",
    ),
    clocks.COURT_APPLICATION: Act(
        _lazy("Write the court's dates"),
        _lazy("Apply to the court for care of %(who)s"),
        _lazy("The application must be in within four weeks, or the decision lapses."),
        "case_custody",
    ),
    clocks.CHILD_QUESTION: Act(
        _lazy("Ask about children"),
        _lazy("Ask %(who)s whether there are children in the household"),
        _lazy("Behind an adult there may be a child. It is asked within fourteen days."),
        "case_children",
    ),
    clocks.JOINT_FOLLOW_UP: Act(
        _lazy("Follow up together"),
        _lazy("Follow up the joint work around %(who)s"),
        _lazy("Both units chose the day. No crisis moves it."),
        "case_joint",
    ),
    clocks.INTERVENTION_FOLLOW_UP: Act(
        _lazy("Follow up the help"),
        _lazy("Follow up the help to %(who)s"),
        _lazy("The day stands in the plan."),
        "case_interventions",
    ),
    clocks.SIP: Act(
        _lazy("Make the co-ordinated plan"),
        _lazy("Call to a co-ordinated plan for %(who)s"),
        _lazy("When the need and the consent are there it is made within ten days."),
        "case_sip",
    ),
}
_OTHER: Final = Act(_lazy("Open the case"), _lazy("Look at the case of %(who)s"), "", "case")


def act_for(code: str) -> Act:
    """What stops a clock. Clocks that other parts of the product know lead to the case."""
    return ACTS.get(code, _OTHER)


def act_url(code: str, case_id: UUID) -> str:
    """The page where it is done."""
    return reverse(act_for(code).url_name, args=[case_id])


def time_left(due: datetime, now: datetime, *, lapses: bool = False) -> str:
    """ "I dag, senast kl. 15.40", "9 dagar kvar", "Tiden gick ut i går", or that a decision has lapsed."""
    if due >= NOTHING_DUE:
        return "–"
    day, today = day_of(due), day_of(now)
    days = (day - today).days
    if due < now:
        if lapses:
            return _("The decision has lapsed")
        return _("The time ran out %(day)s") % {"day": formats.relative_day(day, today, language())}
    if days > 1:
        return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    near = capfirst(formats.relative_day(day, today, language()))
    local = due.astimezone(STOCKHOLM)
    if (local.hour, local.minute) == (23, 59):
        return near
    return _("%(day)s, at the latest %(time)s") % {
        "day": near,
        "time": formats.clock(local, language()),
    }


def lapses(code: str) -> bool:
    """Whether a passed time means that a decision has ceased to hold by law."""
    rule = CATALOGUE.get(code)
    return rule is not None and rule.consequence is Consequence.LAPSE


def tone_of(due: datetime, now: datetime) -> Tone | str:
    """The only red is a child's deadline today or passed; yellow is within a week."""
    if due >= NOTHING_DUE:
        return ""
    if day_of(due) <= day_of(now):
        return "danger"
    return "warning" if due - now <= timedelta(days=7) else ""


def clock_name(deadline: Deadline) -> str:
    """What a deadline is called, in words."""
    return str(NAMES.get(deadline.code, deadline.code))


def path_to(case: Case, *more: Link, today: date) -> list[Link]:
    """Where the reader is."""
    here = Link(short_name(case.subject, today), case_page(case) if more else "")
    return [Link(_("Cases"), reverse("case_list")), here, *more]


def day_words(day: date) -> str:
    """ "24 november 2026"."""
    return formats.long_date(day, language())


def due_words(moment: datetime) -> str:
    """The last day; with a time only where the law counts hours."""
    local = moment.astimezone(STOCKHOLM)
    is_whole_day = (local.hour, local.minute) == (23, 59)
    return day_words(local.date()) if is_whole_day else moment_words(moment)


def on_this_day(now: datetime) -> str:
    """ "I dag"."""
    return capfirst(formats.relative_day(day_of(now), day_of(now), language()))


def moment_words(moment: datetime) -> str:
    """ "24 november 2026 kl. 8.12"."""
    local = moment.astimezone(STOCKHOLM)
    return f"{day_words(local.date())} {formats.clock(local, language())}"
