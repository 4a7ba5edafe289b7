"""What was added by mistake goes, and comes back with Undo. What a visit has seen stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import FollowUpVisit, VisitParticipant
from kraftsamling.improvement.today import activities
from tests.improvement.conftest import GRANBY, NOON, REGION, Made, fresh
from tests.support.people import newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.fixture
def visit(made: Made) -> FollowUpVisit:
    return services.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=NOON.date(),
        visitor_id=fixed("samordnaren"),
    )


def undo_in(answer: Any) -> str:
    """The address of the Undo button."""
    found = re.search(r'action="([^"]+/ater/)"', answer.content.decode())
    assert found, answer.content.decode()[:2000]
    return found[1]


def empty_area(made: Made) -> Any:
    return services.add_area(plan=made.plan, by=made.by, at=NOON, key=uuid4(), name="Fel område")


def empty_goal(made: Made) -> Any:
    return services.add_goal(area=made.area, by=made.by, at=NOON, key=uuid4(), sentence="Fel mål.")


def new_activity(made: Made) -> Any:
    return services.add_activity(
        goal=made.goal, by=made.by, at=NOON, key=uuid4(), owner_id=GRANBY, what="Fel aktivitet"
    )


KINDS = {"omrade": empty_area, "mal": empty_goal, "aktivitet": new_activity}


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_and_comes_back(made: Made, logged_in: LogIn, kind: str) -> None:
    row, client = KINDS[kind](made), logged_in("Greta")
    words = {"omrade": "Fel område", "mal": "Fel mål.", "aktivitet": "Fel aktivitet"}[kind]
    whole = f"/planer/{made.plan.pk}/hela/"

    answer = client.post(f"/planer/{kind}/{row.pk}/ta-bort/", follow=True)
    without = client.get(whole).content.decode()
    back = client.post(undo_in(answer), follow=True)

    assert words not in without
    assert "Tillbaka igen." in back.content.decode()
    assert words in client.get(whole).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_row_is_not_there_for_anything_else(
    made: Made, logged_in: LogIn, kind: str
) -> None:
    row, client = KINDS[kind](made), logged_in("Greta")
    client.post(f"/planer/{kind}/{row.pk}/ta-bort/")

    assert client.get(f"/planer/{kind}/{row.pk}/").status_code == 404
    assert client.post(f"/planer/{kind}/{row.pk}/ta-bort/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_others_neither_remove_nor_put_back(made: Made, logged_in: LogIn, kind: str) -> None:
    row = KINDS[kind](made)
    newcomer("Rolf", "dev_lead", slug="region")

    for name in ("Elin", "Rolf", "David"):
        answer = logged_in(name).post(f"/planer/{kind}/{row.pk}/ta-bort/")
        assert answer.status_code in (403, 404), name
    assert fresh(row).removed_at is None
    logged_in("Greta").post(f"/planer/{kind}/{row.pk}/ta-bort/")
    for name in ("Elin", "Rolf", "David"):
        assert logged_in(name).post(f"/planer/{kind}/{row.pk}/ater/").status_code == 404, name
    assert fresh(row).removed_at is not None


def test_a_goal_that_a_visit_has_seen_is_reconsidered_instead(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    goal = empty_goal(made)
    services.hold_visit(visit=visit, by=made.by, at=NOON)

    answer = logged_in("Greta").post(f"/planer/mal/{goal.pk}/ta-bort/", follow=True)

    assert "Ompröva det i stället" in answer.content.decode()
    assert fresh(goal).removed_at is None


def test_an_activity_that_a_visit_has_counted_is_cancelled_instead(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    services.hold_visit(visit=visit, by=made.by, at=NOON)
    later = services.add_activity(
        goal=made.goal,
        by=made.by,
        at=NOON + timedelta(minutes=1),
        key=uuid4(),
        owner_id=GRANBY,
        what="Ny efter besöket",
    )
    client = logged_in("Greta")

    answer = client.post(f"/planer/aktivitet/{made.own.pk}/ta-bort/", follow=True)
    client.post(f"/planer/aktivitet/{later.pk}/ta-bort/")

    assert "Avbryt den i stället" in answer.content.decode()
    assert fresh(made.own).removed_at is None
    assert fresh(later).removed_at is not None


def test_an_area_with_goals_and_a_goal_with_others_activities_stay(
    made: Made, logged_in: LogIn
) -> None:
    client = logged_in("Greta")

    area = client.post(f"/planer/omrade/{made.area.pk}/ta-bort/", follow=True)
    goal = client.post(f"/planer/mal/{made.goal.pk}/ta-bort/", follow=True)

    assert "Området har mål." in area.content.decode()
    assert "Andra organisationer har aktiviteter under målet." in goal.content.decode()
    assert fresh(made.area).removed_at is None
    assert fresh(made.goal).removed_at is None


def test_each_organisation_removes_its_own_activity(made: Made, logged_in: LogIn) -> None:
    cecilia = logged_in("Cecilia")

    assert cecilia.post(f"/planer/aktivitet/{made.own.pk}/ta-bort/").status_code == 403
    answer = cecilia.post(f"/planer/aktivitet/{made.of_region.pk}/ta-bort/", follow=True)

    assert "Aktiviteten är borttagen." in answer.content.decode()
    assert fresh(made.of_region).removed_at is not None


def test_what_is_removed_is_nobodys_work(made: Made, logged_in: LogIn, cecilia: Any) -> None:
    assert activities(cecilia, NOON)

    logged_in("Cecilia").post(f"/planer/aktivitet/{made.of_region.pk}/ta-bort/")

    assert activities(cecilia, NOON) == []


def test_a_participant_goes_unless_they_came(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    about: dict[str, Any] = {"visit": visit, "by": made.by, "at": NOON, "organisation": "Skolan"}
    wrong = services.add_participant(key=uuid4(), who="Fel person", **about)
    came = services.add_participant(key=uuid4(), who="Rektor", **about)
    services.set_present(visit=visit, by=made.by, at=NOON, present=frozenset({came.pk}))
    david, page = logged_in("David"), f"/planer/besok/{visit.pk}/deltagare"

    answer = david.post(f"{page}/{wrong.pk}/ta-bort/", follow=True)
    kept = david.post(f"{page}/{came.pk}/ta-bort/", follow=True)

    assert [p.who for p in selectors.participants_of(visit)] == ["Rektor"]
    assert "Deltagaren var med." in kept.content.decode()
    david.post(undo_in(answer))
    assert len(selectors.participants_of(visit)) == 2


def test_a_request_goes_until_it_is_answered(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    asked = services.request_something(
        visit=visit, by=made.by, at=NOON, key=uuid4(), what="Kalla alla", owner_id=REGION
    )
    david, address = logged_in("David"), f"/planer/besok/{visit.pk}/onskemal/{asked.pk}/"
    answer = david.post(f"{address}ta-bort/", follow=True)
    assert selectors.requests_of(visit) == []
    assert logged_in("Cecilia").get(f"/planer/onskemal/{asked.pk}/").status_code == 404
    david.post(undo_in(answer))
    logged_in("Cecilia").post(
        f"/planer/onskemal/{asked.pk}/", {"state": "DONE", "version": 1, "answer": "Klart"}
    )

    kept = david.post(f"{address}ta-bort/", follow=True)

    assert "Önskemålet är besvarat" in kept.content.decode()
    assert [each.pk for each in selectors.requests_of(visit)] == [asked.pk]


@pytest.mark.parametrize("kind", ["deltagare", "onskemal", "anteckning", "allt"])
def test_a_row_of_another_visit_is_not_there(
    made: Made, visit: FollowUpVisit, logged_in: LogIn, kind: str
) -> None:
    other = services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=date(2026, 5, 1), visitor_words="B"
    )
    person = services.add_participant(
        visit=other, by=made.by, at=NOON, key=uuid4(), who="Rektor", organisation="Skolan"
    )

    answer = logged_in("Greta").post(f"/planer/besok/{visit.pk}/{kind}/{person.pk}/ta-bort/")

    assert answer.status_code == 404
    assert VisitParticipant.rows.get(pk=person.pk).removed_at is None


def test_a_question_goes_until_somebody_takes_it(made: Made, logged_in: LogIn) -> None:
    question = services.ask_question(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), question="Vem betalar?"
    )
    greta, address = logged_in("Greta"), f"/planer/{made.plan.pk}/fraga/{question.pk}/"
    assert logged_in("Cecilia").post(f"{address}ta-bort/").status_code == 404

    answer = greta.post(f"{address}ta-bort/", follow=True)
    assert selectors.questions_of(made.plan) == []
    greta.post(undo_in(answer))
    services.take_question(
        question=fresh(question), by=made.by, at=NOON, what="Vi", due_on=NOON.date()
    )
    greta.post(f"{address}ta-bort/")

    assert [each.pk for each in selectors.questions_of(made.plan)] == [question.pk]


def test_who_shaped_a_goal_can_be_taken_away(made: Made, logged_in: LogIn) -> None:
    line = services.shape_with(
        goal=made.goal, by=made.by, at=NOON, key=uuid4(), words="fel brukarråd"
    )
    greta, plan = logged_in("Greta"), f"/planer/{made.plan.pk}/"
    assert "fel brukarråd" in greta.get(plan).content.decode()

    answer = greta.post(f"/planer/mal/{made.goal.pk}/samskapat/{line.pk}/ta-bort/", follow=True)

    assert "fel brukarråd" not in greta.get(plan).content.decode()
    greta.post(undo_in(answer))
    assert "fel brukarråd" in greta.get(plan).content.decode()
