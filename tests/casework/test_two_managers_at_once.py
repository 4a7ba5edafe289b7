"""Two managers accept the same proposal at the same moment, each on a connection of her own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kraftsamling.casework.models import AllocationLine, AllocationRun, Assignment
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership
from tests.support.database import as_owner
from tests.support.demo_inside import client_for, demo_inside

PAGE = "/arenden/fordelning/"
LINDSJO = fixed("lindsjo")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the demo of its own, in which everything is really stored."""
    with django_db_blocker.unblock(), demo_inside(f"two_{os.getpid()}"):
        yield


def managers() -> list[Client]:
    """Karin, and another manager of the same unit."""
    with as_owner():
        karin = Membership.rows.get(pk=fixed("membership karin unit_manager"))
        other = Membership.rows.get(pk=fixed("membership annika unit_manager"))
        second = Membership.rows.create(
            user=other.user, authority_id=LINDSJO, unit=karin.unit, role=karin.role,
            starts_on=clock.today(),
        )  # fmt: skip
    return [client_for(karin), client_for(second)]


def test_one_wins_and_the_other_is_told_in_a_sentence(committed: None) -> None:
    clients = managers()
    clients[0].get(PAGE)
    with acting_for(LINDSJO):
        run = AllocationRun.rows.order_by("-asked_at")[0]
        proposed = set(
            AllocationLine.rows.filter(run=run, to__isnull=False).values_list("case_id", flat=True)
        )
        before = Assignment.rows.filter(role="MAIN").count()
    both = Barrier(2)

    def accept(client: Client) -> str:
        both.wait(timeout=60)
        try:
            answer = client.post(f"{PAGE}{run.pk}/godkann/", follow=True)
            assert answer.status_code == 200
            return str(answer.content.decode())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as at_once:
        pages = list(at_once.map(accept, clients))

    with acting_for(LINDSJO):
        lines = AllocationLine.rows.filter(run=run, state="ACCEPTED")
        assert set(lines.values_list("case_id", flat=True)) == proposed
        assert len(set(lines.values_list("given_by_id", flat=True))) == 1
        assert Assignment.rows.filter(role="MAIN").count() == before + len(proposed)
    told = ["hann före dig. Så här ser det ut nu." in each for each in pages]
    assert sorted(told) == [False, True]
