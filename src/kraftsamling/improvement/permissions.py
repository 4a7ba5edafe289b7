"""How plans and visits meet the matrix.

Everything here lives in a space: ORGMEMBER, which every cell carries, keeps other spaces out. OWN then says
who may change what: the plan's owner its areas and goals, each organisation its own activities and answers.
"""

from __future__ import annotations

from django.db.models import Q

from kraftsamling.confidentiality.conditions import (
    NO_ROW,
    Pair,
    in_space,
    own_of,
    published,
    same_authority,
)
from kraftsamling.confidentiality.policy import bind
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    VisitRequest,
)


def _present(pair: Pair) -> Pair:
    """The same, but nobody may do anything to a removed row. A plan (asked about as parent) is never one."""
    return Pair(
        lambda actor, row, at: (
            getattr(row, "removed_at", None) is None and pair.holds(actor, row, at)
        ),
        lambda actor, at: Q(removed_at=None) & pair.q(actor, at),
    )


bind(
    "action_plan",
    ActionPlan,
    ORGMEMBER=in_space(),
    MEMBER=in_space(),
    ORG=same_authority("owner_id"),
    OWN=own_of("authority_id", "owner_id"),
    PUBLISHED=published(),
)
bind(
    "plan_area",
    DevelopmentArea,
    ORGMEMBER=_present(in_space()),
    MEMBER=_present(in_space()),
    OWN=own_of("authority_id", "plan__owner_id"),
)
bind(
    "plan_goal",
    Goal,
    ORGMEMBER=_present(in_space()),
    MEMBER=_present(in_space()),
    OWN=own_of("authority_id", "area__plan__owner_id"),
)
bind(
    "plan_activity",
    Activity,
    ORGMEMBER=_present(in_space()),
    MEMBER=_present(in_space()),
    OWN=own_of("authority_id", "owner_id"),
)
bind("open_question", OpenQuestion, ORGMEMBER=_present(in_space()), MEMBER=_present(in_space()))
# A visit is edited by the visitor and by the plan's owner: both write, each their part.
bind(
    "follow_up_visit",
    FollowUpVisit,
    ORGMEMBER=in_space(),
    MEMBER=in_space(),
    OWN=Pair(
        lambda actor, row, _: (
            actor.authority_id is not None
            and actor.authority_id in (row.visitor_id, row.plan.owner_id)
        ),
        lambda actor, _: (
            Q(visitor_id=actor.authority_id) | Q(plan__owner_id=actor.authority_id)
            if actor.authority_id
            else NO_ROW
        ),
    ),
)
bind(
    "visit_request",
    VisitRequest,
    ORGMEMBER=_present(in_space()),
    OWN=own_of("authority_id", "owner_id"),
)
