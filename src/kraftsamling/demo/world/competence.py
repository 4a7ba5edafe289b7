"""What the staff of Lindsjö know, who can be asked, and what the method supporters have done. All invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from kraftsamling.common.clock import day_of
from kraftsamling.demo.world.places import PLAN_SPACE, fixed
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    HelpOffer,
    SupportSession,
    TraineeRelease,
    TrainingRecord,
)
from kraftsamling.workforce.statuses import AllowedTask, SupportKind

OFFERS: Final = (
    ("leila", "Anknytning 214, eller chatten", "Kartläggning enligt Signs of Safety och samtal på arabiska."),
    ("tomas-berg", "Anknytning 231, helst före klockan tio", "Små barn, och finska."),
    ("vera", "Anknytning 255", "Missbruk hos föräldrar, och teckenspråk."),
    ("hodan", "Chatten, måndag till torsdag", "Familjer som är nya i Sverige."),
    ("siv", "Anknytning 262", "Våld i nära relationer."),
)  # fmt: skip
OTHERS: Final = (
    ("oksana", "Barnsjuksköterska med ukrainsk examen", (AllowedTask.ACCOMPANY, AllowedTask.FAMILY_SUPPORT, AllowedTask.NETWORK)),
    ("emil", "Beteendevetare", (AllowedTask.FAMILY_SUPPORT, AllowedTask.FOLLOW_UP, AllowedTask.CHILD_TALK_SUPPORT)),
    ("siv", "Undersköterska och familjeterapeut, steg 1", (AllowedTask.FAMILY_SUPPORT, AllowedTask.ACCOMPANY)),
    ("hodan", "Fritidsledare", (AllowedTask.NETWORK, AllowedTask.CALLS)),
)  # fmt: skip
COURSES: Final = (
    ("amina", "Signs of Safety, grundkurs", 400, 40, None),
    ("jonas-sand", "Signs of Safety, grundkurs", 200, 40, None),
    ("amina", "Hjärt-lungräddning", 700, 3, 30),
    ("siv", "Trappan: samtal med barn som upplevt våld", 900, 56, None),
    ("farid", "Anknytning hos familjehemsplacerade barn", 120, 24, None),
    ("agnes", "Anknytning hos familjehemsplacerade barn", 120, 24, None),
    ("maria-nyman", "Handledarutbildning", 260, 60, None),
    ("tomas-berg", "Handledarutbildning", 260, 60, None),
)
SESSIONS: Final = (
    ("leila", "Utredning 2", SupportKind.MAPPING, -40, 2, 5),
    ("leila", "Utredning 2", SupportKind.COACHING, -12, 1, 7),
    ("nora", "Utredning 1", SupportKind.COACHING, -33, 1, 6),
    ("nora", "Familjehem", SupportKind.TRAINING, -20, 3, 5),
    ("leila", "Mottagning", SupportKind.COACHING, -3, 1, None),
    ("leila", "Utredning 2", SupportKind.MAPPING, 4, 2, None),
)


def build(now: datetime) -> None:
    """Runs inside Lindsjö, as owner, when the staff are there."""
    today = day_of(now)
    for key, reach, words in OFFERS:
        HelpOffer.rows.create(
            authority_id=fixed("lindsjo"), employee_id=fixed(f"employee {key}"), reach=reach,
            words=words, since=today - timedelta(days=90),
        )  # fmt: skip
    for key, title, tasks in OTHERS:
        AlternativeCompetence.rows.create(
            id=fixed(f"other {key} {title}"), authority_id=fixed("lindsjo"),
            employee_id=fixed(f"employee {key}"), title=title, tasks=list(tasks),
            proof="Betyg och intyg", **_seen(today),
        )  # fmt: skip
    for key, course, ago, hours, ends in COURSES:
        TrainingRecord.rows.create(
            id=fixed(f"course {key} {course}"), authority_id=fixed("lindsjo"),
            employee_id=fixed(f"employee {key}"), course=course, hours=hours,
            taken_on=today - timedelta(days=ago),
            valid_until=today + timedelta(days=ends) if ends else None,
            proof="Kursintyg", **_seen(today),
        )  # fmt: skip
    for key, unit, kind, days, hours, people in SESSIONS:
        SupportSession.rows.create(
            id=fixed(f"session {key} {unit} {days}"), authority_id=fixed("lindsjo"),
            supporter_id=fixed(f"membership {key} {Role.METHOD_SUPPORTER}"),
            unit_id=fixed(f"lindsjo/{unit}"), kind=kind, on=today + timedelta(days=days),
            hours=hours, people=people,
        )  # fmt: skip

    # Three have finished here: too few to tell anybody else about.
    TraineeRelease.rows.create(
        id=fixed("trainee release"), authority_id=fixed("lindsjo"), space_id=fixed(PLAN_SPACE),
        name="Socionomtrainee", partners=["Lindsjö", "Ekhamra", "Björknäs", "Vallmo"],
        told_at=now - timedelta(days=40),
    )  # fmt: skip


def _seen(today: date) -> dict[str, object]:
    return {
        "noted_on": today - timedelta(days=80),
        "seen_by": fixed(f"membership hanna {Role.HR_OFFICER}"),
    }
