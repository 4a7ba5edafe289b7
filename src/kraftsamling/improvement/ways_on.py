"""From a forecast to a plan: what was tried becomes an activity."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.workforce.queue_history import way_on


@way_on
def as_activity(actor: Actor, words: str, now: datetime) -> Link | None:
    """For whoever may add an activity to a plan."""
    if not decide(actor, "create", "plan_activity", at=Circumstances(now=now)).allowed:
        return None
    return Link(
        _("Save as an activity of a plan"),
        f"{reverse('plan_add_activity_from')}?{urlencode({'what': words})}",
    )
