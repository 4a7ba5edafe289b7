"""The pictures of what a child said: how many there are, and each by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from kraftsamling.casework.models import Case, ChildVoice, VoicePicture
from kraftsamling.casework.selectors.withholdings import kept_from_somebody


def with_pictures(voices: QuerySet[ChildVoice]) -> QuerySet[ChildVoice]:
    """The same, each with `picture_count`: no page asks once more to say where its pictures are."""
    return voices.annotate(picture_count=Count("pictures"))


def picture_of(voice: ChildVoice, number: int) -> bytes:
    """A JPEG. Http404 when there is no such picture."""
    row = VoicePicture.rows.filter(voice=voice, number=number).first()
    if row is None:
        raise Http404
    return bytes(row.data)


def voice_in(case: Case, voice_id: UUID) -> Any:
    """Words in the houses of a case that the door has let in, with whether they are kept from somebody
    (`is_kept`). Http404 for any other."""
    rows = ChildVoice.rows.select_related("reading").annotate(is_kept=kept_from_somebody())
    row = rows.filter(case=case, pk=voice_id).first()
    if row is None or not row.topic:
        raise Http404
    return row
