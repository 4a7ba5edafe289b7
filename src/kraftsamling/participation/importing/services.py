"""From a chosen file to answers among the others: dry run, draft, two people, night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.documents.tables import read_table
from kraftsamling.indicators.services import mark_changed
from kraftsamling.organisations.models import Unit
from kraftsamling.participation import survey_tables
from kraftsamling.participation.importing.meanings import plain
from kraftsamling.participation.importing.reading import (
    DryRun,
    Known,
    Tally,
    digest_of,
    packed,
    read,
    unpacked,
)
from kraftsamling.participation.indicators import SOURCE
from kraftsamling.participation.models import Survey, SurveyImport
from kraftsamling.participation.questions import KEYS, QUESTIONS, Series

COMMIT: Final = "survey_import.commit"
SECONDS: Final = frozenset({"participation_lead", "unit_manager", "dept_manager"})
KEPT_DAYS: Final = 7
LONGEST_NAME: Final = 100


@dataclass(frozen=True)
class Chosen:
    """A file as somebody chose it, with what they said about all of its rows."""

    content: bytes
    name: str
    series: Series | None = None
    unit_id: UUID | None = None


def dry_run(survey: Survey, chosen: Chosen, *, today: date) -> DryRun:
    """Read the file and store nothing. Raises Unreadable. Inside the authority."""
    units: dict[str, list[UUID]] = defaultdict(list)
    of_authority = Unit.rows.of_authority(survey.authority_id).filter(closed_on=None)
    for pk, name in of_authority.values_list("pk", "name"):
        units[plain(name)].append(pk)
    known = Known(units, _own_words(survey.authority_id), today, chosen.series, chosen.unit_id)
    return read(read_table(chosen.content), known)


def _own_words(authority_id: UUID) -> dict[str, str]:
    """Every wording that the authority has asked in, in any language."""
    return {
        plain(words): question.key
        for wording in Survey.rows.filter(authority_id=authority_id).values_list(
            "wording", flat=True
        )
        for languages in wording.values()
        for asked in languages.values()
        for question, words in zip(QUESTIONS, asked, strict=True)
    }


@transaction.atomic
def keep_draft(
    survey: Survey, run: DryRun, chosen: Chosen, *, by: UUID, at: datetime
) -> tuple[SurveyImport, bool]:
    """Keep what was read until two have agreed. The same answers again are the same draft.

    The second value says whether it is new.
    """
    assert not run.wrong_count
    tally = packed(run.tally)
    draft = SurveyImport(
        authority_id=survey.authority_id,
        digest=digest_of(tally),
        survey_id=survey.pk,
        file_name=chosen.name[-LONGEST_NAME:],
        tally=tally,
        summary=summary_of(run),
        made_at=at,
        made_by=by,
    )
    # One statement: of two who send the same file at once, one makes the row and both find it.
    SurveyImport.rows.bulk_create([draft], ignore_conflicts=True)
    kept = SurveyImport.rows.get(authority_id=survey.authority_id, digest=draft.digest)
    return kept, kept.pk == draft.pk


def summary_of(run: DryRun) -> dict[str, Any]:
    """How the file was understood, without anything that stood below the headings."""
    return {
        "answers": run.tally.total(),
        "without_answers": run.without_answers,
        "columns": [
            [each.index, each.heading[:200], each.meaning, each.question] for each in run.columns
        ],
    }


def tally_of(draft: SurveyImport) -> Tally:
    """What a draft holds; nothing when it has been read in."""
    return unpacked(draft.tally) if draft.tally else Tally()


def waiting(draft: SurveyImport, *, at: datetime) -> Approval | None:
    """Somebody has asked to read the draft in, and nobody has confirmed yet."""
    return approvals.waiting_about(COMMIT, draft.pk, authority_id=draft.authority_id, at=at)


@transaction.atomic
def ask_to_commit(draft: SurveyImport, *, by: Actor, at: datetime) -> Approval | None:
    """Ask for it; asked again while it waits, it is the same question. None when it is read in already."""
    draft = SurveyImport.rows.select_for_update().get(pk=draft.pk)
    if draft.committed_at:
        return None
    return waiting(draft, at=at) or approvals.ask(
        COMMIT, by=by, at=at, payload={"answers": draft.summary["answers"]}, object_id=draft.pk
    )


@transaction.atomic
def discard(draft: SurveyImport) -> bool:
    """Throw a draft away; what has been read in stays. Whether there was one to throw."""
    count, _rows = SurveyImport.rows.filter(pk=draft.pk, committed_at=None).delete()
    return count > 0


def forget_drafts(authority_id: UUID, *, at: datetime) -> int:
    """The night's: drafts that nobody has read in for seven days go. Inside the authority."""
    old = at - timedelta(days=KEPT_DAYS)
    rows = SurveyImport.rows.of_authority(authority_id).filter(committed_at=None, made_at__lt=old)
    return rows.delete()[0]


def _commit(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    rows = SurveyImport.rows.of_authority(approval.authority_id).select_for_update()
    draft = rows.filter(pk=approval.object_id, committed_at=None).first()
    if draft is None:
        raise approvals.NoLongerPossible(_("The draft has been thrown away."))
    taken = survey_tables.take_in(draft.pk, _as_groups(tally_of(draft)), at=at)
    SurveyImport.rows.filter(pk=draft.pk).update(
        places=[[str(each.unit_id), each.series, each.month.isoformat()] for each in taken]
    )
    for each in taken:
        mark_changed(
            f"{SOURCE}.{each.series}",
            authority_id=approval.authority_id,
            unit_id=each.unit_id,
            month=each.month,
            at=at,
        )


def _as_groups(tally: Tally) -> list[dict[str, Any]]:
    return [
        {
            "unit": str(each.unit_id),
            "series": each.series,
            "month": each.month.isoformat(),
            "answers": {
                key: value
                for key, value in zip(KEYS, each.answers, strict=True)
                if value is not None
            },
            "count": count,
        }
        for each, count in tally.items()
    ]


def _describe(payload: Mapping[str, Any]) -> str:
    count = int(payload["answers"])
    return ngettext(
        "%(count)d answer from another survey tool is read in.",
        "%(count)d answers from another survey tool are read in. The figures change in the night.",
        count,
    ) % {"count": count}


approvals.register(approvals.Kind(COMMIT, seconds=SECONDS, execute=_commit, describe=_describe))
