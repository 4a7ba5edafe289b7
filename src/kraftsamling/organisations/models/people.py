"""People who log in, and the roles they hold."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models.authorities import AuthorityRow, Unit
from kraftsamling.organisations.roles import Role


class UserManager(BaseUserManager["User"]):
    """Finds people by the address they log in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A person with an account; without a password nobody can log in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who logs in. What the person may do comes from memberships, never from here.

    `human_index` is a keyed digest of the personal identity number: equal for two accounts of the same
    human being. There is no super-user.
    """

    classification = Classification(
        DataClass.SYSTEM, identifying="the staff member's own name and login address"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    human_index = models.CharField(max_length=64, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    shortcuts_on = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="sv")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name

    @property
    def human(self) -> str:
        """What decides whether two accounts are one human being."""
        return self.human_index or str(self.pk)


class StaffIdentity(AuthorityRow):
    """A staff member's personal identity number (personnummer), encrypted. Shown to nobody."""

    classification = Classification(
        DataClass.K4, Wall.OWN_AUTHORITY, Rights.FULL, kept="HR rule: with the account"
    )

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="identity")
    personal_identity_number = EncryptedTextField()

    rows = Rows()


@recorded()
class Membership(AuthorityRow):
    """One role that one person holds in one unit, with dates (tjänstetillhörighet).

    `has_come` is False while an account that was made elsewhere has got a role here, and its person has not
    yet worked in it: until then this authority has no reason to learn the person's name.
    """

    classification = Classification(DataClass.K2, Wall.OWN_MEMBERSHIPS, kept="HR rule")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=Role.choices)
    title = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    has_come = models.BooleanField(default=True)

    rows = Rows()

    @property
    def name(self) -> str:
        """What colleagues may see: only the address, until somebody from elsewhere has begun to work here."""
        return self.user.name if self.has_come else self.user.email

    def come_to_work(self) -> None:
        """The person has chosen to work in the role: from now on colleagues know the name."""
        if not self.has_come:
            self.has_come = True
            with acting_for(self.authority_id):
                self.save(update_fields=["has_come"])

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["user"], name="membership_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            )
        ]


@recorded()
class Deputy(AuthorityRow):
    """A person who stands in for another's role between two days (ställföreträdare).

    `user_id` is here beside the membership so that the deputy finds the row at login, under the same
    wall as memberships.
    """

    classification = Classification(DataClass.K2, Wall.OWN_MEMBERSHIPS, kept="HR rule")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "deputies"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="deputy_ends_after_it_starts"
            )
        ]
