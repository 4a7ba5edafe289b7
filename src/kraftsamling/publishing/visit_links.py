"""The button on a visit's page: make a report of it. `improvement` draws it without knowing this app."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Action
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.improvement.models import FollowUpVisit
from kraftsamling.publishing import selectors


def report_link(visit: FollowUpVisit, actor: Actor, at: Circumstances) -> Action | None:
    """For whoever writes posts at an authority that was there."""
    if not selectors.may_tell(actor, visit) or not decide(actor, "create", "post", at=at).allowed:
        return None
    begun = selectors.post_about(visit, actor)
    if begun is not None:
        return Action(_("Go on with the report"), reverse("post_edit", args=[begun.pk]))
    return Action(_("Make a report of the visit"), reverse("share_visit", args=[visit.pk]))
