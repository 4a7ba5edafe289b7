"""What each knows, with proof, and who has said yes to be asked by colleagues."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.documents.models import FileFacts, FilePiece
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models.employees import STAFF, Employee
from kraftsamling.workforce.statuses import AllowedTask, Skill

_IN_FILE = Classification(
    DataClass.K2,
    Wall.OWN_AUTHORITY,
    Rights.APPEND,
    kept="HR rule",
    identifying="the name of a file",
)


class Certificate(FileFacts):
    """A certificate as it was shown (intyg). It is reached only through what it proves."""

    classification = _IN_FILE


class CertificatePiece(FilePiece):
    """A piece of such a file."""

    classification = _IN_FILE

    file = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="pieces")

    class Meta(FilePiece.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="certificate_piece_once")
        ]


class Proven(AuthorityRow):
    """Something that somebody knows: what proves it, who has seen the proof and when, until it is ended.

    `seen_by` is the membership that saw it; nobody when it came from elsewhere.
    """

    proof = models.CharField(max_length=200, blank=True)
    noted_on = models.DateField()
    seen_by = models.UUIDField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(AuthorityRow.Meta):
        abstract = True


@recorded()
class EmployeeSkill(Proven):
    """A competence, a language or a method that somebody knows."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="skills")
    skill = models.CharField(max_length=20, choices=Skill.choices)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "skill"],
                condition=Q(ended_on__isnull=True),
                name="skill_once",
            )
        ]


@recorded()
class AlternativeCompetence(Proven):
    """Another education than social work, and the tasks that its holder may take (alternativ kompetens)."""

    classification = STAFF

    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="other_competences"
    )
    title = models.CharField(max_length=100)
    tasks = ArrayField(models.CharField(max_length=20, choices=AllowedTask.choices))

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass


@recorded()
class TrainingRecord(Proven):
    """A course that somebody has taken (utbildning): when it was, how many hours, until when it is valid."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="training")
    course = models.CharField(max_length=120)
    taken_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    valid_until = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("taken_on")),
                name="training_valid_after_it_was_taken",
            )
        ]


@recorded()
class HelpOffer(AuthorityRow):
    """Somebody has said yes to be asked by colleagues (fråga mig): how to reach her, and about what else.

    Without an end it holds. Nobody is here without having said so herself.
    """

    classification = STAFF

    employee = models.OneToOneField(Employee, on_delete=models.PROTECT, related_name="help_offer")
    reach = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass
