"""Protected identity: raised with one press, kept by a list of names, shut at every side door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from kraftsamling.casework.models import Case, Person, ProtectedAllowed, ProtectedIdentity
from kraftsamling.casework.services import assignments, protection
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import set_protection
from kraftsamling.casework.statuses import Protection
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import NOON, Register, fresh, number_of
from tests.support.people import (
    actor_named,
    actor_of_membership,
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
HOME = "Hemliga gatan 4, 123 45 Granby"


@pytest.fixture
def karin(granby: None) -> Membership:
    """The manager of Astrid's unit."""
    return newcomer("Karin", "unit_manager")


@pytest.fixture
def shut(case: Case, bodil: Actor) -> Case:
    """Ebba's case; Ebba has a secrecy marking, and only Bodil and Astrid are on the list."""
    Person.rows.filter(pk=case.subject_id).update(address=HOME, phone="070-1740605")
    set_protection(
        person=fresh(case.subject), level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid")],
    )  # fmt: skip
    return fresh(case)


def protected_of(case: Case) -> ProtectedIdentity:
    return ProtectedIdentity.rows.get(person=case.subject_id)


def test_one_press_protects_somebody_at_once_everywhere(case: Case, logged_in: LogIn) -> None:
    subject = case.people.get(part="SUBJECT")
    form = {"who": str(subject.pk), "level": "2", "allowed": []}

    answer = logged_in("Astrid").post(f"/arenden/{case.pk}/skydd/", form)

    assert answer.status_code == 302
    assert fresh(case).is_protected
    assert protected_of(case).level == Protection.PROTECTED_REGISTRATION
    assert logged_in("Astrid").get(f"/arenden/{case.pk}/").status_code == 200
    assert logged_in("Bodil").get(f"/arenden/{case.pk}/").status_code == 404


def test_those_who_have_the_case_are_suggested_for_the_list(case: Case, karin: Membership) -> None:
    text = client_of_membership(karin).get(f"/arenden/{case.pk}/skydd/").content.decode()

    ticked = text[text.index(str(membership_named("Astrid").pk)) :][:200]
    assert "checked" in ticked


def test_everybody_off_the_list_finds_nothing(shut: Case, karin: Membership) -> None:
    client = client_of_membership(karin)

    for path in ("", "handelser/", "skydd/", "nodoppna/", "jav/", "skal/", "handlaggare/"):
        assert client.get(f"/arenden/{shut.pk}/{path}").status_code == 404, path
    for path in ("/arenden/", "/arenden/?vy=gruppens", "/arenden/?vy=snart", "/idag/"):
        text = client.get(path).content.decode()
        assert "E.L." not in text, path
        assert "Skyddad person" not in text, path


def test_on_the_list_a_list_still_says_only_protected_person(shut: Case, logged_in: LogIn) -> None:
    text = logged_in("Astrid").get("/arenden/").content.decode()

    assert "Skyddad person" in text
    assert "E.L." not in text
    title = logged_in("Astrid").get(f"/arenden/{shut.pk}/").content.decode().split("</title>")[0]
    assert "Skyddad person" in title
    assert "Ebba" not in title


def test_the_address_is_sealed_and_shown_only_after_a_reason_that_is_logged(
    shut: Case, logged_in: LogIn
) -> None:
    astrid, here = logged_in("Astrid"), f"/arenden/skyddad/{protected_of(shut).pk}/visa/"
    assert fresh(shut.subject).address == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM casework_protectedidentity")
        assert b"gatan" not in bytes(cursor.fetchone()[0])  # type: ignore[index]
    for path in (f"/arenden/{shut.pk}/", f"/arenden/{shut.pk}/skydd/", here):
        assert "Hemliga" not in astrid.get(path).content.decode(), path
    assert astrid.post(here, {"reason": ""}).status_code == 422

    answer = astrid.post(here, {"reason": "Brevet om mötet ska fram."})

    assert HOME in answer.content.decode()
    row = AccessLogEntry.rows.filter(resource="protected_identity", action="read").latest("number")
    assert row.basis == "Brevet om mötet ska fram."
    assert shut.subject_id in row.subject_ids


def test_from_level_two_only_a_forwarding_address_is_kept(shut: Case, bodil: Actor) -> None:
    set_protection(
        person=shut.subject, level=Protection.PROTECTED_REGISTRATION, by=bodil, at=NOON, allowed=[]
    )

    assert protected_of(shut).address is None
    protection.keep_address(
        protected=protected_of(shut), by=bodil, at=NOON, address="Skatteverket, Box 2820, Göteborg"
    )
    assert protected_of(shut).address == "Skatteverket, Box 2820, Göteborg"


def test_a_lower_level_asked_for_by_raising_changes_nothing(shut: Case, bodil: Actor) -> None:
    set_protection(
        person=shut.subject, level=Protection.NEW_IDENTITY, by=bodil, at=NOON, allowed=[]
    )
    set_protection(person=shut.subject, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[])

    assert protected_of(shut).level == Protection.NEW_IDENTITY


