"""Ljuset i tunneln: read by a manager and a politician, tried, saved, and held against what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from kraftsamling.common import clock
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.places import fixed
from kraftsamling.improvement.models import Activity, Goal
from kraftsamling.organisations.models import Membership
from kraftsamling.workforce.models import SavedForecast
from kraftsamling.workforce.services.forecasts import save_once_a_month
from tests.support.database import as_owner
from tests.support.demo_inside import client_for, demo_inside, employ, rolled_back

TRIED = {"new": "3", "from_month": "2", "hours": "", "sick": "", "inflow": ""}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), demo_inside("ljuset"):
        yield


@pytest.fixture
def undone(demo: None) -> Iterator[None]:
    with rolled_back():
        yield


def come(key: str, role: str) -> Client:
    with as_owner():
        return client_for(Membership.rows.get(pk=fixed(f"membership {key} {role}")))


@pytest.fixture
def karin(undone: None) -> Client:
    return come("karin", "unit_manager")


@pytest.fixture
def per(undone: None) -> Client:
    return come("per", "board_member")


@pytest.fixture
def elin(undone: None) -> Client:
    return come("elin", "unit_manager")


def text(response: Any) -> str:
    """What stands in the main part, on one line."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main[0]))


def saved(**wanted: Any) -> list[SavedForecast]:
    with acting_for(fixed("lindsjo")):
        return list(SavedForecast.rows.filter(**wanted).order_by("-at"))


class TestRead:
    def test_the_manager_reads_when_the_queue_is_gone_before_any_figure(
        self, karin: Client
    ) -> None:
        page = text(karin.get("/ljuset/"))

        assert re.search(
            r"(Om inget ändras är kön borta i \w+ 20\d\d, (troligen mellan|tidigast i)"
            r"|Med dagens bemanning (växer kön|är kön troligen inte borta))",
            page,
        )
        assert re.search(r"\d+ barn väntar på en handläggare", page)
        assert "Så räknade vi" in page

    def test_the_drawing_has_words_and_a_table_that_says_the_same(self, karin: Client) -> None:
        page = karin.get("/ljuset/").content.decode()

        assert re.search(r"<desc[^>]*>Kön var \d+ i \w+ 20\d\d och är \d+ i dag\.", page)
        assert len(re.findall(r"<th scope=\"row\"", page)) >= 24

    def test_the_politician_reads_the_same_and_no_child_is_logged(self, per: Client) -> None:
        page = per.get("/ljuset/")

        assert page.status_code == 200
        assert "Kön var" in text(page)
        assert "Spara prognosen" not in text(page)
        with acting_for(fixed("lindsjo")):
            assert (
                not AccessLogEntry.rows.filter(resource="case")
                .filter(user_id=fixed("user per"))
                .exists()
            )

    def test_elin_reads_her_own_and_is_told_why_there_is_no_curve(self, elin: Client) -> None:
        page = text(elin.get("/ljuset/"))

        assert "Det är för tidigt att säga när kön är borta." in page
        assert "behöver minst" in page
        assert "Lindsjö" not in page

    @pytest.mark.parametrize("role", ["caseworker", "method_supporter", "editor"])
    def test_who_has_no_cell_is_let_in_nowhere(self, undone: None, role: str) -> None:
        somebody = client_for(employ(role, place="lindsjo", unit=None))

        assert somebody.get("/ljuset/").status_code in (403, 404)
        assert somebody.get("/namnden/").status_code in (403, 404)

    def test_a_team_leader_reads_of_the_own_unit_alone(self, undone: None) -> None:
        bodil = come("bodil", "team_lead")

        page = bodil.get("/ljuset/").content.decode()

        assert "Utredning 2" in page

    def test_it_asks_few_questions(self, per: Client) -> None:
        per.get("/ljuset/")
        with CaptureQueriesContext(connection) as asked:
            per.get("/ljuset/")

        assert len(asked) <= 30, [each["sql"][:80] for each in asked]


class TestTry:
    def test_more_workers_stand_beside_today_with_what_they_cost(self, karin: Client) -> None:
        page = text(karin.get("/ljuset/", TRIED))

        assert "3 nya medarbetare från" in page
        assert "Med det du provar" in page
        assert "2 052 000 kr mer" in page.replace("\u00a0", " ")
        assert re.search(r"\d+ av 100 beräkningar", page)

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("new", "-1"),
            ("new", "1000000000"),
            ("hours", "1e9"),
            ("sick", "101"),
            ("inflow", "-91"),
        ],
    )
    def test_an_impossible_number_gets_a_sentence_and_keeps_what_was_typed(
        self, karin: Client, field: str, typed: str
    ) -> None:
        answer = karin.get("/ljuset/", {**TRIED, field: typed})

        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.content.decode()
        assert "Rätta till" in text(answer)

    def test_nothing_is_saved_by_trying(self, karin: Client) -> None:
        before = len(saved())

        karin.get("/ljuset/", TRIED)

        assert len(saved()) == before


