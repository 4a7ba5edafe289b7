"""Where the pictures of what a child said are, and what is said of them to whoever does not see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import ChildVoice

CHILDS: Final = _lazy("The child's picture %(number)s")
MINE: Final = _lazy("My picture %(number)s")


@dataclass(frozen=True)
class Picture:
    """One picture: its address, and its words."""

    url: str
    words: str


def pictures(count: int, url: Callable[[int], str], words: str | Promise = CHILDS) -> list[Picture]:
    """`count` pictures, each at the address that its number gives."""
    return [Picture(url(number), str(words) % {"number": number}) for number in range(1, count + 1)]


def pictures_of(voice: ChildVoice) -> Sequence[Picture]:
    """Those of the child's words on the staff's pages."""
    count = getattr(voice, "picture_count", None)
    count = voice.pictures.count() if count is None else count
    return pictures(count, lambda number: reverse("voice_picture", args=[voice.pk, number]))


@dataclass(frozen=True)
class Said:
    """What the child said, word for word, with what it has drawn."""

    words: str
    pictures: Sequence[Picture]


def said_in(voices: Sequence[ChildVoice]) -> list[Said]:
    """The same of several, for the staff's pages."""
    return [Said(each.said, pictures_of(each)) for each in voices]


def pictures_in_house(voice: ChildVoice) -> Sequence[Picture]:
    """The same on a mapping, also where the family has the screen."""
    count = getattr(voice, "picture_count", 0)
    return pictures(
        count, lambda number: reverse("mapping_picture", args=[voice.case_id, voice.pk, number])
    )
