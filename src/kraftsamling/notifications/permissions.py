"""How notices meet the matrix: everybody reads their own."""

from __future__ import annotations

from kraftsamling.confidentiality.conditions import own_of, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.notifications.models import Notification

bind(
    "notification", Notification, ORG=same_authority(), OWN=own_of("membership_id", "membership_id")
)
