"""Roles take two people, and an account is not the next authority's to change: the ways around that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.common.clock import today
from kraftsamling.organisations.models import Deputy, Membership, StaffIdentity, User
from tests.support import world
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
NEW_DEPUTY = "/installningar/stallforetradare/ny/"
NEW_PERSON = "/installningar/konton/ny/"


def manager(role: str) -> Client:
    return client_of_membership(newcomer("Tora", role, unit="Barn och unga"))


def deputies() -> list[Deputy]:
    with as_owner():
        return list(Deputy.rows.select_related("user"))


@pytest.mark.parametrize("role", ["org_admin", "unit_manager", "dept_manager"])
def test_nobody_takes_another_persons_role_by_being_the_deputy(role: str) -> None:
    client = manager(role)
    wanted = {
        "membership": str(membership_named("Bodil").pk),
        "user": str(membership_named("Tora").user_id),
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=30)).isoformat(),
    }

    answer = client.post(NEW_DEPUTY, wanted)

    assert answer.status_code == 422
    assert "Du kan inte utse dig själv" in answer.content.decode()
    assert deputies() == []


def test_nor_by_a_second_account_of_the_same_human() -> None:
    client = manager("org_admin")
    other = newcomer("Tora Två", "editor")
    with as_owner():
        User.objects.filter(name__startswith="Tora").update(human_index="one and the same")
    wanted = {
        "membership": str(membership_named("Bodil").pk),
        "user": str(other.user_id),
        "starts_on": today().isoformat(),
        "ends_on": today().isoformat(),
    }

    assert client.post(NEW_DEPUTY, wanted).status_code == 422
    assert deputies() == []


def also_at(slug: str, user: User) -> Membership:
    """Another authority has given somebody a role as well."""
    with as_owner():
        return Membership.rows.create(
            user=user,
            authority_id=fixed(slug),
            unit_id=fixed(f"{slug} Utredning 1"),
            role="caseworker",
            starts_on=world.BEGAN,
        )


def test_one_authority_does_not_open_what_another_has_closed() -> None:
    astrid = membership_named("Astrid").user
    theirs = also_at("sydby", astrid)
    with as_owner():
        User.objects.filter(pk=astrid.pk).update(is_active=False)
    client = client_of_membership(newcomer("Sune", "org_admin", slug="sydby"))

    answer = client.post(f"/installningar/konton/{theirs.pk}/oppna/", follow=True)

    assert "också för en annan myndighet" in answer.content.decode()
    assert not User.objects.get(pk=astrid.pk).is_active


def person(**changes: Any) -> dict[str, str]:
    return {
        "name": "Astrid",
        "email": membership_named("Astrid").user.email,
        "role": "caseworker",
        "unit": str(fixed("sydby Utredning 1")),
        "starts_on": today().isoformat(),
        "number": "19811218-9876",
        "idempotency_key": str(uuid4()),
        **changes,
    }


def test_one_authority_does_not_say_who_another_authoritys_colleague_is() -> None:
    client = client_of_membership(newcomer("Sune", "org_admin", slug="sydby"))

    assert client.post(NEW_PERSON, person()).status_code == 302

    assert membership_named("Astrid").user.human_index == ""
    with as_owner():
        assert not StaffIdentity.rows.exists()


def test_the_number_of_a_new_colleague_is_kept() -> None:
    """The other side of the coin."""
    client = client_of_membership(newcomer("Sune", "org_admin", slug="sydby"))

    assert client.post(NEW_PERSON, person(email="ny@sydby.example.org")).status_code == 302

    assert User.objects.get(email="ny@sydby.example.org").human_index
