"""Every address × every distinct cell of the matrix × {own, another unit, another authority}.

The rows are Lindsjö's, from the demo. Whoever the matrix refuses gets 404 or 403, never a page; whoever it
lets in gets no refusal; and whoever works in Ekhamra sees none of it. `make test-deep` asks every role.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern

from kraftsamling.confidentiality.door import Declared
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.confidentiality.policy import BINDINGS
from kraftsamling.demo.world.casework import STORY, case_id, drawn_words_id
from kraftsamling.demo.world.help_year import home_visits_id
from kraftsamling.demo.world.places import fixed
from kraftsamling.demo.world.plan import plan_id
from kraftsamling.organisations.roles import AuthorityKind, Role, kinds_of
from tests.support.demo_inside import a_row_of, ask, client_for, demo_inside, employ, rolled_back
from tests.test_architecture import url_patterns

GUARDED = [
    (path, pattern)
    for path, pattern in url_patterns()
    if not getattr(pattern.callback, "declared", Declared(why="x")).why
]
REFUSED = frozenset({403, 404})
OTHER_ARGUMENTS: dict[str, Any] = {
    "authority_id": fixed("region"),
    "area_id": fixed("area 1"),
    "plan_id": plan_id(),
    "goal_id": fixed("goal 1"),
    "number": 1,
    "visit_id": fixed("visit 1"),
    "post_slug": "tyreso",
    # Nobody's: who may confirm what is tried in test_approvals.
    "approval_id": fixed("an approval that is not there"),
    "code": "session.idle",
    "indicator_code": "participation.q_propose",
    "image_id": fixed("image 0"),
    # What is taken away and put back is tried in tests/improvement/test_remove.py.
    "activity_id": fixed("an activity that is not there"),
    "row_id": fixed("a row that is not there"),
    # What is shown and hidden is tried in tests/participation/test_own_words.py.
    "words_id": fixed("words that are not there"),
    "case_id": case_id(STORY),
    # What belongs to the picture that Noor drew of her good house.
    "voice_id": drawn_words_id(),
    # What is done with a joint handling and a plan is tried in tests/casework.
    "link_id": fixed("a link that is not there"),
    "kind_id": home_visits_id(),
    "decision_id": fixed("a decision that is not there"),
    "communication_id": fixed("a communication that is not there"),
    "letter_kind": "DECISION",
    "decision_type": "CONTACT_PERSON",
    "rule_code": "investigation_due",
    "heading_id": fixed("a heading that is not there"),
    # What is written on a mapping is tried in tests/casework/test_safety_mapping.py.
    "statement_id": fixed("a statement that is not there"),
    "person_id": fixed("somebody who is not there"),
    "step_id": fixed("a step that is not there"),
    "worker_id": fixed("membership amina caseworker"),
    "draft_id": fixed("a draft that is not there"),
    "about": fixed("a draft that is not there"),
    "form": "note",
    "step": "anmalare",
    "kind": "deltagare",
    "thread": fixed("note 1"),
    # What is kept from custodians is tried in tests/casework/test_extracts.py.
    "withheld_kind": "NOTE",
}
PLACES = {
    AuthorityKind.SOCIAL: "lindsjo",
    AuthorityKind.SCHOOL: "lindsjo-skola",
    AuthorityKind.REGION: "region",
    AuthorityKind.UNIVERSITY: "hogskolan",
    AuthorityKind.COUNTY_BODY: "lanet",
    AuthorityKind.NATIONAL: "samordnaren",
    AuthorityKind.AGENCY: "lanet",
    AuthorityKind.COUNCIL: "brukarradet",
}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), demo_inside("urls"):
        yield


def home_of(role: str) -> str:
    kinds = kinds_of(Role(role))
    kind = AuthorityKind.SOCIAL if AuthorityKind.SOCIAL in kinds else next(iter(kinds))
    return PLACES[kind]


def one_role_per_cell(declared: Declared) -> list[str]:
    """A role for each distinct set of conditions, and one that has no cell at all."""
    roles: dict[tuple[str, ...] | None, str] = {}
    for role in Role.values:
        cell = matrix().cell(declared.resource, declared.action, role)
        roles.setdefault(cell.conditions if cell else None, role)
    return list(roles.values())


def address(path: str, pattern: URLPattern, declared: Declared) -> str:
    """A real address for a pattern, about a row of Lindsjö's."""
    values = {}
    for name in pattern.pattern.converters:
        if name == declared.key and name.endswith("_id"):
            values[name] = a_row_of(declared.resource, BINDINGS[declared.resource].model)
        else:
            assert name in OTHER_ARGUMENTS, f"{path}: say what {name} can be"
            values[name] = OTHER_ARGUMENTS[name]
    for name, value in values.items():
        converter = type(pattern.pattern.converters[name]).__name__
        kind = {"UUIDConverter": "uuid", "IntConverter": "int", "SlugConverter": "slug"}.get(
            converter, "str"
        )
        path = path.replace(f"<{kind}:{name}>", str(value))
    return "/" + path


def check(path: str, pattern: URLPattern, roles: list[str]) -> None:
    declared: Declared = pattern.callback.declared
    open_to_everybody = matrix().cell(declared.resource, declared.action, "public") is not None
    with rolled_back():
        where = address(path, pattern, declared)
        for role in roles:
            may_at_all = any(
                matrix().cell(declared.resource, declared.action, each) for each in (role, "public")
            )
            for place, unit in (
                (home_of(role), None),
                (home_of(role), "Öppenvård"),
                ("ekhamra", None),
            ):
                if unit and place != "lindsjo":
                    continue
                with rolled_back():
                    status = ask(
                        client_for(employ(role, place=place, unit=unit)), where
                    ).status_code
                told = f"{role} at {place}, {unit or 'top'}: {where} answers {status}"
                assert status < 500, told
                if not may_at_all:
                    assert status in REFUSED, told
                if declared.key and place == "ekhamra" and not open_to_everybody:
                    assert status in REFUSED, told


@pytest.mark.parametrize(("path", "pattern"), GUARDED, ids=lambda v: str(v)[:60])
def test_an_address_opens_for_those_the_matrix_names(
    path: str, pattern: URLPattern, demo: None
) -> None:
    check(path, pattern, one_role_per_cell(pattern.callback.declared))


@pytest.mark.deep
@pytest.mark.parametrize(("path", "pattern"), GUARDED, ids=lambda v: str(v)[:60])
def test_an_address_asked_by_every_role(path: str, pattern: URLPattern, demo: None) -> None:
    check(path, pattern, list(Role.values))


def test_a_visitor_is_sent_to_login_from_every_guarded_address(demo: None) -> None:
    from django.test import Client

    for path, pattern in GUARDED:
        declared: Declared = pattern.callback.declared
        if matrix().cell(declared.resource, declared.action, "public"):
            continue
        with rolled_back():
            response = ask(Client(), address(path, pattern, declared))
        assert response.status_code == 302, path
        assert response.headers["Location"].startswith("/konto/logga-in/"), path


def test_the_manager_at_home_is_let_in_where_the_matrix_says_so(demo: None) -> None:
    """The other side of the coin: the door is not simply shut."""
    opened = 0
    for path, pattern in GUARDED:
        declared: Declared = pattern.callback.declared
        if not matrix().cell(declared.resource, declared.action, "unit_manager"):
            continue
        with rolled_back():
            where = address(path, pattern, declared)
            client = client_for(employ("unit_manager", place="lindsjo", unit=None))
            status = ask(client, where).status_code
        assert status != 404 or declared.action not in ("read", "list"), path
        opened += status in (200, 302, 422)
    assert opened > 10
