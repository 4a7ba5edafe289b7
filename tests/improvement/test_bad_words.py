"""Words that would turn the line, break a header or fill the page: shown in place, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pypdf import PdfReader

from kraftsamling.improvement import services
from kraftsamling.improvement.models import ActionPlan
from kraftsamling.improvement.presenters.words import isolated
from tests.improvement.conftest import NOON, SPACE, Made, fresh

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
RLO, ISOLATE, END = "\u202e", "\u2068", "\u2069"
FIVE = "Barn först · الأطفال أولاً · ילדים קודם · Дети прежде · 儿童优先"


def test_words_from_right_to_left_are_kept_in_their_place() -> None:
    assert isolated("Barn först, 儿童优先") == "Barn först, 儿童优先"
    assert isolated(FIVE) == f"{ISOLATE}{FIVE}{END}"
    assert isolated(f"{RLO}fdp.exe") == f"{ISOLATE}{RLO}fdp.exe{END}"


@pytest.mark.parametrize("words", [FIVE, f"{RLO}tsröf nraB"])
def test_five_languages_and_a_turned_line_are_shown_isolated_everywhere(
    made: Made, logged_in: LogIn, words: str
) -> None:
    about: dict[str, Any] = {"by": made.by, "at": NOON}
    area = services.add_area(plan=made.plan, key=uuid4(), name=words, **about)
    goal = services.add_goal(area=area, key=uuid4(), sentence=words, **about)
    services.shape_with(goal=goal, key=uuid4(), words=words, **about)
    services.add_activity(
        goal=goal, key=uuid4(), owner_id=made.plan.owner_id, what=words, group=words, **about
    )
    services.ask_question(plan=made.plan, key=uuid4(), question=words, **about)
    visit = services.plan_visit(
        plan=made.plan, key=uuid4(), on=NOON.date(), visitor_words=words, place=words, **about
    )
    services.add_participant(visit=visit, key=uuid4(), who=words, organisation=words, **about)
    ActionPlan.rows.filter(pk=made.plan.pk).update(name=words, vision=words, for_whom=words)
    greta, page = logged_in("Greta"), f"/planer/{made.plan.pk}/"

    for tab in ("", "hela/", f"organisation/{made.plan.owner_id}/", "matt/", "besok/", "besok/1/"):
        text = greta.get(page + tab).content.decode()
        assert text.count(words) == text.count(f"{ISOLATE}{words}{END}") > 0, tab
    assert words in greta.get(f"/planer/mal/{goal.pk}/").content.decode()
    for paper in ("hela.pdf", "besok/1/anteckningar.pdf"):
        answer = greta.get(page + paper)
        assert "\n" not in answer.headers["Content-Disposition"]
        assert len(PdfReader(BytesIO(answer.content)).pages) >= 1


def test_a_long_text_turns_by_its_own_direction(made: Made, logged_in: LogIn) -> None:
    visit = services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=NOON.date(), visitor_words="Alla"
    )
    services.write_note(
        visit=visit, area=made.area, by=made.by, at=NOON,
        thread=uuid4(), page=uuid4(), seen=0, text=FIVE,
    )  # fmt: skip

    text = logged_in("Greta").get(f"/planer/{made.plan.pk}/besok/1/").content.decode()

    assert f'<div dir="auto"><p>{FIVE}' in text


@pytest.mark.parametrize("field", ["name", "for_whom", "vision"])
def test_line_breaks_never_reach_a_header(made: Made, logged_in: LogIn, field: str) -> None:
    data = {"version": 1, "name": "Plan", "starts_on": "2026-01-01"}

    answer = logged_in("Greta").post(
        f"/planer/{made.plan.pk}/andra/", {**data, field: "Plan\r\nBcc: alla@example.org"}
    )

    assert answer.status_code == 302
    assert getattr(fresh(made.plan), field) == "Plan Bcc: alla@example.org"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/planer/mal/{goal}/aktivitet/ny/", "what"),
        ("/planer/{plan}/fraga/ny/", "question"),
        ("/planer/mal/{goal}/varde/nytt/", "figure"),
        ("/planer/{plan}/omrade/nytt/", "name"),
    ],
)
@pytest.mark.parametrize("bad", ["å" * 100_000, "a\0b"], ids=["huge", "nul"])
def test_too_much_and_what_cannot_be_stored_is_refused_in_words(
    made: Made, logged_in: LogIn, address: str, field: str, bad: str
) -> None:
    answer = logged_in("Greta").post(
        address.format(goal=made.goal.pk, plan=made.plan.pk),
        {"idempotency_key": str(uuid4()), field: bad},
    )

    assert answer.status_code == 422
    assert "Fel:" in answer.content.decode()


def test_the_longest_words_of_a_big_plan_still_have_one_page(made: Made, logged_in: LogIn) -> None:
    """Thirty areas, and the longest words that the forms take."""
    plan = services.create_plan(
        by=made.by, at=NOON, key=uuid4(), space_id=SPACE, name="N" * 120,
        vision="Vision " * 42, for_whom="för " * 50, starts_on=NOON.date(),
    )  # fmt: skip
    for number in range(30):
        area = services.add_area(
            plan=plan, by=made.by, at=NOON, key=uuid4(), name=f"Område {number} " + "ord " * 25
        )
        for _ in range(3):
            services.add_goal(area=area, by=made.by, at=NOON, key=uuid4(), sentence="Mening " * 40)

    answer = logged_in("Cecilia").get(f"/planer/{plan.pk}/hela.pdf")

    (page,) = PdfReader(BytesIO(answer.content)).pages
    assert page.mediabox.width > page.mediabox.height
    text = " ".join(page.extract_text().split())
    assert "16 områden får inte plats här." in text
    assert "Område 13" in text
