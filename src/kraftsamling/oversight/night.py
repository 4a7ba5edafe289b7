"""What happens at night, in order. The demo's "Låt natten gå" runs exactly this.

answers move, shuffled → figures of changed months → every figure against its raw rows, every release tried
→ every note as it was signed → once a month what is said of the queue → old addresses of comments and
pictures without consent go → mail → seal
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.allocation_indicators import mark_queue
from kraftsamling.casework.importing import drafts as case_files
from kraftsamling.casework.services import exports, extracts
from kraftsamling.casework.services.note_proof import prove_notes
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import access_log
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import releases
from kraftsamling.indicators import services as figures
from kraftsamling.notifications import services as notices
from kraftsamling.organisations.models import Authority
from kraftsamling.organisations.selectors import holders
from kraftsamling.participation import services as survey
from kraftsamling.participation.importing import services as importing
from kraftsamling.publishing import comments, images
from kraftsamling.workforce.importing import drafts as payroll_files
from kraftsamling.workforce.services import forecasts

WATCH_NOTES = frozenset({"org_admin", "dept_manager"})
WATCH_FIGURES = frozenset({"org_admin", "dev_lead", "participation_lead"})


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Night:
    """What one authority's night did, in numbers."""

    authority_id: UUID
    moved_to: int
    recomputed: int
    discrepancies: int
    damaged_notes: int
    sent: int


def run_night(authority_id: UUID, *, at: datetime) -> Night:
    """One authority's night. Each step is a transaction of its own: a failed one does not undo the former."""
    with acting_for(authority_id):
        moved = survey.move_waiting_answers(authority_id, at=at)
        importing.forget_drafts(authority_id, at=at)
        case_files.forget_drafts(authority_id, at=at)
        mark_queue(authority_id, at=at)
        payroll_files.forget_drafts(authority_id, at=at)
    with acting_for(authority_id):
        recomputed = figures.recompute_changed(authority_id, at=at)
    with acting_for(authority_id):
        different = len(figures.compare_with_raw_rows(authority_id, at=at))
        different += len(releases.audit(authority_id, at=at))
        if different:
            _alarm(authority_id, different, at)
    with acting_for(authority_id):
        damaged = prove_notes(authority_id, at=at).faults
        if damaged:
            _alarm_about_notes(authority_id, damaged, at)
    with acting_for(authority_id):
        forecasts.save_once_a_month(authority_id, at=at)
    with acting_for(authority_id):
        comments.forget_addresses(authority_id, at=at)
        images.forget_old(authority_id, at=at)
        exports.forget_old(authority_id, at=at)
        extracts.forget_old(authority_id, at=at)
    with acting_for(authority_id):
        sent = notices.send_outbox(authority_id, at=at)
    with acting_for(authority_id):
        access_log.seal(authority_id, at=at)
    return Night(authority_id, len(moved), recomputed, different, damaged, sent)


def _alarm(authority_id: UUID, different: int, at: datetime) -> None:
    for membership in holders(authority_id, WATCH_FIGURES, today=day_of(at)):
        notices.notify(
            membership,
            kind="discrepancy",
            sentence=_("Last night's comparison found %(count)d figures that differ.")
            % {"count": different},
            url=reverse("indicator_catalogue"),
            key=f"discrepancy:{day_of(at)}",
            at=at,
        )


def _alarm_about_notes(authority_id: UUID, damaged: int, at: datetime) -> None:
    """Told every night until it is put right, and written where whoever runs the machine reads."""
    logger.error("Authority %s has %s faults among its notes", authority_id, damaged)
    for membership in holders(authority_id, WATCH_NOTES, today=day_of(at)):
        notices.notify(
            membership,
            kind="damaged_notes",
            sentence=_("Notes do not read as when they were signed. Restore them from the backup."),
            url=reverse("today"),
            key=f"damaged_notes:{day_of(at)}",
            at=at,
        )


def every_authority(act: Callable[[UUID], object]) -> None:
    """Run something for each authority, explicitly, one by one."""
    for authority_id in Authority.objects.order_by("pk").values_list("pk", flat=True):
        act(authority_id)
