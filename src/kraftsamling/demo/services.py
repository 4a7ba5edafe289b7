"""What the demo does for its visitor: become somebody, walk the round, let the night pass."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.statuses import ROUND_IN_SESSION
from kraftsamling.demo.world.people import Persona
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.login import DEMO_FACTOR
from kraftsamling.organisations.models import User
from kraftsamling.organisations.selectors import HAT_IN_SESSION
from kraftsamling.oversight.night import Night, run_night
from kraftsamling.participation.models import Survey
from kraftsamling.participation.questions import Series
from kraftsamling.participation.selectors import open_survey
from kraftsamling.participation.services import hand_out, submit_answers

SLIP_IN_SESSION: Final = "round_slip"
NIGHT_IN_SESSION: Final = "round_night"
PLACES: Final = ("lindsjo", "ekhamra")
OTHERS_ANSWER: Final = (("Utredning 1", 4), ("Utredning 2", 3), ("Mottagning", 3), ("Öppenvård", 2))


def become(request: HttpRequest, person: Persona, *, at: datetime) -> None:
    """Log in as an invented person, with the demo's second factor; the round goes on if one walks it."""
    walking = request.session.get(ROUND_IN_SESSION)
    user = User.objects.get(pk=fixed(f"user {person.key}"))
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[DEMO_FACTOR] = at.timestamp()
    request.session[HAT_IN_SESSION] = f"m:{fixed(f'membership {person.key} {person.roles[0]}')}"
    if walking:
        request.session[ROUND_IN_SESSION] = walking


def start_round(request: HttpRequest, *, at: datetime) -> None:
    """A fresh slip, as if it had come in a letter; one is nobody in particular from here.

    Four others have just answered theirs, so that the visitor's is the fifth, however often one walks.
    """
    logout(request)
    with acting_for(fixed("lindsjo")):
        survey = open_survey(fixed("lindsjo"))
        assert survey is not None
        code = _slip(survey, "Utredning 2", today=day_of(at))
        for unit, propose in OTHERS_ANSWER:
            submit_answers(
                _slip(survey, unit, today=day_of(at)),
                {"listened": 4, "respect": 4, "propose": propose},
                at=at,
            )
    request.session[SLIP_IN_SESSION] = code
    request.session[ROUND_IN_SESSION] = 1


def _slip(survey: Survey, unit: str, *, today: date) -> str:
    (code,) = hand_out(
        survey, unit_id=fixed(f"lindsjo/{unit}"), series=Series.PARENT, count=1, today=today
    )
    return code


def let_the_night_pass(*, at: datetime) -> list[Night]:
    """The real nightly jobs, now, for both municipalities."""
    return [run_night(fixed(place), at=at) for place in PLACES]


def stop_round(request: HttpRequest) -> None:
    """Leave the round; one stays who one is."""
    for key in (ROUND_IN_SESSION, SLIP_IN_SESSION, NIGHT_IN_SESSION):
        request.session.pop(key, None)


def reset_flag() -> Path:
    """The file by which a page asks the serving process, which may act as owner, for a new demo."""
    return settings.DATA / "new-demo-wanted"


def ask_for_reset() -> None:
    """Ask. `kraftsamling serve` sees it within a second."""
    reset_flag().parent.mkdir(parents=True, exist_ok=True)
    reset_flag().touch()


def leave_login(request: HttpRequest) -> None:
    """Be nobody in particular again, still in the round."""
    walking = request.session.get(ROUND_IN_SESSION)
    logout(request)
    if walking:
        request.session[ROUND_IN_SESSION] = walking
