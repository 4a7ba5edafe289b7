"""The survey: what is asked, the codes, the answers that no reader reaches, and what was handed out.

The web's role has no right on the tables of class KS. It reaches them through database functions
(migrations 0004, 0006, 0008, 0009 and 0011): `survey_submit` stores one answer for one code, `survey_move`
shuffles waiting answers into the results, `survey_import` those of a file that two people have agreed to
read in, and `survey_counts` and `survey_counts_all` count behind the threshold. Codes and answers have no
foreign key to anything with a person, and an answer keeps survey, series, unit, month and the answers;
nothing else. What somebody adds in their own words lies apart from all answers (`words_tables`).
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Space, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.participation.questions import Series
from kraftsamling.participation.statuses import WordsState

_SURVEY = Classification(
    DataClass.KS, Wall.NO_ONE, Rights.NOTHING, kept="until the next review, 10 years at most"
)


class SurveyStatus(models.TextChoices):
    """A survey takes answers while it is open."""

    DRAFT = "DRAFT", _("Draft")
    OPEN = "OPEN", _("Open")
    CLOSED = "CLOSED", _("Closed")


@recorded()
class Survey(models.Model):
    """The three questions as one authority asks them (de tre frågorna), in one wording.

    Other words make another survey: an answer keeps the survey it was given to, and so its question.
    `wording` holds an authority's own words, `{series: {language: [three questions]}}`; what is not there
    is asked in the product's words. The parents' words are the source's and are never there.
    """

    classification = Classification(DataClass.K1)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+")
    authority_id = models.UUIDField(editable=False)
    status = models.CharField(
        max_length=6, choices=SurveyStatus.choices, default=SurveyStatus.DRAFT
    )
    opened_on = models.DateField(null=True, blank=True)
    wording = models.JSONField(default=dict, blank=True)

    rows = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id"],
                condition=models.Q(status="OPEN"),
                name="one_open_survey_per_authority",
            )
        ]


class SurveyCode(models.Model):
    """A code and how many answers it still takes: one for a slip, the cap for a shared code.

    Only its digest is stored, and no time of use. `closes_at` is set for shared codes alone.
    """

    classification = _SURVEY

    digest = models.BinaryField(primary_key=True, max_length=32)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    unit_id = models.UUIDField()
    series = models.CharField(max_length=6, choices=Series.choices)
    valid_until = models.DateField()
    seats = models.PositiveSmallIntegerField(default=1)
    left = models.PositiveSmallIntegerField(default=1)
    closes_at = models.DateTimeField(null=True)

    objects = models.Manager()


class SpentVisit(models.Model):
    """A walk through the questions that has been stored, so that a second tap stores nothing.

    What is kept is a digest of a number that only the visitor's page carried. Gone after two days.
    """

    classification = Classification(DataClass.KS, Wall.NO_ONE, Rights.NOTHING, kept="two days")

    digest = models.BinaryField(primary_key=True, max_length=32)
    day = models.DateField()

    objects = models.Manager()


class WaitingAnswer(models.Model):
    """An answer until the night's batch has moved it. The id is random, so order says nothing."""

    classification = _SURVEY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    unit_id = models.UUIDField()
    series = models.CharField(max_length=6, choices=Series.choices)
    month = models.DateField()
    answers = models.JSONField()

    objects = models.Manager()


class Answer(models.Model):
    """An answer among others: survey, series, unit, calendar month, and what was answered."""

    classification = _SURVEY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    unit_id = models.UUIDField()
    series = models.CharField(max_length=6, choices=Series.choices)
    month = models.DateField()
    answers = models.JSONField()

    objects = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["authority_id", "series", "month"], name="answer_month"),
        ]


class WaitingWords(models.Model):
    """What somebody added, sealed, until the night's batch has moved it. Nothing ties it to an answer."""

    classification = _SURVEY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    series = models.CharField(max_length=6, choices=Series.choices)
    quarter_starts_on = models.DateField()
    text = models.BinaryField()

    objects = models.Manager()


