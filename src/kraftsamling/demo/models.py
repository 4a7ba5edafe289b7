"""When the demo began: every date in it is counted from that day."""

from __future__ import annotations

from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass


class DemoRun(models.Model):
    """One building of the invented world. The newest one is the one people see."""

    classification = Classification(DataClass.SYSTEM)

    built_at = models.DateTimeField()
    started_on = models.DateField()

    objects = models.Manager()
