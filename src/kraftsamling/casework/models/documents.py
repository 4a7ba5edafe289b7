"""Documents of a case: what came in, the letters that went out, and the number each has in the register."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import Direction, LetterKind, Way
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.documents.models import FileFacts, FilePiece
from kraftsamling.organisations.models.authorities import AuthorityRow

_IN_FILE = Classification(
    DataClass.K3,
    Wall.OWN_AUTHORITY,
    Rights.APPEND,
    kept="G1: with the case; G2 for placed children",
)


class CaseFile(FileFacts):
    """The bytes of a document in a case (fil i akten). It is reached only through its document."""

    classification = _IN_FILE


class CaseFilePiece(FilePiece):
    """A piece of such a file."""

    classification = _IN_FILE

    file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="pieces")

    class Meta(FilePiece.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="case_file_piece_once")
        ]


class DocumentSeries(AuthorityRow):
    """How far the register of one year has come (diarieserie). Counted in the same transaction as its
    document, so that no number is ever missing."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with the register")

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "document series"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="document_series_once")
        ]


@recorded()
class CaseDocument(AuthorityRow, Versioned):
    """A document in a case (handling), with its number in the register (diarienummer).

    `letter` is what one of our letters says, piece by piece; its slip is not in it, and no code ever is.
    `about` is the event that the letter tells of, so that a family gets one slip for one event.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="document")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    kind = models.CharField(max_length=14, choices=LetterKind.choices, blank=True)
    letter = models.JSONField(default=dict, blank=True)
    to = models.ForeignKey(
        CasePerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.UUIDField(null=True, blank=True)
    counterparty = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=9, choices=Way.choices, blank=True)
    received_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    withheld = models.BooleanField(default=False)
    has_slip = models.BooleanField(default=False)
    printed_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "registered_at"], name="document_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "number"], name="register_number_once"
            ),
            models.UniqueConstraint(
                fields=["about", "to"], condition=Q(has_slip=True), name="one_slip_for_one_event"
            ),
            models.CheckConstraint(
                condition=Q(direction="RECEIVED", received_on__isnull=False)
                | Q(direction="DRAWN_UP", received_on__isnull=True),
                name="document_came_in_on_a_day",
            ),
        ]

    @property
    def register_number(self) -> str:
        """ "2026:123"."""
        return f"{self.year}:{self.number}"


@recorded()
class LetterTemplate(AuthorityRow, Versioned):
    """The authority's own words of a kind of letter (brevmall). Without a row the start words hold."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with its history")

    kind = models.CharField(max_length=14, choices=LetterKind.choices)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=10_000)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind"], name="letter_template_once")
        ]
