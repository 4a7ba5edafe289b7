"""What the pages of this app show, as ready sentences."""

from __future__ import annotations

from django.utils.translation import get_language


def language() -> str:
    """The language of the page."""
    return get_language() or "sv"
