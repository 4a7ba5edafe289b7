"""The authority's identity provider, as it is typed."""

from __future__ import annotations

import base64
from typing import Any, Final

from cryptography.x509 import load_der_x509_certificate
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import KraftForm, OneOf, TextArea
from kraftsamling.organisations.employer.fetching import is_safe
from kraftsamling.organisations.models.employer import ProviderKind

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"


NEEDED: Final = {
    ProviderKind.OIDC: ("client_id", "client_secret"),
    ProviderKind.SAML: ("login_url", "certificate"),
}


class ProviderForm(KraftForm):
    """Which provider, how it talks, and what level is enough."""

    kind = OneOf(label=_("How does the login talk?"), choices=ProviderKind.choices, initial="OIDC")
    issuer = forms.CharField(
        label=_("The provider's name for itself"),
        help_text=_("Issuer in OpenID Connect, entity id in SAML. It begins with https://"),
        max_length=300,
    )
    levels = forms.CharField(
        label=_("Levels of assurance that are enough"),
        help_text=_("One on each line, exactly as the provider writes them. At least level 3."),
        initial=LOA3,
        widget=TextArea(rows=3),
        max_length=1000,
    )
    client_id = forms.CharField(label=_("Client id"), max_length=200, required=False)
    client_secret = forms.CharField(
        label=_("Client secret"),
        help_text=_("Encrypted and never shown again."),
        max_length=300,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    login_url = forms.CharField(label=_("The address of the login"), max_length=300, required=False)
    certificate = forms.CharField(
        label=_("The certificate that the provider signs with"),
        help_text=_("The text between BEGIN and END."),
        widget=TextArea(rows=6),
        max_length=10_000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, names in NEEDED.items():
            for name in names:
                # Not optional: each kind has its own fields, and both stand on the page without script.
                vars(self.fields[name])["needed_with"] = kind.label

    def clean_levels(self) -> tuple[str, ...]:
        lines = (line.strip() for line in str(self.cleaned_data["levels"]).splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def clean_certificate(self) -> str:
        typed = str(self.cleaned_data["certificate"])
        body = "".join(line for line in typed.splitlines() if "-----" not in line)
        if not body.strip():
            return ""
        try:
            load_der_x509_certificate(base64.b64decode("".join(body.split()), validate=True))
        except ValueError as error:
            raise ValidationError(_("This is not a certificate.")) from error
        return "".join(body.split())

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        is_saml = answer.get("kind") == ProviderKind.SAML
        for name in NEEDED[ProviderKind.SAML if is_saml else ProviderKind.OIDC]:
            if name not in self.errors and not answer.get(name):
                self.add_error(name, gettext("Fill in: %(label)s") % {"label": self[name].label})
        url = answer.get("login_url" if is_saml else "issuer")
        if url and not is_safe(url):
            self.add_error(
                "login_url" if is_saml else "issuer",
                _("Write an address that begins with https://"),
            )
        return answer
