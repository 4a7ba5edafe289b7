"""States of goals, activities, requests and visits, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class GoalState(models.TextChoices):
    """A goal's state is decided by people; the figure beside it says how it goes."""

    OPEN = "OPEN", _("Still open")
    REACHED = "REACHED", _("Reached")
    NOT_REACHED = "NOT_REACHED", _("Not reached, because …")
    RECONSIDERED = "RECONSIDERED", _("Reconsidered")


GOAL_STEPS: Final[Mapping[GoalState, frozenset[GoalState]]] = {
    GoalState.OPEN: frozenset({GoalState.REACHED, GoalState.NOT_REACHED, GoalState.RECONSIDERED}),
    GoalState.REACHED: frozenset({GoalState.OPEN, GoalState.NOT_REACHED}),
    GoalState.NOT_REACHED: frozenset({GoalState.OPEN, GoalState.RECONSIDERED}),
    GoalState.RECONSIDERED: frozenset({GoalState.OPEN}),
}
GOAL_NEEDS_REASON: Final = frozenset({GoalState.NOT_REACHED, GoalState.RECONSIDERED})


class ActivityState(models.TextChoices):
    """What the owner says of an activity. Late is not a state: it is computed from the day."""

    NOT_BEGUN = "NOT_BEGUN", _("Not begun")
    ONGOING = "ONGOING", _("Ongoing")
    DONE = "DONE", _("Done")
    PAUSED = "PAUSED", _("Paused")
    CANCELLED = "CANCELLED", _("Cancelled, because …")


ACTIVITY_STEPS: Final[Mapping[ActivityState, frozenset[ActivityState]]] = {
    ActivityState.NOT_BEGUN: frozenset(
        {
            ActivityState.ONGOING,
            ActivityState.DONE,
            ActivityState.PAUSED,
            ActivityState.CANCELLED,
        }
    ),
    ActivityState.ONGOING: frozenset(
        {ActivityState.DONE, ActivityState.PAUSED, ActivityState.CANCELLED}
    ),
    ActivityState.PAUSED: frozenset(
        {ActivityState.ONGOING, ActivityState.DONE, ActivityState.CANCELLED}
    ),
    ActivityState.DONE: frozenset({ActivityState.ONGOING}),
    ActivityState.CANCELLED: frozenset({ActivityState.ONGOING}),
}
UNFINISHED: Final = frozenset({ActivityState.NOT_BEGUN, ActivityState.ONGOING})


class Hindrance(models.TextChoices):
    """What hinders a late activity, in four answers."""

    TIME = "TIME", _("The time is not enough")
    PEOPLE = "PEOPLE", _("Somebody is missing")
    DECISION = "DECISION", _("We wait for a decision")
    OTHERS = "OTHERS", _("We wait for somebody else")


class Phase(models.TextChoices):
    """Where a plan stands on its time line: crisis, base, development."""

    CRISIS = "CRISIS", _("Crisis")
    BASE = "BASE", _("Base")
    DEVELOPMENT = "DEVELOPMENT", _("Development")


class VisitKind(models.TextChoices):
    """Who reads the plan together with its owner. A board meeting needs no visitor."""

    PEER = "PEER", _("Another municipality")
    COUNTY = "COUNTY", _("The county's development lead")
    BOARD_OF_COUNTY = "COUNTY_BOARD", _("The county administrative board")
    NATIONAL = "NATIONAL", _("The national coordinator")
    OTHER = "OTHER", _("Somebody else")
    BOARD = "BOARD", _("Our own board, without visitors")


class VisitState(models.TextChoices):
    """A visit is prepared, held (its snapshot is frozen then), and reported."""

    PLANNED = "PLANNED", _("Planned")
    HELD = "HELD", _("Held")
    REPORTED = "REPORTED", _("Reported")


VISIT_STEPS: Final[Mapping[VisitState, frozenset[VisitState]]] = {
    VisitState.PLANNED: frozenset({VisitState.HELD}),
    VisitState.HELD: frozenset({VisitState.REPORTED}),
    VisitState.REPORTED: frozenset(),
}


class RequestState(models.TextChoices):
    """What became of something the visitors asked for."""

    ASKED = "ASKED", _("Asked")
    DONE = "DONE", _("Done")
    NOT_DONE = "NOT_DONE", _("Was not done, because …")


REQUEST_STEPS: Final[Mapping[RequestState, frozenset[RequestState]]] = {
    RequestState.ASKED: frozenset({RequestState.DONE, RequestState.NOT_DONE}),
    RequestState.DONE: frozenset(),
    RequestState.NOT_DONE: frozenset({RequestState.DONE}),
}
