"""A plan from a skeleton, its areas and goals, and its questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.utils import IntegrityError
from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import ActionPlan, Goal, OpenQuestion, OutsideValue
from kraftsamling.improvement.skeletons import SKELETONS
from kraftsamling.improvement.statuses import GoalState
from tests.improvement.conftest import NOON, SPACE, Made, fresh
from tests.support.people import newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def plan_data(**changes: Any) -> dict[str, Any]:
    return {
        "idempotency_key": str(uuid4()),
        "name": "Ny plan",
        "starts_on": "2026-03-01",
        "space_id": str(SPACE),
        **changes,
    }


@pytest.mark.parametrize(("code", "areas"), [("five_areas", 5), ("base", 4), ("empty", 0)])
def test_a_skeleton_gives_its_areas(greta: Actor, logged_in: LogIn, code: str, areas: int) -> None:
    answer = logged_in("Greta").post(f"/planer/ny/?stomme={code}", plan_data())

    assert answer.status_code == 302
    plan = ActionPlan.rows.get(name="Ny plan")
    assert len(selectors.areas_of(plan)) == areas == len(SKELETONS[code].areas)
    assert plan.owner_id == fixed("granby")


def test_posted_twice_it_is_one_plan(greta: Actor, logged_in: LogIn) -> None:
    client, data = logged_in("Greta"), plan_data()

    for _ in range(2):
        assert client.post("/planer/ny/?stomme=five_areas", data).status_code == 302

    assert ActionPlan.rows.filter(name="Ny plan").count() == 1
    assert Goal.rows.filter(area__plan__name="Ny plan").count() == 5


@pytest.mark.parametrize(
    "space", [str(fixed("space sydby")), str(uuid4()), "'; --", ""], ids=["sydby", "none", "x", "-"]
)
def test_a_space_that_one_is_not_in_is_not_there(
    greta: Actor, logged_in: LogIn, space: str
) -> None:
    answer = logged_in("Greta").post("/planer/ny/?stomme=empty", plan_data(space_id=space))

    assert answer.status_code == 422
    assert "Ny plan" in answer.content.decode()
    assert not ActionPlan.rows.filter(name="Ny plan").exists()


@pytest.mark.parametrize("name", ["Astrid", "Cecilia", "David", "Elin"])
def test_others_do_not_make_plans(logged_in: LogIn, name: str) -> None:
    assert logged_in(name).get("/planer/ny/").status_code == 404


def test_a_last_day_before_the_first_is_told(greta: Actor, logged_in: LogIn) -> None:
    answer = logged_in("Greta").post("/planer/ny/?stomme=empty", plan_data(ends_on="2026-02-01"))

    assert answer.status_code == 422
    assert "Sista dagen ligger före den första." in answer.content.decode()


def goal_data(**changes: Any) -> dict[str, Any]:
    return {"idempotency_key": str(uuid4()), "sentence": "Kortare väntan.", **changes}


@pytest.mark.parametrize(
    "missing", ["outside_source", "outside_on", "outside_owner", "outside_figure"]
)
def test_nobody_types_a_value_without_a_source(made: Made, logged_in: LogIn, missing: str) -> None:
    whole = {
        "outside_figure": "41 dagar",
        "outside_source": "Väntetider",
        "outside_on": "2026-02-01",
        "outside_owner": "Helena",
    }
    client, address = logged_in("Greta"), f"/planer/omrade/{made.area.pk}/mal/nytt/"

    refused = client.post(address, goal_data(**{**whole, missing: ""}))
    taken = client.post(address, goal_data(**whole))

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert Goal.rows.filter(sentence="Kortare väntan.").count() == 1


def test_the_database_refuses_a_value_without_a_source_too(made: Made) -> None:
    with pytest.raises(IntegrityError, match="outside_value_says_what_where_and_whose"):
        OutsideValue.rows.create(
            space_id=SPACE, goal=made.goal, figure="41 dagar", source="", on=NOON, owner_words="H"
        )


def test_a_figure_that_the_catalogue_lacks_is_refused(made: Made, logged_in: LogIn) -> None:
    answer = logged_in("Greta").post(
        f"/planer/omrade/{made.area.pk}/mal/nytt/", goal_data(indicator_code="made.up")
    )

    assert answer.status_code == 422


def test_not_reached_says_because_of_what(made: Made, logged_in: LogIn) -> None:
    client, address = logged_in("Greta"), f"/planer/mal/{made.goal.pk}/lage/"

    assert client.post(address, {"state": "NOT_REACHED", "version": 1}).status_code == 422
    said = {"state": "NOT_REACHED", "version": 1, "state_reason": "Företagen hann före."}
    assert client.post(address, said).status_code == 302

    assert fresh(made.goal).state == GoalState.NOT_REACHED
    assert "Företagen hann före." in client.get(f"/planer/{made.plan.pk}/").content.decode()


def owners_pages(made: Made) -> list[str]:
    return [
        f"/planer/mal/{made.goal.pk}/",
        f"/planer/mal/{made.goal.pk}/lage/",
        f"/planer/omrade/{made.area.pk}/",
        f"/planer/{made.plan.pk}/andra/",
        f"/planer/{made.plan.pk}/tidslinje/",
    ]


@pytest.mark.parametrize("name", ["Cecilia", "Bodil", "Elin"])
def test_for_other_roles_the_owners_pages_are_not_there(
    made: Made, logged_in: LogIn, name: str
) -> None:
    client = logged_in(name)

    for address in owners_pages(made):
        assert client.post(address, {"version": 1}).status_code == 404, address


@pytest.mark.parametrize(("slug", "status"), [("region", 403), ("sydby", 404)])
def test_another_authoritys_development_lead_changes_nothing(
    made: Made, logged_in: LogIn, slug: str, status: int
) -> None:
    newcomer("Rolf", "dev_lead", slug=slug)
    client = logged_in("Rolf")

    for address in owners_pages(made):
        assert client.post(address, {"version": 1}).status_code == status, address


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//ond.example", "data:text/html,x"])
def test_a_link_that_a_browser_would_run_is_refused(made: Made, logged_in: LogIn, url: str) -> None:
    answer = logged_in("Greta").post(
        f"/planer/mal/{made.goal.pk}/samskapat/",
        {"idempotency_key": str(uuid4()), "words": "brukarrådet", "url": url},
    )

    assert answer.status_code == 422


def ask(made: Made) -> OpenQuestion:
    return services.ask_question(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), question="Vem betalar?"
    )


def test_a_question_stays_until_somebody_takes_it_and_only_one_does(
    made: Made, logged_in: LogIn
) -> None:
    question = ask(made)
    address = f"/planer/fraga/{question.pk}/ta/"

    assert logged_in("Elin").post(address).status_code == 404
    assert fresh(question).taken_by is None
    sent = {"what": "Vi räknar på det", "due_on": "2090-01-31", "goal_id": str(made.goal.pk)}
    assert logged_in("Cecilia").post(address, sent).status_code == 302
    answer = logged_in("Greta").post(address, sent, follow=True)

    taken = fresh(question)
    assert taken.taken_by_id == fixed("region")
    assert (taken.activity.what, taken.activity.owner_id) == ("Vi räknar på det", fixed("region"))
    assert taken.activity.due_on == taken.due_on == date(2090, 1, 31)
    assert "Någon annan har redan tagit frågan." in answer.content.decode()


def test_the_phases_say_where_the_plan_is(made: Made, logged_in: LogIn) -> None:
    answer = logged_in("Greta").post(
        f"/planer/{made.plan.pk}/tidslinje/",
        {
            "version": 1,
            "crisis_starts_on": "2025-09-01",
            "crisis_ends_on": "2025-12-31",
            "base_starts_on": "2026-01-01",
            "base_sentence": "Tre av fyra delar på plats.",
        },
    )

    assert answer.status_code == 302
    stretches = {each.phase: each for each in selectors.phases_of(made.plan)}
    assert stretches["CRISIS"].ends_on == date(2025, 12, 31)
    assert stretches["BASE"].sentence == "Tre av fyra delar på plats."


def test_two_who_change_the_time_line_see_both(made: Made, logged_in: LogIn) -> None:
    client, address = logged_in("Greta"), f"/planer/{made.plan.pk}/tidslinje/"
    client.post(address, {"version": 1, "base_sentence": "Den första"})

    answer = client.post(address, {"version": 1, "base_sentence": "Den andra"})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Den första" in text
    assert "Den andra" in text
    stretches = {each.phase: each for each in selectors.phases_of(made.plan)}
    assert stretches["BASE"].sentence == "Den första"


def test_a_plan_is_copied_as_it_is_worded(made: Made, logged_in: LogIn) -> None:
    services.set_goal_state(
        goal=made.goal, by=made.by, at=NOON, seen_version=1, state=GoalState.REACHED
    )

    answer = logged_in("Greta").post(f"/planer/ny/?kopia={made.plan.pk}", plan_data())

    assert answer.status_code == 302
    (copied,) = selectors.goals_of(ActionPlan.rows.get(name="Ny plan"))
    assert (copied.sentence, copied.indicator_code) == (
        made.goal.sentence, "participation.q_propose",
    )  # fmt: skip
    assert copied.state == GoalState.OPEN
    assert not copied.activities.exists()


@pytest.mark.parametrize("wanted", ["unseen", "00000000-0000-4000-8000-000000000000", "x"])
def test_a_plan_that_one_may_not_read_cannot_be_copied(
    made: Made, logged_in: LogIn, wanted: str
) -> None:
    newcomer("Ester", "dev_lead", slug="sydby")
    wanted = str(made.plan.pk) if wanted == "unseen" else wanted

    answer = logged_in("Ester").get(f"/planer/ny/?kopia={wanted}")

    assert made.plan.name not in answer.content.decode()
    assert answer.status_code == (200 if wanted == "x" else 404)


def test_ids_of_an_idempotent_act_depend_on_the_parent(made: Made) -> None:
    """The same key below another plan is another row: nobody can point at somebody else's row."""
    key: UUID = uuid4()
    other = services.create_plan(
        by=made.by, at=NOON, key=uuid4(), space_id=SPACE, name="Annan", starts_on=NOON.date()
    )

    areas = {
        services.add_area(plan=plan, by=made.by, at=NOON, key=key, name="Samma").pk
        for plan in (made.plan, other)
    }

    assert len(areas) == 2