def test_the_list_is_kept_by_those_on_it_and_never_becomes_empty(
    shut: Case, karin: Membership, logged_in: LogIn
) -> None:
    bodil, protected = logged_in("Bodil"), protected_of(shut)
    manager = client_of_membership(karin)
    here = f"/arenden/skyddad/{protected.pk}"
    assert manager.get(f"{here}/far-se/").status_code == 404

    assert logged_in("Astrid").post(f"{here}/far-se/", {"who": str(karin.pk)}).status_code == 302
    assert manager.get(f"/arenden/{shut.pk}/").status_code == 200
    assert bodil.get(f"{here}/far-se/").status_code == 404  # no cell lets a team leader set it

    manager.post(f"{here}/far-inte-se/", {"who": str(membership_named("Astrid").pk)})
    assert logged_in("Astrid").get(f"/arenden/{shut.pk}/").status_code == 404
    manager.post(f"{here}/far-inte-se/", {"who": str(membership_named("Bodil").pk)})
    last = manager.post(f"{here}/far-inte-se/", {"who": str(karin.pk)})
    assert "Då är ingen kvar som får se personen." in last.content.decode()
    assert ProtectedAllowed.rows.filter(person=shut.subject_id).count() == 1


def test_lowering_takes_two(shut: Case, karin: Membership, bodil: Actor) -> None:
    protected = protected_of(shut)
    protection.allow(protected=protected, who=karin, by=bodil, at=NOON)
    here = f"/arenden/skyddad/{protected.pk}/sank/"
    client = client_of_membership(karin)
    assert client.post(here, {"level": "0", "because": ""}).status_code == 422

    assert client.post(here, {"level": "0", "because": "Markeringen är hävd."}).status_code == 302

    approval = approvals.Approval.rows.get(kind=protection.LOWER)
    assert fresh(shut).is_protected
    assert not approvals.may_be_second(actor_of_membership(karin), approval)
    said = approvals.KINDS[approval.kind].describe(approval.payload)
    assert "Ebba" not in said
    gunnel = actor_of_membership(newcomer("Gunnel", "dept_manager"))
    approvals.approve(approval.pk, by=gunnel, at=approval.requested_at + timedelta(minutes=1))
    assert not fresh(shut).is_protected
    assert not fresh(shut.subject).is_protected


def test_a_case_stays_shut_as_long_as_somebody_else_in_it_is_protected(
    register: Register, bodil: Actor, karin: Membership
) -> None:
    case = register(custodians=[PersonFacts("Kim", "Lund")])[0].case
    kim = case.people.get(part="CUSTODIAN").person
    for person in (case.subject, kim):
        set_protection(person=person, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[karin])
    approval = protection.ask_to_lower(
        protected=protected_of(case), by=actor_of_membership(karin), at=NOON,
        level=Protection.NONE, because="Hävd.",
    )  # fmt: skip

    gunnel = actor_of_membership(newcomer("Gunnel", "dept_manager"))
    approvals.approve(approval.pk, by=gunnel, at=NOON)

    assert fresh(case).is_protected


def test_a_worker_off_the_list_cannot_be_given_the_case(shut: Case, bodil: Actor) -> None:
    nora = newcomer("Nora", "caseworker")

    with pytest.raises(assignments.NotOnTheList):
        assignments.assign(case=shut, to=nora, by=bodil, at=NOON)


def test_a_new_report_about_somebody_protected_tells_the_one_who_registers_nothing(
    shut: Case, register: Register, logged_in: LogIn
) -> None:
    reports = register(PersonFacts("Ebba", "Lund", number=number_of(), address="Nya gatan 7"))

    assert reports[0].case_id == shut.pk
    assert fresh(shut.subject).address == ""
    rut = client_of_membership(membership_named("Rut"))
    for path in (f"/arenden/{shut.pk}/", f"/arenden/rapport/{reports[0].pk}/"):
        assert rut.get(path).status_code == 404, path


def test_the_duplicates_hint_does_not_give_somebody_protected_away(shut: Case, rut: Actor) -> None:
    from kraftsamling.casework.presenters.registering import known_child
    from kraftsamling.confidentiality.conditions import Circumstances

    typed = PersonFacts("Någon", "Annan", number=number_of())

    assert known_child(typed, actor=rut, at=Circumstances(now=NOON)) is None
    assert known_child(typed, actor=actor_named("Astrid"), at=Circumstances(now=NOON)) is not None


def test_for_elin_nothing_is_there(shut: Case, logged_in: LogIn) -> None:
    protected = protected_of(shut)

    for path in ("visa", "adress", "far-se", "far-inte-se", "sank"):
        assert logged_in("Elin").get(f"/arenden/skyddad/{protected.pk}/{path}/").status_code == 404
    assert logged_in("Elin").get(f"/arenden/{shut.pk}/skydd/").status_code == 404
