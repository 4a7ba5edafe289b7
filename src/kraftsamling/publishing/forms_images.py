"""The form of a picture: the file, what it shows, and the consent of those who are recognised."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import KraftForm
from kraftsamling.documents.attachments import Drawn
from kraftsamling.publishing.images import Consent, NotAnImage, drawn_anew


class ImageForm(KraftForm):
    """One more picture."""

    picture = forms.FileField(
        label=_("Picture"),
        max_length=200,
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Where and when it was taken is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What does the picture show?"),
        max_length=300,
        help_text=_("For those who cannot see it. Say what matters for the report."),
    )
    who = forms.CharField(
        label=_("Who can be recognised?"),
        max_length=300,
        required=False,
        help_text=_("Everybody who can be recognised must have said yes. Not shown to anybody."),
    )
    given_on = SwedishDateField(
        label=_("When did they say yes?"), required=False, side=Side.TODAY_OR_EARLIER
    )
    until = SwedishDateField(
        label=_("Until when may it be shown?"), required=False, side=Side.TODAY_OR_LATER
    )

    def clean_picture(self) -> Drawn:
        """The picture drawn anew, whatever the file's name says it is."""
        file = self.cleaned_data["picture"]
        assert isinstance(file, UploadedFile)
        try:
            return drawn_anew(file)  # type: ignore[arg-type]
        except NotAnImage as refused:
            raise forms.ValidationError(
                gettext("The file is not a picture that we can read.")
            ) from refused

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        names = ("who", "given_on", "until")
        if any(data.get(name) for name in names):
            for name in names:
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name,
                        gettext("Who, when and until when belong together: fill in all three."),
                    )
        return data

    @property
    def consent(self) -> Consent | None:
        """What the recognised people have said; None when nobody can be recognised."""
        data = self.cleaned_data
        return Consent(data["who"], data["given_on"], data["until"]) if data["who"] else None
