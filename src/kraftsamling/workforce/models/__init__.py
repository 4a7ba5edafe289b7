"""Who works here, on which posts, how much each can carry, and what was said of the queue."""

from kraftsamling.workforce.models.employees import (
    Absence,
    CeilingScale,
    Employee,
    EmployeeSkill,
    OwnCeiling,
)
from kraftsamling.workforce.models.forecasts import SavedForecast
from kraftsamling.workforce.models.interest import JobInterest
from kraftsamling.workforce.models.positions import Position
from kraftsamling.workforce.models.remote import RemoteWorkAgreement, RemoteWorkDay
from kraftsamling.workforce.models.trainees import Trainee, TraineeProgramme
from kraftsamling.workforce.models.wages import WageLadder, WageStep

__all__ = [
    "Absence",
    "CeilingScale",
    "Employee",
    "EmployeeSkill",
    "JobInterest",
    "OwnCeiling",
    "Position",
    "RemoteWorkAgreement",
    "RemoteWorkDay",
    "SavedForecast",
    "Trainee",
    "TraineeProgramme",
    "WageLadder",
    "WageStep",
]
