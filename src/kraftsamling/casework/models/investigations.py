"""The investigation: its time, what is written under its headings, and who has been heard."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.channel import ChildChannel
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.models.reports import ConcernReport
from kraftsamling.casework.statuses import Heard, InvestigationOutcome, Topic
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class InvestigationHeading(AuthorityRow, Versioned):
    """A heading that the authority investigates under (utredningsrubrik). Retired ones stay.

    Other words are a new row that `replaces` the old one, so that what is closed keeps the words it had.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as texts stand under it"
    )

    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=120)
    help = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)
    retired_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "words"],
                condition=Q(retired_on__isnull=True),
                name="heading_once",
            )
        ]


@recorded()
class Investigation(AuthorityRow, Versioned):
    """An investigation of a child's need of help (barnavårdsutredning), complete within four months.

    `extended_to` is a named day, decided with reasons; the day that the law gave stays in the deadline.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="investigations")
    opened_on = models.DateField()
    plan = models.TextField(max_length=20_000, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(max_length=4000, blank=True)
    outcome = models.CharField(max_length=16, choices=InvestigationOutcome.choices, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_on__isnull=True), name="one_open_investigation"
            ),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | ~Q(extension_reason=""),
                name="extension_says_why",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on__isnull=True)
                | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="closed_investigation_has_an_outcome",
            ),
        ]


@recorded()
class InvestigationText(AuthorityRow, Versioned):
    """What is written under one heading. Two who write at once see both versions."""

    classification = PERSONAL_FILE

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="texts")
    heading = models.ForeignKey(InvestigationHeading, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=60_000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["investigation", "heading"], name="text_once")
        ]


class Hearing(AuthorityRow):
    """A child, custodian or other who has been heard, or why not (hört). Written once."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    who = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=10, choices=Heard.choices)
    words = models.TextField(max_length=20_000)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="hearing_says_something")
        ]


class ChildVoice(AuthorityRow):
    """What a child has said, in its own words (barnets egna ord). Never edited, by anybody.

    All of it is here: what a worker wrote down, what stands in the three houses (`topic`), and what the
    child wrote itself `through` its channel, where `chosen` holds what it pointed at. `withheld` keeps it
    from guardians (OSL 12:3) until a `VoiceReading` says otherwise. What was done is a `VoiceAnswer`.
    """

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="voices")
    said_on = models.DateField()
    words = models.TextField(max_length=20_000)
    chosen = models.CharField(max_length=500, blank=True)
    topic = models.CharField(max_length=8, choices=Topic.choices, blank=True)
    how = models.CharField(max_length=200, blank=True)
    withheld = models.BooleanField(default=False)
    through = models.ForeignKey(
        ChildChannel, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(words="") | ~Q(chosen=""), name="voice_has_words")
        ]
        indexes = [
            models.Index(
                fields=["authority", "written_at"],
                condition=Q(through__isnull=False),
                name="voice_by_channel",
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    @property
    def said(self) -> str:
        """What the child pointed at, and what it said: each as it was."""
        return "\n".join(part for part in (self.chosen, self.words) if part)

    @property
    def is_withheld(self) -> bool:
        """Whether guardians may not see it: as whoever read it decided, until then as it came."""
        reading = getattr(self, "reading", None)
        return self.withheld if reading is None else bool(reading.withheld)


class VoicePicture(AuthorityRow):
    """A drawing or a photo that belongs to what a child said (barnets bild), drawn anew as a JPEG when it
    came: neither camera nor place came along. Never changed, and shown where the words are.

    `number` counts from 1 within its words. Sides in pixels.
    """

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    voice = models.ForeignKey(ChildVoice, on_delete=models.PROTECT, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["voice", "number"], name="voice_picture_once")
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class VoiceReading(AuthorityRow):
    """A person has read what a child wrote, as a possible concern (läst som möjlig oro). Written once.

    `withheld` is what that person decided about guardians. A concern names the report that was made of it.
    """

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    voice = models.OneToOneField(ChildVoice, on_delete=models.PROTECT, related_name="reading")
    read_at = models.DateTimeField()
    read_by = models.UUIDField()
    report = models.ForeignKey(
        ConcernReport, null=True, on_delete=models.PROTECT, related_name="from_voices"
    )
    because = models.CharField(max_length=500)
    withheld = models.BooleanField(default=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class VoiceAnswer(AuthorityRow):
    """What we did about what the child said (det här gjorde vi), and what we answer the child."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    voice = models.ForeignKey(ChildVoice, on_delete=models.PROTECT, related_name="answers")
    what_we_did = models.TextField(max_length=4000, blank=True)
    reply = models.TextField(max_length=4000, blank=True)
    told_child_on = models.DateField(null=True)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
