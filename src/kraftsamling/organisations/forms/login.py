"""allauth's forms with our labels, without text that disappears when one starts to write."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as MfaForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import KraftFormMixin
from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.organisations import attempts
from kraftsamling.organisations.login import ensure_attempt_left
from kraftsamling.organisations.models import User

# A code is valid in its own half minute and the ones beside it: for so long it must stay used.
CODE_STAYS_USED_SECONDS: Final = 120
PASSWORD_HINT: Final = _("At least 15 characters. A sentence of your own is easiest to remember.")


class _Ours(KraftFormMixin):
    """Our words on the fields, and no placeholder."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class PasswordForm(_Ours, LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    words = {"login": (_("E-mail"), ""), "password": (_("Password"), "")}


class PasswordAgainForm(_Ours, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that needs it."""

    words = {"password": (_("Password"), "")}


class NewPasswordForm(_Ours, ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one, twice."""

    words = {
        "oldpassword": (_("The password you have now"), ""),
        "password1": (_("New password"), PASSWORD_HINT),
        "password2": (_("New password again"), ""),
    }


_CODE: Final = {
    "code": (_("Code"), _("Six digits from the app on your phone, or a recovery code."))
}


class _CodeOnce(_Ours):
    """A code counts once, also after the half minute in which allauth itself remembers it."""

    def clean_code(self) -> str:
        user: User = self.user  # type: ignore[attr-defined]
        typed = "".join(str(self.cleaned_data["code"]).split())
        key = blind_index(f"{user.pk}:{typed}", purpose="used code")
        ensure_attempt_left(user.email)
        if cache.get(key):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        cache.set(key, 1, timeout=CODE_STAYS_USED_SECONDS)
        attempts.give_back(user.email)
        return code


class CodeForm(_CodeOnce, MfaForm):  # type: ignore[misc]
    """The second factor at login."""

    words = _CODE


class CodeAgainForm(_CodeOnce, MfaAgainForm):  # type: ignore[misc]
    """The second factor once more."""

    words = _CODE


class FirstCodeForm(_CodeOnce, ActivateTOTPForm):  # type: ignore[misc]
    """Shows that the app on the phone has read the picture."""

    words = {"code": (_("Code"), _("Six digits from the app on your phone."))}


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey. It always stands for two factors: the device must have verified its user."""

    def clean_passwordless(self) -> bool:
        return True


class TwicePassword(forms.Form):
    """Two fields for a new password."""

    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
