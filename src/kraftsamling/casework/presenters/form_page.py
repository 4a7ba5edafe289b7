"""A page with one form about a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case
from kraftsamling.casework.presenters.pictures import Picture
from kraftsamling.casework.presenters.words import case_page, path_to
from kraftsamling.common.parts import Fact, Link


@dataclass(frozen=True)
class FormPage:
    """What the form is about, the verb on its button, and what the writer may want beside it."""

    title: str
    button: str
    breadcrumb: Sequence[Link]
    lead: str = ""
    notice: str = ""
    back: Link | None = None
    draft_url: str = ""
    draft_saved: str = ""
    beside_title: str = ""
    beside: Sequence[Fact] = field(default_factory=tuple)
    quote: str = ""
    pictures: Sequence[Picture] = field(default_factory=tuple)

    @classmethod
    def about(
        cls,
        case: Case,
        title: str,
        *,
        today: date,
        button: str = "",
        lead: str = "",
        notice: str = "",
        draft_url: str = "",
        draft_saved: str = "",
        beside_title: str = "",
        beside: Sequence[Fact] = (),
        back_to: str = "",
        quote: str = "",
        pictures: Sequence[Picture] = (),
    ) -> FormPage:
        return cls(
            title=title,
            button=button or title,
            breadcrumb=path_to(case, Link(title), today=today),
            lead=lead,
            notice=notice,
            back=Link(_("Not now"), back_to or case_page(case)),
            draft_url=draft_url,
            draft_saved=draft_saved,
            beside_title=beside_title,
            beside=beside,
            quote=quote,
            pictures=pictures,
        )
