"""A visit prepares itself; a board meeting is one without visitors; and every visiting party may come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader

from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import FollowUpVisit
from kraftsamling.improvement.statuses import ActivityState, VisitKind
from tests.improvement.conftest import NOON, REGION, Made, fresh
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
DAVIDS = fixed("samordnaren")


def planned(made: Made, *, days: int = 0, **about: Any) -> FollowUpVisit:
    return services.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=NOON.date() + timedelta(days=days),
        **({"visitor_id": DAVIDS} | about),
    )


def board(made: Made, *, days: int = 0) -> FollowUpVisit:
    return planned(made, days=days, kind=VisitKind.BOARD, visitor_id=None)


def visit_data(**changes: Any) -> dict[str, Any]:
    return {"idempotency_key": str(uuid4()), "on": "2026-04-01", **changes}


@pytest.mark.parametrize("kind", ["PEER", "COUNTY", "COUNTY_BOARD", "NATIONAL", "OTHER"])
def test_any_party_may_visit(made: Made, logged_in: LogIn, kind: str) -> None:
    answer = logged_in("Greta").post(
        f"/planer/{made.plan.pk}/besok/nytt/", visit_data(kind=kind, visitor_words="De som kommer")
    )

    assert answer.status_code == 302
    assert FollowUpVisit.rows.get().kind == kind


def test_the_own_board_needs_no_visitor_and_only_the_owner_has_one(
    made: Made, logged_in: LogIn
) -> None:
    address = f"/planer/{made.plan.pk}/besok/nytt/"

    with_visitors = logged_in("Greta").post(address, visit_data(kind="BOARD", visitor_words="Vi"))
    alone = logged_in("Greta").post(address, visit_data(kind="BOARD"))
    others = logged_in("David").post(address, visit_data(kind="BOARD", visitor_id=str(DAVIDS)))

    assert (with_visitors.status_code, alone.status_code, others.status_code) == (422, 302, 422)
    assert FollowUpVisit.rows.get().visitor_id is None


def test_without_a_visitor_the_page_counts_from_the_board(made: Made, logged_in: LogIn) -> None:
    services.hold_visit(visit=board(made), by=made.by, at=NOON)
    services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.DONE)

    text = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()

    assert "Sedan nämnden möttes den 2 mars" in text
    assert ">Sedan förra nämnden</a>" in text
    assert "<strong>en av två aktiviteter blivit klar</strong>" in text
    assert "Aktiviteter klara sedan dess: en." in text


def test_a_visit_goes_before_a_later_board_and_one_may_choose(made: Made, logged_in: LogIn) -> None:
    services.hold_visit(visit=planned(made), by=made.by, at=NOON)
    services.hold_visit(visit=board(made, days=1), by=made.by, at=NOON + timedelta(days=1))
    page = f"/planer/{made.plan.pk}/"

    by_itself = logged_in("Bodil").get(page).content.decode()
    chosen = logged_in("Bodil").get(f"{page}?sedan=2").content.decode()
    nonsense = logged_in("Bodil").get(f"{page}?sedan='; --").content.decode()

    assert "Sedan förra besöket den 2 mars" in by_itself
    assert "Sedan nämnden möttes den 3 mars" in chosen
    assert "Sedan förra besöket den 2 mars" in nonsense


def test_the_page_gathers_what_the_visit_needs(made: Made, logged_in: LogIn) -> None:
    first = planned(made)
    services.request_something(
        visit=first, by=made.by, at=NOON, key=uuid4(), what="Fråga barnen", owner_id=REGION
    )
    services.hold_visit(visit=first, by=made.by, at=NOON)
    services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.DONE)
    planned(made, days=30)

    text = logged_in("David").get(f"/planer/{made.plan.pk}/besok/2/").content.decode()

    assert "Aktiviteter klara sedan besök 1 den 2 mars: en." in text
    assert "Kalla barnen (Region Mellan). Ingen har sagt vad som hindrar." in text
    assert "Fråga barnen (Region Mellan)" in text


def test_a_visit_without_an_earlier_one_and_a_plan_without_goals(
    made: Made, logged_in: LogIn
) -> None:
    empty = services.create_plan(
        by=made.by,
        at=NOON,
        key=uuid4(),
        space_id=made.plan.space_id,
        name="Tom",
        starts_on=date(2024, 2, 29),
    )
    visit = services.plan_visit(
        plan=empty, by=made.by, at=NOON, key=uuid4(), on=date(2024, 2, 29), visitor_words="Alla"
    )
    greta, page = logged_in("Greta"), f"/planer/{empty.pk}/"

    assert greta.get(f"{page}besok/1/").status_code == 200
    assert greta.post(f"/planer/besok/{visit.pk}/hall/").status_code == 302
    assert "Planen hade inga mål vid besöket." in greta.get(f"{page}besok/1/").content.decode()
    for paper in ("hela.pdf", "besok/1/anteckningar.pdf"):
        assert len(PdfReader(BytesIO(greta.get(page + paper).content)).pages) == 1
    assert "29 februari 2024" in greta.get(page).content.decode()


def test_the_agenda_is_proposed_and_may_be_written(made: Made, logged_in: LogIn) -> None:
    visit = planned(made)
    david, address = logged_in("David"), f"/planer/besok/{visit.pk}/dagordning/"
    proposed = david.get(address).content.decode()

    david.post(address, {"version": 1, "agenda": "9.05 Kaffe\nBarn är med\n\nkl. 11:30 Hem"})

    page = logged_in("Cecilia").get(f"/planer/{made.plan.pk}/besok/1/").content.decode()
    assert "1. Barn är med" in proposed
    assert '<time datetime="09:05">9.05</time><span>Kaffe' in page
    assert '<time datetime="11:30">11.30</time><span>Hem' in page
    assert logged_in("Cecilia").post(address, {"version": 2}).status_code == 404


def test_a_stale_agenda_shows_both(made: Made, logged_in: LogIn) -> None:
    visit = planned(made)
    address = f"/planer/besok/{visit.pk}/dagordning/"
    logged_in("David").post(address, {"version": 1, "agenda": "Davids punkt"})

    answer = logged_in("Greta").post(address, {"version": 1, "agenda": "Gretas punkt"})

    assert answer.status_code == 409
    assert "Davids punkt" in answer.content.decode()
    assert "Gretas punkt" in answer.content.decode()
    assert fresh(visit).agenda == "Davids punkt"


def test_the_agenda_of_a_held_visit_is_frozen(made: Made, logged_in: LogIn) -> None:
    visit = planned(made)
    services.hold_visit(visit=visit, by=made.by, at=NOON)

    answer = logged_in("Greta").post(
        f"/planer/besok/{visit.pk}/dagordning/", {"version": 2, "agenda": "Ny"}, follow=True
    )

    assert fresh(visit).agenda == ""
    assert "Besöket är genomfört." in answer.content.decode()


def test_the_minutes_say_who_said_what(made: Made, logged_in: LogIn) -> None:
    visit = planned(made)
    services.write_note(
        visit=visit, area=made.area, by=made.by, at=NOON,
        thread=uuid4(), page=uuid4(), seen=0, text="Det går framåt.\n#set page(width: 1pt)",
    )  # fmt: skip
    services.hold_visit(visit=visit, by=made.by, at=NOON)

    answer = logged_in("Cecilia").get(f"/planer/{made.plan.pk}/besok/1/anteckningar.pdf")

    paper = PdfReader(BytesIO(answer.content))
    text = "".join(page.extract_text() for page in paper.pages)
    assert "Det går framåt." in text
    assert "#set page(width: 1pt)" in text
    assert "Greta, Granby kommun" in text
    for name in ("Elin", "Astrid"):
        expected = 404 if name == "Elin" else 200
        there = logged_in(name).get(f"/planer/{made.plan.pk}/besok/1/anteckningar.pdf")
        assert there.status_code == expected, name


def test_the_picture_has_one_row_for_each_goal(made: Made) -> None:
    visit = board(made)

    for _ in range(2):
        services.hold_visit(visit=visit, by=made.by, at=NOON)

    assert len(selectors.snapshot_of(visit)) == 1
