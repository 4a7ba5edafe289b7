"""Classes of information, and the wall each class gets in the database.

A model says what it is once, `classification = Classification(...)`. Row-level security, grants, the
access log and the architecture tests are all derived from that line. The classes and their legal
grounds are explained in docs/access-and-secrecy.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import models


class DataClass(StrEnum):
    """How secret a row is. SYSTEM rows carry no information about anyone's matter."""

    SYSTEM = "SYSTEM"
    K0 = "K0"  # public
    K1 = "K1"  # shared in a space, no clients
    K2 = "K2"  # staff, applicants, suppliers, internal figures
    K3 = "K3"  # clients and their families
    K4 = "K4"  # protected identity, reporter, conflicts of interest, keys
    KN = "KN"  # placement notice: crosses the authority border
    KS = "KS"  # survey answers: no reader at all
    KL = "KL"  # access log


LOGGED: Final = frozenset({DataClass.K3, DataClass.K4, DataClass.KN, DataClass.KL})
"""Opening a page of these classes writes one row in the access log, or shows nothing."""

WALLED: Final = frozenset({DataClass.K2, DataClass.K3, DataClass.K4, DataClass.KN, DataClass.KL})
"""Tables of these classes have row-level security."""


class Wall(StrEnum):
    """Who passes the row-level security of a table. NONE is right only for classes outside WALLED."""

    NONE = "none"
    OWN_AUTHORITY = "own authority"
    OWN_MEMBERSHIPS = "own authority, or the user's own rows (read at login, before one is chosen)"
    NO_ONE = "no right at all: reached only through database functions"


class Rights(StrEnum):
    """What the web's database role may do with rows that the wall lets through."""

    FULL = "SELECT, INSERT, UPDATE, DELETE"
    APPEND = "SELECT, INSERT"
    READ = "SELECT"
    NOTHING = ""


@dataclass(frozen=True)
class Classification:
    """The one line that a model says about its secrecy.

    `kept` names the retention rule in words; `identifying` gives the reason when a model of an open
    class holds a field whose name suggests a person.
    """

    data_class: DataClass
    wall: Wall = Wall.NONE
    rights: Rights = Rights.FULL
    kept: str = ""
    identifying: str = ""

    def __post_init__(self) -> None:
        if self.data_class in WALLED and self.wall is Wall.NONE:
            raise ValueError(f"A table of class {self.data_class} needs a wall")


def classification_of(model: type[models.Model]) -> Classification | None:
    """The model's own classification; for a change-log table that of the model it follows."""
    from kraftsamling.confidentiality import third_party

    own = getattr(model, "classification", None)
    if isinstance(own, Classification):
        return own
    followed = getattr(model, "pgh_tracked_model", None)
    if followed is not None:
        source = classification_of(followed)
        if source is None:
            return None
        return Classification(source.data_class, source.wall, Rights.APPEND, kept=source.kept)
    # The table between two models belongs to the one that declares it.
    owner: object = model._meta.auto_created
    if isinstance(owner, type) and issubclass(owner, models.Model):
        return classification_of(owner)
    return third_party.CLASSIFICATIONS.get(model._meta.app_label)
