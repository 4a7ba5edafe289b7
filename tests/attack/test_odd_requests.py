"""Odd requests at every address, as three persons: a calm answer each time, never a broken page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.confidentiality.door import Declared
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.roles import Role
from tests.confidentiality.test_urls import GUARDED, address
from tests.support.demo_inside import client_for, demo_inside, employ, rolled_back

ODD = (
    "a\0b", "\ufffd", "\u202efel", "😀" * 200, "x" * 5000, "-1", "9" * 40, "0000-00-00", "29/2",
    "9999-12-31", "//evil.example", "1e999", "NaN", "٣", "<script>", "", str(uuid4()),
    str(fixed("ekhamra")),
)  # fmt: skip
FIELDS = (
    "name", "title", "text", "unit", "enhet", "serie", "period", "fraga", "roll", "stomme", "what",
    "state", "due_on", "on", "starts_on", "ends_on", "count", "series", "idempotency_key", "version",
    "seen", "answer", "hat", "basis", "owner", "space", "present", "value", "email", "number", "role",
    "visitor", "store", "next", "kommun", "amne",
)  # fmt: skip
PERSONS = ((Role.UNIT_MANAGER, "lindsjo"), (Role.UNIT_MANAGER, "ekhamra"), (None, ""))


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), demo_inside("odd"):
        yield


@pytest.mark.parametrize(("role", "place"), PERSONS)
def test_no_address_breaks(role: Role | None, place: str, demo: None) -> None:
    chance = random.Random(f"{role}{place}")  # noqa: S311 - the same walk every time
    for path, pattern in GUARDED:
        declared: Declared = pattern.callback.declared
        with rolled_back():
            where = address(path, pattern, declared)
            client = client_for(employ(role, place=place, unit=None)) if role else Client()
            client.raise_request_exception = False
            for _ in range(4):
                odd = {field: chance.choice(ODD) for field in FIELDS}
                for method in ("get", "post"):
                    with rolled_back():
                        status = getattr(client, method)(where, odd).status_code
                    assert status < 500, (method, where, odd)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head", "trace"])
def test_no_method_breaks(method: str, demo: None) -> None:
    for path, pattern in GUARDED:
        with rolled_back():
            where = address(path, pattern, pattern.callback.declared)
            client = client_for(employ(Role.UNIT_MANAGER, place="lindsjo", unit=None))
            assert getattr(client, method)(where).status_code < 500, (method, where)


@pytest.mark.parametrize("path", ["/", "/om/", "/planer/oppna/", "/besok/", "/tre-fragor/"])
def test_head_is_answered_where_get_is(path: str, demo: None) -> None:
    """What watches over a server asks with HEAD."""
    assert Client().head(path).status_code == Client().get(path).status_code == 200


@pytest.mark.parametrize("ending", ["%00/", "%FF/", "a%00b/", "x" * 4000 + "/"])
@pytest.mark.parametrize("start", ["/inbjudan/", "/besok/", "/installningar/varden/", "/en/besok/"])
def test_an_address_that_is_not_text_is_not_there(start: str, ending: str, demo: None) -> None:
    with rolled_back():
        client = client_for(employ(Role.ORG_ADMIN, place="lindsjo", unit=None))
        assert client.get(start + ending).status_code in (400, 404)
