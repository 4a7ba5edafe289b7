"""How plans and visits meet the matrix."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import in_space, own_of, published, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.improvement.models import ActionPlan, Activity, FollowUpVisit

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
    "plan_activity",
    Activity,
    ORGMEMBER=in_space(),
    MEMBER=in_space(),
    OWN=own_of("authority_id", "owner_id"),
)
# A visit is edited by the visitor and by the plan's owner: both write, each their part.
bind("follow_up_visit", FollowUpVisit, ORGMEMBER=in_space(), MEMBER=in_space(), OWN=in_space())
