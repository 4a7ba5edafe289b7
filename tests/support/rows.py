"""Rows of Lindsjö that the demo does not begin with, for the tests that open every address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

from kraftsamling.common import clock
from kraftsamling.demo.world.places import fixed

NOW: Final = clock.now()


def _stored_file() -> UUID:
    from kraftsamling.confidentiality.scope import acting_for
    from kraftsamling.documents.services import store

    with acting_for(fixed("lindsjo")):
        file = store(
            b"hej",
            name="hej.txt",
            content_type="text/plain",
            authority_id=fixed("lindsjo"),
            by=None,
            at=NOW,
        )
    return file.pk


def _deputy() -> UUID:
    from kraftsamling.organisations.models import Deputy

    return Deputy.rows.create(
        authority_id=fixed("lindsjo"),
        membership_id=fixed("membership karin unit_manager"),
        user_id=fixed("user disa"),
        starts_on=clock.day_of(NOW),
        ends_on=clock.day_of(NOW) + timedelta(days=7),
    ).pk


def _draft() -> UUID:
    from kraftsamling.publishing.models import Post

    draft, _ = Post.rows.get_or_create(
        slug="ett-utkast",
        defaults={
            "authority_id": fixed("lindsjo"),
            "title": "Ett utkast",
            "author": "Maja Frisk",
            "written_by": fixed("user maja"),
        },
    )
    return draft.pk


def _correction() -> UUID:
    from kraftsamling.publishing.models import Correction
    from kraftsamling.publishing.statuses import PostState

    made, _ = Correction.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        post_id=_draft(),
        state=PostState.DRAFT,
        defaults={
            "what": "En siffra var fel.",
            "written_by": fixed("user maja"),
            "words": {
                **dict.fromkeys(("title", "lead", "body", "learnt", "author", "source"), "x"),
                **{name: [] for name in ("facts", "films", "sources")},
            },
        },
    )
    return made.pk


def _import() -> UUID:
    from kraftsamling.participation.models import SurveyImport

    draft, _ = SurveyImport.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        digest=bytes(32),
        defaults={
            "survey_id": fixed("survey"),
            "file_name": "svar.csv",
            "tally": "[]",
            "summary": {"answers": 0, "without_answers": 0, "columns": []},
            "made_at": NOW,
            "made_by": fixed("user karin"),
        },
    )
    return draft.pk


MAKE: Final[dict[str, Callable[[], UUID]]] = {
    "stored_file": _stored_file,
    "deputy": _deputy,
    "post": _draft,
    "post_correction": _correction,
    "survey_import": _import,
}
