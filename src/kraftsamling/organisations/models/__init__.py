"""Municipalities, authorities, units; the people who log in and the roles they hold there."""

from kraftsamling.organisations.models.attempts import FailedLogins
from kraftsamling.organisations.models.authorities import Authority, Unit, WayOfRunning
from kraftsamling.organisations.models.employer import EmployerLink, IdentityProvider
from kraftsamling.organisations.models.people import Deputy, Membership, StaffIdentity, User
from kraftsamling.organisations.models.places import County, Municipality
from kraftsamling.organisations.models.settings import Setting
from kraftsamling.organisations.models.spaces import Space, SpaceMember

__all__ = [
    "Authority",
    "County",
    "Deputy",
    "EmployerLink",
    "FailedLogins",
    "IdentityProvider",
    "Membership",
    "Municipality",
    "Setting",
    "Space",
    "SpaceMember",
    "StaffIdentity",
    "Unit",
    "User",
    "WayOfRunning",
]
