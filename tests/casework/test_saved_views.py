"""The list of cases: what it shows in words, and views that one keeps under a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kraftsamling.casework.models import Case, SavedView
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, UNIT
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def words(client: Client, path: str) -> str:
    text = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def keep(client: Client, name: str = "Mina utredningar", query: str = "vy=mina") -> SavedView:
    answer = client.post(
        "/arenden/vyer/ny/", {"name": name, "query": query, "idempotency_key": str(uuid4())}
    )
    assert answer.status_code == 302, answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    return SavedView.rows.get(name=name)


def test_the_filters_are_told_in_words_above_the_list(case: Case, logged_in: LogIn) -> None:
    bodil = logged_in("Bodil")

    assert "Visar 1 öppet ärende i Utredning 1" in words(
        bodil, f"/arenden/?vy=gruppens&enhet={UNIT}&slag=CHILD"
    )
    assert "bara barn" in words(bodil, f"/arenden/?vy=gruppens&enhet={UNIT}&slag=CHILD")
    assert "de vars tid går ut inom 7 dagar" in words(bodil, "/arenden/?vy=snart")
    assert "i skedet Utredning" in words(bodil, "/arenden/?vy=gruppens&skede=INVESTIGATION")


def test_a_choice_is_kept_under_a_name_and_opens_as_it_was(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")

    view = keep(astrid, query=f"vy=mina&enhet={UNIT}&skede=RECEIVED&okant=1&efter=x")

    assert view.query == f"vy=mina&enhet={UNIT}&skede=RECEIVED"
    page = astrid.get(f"/arenden/?vy=sparad-{view.pk}").content.decode()
    assert "Mina utredningar" in page
    assert "i skedet Orosanmälan" in page


def test_it_is_renamed_removed_and_put_back(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    view = keep(astrid)

    astrid.post(f"/arenden/vyer/{view.pk}/", {"name": "Annat namn"})
    assert "Annat namn" in words(astrid, "/arenden/")
    answer = astrid.post(f"/arenden/vyer/{view.pk}/ta-bort/", follow=True)
    assert f"/arenden/vyer/{view.pk}/ater/" in answer.content.decode()
    assert f"sparad-{view.pk}" not in astrid.get("/arenden/").content.decode()
    astrid.post(f"/arenden/vyer/{view.pk}/ater/")

    assert f"sparad-{view.pk}" in astrid.get("/arenden/").content.decode()


def test_a_name_is_used_once_and_twelve_views_are_enough(case: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    keep(astrid)

    again = astrid.post(
        "/arenden/vyer/ny/",
        {"name": "MINA utredningar", "query": "", "idempotency_key": str(uuid4())},
    )
    for number in range(11):
        keep(astrid, f"Vy {number}")
    one_more = astrid.post(
        "/arenden/vyer/ny/", {"name": "En till", "query": "", "idempotency_key": str(uuid4())}
    )

    assert again.status_code == 422
    assert "Du har en vy med det namnet." in again.content.decode()
    assert one_more.status_code == 422
    assert "Du har tolv vyer." in one_more.content.decode()


@pytest.mark.parametrize("who", ["Bodil", "Elin"])
def test_a_view_is_its_owners_alone(case: Case, logged_in: LogIn, who: str) -> None:
    view = keep(logged_in("Astrid"))
    other = logged_in(who)

    assert "Mina utredningar" not in other.get(f"/arenden/?vy=sparad-{view.pk}").content.decode()
    for path in (f"/arenden/vyer/{view.pk}/", f"/arenden/vyer/{view.pk}/ta-bort/"):
        assert other.post(path, {"name": "x"}).status_code == 404, path
    set_local(AUTHORITY, GRANBY)
    assert SavedView.rows.get().removed_at is None


@pytest.mark.parametrize(
    "asked", ["sparad-", "sparad-x", f"sparad-{fixed('a view that is not there')}", "'"]
)
def test_a_view_that_is_not_there_is_the_ordinary_list(
    case: Case, logged_in: LogIn, asked: str
) -> None:
    assert "E.L." in logged_in("Astrid").get("/arenden/", {"vy": asked}).content.decode()


def test_with_views_and_filters_the_page_still_asks_at_most_twelve_questions(
    case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    view = keep(astrid)
    astrid.get("/arenden/")

    with CaptureQueriesContext(connection) as asked:
        astrid.get(f"/arenden/?vy=sparad-{view.pk}")

    told = [each["sql"] for each in asked.captured_queries]
    data = [each for each in told if " FROM " in each or each.startswith("INSERT")]
    assert len(data) <= 12, "\n".join(data)


def test_whoever_has_no_list_keeps_no_view(granby: None) -> None:
    helper = client_of_membership(newcomer("Mats", "method_supporter"))

    assert helper.get("/arenden/vyer/ny/").status_code == 404
