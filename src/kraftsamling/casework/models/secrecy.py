"""What guards one case more than its class does: protection, conflicts of interest, broken glass."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE, Person
from kraftsamling.casework.statuses import Protection
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow

APART = Classification(DataClass.K4, Wall.OWN_AUTHORITY, kept="G1: with the case")


class ProtectedIdentity(AuthorityRow):
    """A person with protected identity (skyddade personuppgifter), and where post may go.

    Level 2 holds only the Tax Agency's forwarding address; level 3 is never linked to another identity.
    """

    classification = APART

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="protection")
    level = models.PositiveSmallIntegerField(choices=Protection.choices)
    address = EncryptedTextField(null=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "protected identities"


class ProtectedAllowed(AuthorityRow):
    """Who may see a protected person at all: by name, not by role (behörighetslista)."""

    classification = APART

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allowed")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["person", "membership"], name="allowed_once")
        ]


class ConflictBlock(AuthorityRow):
    """A human being who may not come near a case (jäv). Own declarations and what a manager has set.

    `human` is the keyed digest that is the same for all accounts of that human being. Somebody's own file and
    household is blocked without any row (conditions.no_conflict).
    """

    classification = APART

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="blocks")
    human = models.CharField(max_length=100)
    declared_by = models.UUIDField()
    declared_at = models.DateTimeField()
    words = EncryptedTextField(null=True)
    lifted_at = models.DateTimeField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["human"], name="block_of_human")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "human"], condition=Q(lifted_at__isnull=True), name="block_once"
            )
        ]


class ConflictAnswer(AuthorityRow):
    """That a worker has gone through the own cases for conflicts of interest. Asked every year."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="as long as the membership"
    )

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["membership", "answered_at"], name="answer_of_worker")]


class GlassReason(models.TextChoices):
    """Why the glass was broken."""

    ACUTE = "ACUTE", _("A child needs protection now")
    ON_CALL = "ON_CALL", _("I am on call")
    ABSENT = "ABSENT", _("The colleague is absent")
    ORDERED = "ORDERED", _("A court or manager has ordered it")
    OTHER = "OTHER", _("Another reason")


class BrokenGlass(AuthorityRow):
    """An emergency opening of one case for sixty minutes, read only (nödöppning). Reviewed afterwards."""

    classification = Classification(
        DataClass.KL, Wall.OWN_AUTHORITY, kept="G8: at least 5, at most 10 years"
    )

    case_id = models.UUIDField()
    unit_id = models.UUIDField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    user = models.UUIDField()
    human = models.CharField(max_length=100)
    reason = models.CharField(max_length=8, choices=GlassReason.choices)
    words = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    reviewer_words = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=10, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "broken glass"
        indexes = [models.Index(fields=["membership", "ends_at"], name="glass_of_worker")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="glass_closes")
        ]


class Consult(AuthorityRow):
    """A method supporter whom an assigned worker has invited to read one case for at most fourteen days.

    Either of them may end it before.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consults")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    until = models.DateField()
    question = models.CharField(max_length=500)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    rows = Rows()


class CaseRead(AuthorityRow):
    """That somebody gave a reason to open a case outside the own assignment, for one session (aktivt val)."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G8: with the access log"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    until = models.DateTimeField()

    rows = Rows()