class FreeWords(models.Model):
    """What somebody added among others' words: survey, series, calendar quarter, the words (fria ord).

    Who decided what is shown, and when, is the moderator's act and says nothing of who wrote.
    """

    classification = _SURVEY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    series = models.CharField(max_length=6, choices=Series.choices)
    quarter_starts_on = models.DateField()
    text = models.BinaryField()
    state = models.CharField(max_length=6, choices=WordsState.choices, default=WordsState.UNREAD)
    reason = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)

    objects = models.Manager()


class Arrivals(models.Model):
    """How many answers an hour has brought to a survey: a number, no unit, no series, five weeks."""

    classification = Classification(DataClass.KS, Wall.NO_ONE, Rights.NOTHING, kept="five weeks")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey_id = models.UUIDField()
    authority_id = models.UUIDField()
    hour = models.DateTimeField()
    count = models.PositiveIntegerField()

    objects = models.Manager()

    class Meta:
        verbose_name_plural = "arrivals"
        constraints = [
            models.UniqueConstraint(fields=["survey_id", "hour"], name="arrivals_once_an_hour")
        ]


class HandedOut(AuthorityRow):
    """How many slips a unit has been given in a quarter, by series (delade ut). A count, no person."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as the survey's results"
    )

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=6, choices=Series.choices)
    quarter_starts_on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "series", "quarter_starts_on"],
                name="handed_out_once_per_quarter",
            )
        ]


class SlipBatch(AuthorityRow):
    """One printing of slips. Its key makes a second press of the button print nothing more."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as the survey's results"
    )

    key = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=6, choices=Series.choices)
    count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="slip_batch_printed_once")
        ]


class SharedKind(models.TextChoices):
    """Where a shared code is typed: on everybody's own phone, or once on the unit's tablet."""

    GROUP = "GROUP", _("Group code")
    KIOSK = "KIOSK", _("Tablet")


class SharedCode(AuthorityRow):
    """One code for several people (gruppkod), with a cap for each series: as many as are asked.

    It belongs to an occasion and to nobody, so the staff may see it until it closes.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as the survey's results"
    )

    key = models.UUIDField()
    kind = models.CharField(max_length=5, choices=SharedKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=80)
    code = EncryptedTextField()
    parents = models.PositiveSmallIntegerField(default=0)
    young = models.PositiveSmallIntegerField(default=0)
    children = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    closes_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="shared_code_made_once")
        ]

    @property
    def caps(self) -> dict[Series, int]:
        """How many answers each series may give; a series that is not asked is not here."""
        asked = {
            Series.PARENT: self.parents,
            Series.YOUNG: self.young,
            Series.CHILD: self.children,
        }
        return {series: cap for series, cap in asked.items() if cap}


class SurveyImport(AuthorityRow):
    """Answers from elsewhere (svar från annat håll): a draft until two have agreed, then a trace of it.

    The file is never stored. `tally` says how many answers of each kind it held, and is gone when they are
    read in; `digest` is of the tally, so that the same answers in another file are known again. `summary`
    says how the columns were understood, `places` which units, series and months got answers.
    """

    classification = Classification(
        DataClass.K2,
        Wall.OWN_AUTHORITY,
        kept="a draft 7 days; what was read in as long as the survey's results",
        identifying="the name of a file",
    )

    digest = models.BinaryField(max_length=32)
    survey_id = models.UUIDField()
    file_name = models.CharField(max_length=100)
    tally = EncryptedTextField(null=True)
    summary = models.JSONField(default=dict)
    places = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    committed_at = models.DateTimeField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "digest"], name="same_answers_read_in_once"
            ),
            models.CheckConstraint(
                condition=models.Q(committed_at=None, tally__isnull=False)
                | models.Q(committed_at__isnull=False, tally=None),
                name="import_is_draft_or_read_in",
            ),
        ]


@recorded()
class ActionOnAnswers(AuthorityRow):
    """What we do about the answers (vad vi gör åt svaren), in the authority's own words, by quarter."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with the results")

    series = models.CharField(max_length=6, choices=Series.choices)
    question = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    rows = Rows()
