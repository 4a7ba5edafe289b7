"""Which goals a post serves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import KraftForm, Several, offer
from kraftsamling.improvement.models import Goal


class GoalsForm(KraftForm):
    """The goals of one's own plans."""

    goals = Several(label=_("Which goals does the post serve?"), required=False)

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "goals", ((str(goal.pk), goal.sentence) for goal in goals))

    @property
    def described(self) -> dict[str, Any]:
        """What the service takes."""
        return {"goals": [UUID(each) for each in self.cleaned_data["goals"]]}
