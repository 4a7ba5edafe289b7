"""Login through an authority's own identity provider."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.organisations.models.people import User


class ProviderKind(models.TextChoices):
    """How we and the provider talk."""

    OIDC = "OIDC", _("OpenID Connect")
    SAML = "SAML", _("SAML 2.0")


class ProviderState(models.TextChoices):
    """A provider is described, confirmed by a second person, and one day replaced. It is never changed."""

    ASKED = "ASKED", _("Waits for a second person")
    IN_USE = "IN_USE", _("In use")
    ENDED = "ENDED", _("Ended")


class IdentityProvider(AuthorityRow):
    """Where the authority's people log in, and which levels of assurance (tillitsnivåer) are enough.

    `issuer` is the OIDC issuer or the SAML entity id. OIDC also has a client id and a secret, SAML the
    address of its login page and the certificate it signs with.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as links to it are kept"
    )

    kind = models.CharField(max_length=4, choices=ProviderKind.choices)
    state = models.CharField(
        max_length=6, choices=ProviderState.choices, default=ProviderState.ASKED
    )
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200, blank=True)
    client_secret = EncryptedTextField()
    login_url = models.CharField(max_length=300, blank=True)
    certificate = models.TextField(blank=True)
    levels = models.JSONField()
    asked_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority"],
                condition=models.Q(state=ProviderState.IN_USE),
                name="one_provider_in_use",
            )
        ]


class EmployerLink(AuthorityRow):
    """Whom a provider means: a keyed digest of its name for the person, and our account. It holds for the
    authority's own memberships only."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="HR rule: with the account"
    )

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=64)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "subject"], name="subject_once"),
            models.UniqueConstraint(fields=["authority", "user"], name="linked_person_once"),
        ]
