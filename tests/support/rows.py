"""Rows of Lindsjö that the demo does not begin with, for the tests that open every address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

from kraftsamling.common import clock
from kraftsamling.demo.world.casework import drawn_words_id
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


def _glass() -> UUID:
    from kraftsamling.casework.models import BrokenGlass, Case, GlassReason
    from kraftsamling.demo.world.casework import STORY, case_id

    case = Case.rows.get(pk=case_id(STORY))
    return BrokenGlass.rows.create(
        authority_id=case.authority_id,
        case_id=case.pk,
        unit_id=case.unit_id,
        membership_id=fixed("membership rut reception"),
        user=fixed("user rut"),
        human=str(fixed("user rut")),
        reason=GlassReason.ON_CALL,
        words="Jouren ringde om ett annat syskon.",
        opened_at=NOW - timedelta(hours=3),
        ends_at=NOW - timedelta(hours=2),
    ).pk


def _block() -> UUID:
    from kraftsamling.casework.models import ConflictBlock
    from kraftsamling.demo.world.casework import STORY, case_id

    made, _ = ConflictBlock.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        case_id=case_id(STORY),
        human="somebody who works here no more",
        lifted_at=None,
        defaults={
            "declared_by": fixed("membership rut reception"),
            "declared_at": NOW,
            "words": "En granne.",
        },
    )
    return made.pk


def _protected() -> UUID:
    """Of somebody whose protection was lowered: the file is open, the row stays."""
    from kraftsamling.casework.models import Case, ProtectedIdentity
    from kraftsamling.casework.statuses import Protection
    from kraftsamling.demo.world.casework import STORY, case_id

    made, _ = ProtectedIdentity.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        person_id=Case.rows.get(pk=case_id(STORY)).subject_id,
        defaults={
            "level": Protection.FLAGGED,
            "set_at": NOW,
            "set_by": fixed("membership rut reception"),
        },
    )
    return made.pk


def _entry() -> UUID:
    """As if Lindsjö had kept its record elsewhere when the story's case was given out."""
    from kraftsamling.casework.models import RecordEntry
    from kraftsamling.demo.world.casework import STORY, case_id

    made, _ = RecordEntry.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        case_id=case_id(STORY),
        kind="ASSIGNMENT",
        about=fixed("an assignment to enter"),
        defaults={"words": "Amina Lindqvist", "since": NOW},
    )
    return made.pk


def _export() -> UUID:
    from kraftsamling.casework.models import ExportJob

    made, _ = ExportJob.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        membership_id=fixed("membership karin unit_manager"),
        purpose="Vi behöver se hur många som väntar.",
        defaults={"query": "vy=gruppens", "asked_at": NOW},
    )
    return made.pk


def _case_file() -> UUID:
    from kraftsamling.casework.models import ImportBatch

    made, _ = ImportBatch.rows.get_or_create(
        authority_id=fixed("lindsjo"),
        digest=b"a file of cases",
        defaults={
            "profile": "treserva",
            "profile_version": 1,
            "file_name": "utdrag.csv",
            "rows_in_file": 1,
            "source_at": NOW,
            "made_at": NOW,
        },
    )
    return made.pk


MAKE: Final[dict[str, Callable[[], UUID]]] = {
    "stored_file": _stored_file,
    "deputy": _deputy,
    "post": _draft,
    "post_correction": _correction,
    "survey_import": _import,
    "import_batch": _case_file,
    "btg_event": _glass,
    "coi_declaration": _block,
    "protected_identity": _protected,
    "record_entry": _entry,
    "export_job": _export,
    # The words that a picture belongs to: the address of the picture is asked for as well.
    "child_voice": drawn_words_id,
}
