"""The short texts about the site itself; each language has its own template."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from kraftsamling.organisations.models import Authority


@dataclass(frozen=True)
class TextPage:
    """What a text may say about whose site it is."""

    template: str
    authority: str
    place: str
    phone: str
    is_demo: bool

    @classmethod
    def of(cls, name: str, *, site: Authority | None, language: str) -> TextPage:
        folder = "en" if language.startswith("en") else "sv"
        return cls(
            template=f"publishing/texts/{folder}/{name}.html",
            authority=site.name if site else "",
            place=site.short_name if site else "",
            phone=site.day_phone if site else "",
            is_demo=settings.IS_DEMO,
        )
