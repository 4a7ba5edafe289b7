"""How posts and staff meet the matrix."""

from __future__ import annotations

from django.db.models import Q

from kraftsamling.confidentiality.conditions import (
    NO_ROW,
    Pair,
    in_space,
    in_unit,
    not_made_by_me,
    own_of,
    same_authority,
)
from kraftsamling.confidentiality.policy import bind
from kraftsamling.workforce.models import (
    Employee,
    HelpOffer,
    JobInterest,
    PayrollImport,
    Position,
    RemoteWorkDay,
    SavedForecast,
    SupportSession,
    Trainee,
    TraineeProgramme,
    TraineeRelease,
    TrainingRecord,
    WageStep,
)

_ADVERTISED = Pair(
    lambda actor, row, at: row.is_advertised and row.is_vacant,
    lambda actor, at: Q(is_advertised=True, holder=None),
)

bind("position", Position, ORG=same_authority(), UNIT=in_unit(), PUBLISHED=_ADVERTISED)
bind(
    "employee",
    Employee,
    ORG=same_authority(),
    UNIT=in_unit(),
    OWN=own_of("membership_id", "membership_id"),
)
bind("competence", Employee, ORG=same_authority(), UNIT=in_unit())
bind(
    "help_offer",
    HelpOffer,
    ORG=same_authority(),
    OWN=own_of("membership_id", "employee__membership_id"),
)
# A family home's own courses come with the family homes: until then nothing of anybody's is shared with it.
_NOT_YET = Pair(lambda *_: False, lambda *_: NO_ROW)
bind(
    "training_record",
    TrainingRecord,
    ORG=same_authority(),
    UNIT=in_unit("employee__unit_id"),
    OWN=own_of("membership_id", "employee__membership_id"),
    SHARE=_NOT_YET,
)
bind(
    "method_support",
    SupportSession,
    ORG=same_authority(),
    UNIT=in_unit(),
    OWN=own_of("membership_id", "supporter_id"),
)
bind("payroll_import", PayrollImport, ORG=same_authority())
bind("forecast", SavedForecast, ORG=same_authority(), UNIT=in_unit())
bind(
    "wage_step",
    WageStep,
    ORG=same_authority(),
    UNIT=in_unit("employee__unit_id"),
    OWN=own_of("membership_id", "employee__membership_id"),
)
bind(
    "remote_work_day",
    RemoteWorkDay,
    ORG=same_authority(),
    UNIT=in_unit("employee__unit_id"),
    OWN=own_of("membership_id", "employee__membership_id"),
    NOT_SELF=not_made_by_me("asked_by"),
)
bind("application", JobInterest, ORG=same_authority(), UNIT=in_unit())
# What others are told of a programme lives in a space, and holds sums only.
bind("trainee_release", TraineeRelease, ORGMEMBER=in_space(), MEMBER=in_space())
# The programme is the authority's as a whole: a unit's manager sees it as HR does.
bind(
    "trainee_programme",
    TraineeProgramme,
    ORG=same_authority(),
    UNIT=same_authority(),
    OWN=Pair(
        lambda actor, row, _: (
            actor.membership_id is not None
            and row.trainees.filter(employee__membership_id=actor.membership_id).exists()
        ),
        lambda actor, _: (
            Q(
                pk__in=Trainee.rows.filter(employee__membership_id=actor.membership_id).values(
                    "programme_id"
                )
            )
            if actor.membership_id
            else NO_ROW
        ),
    ),
)
