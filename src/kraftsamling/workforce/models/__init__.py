"""Who works here, on which posts, how much each can carry, and what was said of the queue."""

from kraftsamling.workforce.models.employees import (
    Absence,
    CeilingScale,
    Employee,
    EmployeeSkill,
    OwnCeiling,
)
from kraftsamling.workforce.models.forecasts import SavedForecast
from kraftsamling.workforce.models.positions import Position

__all__ = [
    "Absence",
    "CeilingScale",
    "Employee",
    "EmployeeSkill",
    "OwnCeiling",
    "Position",
    "SavedForecast",
]
