"""Children, parents and others whom a matter is about or touches."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow

PERSONAL_FILE = Classification(
    DataClass.K3, Wall.OWN_AUTHORITY, kept="G1: 5 years after the last note; G2 for placed children"
)


class NumberKind(models.TextChoices):
    """What kind of number a person has."""

    NONE = "NONE", _("No number")
    PERSONAL = "PERSONAL", _("Personal identity number")
    COORDINATION = "COORDINATION", _("Co-ordination number")
    RESERVE = "RESERVE", _("Reserve number")


@recorded(exclude=("identity_number",), in_bulk=True)
class Person(AuthorityRow, Versioned):
    """A child, a parent or somebody else (person). Unborn children have `expected_on` and no birth date;
    `birth_year` is kept where nothing more is known.

    The number is encrypted; `identity_index` is its keyed digest, the same as that of a staff member's
    (`User.human_index`), so that somebody's own file is found without showing any number. `name_key` is what
    the search by name compares (rules/case_search). A row that turned out to be somebody who was here already
    stays as it was and says who that is: `merged_into` (services/merging), which is never itself merged.
    """

    classification = PERSONAL_FILE

    given_name = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    number_kind = models.CharField(
        max_length=12, choices=NumberKind.choices, default=NumberKind.NONE
    )
    identity_number = EncryptedTextField(null=True)
    identity_index = models.CharField(max_length=64, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=60, blank=True)
    is_protected = models.BooleanField(default=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_rows",
        db_index=False,  # few are: `person_merged` holds only those
    )

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["authority", "name_key", "id"], name="person_name"),
            models.Index(
                fields=["authority"], condition=Q(is_protected=True), name="person_protected"
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="person_merged",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "identity_index"],
                condition=~Q(identity_index=""),
                name="person_number_once",
            ),
            models.CheckConstraint(
                condition=Q(number_kind="NONE", identity_index="")
                | (~Q(number_kind="NONE") & ~Q(identity_index="")),
                name="person_number_has_its_index",
            ),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True) | Q(expected_on__isnull=True),
                name="person_is_born_or_expected",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="person_is_not_merged_into_itself",
            ),
        ]


def who_it_is() -> Coalesce:
    """Of rows of people: the id of whom each of them is, which for a merged row is another one."""
    return Coalesce("merged_into_id", "id")
