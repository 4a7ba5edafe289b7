"""The plan's pages: for every member of the space, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.improvement import services
from tests.improvement.conftest import GRANBY, NOON, REGION, SPACE, SYDBY, Made

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def pages(made: Made) -> list[str]:
    plan = f"/planer/{made.plan.pk}/"
    return [plan, f"{plan}hela/", f"{plan}organisation/{REGION}/", f"{plan}matt/", f"{plan}besok/"]


@pytest.mark.parametrize("name", ["Bodil", "Cecilia", "David"])
def test_every_member_of_the_space_reads_every_tab(made: Made, logged_in: LogIn, name: str) -> None:
    client = logged_in(name)

    for address in pages(made):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert made.plan.name in answer.content.decode()


def test_elin_gets_the_same_404_as_for_a_plan_that_is_not_there(
    made: Made, logged_in: LogIn
) -> None:
    client = logged_in("Elin")

    for address in [*pages(made), f"/planer/{uuid4()}/"]:
        assert client.get(address).status_code == 404, address
    assert made.plan.name not in client.get("/planer/").content.decode()


def test_an_organisation_outside_the_space_has_no_page_in_the_plan(
    made: Made, logged_in: LogIn
) -> None:
    assert (
        logged_in("Bodil").get(f"/planer/{made.plan.pk}/organisation/{SYDBY}/").status_code == 404
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_plan_without_anything_gives_useful_pages(
    made: Made, logged_in: LogIn, prefix: str
) -> None:
    empty = services.create_plan(
        by=made.by, at=NOON, key=uuid4(), space_id=SPACE, name="Tom", starts_on=NOON.date()
    )
    client = logged_in("Greta")

    for tab in ("", "hela/", f"organisation/{GRANBY}/", "matt/", "besok/"):
        answer = client.get(f"{prefix}/planer/{empty.pk}/{tab}")
        assert answer.status_code == 200
        assert "tomt" in answer.content.decode(), tab
