"""One unique string in every text field of Lindsjö's secret rows; then everybody looks everywhere.

Nobody from another authority, and no visitor, may ever see one – not on a page, not in a file, not in a
mail. Inside Lindsjö a role sees only those of the tables that the matrix lets it read.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models
from django.test import Client

from kraftsamling.confidentiality.classes import DataClass, classification_of
from kraftsamling.confidentiality.door import Declared
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.confidentiality.policy import BINDINGS
from kraftsamling.demo.world.people import PERSONAS
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    EmployeeSkill,
    Position,
    TrainingRecord,
)
from tests.confidentiality.test_urls import GUARDED, address
from tests.support.database import as_owner
from tests.support.demo_inside import ask, client_for, demo_inside, rolled_back
from tests.test_architecture import our_models

CANARY: Final = "KANARIE"
SECRET: Final = frozenset({DataClass.K2, DataClass.K3, DataClass.K4})
# Codes and words that the product itself works by, not what somebody wrote.
MACHINERY: Final = frozenset(
    {
        "code", "kind", "status", "series", "role", "length", "idempotency_key", "url", "sort_key",
        "requested_as", "requested_by_human", "content_type", "last_error", "source",
        "recipient", "identity_index", "name_key", "next_due_code", "signed_as", "form", "human",
        "source_system", "source_id", "number",
    }
)  # fmt: skip
# Inside its own authority the name of a unit stands in every table of units, and the label of a marked
# change in every chart.
KNOWN_AT_HOME: Final = frozenset({"organisations_unit", "indicators_markedchange"})
# Rows that are read as a part of what is bound: a page of competence, the programme of trainees.
READ_WITH: Final = {
    "workforce_employeeskill": "competence",
    "workforce_alternativecompetence": "competence",
    "workforce_trainingrecord": "competence",
    "workforce_trainee": "trainee_programme",
}
READING: Final = frozenset(
    {"read", "list", "search", "read_own", "create", "update", "decide", "count"}
)
LINK: Final = re.compile(r'href="(/[^"#?]*)')
MOST_PAGES: Final = 120


def secret_models() -> list[type[models.Model]]:
    found = []
    for model in our_models():
        classification = classification_of(model)
        names = {field.name for field in model._meta.get_fields()}
        if (
            classification is not None
            and classification.data_class in SECRET
            and not hasattr(model, "pgh_tracked_model")
            and names & {"authority", "authority_id"}
        ):
            found.append(model)
    return found


def text_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in MACHINERY
    ]


def plant() -> set[str]:
    """Put a canary in every text field of Lindsjö's secret rows; the tables that got one."""
    planted = set()
    with connection.cursor() as cursor:
        for model in secret_models():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER')
        for model in secret_models():
            table = model._meta.db_table
            for field in text_fields(model):
                longest = field.max_length or 200
                word = f"{CANARY}-{table}-{field.column}-"[: longest - 8]
                cursor.execute(
                    f'UPDATE "{table}" SET "{field.column}" = %s || left(id::text, 8)'
                    " WHERE authority_id = %s",
                    [word, fixed("lindsjo")],
                )
                if cursor.rowcount:
                    planted.add(table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in secret_models():
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" ENABLE TRIGGER USER')
    return planted


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[set[str]]:
    from kraftsamling.confidentiality.scope import acting_for
    from kraftsamling.notifications.services import notify
    from tests.support import rows

    with django_db_blocker.unblock(), demo_inside("canaries"):
        with as_owner():
            for make in rows.MAKE.values():
                make()
            # A post that is advertised is told to everybody, with its unit: none is while canaries lie there.
            Position.rows.of_authority(fixed("lindsjo")).update(is_advertised=False)
            karin = Membership.rows.get(pk=fixed("membership karin unit_manager"))
            with acting_for(fixed("lindsjo")):
                notify(karin, kind="task", sentence="x", url="/idag/", key="canary", at=rows.NOW)
        with as_owner():  # after the rows are committed: triggers cannot be put aside before
            tables = plant()
        yield tables


def everything_seen(client: Client) -> str:
    """All that a person can reach by links, and by typing every address of Lindsjö's rows."""
    seen: set[str] = set()
    queue = deque(["/", "/idag/", "/jag/", "/demo/", "/besok/", "/planer/oppna/", "/siffror/"])
    for path, pattern in GUARDED:
        declared: Declared = pattern.callback.declared
        with rolled_back():
            queue.append(address(path, pattern, declared))
    told: list[str] = []
    while queue and len(seen) < MOST_PAGES:
        path = queue.popleft()
        if path in seen or path.startswith(("/static/", "/en/", "/konto/logga-ut")):
            continue
        seen.add(path)
        with rolled_back():
            response = ask(client, path)
        content = getattr(response, "content", b"").decode("utf-8", "replace")
        told.append(f"{path}\n{content}\n{dict(response.headers)}")
        if response.status_code == 200:
            queue.extend(LINK.findall(content))
    return "\n".join(told)


def canaries_in(text: str, *, own: frozenset[str] = frozenset()) -> set[str]:
    """The tables whose canaries are seen, but for rows that are one's own (by how their ids begin)."""
    found = re.findall(rf"{CANARY}-([a-z_0-9]+)-[a-z_0-9]+-([0-9a-f]{{8}})?", text)
    return {table for table, row in found if row not in own}


def client_of(key: str, role: str) -> Client:
    with as_owner():
        membership = Membership.rows.select_related("user").get(
            pk=fixed(f"membership {key} {role}")
        )
    return client_for(membership)


def known_of(memberships: list[UUID]) -> list[UUID]:
    """What somebody knows, with its proof: everybody reads that of herself."""
    with as_owner():
        return [
            pk
            for model in (EmployeeSkill, AlternativeCompetence, TrainingRecord)
            for pk in model.rows.filter(employee__membership__in=memberships).values_list(
                "pk", flat=True
            )
        ]


OUTSIDERS: Final = [p for p in PERSONAS if p.place != "lindsjo"]
INSIDERS: Final = [(p, role) for p in PERSONAS if p.place == "lindsjo" for role in p.roles]


def test_the_canaries_are_planted(planted: set[str]) -> None:
    assert {"organisations_unit", "documents_storedfile", "notifications_notification"} <= planted
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM organisations_unit WHERE name LIKE 'KANARIE%'")
        assert cursor.fetchone() != (0,)


@pytest.mark.parametrize("person", OUTSIDERS, ids=lambda p: p.key)
def test_nobody_from_another_authority_sees_one(person: Any, planted: set[str]) -> None:
    seen = everything_seen(client_of(person.key, person.roles[0]))

    assert len(seen) > 10_000  # the crawl has really been somewhere
    assert CANARY not in seen


def test_no_visitor_sees_one(planted: set[str]) -> None:
    assert CANARY not in everything_seen(Client(raise_request_exception=False))


@pytest.mark.parametrize(("person", "role"), INSIDERS, ids=lambda v: getattr(v, "key", str(v)))
def test_at_home_a_role_sees_only_what_the_matrix_lets_it_read(
    person: Any, role: str, planted: set[str]
) -> None:
    mine = [(person.key, each) for each in person.roles]
    if person.key == "disa":  # she stands in for Karin (tests/support/rows)
        mine.append(("karin", "unit_manager"))
    memberships = [fixed(f"membership {key} {each}") for key, each in mine]
    own = frozenset(str(each)[:8] for each in (*memberships, *known_of(memberships)))
    seen = canaries_in(everything_seen(client_of(person.key, role)), own=own)

    for table in seen - KNOWN_AT_HOME:
        resources = [
            code for code, b in BINDINGS.items() if b.model and b.model._meta.db_table == table
        ]
        resources += [READ_WITH[table]] if table in READ_WITH else []
        assert any(matrix().cell(code, action, role) for code in resources for action in READING), (
            f"{role} saw {table}"
        )


def test_no_mail_carries_one(planted: set[str]) -> None:
    from kraftsamling.oversight.night import run_night
    from tests.support.rows import NOW

    with rolled_back():
        night = run_night(fixed("lindsjo"), at=NOW)

    assert night.sent > 0
    assert mail.outbox
    for message in mail.outbox:
        subject_and_body = f"{message.subject}\n{message.body}"
        if CANARY in subject_and_body:  # the outbox's own text was overwritten by the planting
            assert canaries_in(subject_and_body) <= {"notifications_outboxmessage"}


def test_every_secret_model_is_looked_at() -> None:
    secret = {
        model
        for model in apps.get_models()
        if (c := classification_of(model)) is not None
        and c.data_class in SECRET
        and not hasattr(model, "pgh_tracked_model")
    }
    assert secret == set(secret_models())
