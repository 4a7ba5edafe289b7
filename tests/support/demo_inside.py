"""Today's demo inside the test process: its rows as owner, its pages as app, every request rolled back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.login import DEMO_FACTOR
from kraftsamling.organisations.models import Membership, User
from kraftsamling.organisations.selectors import HAT_IN_SESSION
from tests.support import template
from tests.support.database import as_owner, stay_owner, switch_to_app
from tests.support.server import build_demo, day_stamp


@contextmanager
def demo_inside(purpose: str) -> Iterator[None]:
    """Django uses a fresh copy of today's demo, as app."""
    stay_owner()
    made = template.ensure(f"demo{day_stamp()}", build_demo)
    with template.clone(made, f"{purpose}_{os.getpid()}") as name, template.django_uses(name):
        switch_to_app()
        yield
        stay_owner()
    switch_to_app()


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def employ(role: str, *, place: str, unit: str | None) -> Membership:
    """A stranger with a role at a place; without a unit name, in its top unit."""
    from kraftsamling.organisations.models import Unit

    with as_owner():
        units = Unit.rows.of_authority(fixed(place))
        where = units.get(name=unit) if unit else units.get(parent=None)
        user = User.objects.create(
            email=f"{uuid4()}@example.org", name=f"Prov {role}", password="!"
        )
        return Membership.rows.create(
            user=user,
            authority_id=fixed(place),
            unit=where,
            role=role,
            starts_on=datetime(2020, 1, 1, tzinfo=UTC).date(),
        )


def client_for(membership: Membership) -> Client:
    """Logged in with two factors, the second given just now."""
    client = Client(raise_request_exception=False)
    client.force_login(membership.user)
    session = client.session
    session[HAT_IN_SESSION] = f"m:{membership.pk}"
    session[DEMO_FACTOR] = datetime.now(tz=UTC).timestamp()  # noqa: TID251 - the session's own clock
    session.save()
    return client


def ask(client: Client, path: str) -> HttpResponseBase:
    """GET, or POST where only that is answered."""
    response = client.get(path)
    return client.post(path, {}) if response.status_code == 405 else response


def a_row_of(resource: str, model: Any) -> UUID | str:
    """The id of a row that belongs to Lindsjö, or to the space of its plan."""
    from kraftsamling.demo.world.places import PLAN_SPACE
    from tests.support import rows

    with as_owner():
        if resource in rows.MAKE:
            return rows.MAKE[resource]()
        found = model._base_manager.all()
        names = {field.name for field in model._meta.get_fields()}
        if "authority" in names:
            found = found.filter(authority_id=fixed("lindsjo"))
        elif "space" in names:
            found = found.filter(space_id=fixed(PLAN_SPACE))
        row = found.order_by("pk").first()
        assert row is not None, f"The demo has no {resource}: give tests/support/rows.py one"
        assert connection.vendor == "postgresql"
        return row.pk  # type: ignore[no-any-return]
