"""What has been searched for: the words sealed, the number of hits in plain."""

from __future__ import annotations

import pgtrigger
from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


class PersonSearch(AuthorityRow):
    """One search for a person (sökning), also one that found nobody. Immutable; kept with the access log."""

    classification = Classification(
        DataClass.KL, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G8: at least 5, at most 10 years"
    )

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = EncryptedTextField()
    hits = models.PositiveSmallIntegerField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "person searches"
        indexes = [models.Index(fields=["membership", "at"], name="search_of_worker")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
