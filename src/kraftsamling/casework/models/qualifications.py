"""Who is qualified to work with children's cases, as a manager has seen it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.statuses import QualificationGround
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


class Qualification(AuthorityRow):
    """What a manager has seen of a worker's right to handle children's cases (behörighet, 25 kap. 1 § SoL).

    Written once; a new look is a new row, and the latest holds. `is_qualified` follows from the ground.
    """

    classification = Classification(
        DataClass.K2,
        Wall.OWN_AUTHORITY,
        Rights.APPEND,
        kept="as long as decisions that the worker has made",
        identifying="which degree a worker has",
    )

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="qualifications"
    )
    ground = models.CharField(max_length=12, choices=QualificationGround.choices)
    is_qualified = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["membership", "-noted_at"], name="qualification_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ground="NONE", is_qualified=False)
                | (~Q(ground="NONE") & Q(is_qualified=True)),
                name="qualified_by_a_ground",
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
