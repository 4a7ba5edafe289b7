"""Who works here, on which posts, and how much each can carry."""

from kraftsamling.workforce.models.employees import (
    Absence,
    CeilingScale,
    Employee,
    EmployeeSkill,
    OwnCeiling,
)
from kraftsamling.workforce.models.positions import Position

__all__ = ["Absence", "CeilingScale", "Employee", "EmployeeSkill", "OwnCeiling", "Position"]
