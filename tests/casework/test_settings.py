"""What an authority decides for its casework: who decides what, its headings, the law's times, and the set to
begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from kraftsamling.casework.law_words import NAMES, in_words
from kraftsamling.casework.models import (
    Case,
    Deadline,
    DelegationRule,
    InvestigationHeading,
    LegalRule,
)
from kraftsamling.casework.rules.legal_rules import CATALOGUE
from kraftsamling.casework.selectors.investigations import texts_of
from kraftsamling.casework.services import investigations
from kraftsamling.casework.services.decisions import delegation_of
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.statuses import DecisionType, InvestigationOutcome
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, NOON, Register, fresh
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
ORDER = "/installningar/delegation/"
HEADINGS = "/installningar/rubriker/"
TIMES = "/installningar/lagtider/"


@pytest.fixture
def gunnel(granby: None) -> Client:
    """The department manager, who has just given a second factor."""
    return client_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))


def today() -> date:
    return clock.day_of(clock.now())


def order(**changes: object) -> dict[str, object]:
    return {
        "roles": ["unit_manager"], "level": "NONE", "source": "Delegationsordningen 4.2",
        "valid_from": today().isoformat(), **changes,
    }  # fmt: skip


def test_a_manager_writes_who_decides_and_the_decision_follows(gunnel: Client) -> None:
    answer = gunnel.post(f"{ORDER}CONTACT_PERSON/", order())

    assert answer.status_code == 302
    rules = delegation_of(GRANBY, DecisionType.CONTACT_PERSON, on=today())
    assert [(each.level, each.role) for each in rules] == [("ROLE", "unit_manager")]
    text = gunnel.get(ORDER).content.decode()
    assert "Delegationsordningen 4.2" in text


def test_what_held_before_holds_until_that_day_and_can_be_read(gunnel: Client) -> None:
    later = today() + timedelta(days=30)

    gunnel.post(f"{ORDER}CONTACT_PERSON/", order(valid_from=later.isoformat()))

    before = delegation_of(GRANBY, DecisionType.CONTACT_PERSON, on=later - timedelta(days=1))
    assert [each.role for each in before] == ["team_lead"]
    assert [r.role for r in delegation_of(GRANBY, DecisionType.CONTACT_PERSON, on=later)] == [
        "unit_manager"
    ]
    history = gunnel.get(f"{ORDER}CONTACT_PERSON/").content.decode()
    assert "gruppledare" in history
    assert "enhetschef" in history


def test_the_committee_and_its_chair_can_be_named(gunnel: Client) -> None:
    gunnel.post(f"{ORDER}PLACEMENT_SOL/", order(roles=[], level="COMMITTEE_OR_CHAIR"))

    (rule,) = delegation_of(GRANBY, DecisionType.PLACEMENT_SOL, on=today())
    assert (rule.level, rule.may_chair, rule.role) == ("COMMITTEE", True, "")
    assert 'value="COMMITTEE_OR_CHAIR" ' in gunnel.get(f"{ORDER}PLACEMENT_SOL/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"roles": []}, "Någon måste besluta"),
        ({"source": ""}, "Fyll i: Var är det beslutat?"),
        ({"valid_from": "2020-01-01"}, "i dag eller senare"),
        ({"valid_from": "snart"}, "Skriv ett datum"),
        ({"roles": ["board_member"]}, "board_member"),
    ],
)
def test_an_order_that_cannot_hold_is_said_so_and_nothing_is_stored(
    gunnel: Client, changes: dict[str, object], words: str
) -> None:
    answer = gunnel.post(f"{ORDER}CONTACT_PERSON/", order(**changes))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DelegationRule.rows.filter(source="Delegationsordningen 4.2").exists()


def test_the_same_day_twice_corrects_and_does_not_double(gunnel: Client) -> None:
    for roles in (["unit_manager"], ["team_lead", "unit_manager"]):
        gunnel.post(f"{ORDER}CONTACT_PERSON/", order(roles=roles))

    rules = delegation_of(GRANBY, DecisionType.CONTACT_PERSON, on=today())
    assert [each.role for each in rules] == ["team_lead", "unit_manager"]


def test_a_social_secretary_reads_who_decides_and_changes_nothing(
    granby: None, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")

    text = astrid.get(ORDER).content.decode()

    assert "Kontaktperson" in text
    assert f'href="{ORDER}CONTACT_PERSON/"' not in text
    assert astrid.get(f"{ORDER}CONTACT_PERSON/").status_code in (403, 404)
    assert astrid.get(HEADINGS).status_code == 404


def test_elin_sees_and_changes_nothing_of_granbys(gunnel: Client, logged_in: LogIn) -> None:
    gunnel.post(f"{ORDER}CONTACT_PERSON/", order())
    heading = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0]
    elin = logged_in("Elin")

    assert "Delegationsordningen 4.2" not in elin.get(ORDER).content.decode()
    assert heading.words not in elin.get(HEADINGS).content.decode()
    assert elin.get(f"{HEADINGS}{heading.pk}/").status_code == 404
    assert elin.post(f"{HEADINGS}{heading.pk}/sluta/", {"version": 1}).status_code == 404
    set_local(AUTHORITY, GRANBY)
    assert fresh(heading).retired_on is None


def _investigation(register: Register, astrid: Actor) -> Case:
    case = register()[0].case
    investigations.open_investigation(case=case, by=astrid, at=NOON)
    return case


def test_another_name_is_a_new_heading_and_what_is_closed_keeps_the_old_one(
    gunnel: Client, register: Register, astrid: Actor
) -> None:
    case = _investigation(register, astrid)
    investigation = case.investigations.get()
    heading = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0]
    investigations.write_text(
        investigation=investigation,
        heading=heading,
        by=astrid,
        at=NOON,
        seen_version=0,
        text="Mår bra.",
    )

    answer = gunnel.post(
        f"{HEADINGS}{heading.pk}/",
        {"words": "Barnets hälsa", "help": "", "position": 2, "is_required": "on", "version": 1},
    )

    assert answer.status_code == 302
    words = [each.words for each, _text in texts_of(investigation)]
    assert heading.words in words
    assert "Barnets hälsa" not in words  # it is written already, under the words it had
    assert "Barnets hälsa" not in investigations.missing_headings(investigation)
    type(investigation).rows.filter(pk=investigation.pk).update(
        closed_on=NOON.date(), outcome=InvestigationOutcome.NO_INTERVENTION
    )
    assert [each.words for each, _text in texts_of(fresh(investigation))] == [heading.words]


def test_a_new_investigation_is_asked_for_the_new_heading_in_its_place(
    gunnel: Client, register: Register, astrid: Actor
) -> None:
    gunnel.post(
        f"{HEADINGS}ny/",
        {"words": "Syskonen", "position": 2, "is_required": "on", "idempotency_key": str(uuid4())},
    )
    set_local(AUTHORITY, GRANBY)

    investigation = _investigation(register, astrid).investigations.get()

    assert [each.words for each, _text in texts_of(investigation)][1] == "Syskonen"
    assert "Syskonen" in investigations.missing_headings(investigation)


def test_a_heading_is_ended_and_taken_up_again(gunnel: Client) -> None:
    heading = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0]

    gunnel.post(f"{HEADINGS}{heading.pk}/sluta/", {"version": 1})
    assert fresh(heading).retired_on == today()
    assert "Använd den igen" in gunnel.get(f"{HEADINGS}{heading.pk}/").content.decode()
    gunnel.post(f"{HEADINGS}{heading.pk}/sluta/", {"version": 2})

    assert fresh(heading).retired_on is None


def test_two_who_change_a_heading_both_see_what_the_other_wrote(gunnel: Client) -> None:
    heading = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0]
    form = {"words": heading.words, "position": 1, "is_required": "on", "version": 1}
    gunnel.post(f"{HEADINGS}{heading.pk}/", {**form, "help": "Den ena."})

    answer = gunnel.post(f"{HEADINGS}{heading.pk}/", {**form, "help": "Den andra."})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Den ena." in text
    assert "Den andra." in text
    assert fresh(heading).help == "Den ena."


def test_the_same_words_twice_are_refused(gunnel: Client) -> None:
    words = InvestigationHeading.rows.of_authority(GRANBY).order_by("position")[0].words
    form = {"words": words.upper(), "position": 1, "idempotency_key": str(uuid4())}

    answer = gunnel.post(f"{HEADINGS}ny/", form)

    assert answer.status_code == 422
    assert "Det finns redan en rubrik med de orden." in answer.content.decode()


def time(**changes: object) -> dict[str, object]:
    return {
        "length": 3, "counting": "MONTHS", "source": "SoL 20 kap. 5 §", "verified_by": "Jur. Ek",
        "verified_on": today().isoformat(), "valid_from": today().isoformat(), **changes,
    }  # fmt: skip


def test_a_changed_time_counts_new_clocks_and_moves_no_date_that_is_set(
    gunnel: Client, register: Register, astrid: Actor
) -> None:
    case = _investigation(register, astrid)
    before = Deadline.rows.get(case=case, code="investigation_due").due_at

    answer = gunnel.post(f"{TIMES}investigation_due/", time())

    assert answer.status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert Deadline.rows.get(case=case, code="investigation_due").due_at == before
    later = register(PersonFacts("Milo", "Ek"), at=clock.now())[0].case
    investigations.open_investigation(case=later, by=astrid, at=clock.now())
    clock_of = Deadline.rows.get(case=later, code="investigation_due")
    assert (clock_of.due_at - clock_of.starts_at).days < 95


def test_a_time_that_nobody_has_read_says_so_until_somebody_has(gunnel: Client) -> None:
    def row() -> str:
        text = gunnel.get(TIMES).content.decode()
        at = text.index("investigation_due")
        return text[at : text.index("</tr>", at)]

    assert "Inte kontrollerat" in row()
    gunnel.post(f"{TIMES}investigation_due/", time(verified_by="", verified_on=""))
    assert "Inte kontrollerat" in row()
    gunnel.post(f"{TIMES}investigation_due/", time())

    assert "Jur. Ek" in row()
    assert "3 månader" in row()
    assert LegalRule.rows.of_authority(GRANBY).filter(code="investigation_due").count() == 1


@pytest.mark.parametrize(
    ("code", "changes", "words"),
    [
        ("investigation_due", {"source": ""}, "Fyll i: Var står det?"),
        ("investigation_due", {"valid_from": ""}, "Fyll i: Från vilken dag gäller den?"),
        ("investigation_due", {"length": "fyra"}, "Skriv ett helt tal."),
        ("investigation_due", {"length": 0}, "Längden stämmer inte"),
        ("investigation_due", {"length": -1}, "större än eller lika med 0"),
        ("investigation_due", {"verified_on": ""}, "fyll i båda"),
        ("lvu2_max_age", {"length": 18, "counting": "DAYS"}, "en ålder räknas i år"),
    ],
)
def test_a_time_that_cannot_hold_is_said_so_and_nothing_is_stored(
    gunnel: Client, code: str, changes: dict[str, object], words: str
) -> None:
    answer = gunnel.post(f"{TIMES}{code}/", time(**changes))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not LegalRule.rows.of_authority(GRANBY).exists()


def test_what_is_not_there_is_not_found(gunnel: Client) -> None:
    assert gunnel.get(f"{TIMES}no_such_rule/").status_code == 404
    assert gunnel.get(f"{ORDER}NO_SUCH/").status_code == 404


def test_every_time_of_the_law_has_its_words_in_swedish() -> None:
    with override("sv"):
        for code, rule in CATALOGUE.items():
            assert str(NAMES[code])
            assert str(in_words(rule.trigger)) != rule.trigger, code
            assert "earlier" not in str(in_words(rule.source)), code
            assert " the " not in str(in_words(rule.source)), code


def test_an_authority_without_anything_takes_the_set_and_can_decide(
    db: None, logged_in: LogIn
) -> None:
    alva = client_of_membership(newcomer("Alva", "org_admin", unit="Barn och unga"))
    assert "Titta igenom förslaget" in alva.get("/kom-i-gang/").content.decode()
    proposal = alva.get("/kom-i-gang/arenden/").content.decode()
    assert "Ta förslaget" in proposal
    set_local(AUTHORITY, GRANBY)
    assert not DelegationRule.rows.of_authority(GRANBY).exists()  # looking takes nothing

    for _twice in range(2):
        assert alva.post("/kom-i-gang/arenden/").status_code == 302

    set_local(AUTHORITY, GRANBY)
    assert InvestigationHeading.rows.of_authority(GRANBY).count() == 5
    assert delegation_of(GRANBY, DecisionType.OPEN_INVESTIGATION, on=today())
    assert "Titta igenom förslaget" not in alva.get("/kom-i-gang/").content.decode()


def test_the_set_leaves_what_is_decided_alone(gunnel: Client) -> None:
    gunnel.post(f"{ORDER}CONTACT_PERSON/", order())

    gunnel.post("/kom-i-gang/arenden/")

    rules = delegation_of(GRANBY, DecisionType.CONTACT_PERSON, on=today())
    assert [each.role for each in rules] == ["unit_manager"]
