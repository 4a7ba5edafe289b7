"""Every form of casework, filled in with what nobody would write, and sent by who has no part in the case."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern

from kraftsamling.casework.models import Case
from kraftsamling.casework.services import setting_up
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter, ReportFacts, register_report
from kraftsamling.casework.statuses import Channel, ReporterKind
from kraftsamling.confidentiality.door import Declared
from kraftsamling.confidentiality.policy import BINDINGS
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import (
    GRANBY,
    NOON,
    enter_granby,
    given_to_astrid,
    reception,
    report_by,
    with_protection,
)
from tests.casework.test_assess_and_decide import decide
from tests.confidentiality.test_urls import GUARDED
from tests.support import template, world
from tests.support.database import as_owner, stay_owner, switch_to_app
from tests.support.demo_inside import rolled_back
from tests.support.people import (
    actor_named,
    client_of_membership,
    membership_named,
    newcomer,
)
from tests.support.world import fixed
from tests.test_architecture import our_models

OF_CASEWORK: Final = [
    (path, pattern)
    for path, pattern in GUARDED
    if pattern.callback.__module__.startswith("kraftsamling.casework.")
]
TYPED: Final = "application/x-www-form-urlencoded"
TEN_MEGABYTES: Final = b"text=" + b"a" * 10_000_000
CALM: Final = frozenset({200, 302, 400, 403, 404, 405, 409, 413, 422, 429})
# As it comes out of a word processor.
WORD: Final = (
    "\u201dMamma\u201d\xa0sa\x0b\u2013 \u2026 \xad\u2028<o:p></o:p>"
    "\uf0b7\tpunkt\r\n<![if !supportLists]>"
)
ODD_TEXTS: Final = (
    "a\0b\x07",
    "\u202eleF" + "x" * 30_000,
    "\ud7ff\ufffe",
    WORD,
    "\u0661\uff12\u09e9",
)
ODD_VALUES: Final = {
    "day": ("9999-12-31", "0001-01-01", "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0661\u0661"),
    "time": ("9" * 40, "\uff18.\uff11\uff12"),
    "number": ("9" * 40, "2147483648", "\u0663"),
    "hidden": ("\0", "9" * 40, "2147483648"),
}
# What anybody at work may do without having the case: say why, and keep words and views of one's own.
ONES_OWN: Final = frozenset(
    {"CaseRead", "ConflictBlock", "ConflictAnswer", "PersonSearch", "Draft", "SavedView", "BrokenGlass"}
)  # fmt: skip


@dataclass
class Field:
    """A field as the page shows it: how it is typed, what it holds, what may be chosen."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