class TestSave:
    def test_what_was_tried_is_kept_once(self, karin: Client) -> None:
        key = str(uuid4())
        for _ in range(2):
            answer = karin.post("/ljuset/spara/", {**TRIED, "idempotency_key": key})

        assert answer.status_code == 302
        [kept] = saved(new=3)
        assert (kept.from_month, kept.by_membership) == (2, fixed("membership karin unit_manager"))
        assert len(kept.waiting) == 104

    def test_a_politician_and_elin_save_nothing_here(self, per: Client, elin: Client) -> None:
        before = len(saved())

        refused = per.post("/ljuset/spara/", {**TRIED, "idempotency_key": str(uuid4())})
        elin.post("/ljuset/spara/", {**TRIED, "idempotency_key": str(uuid4())})

        assert refused.status_code in (403, 404)
        assert len(saved()) == before

    def test_a_scenario_changed_on_the_way_is_not_saved(self, karin: Client) -> None:
        before = len(saved())

        answer = karin.post(
            "/ljuset/spara/", {**TRIED, "new": "-5", "idempotency_key": "not a key"}
        )

        assert answer.status_code == 302
        assert len(saved()) == before

    def test_what_was_said_stays_said(self, undone: None) -> None:
        [*_, first] = saved()

        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_for(fixed("lindsjo")),
        ):
            SavedForecast.rows.filter(pk=first.pk).update(growth=0)

    def test_the_night_says_it_once_a_month(self, undone: None) -> None:
        now = clock.now()
        with acting_for(fixed("lindsjo")):
            first = save_once_a_month(fixed("lindsjo"), at=now)
            again = save_once_a_month(fixed("lindsjo"), at=now)

        assert first == again
        assert first is not None
        assert first.by_membership is None

    def test_earlier_forecasts_stand_against_what_happened(self, karin: Client) -> None:
        page = text(karin.get("/ljuset/"))

        assert re.search(r"I \w+ 20\d\d trodde vi \d+, det blev \d+\.", page)
        assert re.search(
            r"\d+ av \d+ utfall ligger i det ljusa fältet, där fyra av fem ska ligga", page
        )


class TestPlan:
    def test_what_was_tried_becomes_an_activity(self, karin: Client) -> None:
        page = karin.get("/ljuset/", TRIED).content.decode()
        [way] = re.findall(r'href="(/planer/aktivitet/ny/\?what=[^"]+)"', page)
        form = karin.get(way.replace("&amp;", "&"))
        assert "3 nya medarbetare från" in form.content.decode()
        with acting_for(fixed("lindsjo")):
            goal = Goal.rows.filter(area__plan__owner_id=fixed("lindsjo"), removed_at=None)[0]

        answer = karin.post(
            way.replace("&amp;", "&"),
            {
                "what": "3 nya medarbetare från februari",
                "goal_id": str(goal.pk),
                "due_on": (clock.today() + timedelta(days=30)).isoformat(),
                "idempotency_key": str(uuid4()),
            },
        )

        assert answer.status_code == 302
        [made] = Activity.rows.filter(what="3 nya medarbetare från februari")
        assert (made.owner_id, made.goal_id) == (fixed("lindsjo"), goal.pk)

    def test_another_places_goal_is_not_offered(self, elin: Client) -> None:
        theirs = Goal.rows.filter(area__plan__owner_id=fixed("lindsjo")).values_list(
            "pk", flat=True
        )

        page = elin.get("/planer/aktivitet/ny/", follow=True).content.decode()

        assert theirs
        assert not any(str(pk) in page for pk in theirs)


class TestBoard:
    def test_five_sentences_each_with_its_why(self, per: Client) -> None:
        answer = per.get("/namnden/")
        page = text(answer)

        for heading in ("Kön", "Barnens skydd", "Vad föräldrarna säger", "Planen", "Personalen"):
            assert heading in page
        assert "3 tjänster för handläggare är lediga." in page
        assert answer.content.decode().count("<summary>Varför?</summary>") == 5

    def test_on_paper_it_is_one_page_with_the_same_words(self, per: Client) -> None:
        paper = PdfReader(BytesIO(per.get("/namnden/infor-namnden.pdf").content))

        assert len(paper.pages) == 1
        words = " ".join(paper.pages[0].extract_text().split())
        assert "3 tjänster för handläggare är lediga." in words
        assert "/StructTreeRoot" in paper.root_object

    def test_it_is_on_idag(self, per: Client) -> None:
        assert "Läs inför nämnden" in text(per.get("/idag/"))

    def test_the_manager_of_a_unit_has_no_such_page(self, karin: Client) -> None:
        assert karin.get("/namnden/").status_code in (403, 404)
