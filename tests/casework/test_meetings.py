"""Meetings: called, told, on Idag, in a calendar file that names nobody; and the co-ordinated plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from kraftsamling.casework import family_indicators as figures
from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CoordinatedPlan,
    Deadline,
    JointHandling,
    Meeting,
)
from kraftsamling.casework.rules.calendar_file import calendar_file
from kraftsamling.casework.services import joint, meetings, sips
from kraftsamling.casework.statuses import InParty, MeetingKind
from kraftsamling.casework.today_family import meetings as hours
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Share
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.casework.test_adult_and_child import (  # noqa: F401 - the same family
    adult,
    her,
    together,
    vera,
    vera_at_work,
    with_ebba,
)
from tests.casework.test_figures_of_casework import MARCH
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def call(case: Case, by: Actor, **changes: Any) -> Meeting:
    facts = {
        "case": case, "by": by, "at": NOON, "key": uuid4(), "kind": MeetingKind.CHILD,
        "starts_at": NOON + timedelta(hours=2), "ends_at": NOON + timedelta(hours=3),
        "room": "Rum Alen, plan 2",
        "people": [CasePerson.rows.get(case=case, part=InParty.SUBJECT)],
        "family_told_on": TODAY, **changes,
    }  # fmt: skip
    return meetings.call_meeting(**facts)


def test_a_meeting_is_booked_once_with_who_and_when_the_family_was_told(
    case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    ebba = CasePerson.rows.get(case=case, part=InParty.SUBJECT)
    data = {
        "idempotency_key": str(uuid4()), "kind": "CHILD", "day": "2027-03-02", "starts": "10",
        "ends": "11.30", "room": "Rum Eken", "people": [str(ebba.pk)], "family_told_on": "2026-03-02",
    }  # fmt: skip

    for _twice in range(2):
        assert astrid.post(f"/arenden/{case.pk}/moten/nytt/", data).status_code == 302

    row = Meeting.rows.get(case=case)
    page = astrid.get(f"/arenden/mote/{row.pk}/").content.decode()
    assert "Ebba Lund" in page
    assert "2 mars 2026" in page
    assert "Rum Eken" in astrid.get(f"/arenden/{case.pk}/moten/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends": "9"}, "Mötet måste sluta efter att det börjar."),
        ({"starts": "25"}, "Skriv en tid"),
        ({"day": "31 februari"}, "dag"),
        ({"room": ""}, "Fyll i"),
    ],
)
def test_a_bad_time_is_said_and_nothing_is_booked(
    case: Case, logged_in: LogIn, changes: dict[str, str], words: str
) -> None:
    data = {
        "idempotency_key": str(uuid4()), "kind": "CHILD", "day": "2027-03-02", "starts": "10",
        "ends": "11", "room": "Rum Eken", **changes,
    }  # fmt: skip

    answer = logged_in("Astrid").post(f"/arenden/{case.pk}/moten/nytt/", data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Meeting.rows.exists()


def test_idag_shows_todays_meetings_by_initials_and_the_cancelled_one_is_gone(
    case: Case, astrid: Actor
) -> None:
    row = call(case, astrid)
    call(
        case, astrid, starts_at=NOON + timedelta(days=1), ends_at=NOON + timedelta(days=1, hours=1)
    )

    (line,) = hours(astrid, NOON)

    assert (line.time, line.label, line.detail) == (
        "14.00",
        "Med barnet, E.L., 9\xa0år",
        "Rum Alen, plan 2",
    )
    meetings.cancel_meeting(meeting=row, by=astrid, at=NOON)
    assert hours(astrid, NOON) == []


def test_the_calendar_file_says_meeting_place_and_time_and_nobodys_name(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = call(case, astrid)

    answer = logged_in("Astrid").get(f"/arenden/mote/{row.pk}/mote.ics")

    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Möte\r\n" in text
    assert "LOCATION:Rum Alen\\, plan 2\r\n" in text
    assert "DTSTART:20260302T130000Z\r\n" in text
    for name in ("Ebba", "Lund", "E.L.", case.number, "barnet", "Astrid"):
        assert name not in text, name


def test_a_long_place_is_folded_and_unfolds_to_itself() -> None:
    room = "Å" * 60 + "; rum\nett, \\två"
    made = calendar_file(
        uid=UUID(int=1), starts_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        ends_at=datetime(2026, 3, 2, 10, tzinfo=UTC), room=room, word="Möte",
        made_at=datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip

    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    whole = made.decode().replace("\r\n ", "")
    assert "LOCATION:" + "Å" * 60 + "\\; rum\\nett\\, \\\\två\r\n" in whole


def test_a_joint_meeting_stands_on_both_sides_until_the_link_ends(
    together: JointHandling,  # noqa: F811
    case: Case,
    with_ebba: Case,  # noqa: F811
    vera: Actor,  # noqa: F811
    her: Client,  # noqa: F811
    astrid: Actor,
) -> None:
    row = call(case, astrid, kind=MeetingKind.JOINT, joint=fresh(together))
    alone = call(case, astrid, room="Bara vi")

    assert [each.detail for each in hours(vera, NOON)] == ["Rum Alen, plan 2"]
    assert her.get(f"/arenden/mote/{row.pk}/").status_code == 200
    assert her.get(f"/arenden/mote/{alone.pk}/").status_code == 404
    assert "Bara vi" not in her.get(f"/arenden/{with_ebba.pk}/moten/").content.decode()

    joint.end(joint=fresh(together), by=astrid, at=NOON, because="Klart.")

    assert hours(vera, NOON) == []
    assert her.get(f"/arenden/mote/{row.pk}/").status_code == 404
    with pytest.raises(meetings.NotTogether):
        call(case, astrid, joint=fresh(together))


def test_others_find_no_meeting(case: Case, astrid: Actor, logged_in: LogIn) -> None:
    row = call(case, astrid)
    stranger = client_of_membership(newcomer("Nils", "caseworker", unit="Utredning 2"))

    for path in ("", "andra/", "mote.ics"):
        assert logged_in("Elin").get(f"/arenden/mote/{row.pk}/{path}").status_code == 404, path
        assert stranger.get(f"/arenden/mote/{row.pk}/{path}").status_code in (302, 404), path
    assert logged_in("Elin").post(f"/arenden/mote/{row.pk}/stall-in/").status_code == 404
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).cancelled_at is None


# -- the co-ordinated plan -------------------------------------------------------------------------


def need(case: Case, by: Actor) -> CoordinatedPlan:
    return sips.find_need(
        case=case, by=by, at=NOON, key=uuid4(), need="BUP behövs också.", need_found_on=TODAY
    )


def consent(plan: CoordinatedPlan, by: Actor) -> CoordinatedPlan:
    sips.consent_to(
        plan=plan, by=by, at=NOON, seen_version=1, on=TODAY, in_writing=True,
        who=CasePerson.rows.get(case=plan.case, part=InParty.SUBJECT),
    )  # fmt: skip
    return CoordinatedPlan.rows.select_related("case", "consent").get(pk=plan.pk)


def test_the_ten_days_begin_when_need_and_consent_are_there(case: Case, astrid: Actor) -> None:
    plan = need(case, astrid)
    assert not Deadline.rows.filter(code="sip_start").exists()

    consent(plan, astrid)

    clock = Deadline.rows.get(code="sip_start")
    assert clock.due_at.date() == TODAY + timedelta(days=10)


def test_a_plan_is_not_made_without_consent(case: Case, astrid: Actor) -> None:
    about = {"by": astrid, "at": NOON, "parties": "BUP", "responsible": "Astrid", "made_on": TODAY}

    with pytest.raises(sips.ConsentMissing):
        sips.make_plan(plan=need(case, astrid), seen_version=1, **about)  # type: ignore[arg-type]


def test_a_plan_made_in_time_is_counted(case: Case, astrid: Actor) -> None:
    plan = consent(need(case, astrid), astrid)

    sips.make_plan(
        plan=plan, by=astrid, at=NOON, seen_version=plan.version, parties="BUP, skolan",
        responsible="Astrid", made_on=TODAY + timedelta(days=9),
    )  # fmt: skip

    assert figures.sip_when_needed(Where(GRANBY), MARCH) == Share(1, 1)


def test_the_plan_is_followed_on_its_page(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    ebba = CasePerson.rows.get(case=case, part=InParty.SUBJECT)
    here = f"/arenden/{case.pk}/sip/"

    astrid.post(
        f"{here}behov/",
        {"idempotency_key": str(uuid4()), "need": "BUP också.", "need_found_on": "2026-03-02"},
    )
    plan = CoordinatedPlan.rows.get(case=case)
    astrid.post(
        f"/arenden/sip/{plan.pk}/samtycke/",
        {"version": 1, "who": str(ebba.pk), "on": "2026-03-03", "in_writing": "on"},
    )
    answer = astrid.post(
        f"/arenden/sip/{plan.pk}/gjord/",
        {"version": 2, "parties": "BUP", "responsible": "Astrid", "made_on": "2026-03-09"},
    )

    assert answer.status_code == 302
    page = astrid.get(here).content.decode()
    assert "9 mars 2026" in page
    assert logged_in("Elin").get(here).status_code == 404
    assert logged_in("Elin").get(f"/arenden/sip/{plan.pk}/gjord/").status_code == 404