class FormReader(HTMLParser):
    """The fields of the forms of a page that are posted, the search in the header left out.

    `fields` are sent to the page's own address, `elsewhere` to the address that a form names.
    """

    def __init__(self, where: str = "") -> None:
        super().__init__()
        self.own: dict[str, Field] = {}
        self.elsewhere: dict[str, dict[str, Field]] = {}
        self.fields = self.own
        self._where = where
        self._inside = False
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {key: value or "" for key, value in attrs}
        name = has.get("name", "")
        if tag == "form":
            self._inside = has.get("method", "").lower() == "post"
            to = urljoin(self._where, has.get("action", ""))
            self.fields = self.own if to == self._where else self.elsewhere.setdefault(to, {})
        if tag == "option" and self._name:
            self.fields[self._name].choices.append(has.get("value", ""))
        if not self._inside or not name or name == "csrfmiddlewaretoken":
            return
        if tag == "textarea":
            self.fields[name] = Field("text")
        elif tag == "select":
            self.fields[name], self._name = Field("choice"), name
        elif tag == "input" and has.get("type") == "radio":
            self.fields.setdefault(name, Field("choice")).choices.append(has.get("value", ""))
        elif tag == "input":
            self.fields[name] = Field(_kind_of(has), has.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._name = ""


def _kind_of(has: dict[str, str]) -> str:
    if has.get("type") in ("hidden", "checkbox", "file", "submit", "number"):
        return has["type"]
    if has.get("size") == "14":
        return "day"
    return "time" if has.get("inputmode") == "numeric" else "text"


PLAIN: Final = {"day": "i dag", "time": "8.12", "text": "Ett ord om hur det är.", "number": "1"}


def plain(fields: dict[str, Field]) -> dict[str, str]:
    """Everything filled in as somebody would."""
    data = {}
    for name, each in fields.items():
        if each.kind == "choice":
            data[name] = next((value for value in each.choices if value), "")
        elif each.kind == "hidden":
            data[name] = each.value
        elif each.kind in PLAIN:
            data[name] = PLAIN[each.kind]
    return data


def odd_ways(fields: dict[str, Field]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All texts odd at once; each day, number and hidden value by itself; each key left out; nothing;
    everything twice."""
    good = plain(fields)
    texts = [name for name, each in fields.items() if each.kind == "text"]
    for odd in ODD_TEXTS:
        yield repr(odd[:9]), {**good, **dict.fromkeys(texts, odd)}
    for name, each in fields.items():
        for odd in ODD_VALUES.get(each.kind, ()):
            yield f"{name}={odd[:12]!r}", {**good, name: odd}
        yield f"without {name}", {key: value for key, value in good.items() if key != name}
    yield "nothing", {}
    yield "twice", {name: [value, "x"] for name, value in good.items()}


NOT_BEFORE: Final = frozenset(
    {
        "case_close",
        "case_conflict",
        "protect",
        "case_assign",
        "case_investigation_close",
        "export_new",
    }
)
"""What would shut the case before the others have been tried."""
WORDS_IN_ADDRESSES: Final = {
    "letter_kind": "DECISION",
    "decision_type": "CONTACT_PERSON",
    "rule_code": "investigation_due",
    "form": "note",
    "step": "anmalare",
}


def address(path: str, pattern: URLPattern, case: Case) -> str:
    """An address about the case or about a row of its authority; empty when there is no such row."""
    declared: Declared = getattr(pattern.callback, "declared")  # noqa: B009
    for name in pattern.pattern.converters:
        value: Any = WORDS_IN_ADDRESSES.get(name, "")
        if name == "case_id":
            value = case.pk
        elif name.endswith("_id"):
            value = _a_row(declared.resource)
        path = re.sub(rf"<\w+:{name}>", str(value or ""), path)
        if not value:
            return ""
    return f"/{path}"


def _a_row(resource: str) -> Any:
    binding = BINDINGS.get(resource)
    if binding is None or binding.model is None:
        return None
    with as_owner():
        rows = binding.model._base_manager.filter(authority_id=GRANBY)
        return rows.order_by("pk").values_list("pk", flat=True).first()


Found = tuple[Client, dict[str, Field]]


def reading(
    where: str, clients: list[Client], elsewhere: dict[str, Found] | None = None
) -> Found | None:
    """Somebody who gets the page, and the fields of its form; None when it has none for anybody. The forms
    of the page that lead to other addresses are put in `elsewhere`."""
    for client in clients:
        page = client.get(where)
        if page.status_code == 405:
            return client, {}
        if page.status_code == 200:
            reader = FormReader(where)
            if "html" in page.headers["Content-Type"]:
                reader.feed(page.content.decode())
            if elsewhere is not None:
                elsewhere.update({to: (client, fields) for to, fields in reader.elsewhere.items()})
            return (client, reader.own) if reader.own else None
    return None


@pytest.fixture(scope="module")
def life(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Case, list[Client]]]:
    """A case with an open investigation, in a database of its own, and those who work with it.

    They have saved every form twice, so that there are rows of most kinds. Lived once for all tests, which
    undo what they do.
    """
    with django_db_blocker.unblock():
        stay_owner()
        made = template.ensure("tests", world.build)
        with template.clone(made, f"attack_{os.getpid()}") as name, template.django_uses(name):
            switch_to_app()
            with transaction.atomic():
                enter_granby()
                report = report_by(reception())[0]
                given_to_astrid(report)
                case = with_protection(report)
                decide(case, actor_named("Astrid"))
                clients = _saved_every_form_twice(case)
            yield case, clients
            stay_owner()
        switch_to_app()


@pytest.fixture
def here(life: object) -> Iterator[None]:
    """Inside Granby; what a test does is undone."""
    with rolled_back():
        set_local(AUTHORITY, GRANBY)
        yield


@pytest.fixture
def lived(life: tuple[Case, list[Client]], here: None) -> Case:
    """The case."""
    return life[0]


@pytest.fixture
def colleagues(life: tuple[Case, list[Client]], here: None) -> list[Client]:
    """Whoever has the case, and those who reach what nobody has as a case."""
    return life[1]


def _saved_every_form_twice(lived: Case) -> list[Client]:
    others = [
        newcomer(f"Prov {role}", role)
        for role in ("unit_manager", "reception", "adult_worker", "archivist", "dept_manager")
    ]
    clients = [client_of_membership(each) for each in (membership_named("Astrid"), *others)]
    for client in clients:
        client.raise_request_exception = False
    for _round in range(2):
        for path, pattern in OF_CASEWORK:
            where = address(path, pattern, lived)
            if where and pattern.name not in NOT_BEFORE and (found := reading(where, clients)):
                found[0].post(where, plain(found[1]))
    return clients


def test_no_form_breaks_on_what_nobody_would_write(lived: Case, colleagues: list[Client]) -> None:
    broken, taken, reached = [], [], set()
    forms: dict[str, Found] = {}
    for path, pattern in OF_CASEWORK:
        where = address(path, pattern, lived)
        found = reading(where, colleagues, forms) if where else None
        if found is not None and (found[1] or where not in forms):
            forms[where] = found
    for where, (client, fields) in forms.items():
        if fields:
            reached.add(where)
        for how, data in odd_ways(fields):
            with rolled_back():
                answer = client.post(where, data)
            if answer.status_code not in CALM:
                broken.append((answer.status_code, where, how))
        answer = client.post(where, TEN_MEGABYTES, content_type=TYPED)
        if answer.status_code != 413 or "Det var för mycket text" not in answer.content.decode():
            taken.append((answer.status_code, where))

    assert broken == []
    assert taken == []
    assert len(reached) > 48, sorted(reached)


def fingerprints(*, but: frozenset[str] = frozenset()) -> dict[str, Any]:
    """How many rows each table of casework has of Granby, and a digest of all that they say."""
    models = [
        model
        for model in our_models()
        if model._meta.app_label == "casework"
        and "authority" in {each.name for each in model._meta.get_fields()}
        and model.__name__ not in but
        and not hasattr(model, "pgh_tracked_model")
    ]
    one = (
        "SELECT '{}', count(*), md5(string_agg(md5(t::text), '' ORDER BY t::text))"
        ' FROM "{}" t WHERE authority_id = %s'
    )
    every = " UNION ALL ".join(one.format(each.__name__, each._meta.db_table) for each in models)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(every, [GRANBY] * len(models))
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


@pytest.mark.parametrize(
    ("name", "role", "slug", "but"),
    [
        ("Elin", "unit_manager", "sydby", frozenset()),
        ("Ellen", "caseworker", "sydby", frozenset()),
        ("Nils", "caseworker", "granby", ONES_OWN),
    ],
)
def test_who_has_no_part_in_a_case_changes_nothing(
    name: str, role: str, slug: str, but: frozenset[str], lived: Case, colleagues: list[Client]
) -> None:
    who = (
        membership_named(name)
        if name == "Elin"
        else newcomer(name, role, slug=slug, unit="Utredning 2")
    )
    stranger, sent = client_of_membership(who), 0
    stranger.raise_request_exception = False
    posts = {}
    for path, pattern in OF_CASEWORK:
        where = address(path, pattern, lived)
        if not where or not (set(pattern.pattern.converters) - {"form"}):
            continue
        found = reading(where, colleagues)
        posts[where] = plain(found[1]) if found else {}
        sent += found is not None
    before = fingerprints(but=but)

    def changed_by(*wheres: str) -> list[str]:
        with rolled_back():
            for where in wheres:
                assert stranger.post(where, posts[where]).status_code in CALM, where
            after = fingerprints(but=but)
        return [each for each in after if after[each] != before[each]]

    # All at once; which one it was is asked only when something has changed.
    if changed_by(*posts):
        assert {where: changed for where in posts if (changed := changed_by(where))} == {}
        raise AssertionError("Something changes when they are sent one after the other.")
    assert sent > 45


def test_an_id_from_elsewhere_is_no_choice(lived: Case, colleagues: list[Client]) -> None:
    """Each choice that is an id is sent as an id of another authority."""
    elin = actor_named("Elin")
    elsewhere = [elin.membership_id, elin.unit_id, elin.authority_id, fixed("sydby Utredning 2")]
    tried = set()
    for path, pattern in OF_CASEWORK:
        where = address(path, pattern, lived)
        found = reading(where, colleagues) if where else None
        if found is None:
            continue
        client, fields = found
        by_id = [
            name
            for name, each in fields.items()
            if each.kind == "choice" and any(_is_id(value) for value in each.choices)
        ]
        before = fingerprints() if by_id else {}
        for name in by_id:
            for value in elsewhere:
                with rolled_back():
                    answer = client.post(where, {**plain(fields), name: str(value)})
                    after = fingerprints()
                assert answer.status_code == 422, (where, name)
                assert after == before, (where, name)
            tried.add((pattern.name, name))
    assert len(tried) > 8, sorted(tried)


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


@pytest.fixture
def in_sydby(lived: Case) -> Case:
    """A case in the municipality beside."""
    elin = actor_named("Elin")
    set_local(AUTHORITY, elin.authority_id)
    assert elin.authority_id
    assert elin.unit_id
    setting_up.give_start_set(elin.authority_id, valid_from=NOON.date())
    facts = ReportFacts(
        received_at=NOON,
        channel=Channel.PHONE,
        reporter=Reporter(ReporterKind.SCHOOL, "Kim", "Sydby skola"),
        what="Oro.",
        is_acute=False,
        children=(PersonFacts("Love", "Berg"),),
    )
    report = register_report(facts, unit_id=elin.unit_id, by=elin, at=NOON, key=GRANBY)[0]
    set_local(AUTHORITY, GRANBY)
    return report.case


def test_no_address_takes_a_case_of_another_authority(lived: Case, in_sydby: Case) -> None:
    client = client_of_membership(membership_named("Astrid"))
    answers = {
        (where, method(where).status_code)
        for path, pattern in OF_CASEWORK
        if "case_id" in pattern.pattern.converters and (where := address(path, pattern, in_sydby))
        for method in (client.get, client.post)
    }

    assert len(answers) > 30
    assert {(where, code) for where, code in answers if code not in (404, 405)} == set()
