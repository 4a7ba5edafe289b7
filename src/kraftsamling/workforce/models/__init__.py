"""Who works here, on which posts, how much each can carry, and what was said of the queue."""

from kraftsamling.workforce.models.competence import (
    AlternativeCompetence,
    Certificate,
    CertificatePiece,
    EmployeeSkill,
    HelpOffer,
    TrainingRecord,
)
from kraftsamling.workforce.models.employees import (
    Absence,
    CeilingScale,
    Employee,
    OwnCeiling,
)
from kraftsamling.workforce.models.forecasts import SavedForecast
from kraftsamling.workforce.models.interest import JobInterest
from kraftsamling.workforce.models.payroll import PayrollImport, PayrollPart
from kraftsamling.workforce.models.positions import Position
from kraftsamling.workforce.models.remote import RemoteWorkAgreement, RemoteWorkDay
from kraftsamling.workforce.models.support import SupportSession
from kraftsamling.workforce.models.trainees import Trainee, TraineeProgramme, TraineeRelease
from kraftsamling.workforce.models.wages import WageLadder, WageStep

__all__ = [
    "Absence",
    "AlternativeCompetence",
    "CeilingScale",
    "Certificate",
    "CertificatePiece",
    "Employee",
    "EmployeeSkill",
    "HelpOffer",
    "JobInterest",
    "OwnCeiling",
    "PayrollImport",
    "PayrollPart",
    "Position",
    "RemoteWorkAgreement",
    "RemoteWorkDay",
    "SavedForecast",
    "SupportSession",
    "Trainee",
    "TraineeProgramme",
    "TraineeRelease",
    "TrainingRecord",
    "WageLadder",
    "WageStep",
]
