"""Building the invented world, and taking it down. Runs as owner, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.classes import classification_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.models import DemoRun
from kraftsamling.demo.world import (
    casework,
    casework_allocation,
    casework_ekhamra,
    casework_year,
    competence,
    family,
    help_year,
    people,
    places,
    plan,
    queue,
    reports,
    retold_plans,
    staff,
    voices,
    worries,
)
from kraftsamling.demo.world.places import fixed
from kraftsamling.indicators import releases
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import recompute_everything
from kraftsamling.organisations.models import County, Municipality

RELEASED_AFTER: Final = timedelta(days=15)
Say = Callable[[str], None]


class NotADemo(Exception):
    """Raised where real people may be: the demo is built only where the mode is demo."""


def is_built() -> bool:
    """Whether there is an invented world already."""
    return DemoRun.objects.exists()


@transaction.atomic
def build(*, now: datetime, say: Say) -> None:
    """The whole world, with every date counted from today. Raises NotADemo outside the demo mode."""
    if not settings.IS_DEMO:
        raise NotADemo
    today = day_of(now)
    for sentence, step in _steps(today, now):
        say(sentence)
        step()
    DemoRun.objects.create(built_at=now, started_on=today)


def _steps(today: date, now: datetime) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "Places …", partial(places.build, today)
    yield "People …", partial(people.build, today)
    yield "Posts and staff …", partial(_staff, now)
    yield "Children and their cases …", partial(_cases, now)
    yield "Adults and families …", partial(_family, now)
    yield "The year before …", partial(_year, now)
    yield "Cases from Ekhamra's record system …", partial(_ekhamra, now)
    yield "A unit in crisis …", partial(_crisis, now)
    yield "Two years of answers …", partial(voices.build, today)
    for slug in ("lindsjo", "ekhamra"):
        yield f"Figures for {slug} …", partial(_figures, slug, today, now)
    yield "A tablet and a group code …", partial(_shared, now)
    yield "The plan and its visits …", partial(plan.build, today, now)
    yield "Posts for goals …", partial(_ties, now)
    yield "Reports …", partial(reports.build, today, now)
    yield "Two plans that reports tell of …", retold_plans.build
    yield "Pictures …", partial(reports.build_images, now)
    yield "What visitors have said …", partial(_comments, now)


def _shared(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        voices.build_shared(now)


def _staff(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        staff.build(now)


def _cases(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        casework.build(now)
        worries.build(now)


def _ties(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        staff.tie_posts(now)


def _ekhamra(now: datetime) -> None:
    with acting_for(fixed("ekhamra")):
        casework_ekhamra.build(now)
        worries.build_ekhamra(now)


def _year(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        casework_year.build(now)
        help_year.build(now)
        staff.build_colleagues(now)
        staff.build_conditions(now)
        competence.build(now)
        queue.build(now)


def _family(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        family.build(now)


def _crisis(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        casework_allocation.build(
            now, casework.actor("rut", "reception"), casework.actor("karin", "unit_manager")
        )


def _comments(now: datetime) -> None:
    with acting_for(fixed("lindsjo")):
        reports.build_comments(now)


def _figures(slug: str, today: date, now: datetime) -> None:
    months = voices.months(today)
    with acting_for(fixed(slug)):
        recompute_everything(
            fixed(slug), first=months[0].first_day, last=months[-1].last_day, at=now
        )
        for period in _whole_quarters(months):
            published = datetime.combine(period.last_day + RELEASED_AFTER, time(9), tzinfo=UTC)
            if published <= now:
                release = releases.make_release(fixed(slug), period=period, at=published)
                releases.publish(release, at=published)


def _whole_quarters(months: list[Period]) -> list[Period]:
    first = months[0].within(Length.QUARTER)
    quarters = first.until(months[-1].within(Length.QUARTER))
    return [
        quarter
        for quarter in quarters
        if quarter.first_day >= months[0].first_day and quarter.last_day <= months[-1].last_day
    ]


@transaction.atomic
def clear() -> None:
    """Empty every table of ours, and the logins. Official places stay, and so does the schema."""
    if not settings.IS_DEMO:
        raise NotADemo
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if (
            f"kraftsamling.{model._meta.app_label}" in settings.OUR_APPS
            or model._meta.app_label in ("sessions", "account", "mfa", "usersessions")
        )
        and model not in (County, Municipality)
        and classification_of(model) is not None
        and not model._meta.proxy
    ]
    quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {quoted}")
