"""Pictures that a child sends, or that a worker puts beside what the child said."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common.uploads import LARGEST
from kraftsamling.documents.attachments import Drawn, Flaw, NotAccepted, redrawn

MOST: Final = 4
"""In one writing. The database counts too (migration 0077)."""


class SeveralFiles(forms.FileInput):
    """One field, a few pictures. Phones offer the camera; what was drawn on the page comes in it too."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": "image/jpeg,image/png", "multiple": True})


class PicturesField(forms.FileField):
    """A few pictures, each drawn anew in a process of its own: neither camera nor place comes along."""

    widget = SeveralFiles

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Drawn]:
        files: list[UploadedFile[bytes]] = [each for each in data or () if each]
        if len(files) > MOST:
            raise forms.ValidationError(
                _("That is %(is)s pictures. Send at most %(most)s at a time.")
                % {"is": len(files), "most": MOST}
            )
        return [_drawn(each, place) for place, each in enumerate(files, 1)]


def _drawn(file: UploadedFile[bytes], place: int) -> Drawn:
    try:
        if not file.size or file.size > LARGEST:
            raise NotAccepted(Flaw.TOO_LARGE if file.size else Flaw.EMPTY)
        return redrawn(file.read())
    except NotAccepted as refused:
        words = (
            _("Picture %(place)s is too large. Choose a smaller one.")
            if refused.flaw in (Flaw.TOO_LARGE, Flaw.TOO_MANY_PIXELS)
            else _("We could not read picture %(place)s. Take a new photo, or choose another one.")
        )
        raise forms.ValidationError(words % {"place": place}) from refused


def pictures_words(count: int) -> str:
    """What stands among the words where somebody reads them without pictures: "2 pictures"."""
    return ngettext("%(count)d picture", "%(count)d pictures", count) % {"count": count}
