"""An emergency opening: with a reason, for an hour, told at once, looked at by somebody else afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from kraftsamling.casework.models import BrokenGlass, Case, GlassReason
from kraftsamling.casework.services import notes
from kraftsamling.casework.services.glass import AlreadyReviewed, review_by
from kraftsamling.casework.services.secrecy import (
    GlassSpent,
    break_glass,
    declare_conflict,
    review_glass,
    set_protection,
)
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import GlassOutcome, NoteKind, Protection
from kraftsamling.casework.today_guard import glass_to_review
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.notifications.models import Notification, OutboxMessage
from kraftsamling.notifications.services import send_outbox
from kraftsamling.organisations.login import DEMO_FACTOR
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.support.people import actor_of_membership, client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
NOW = clock.now()
WORDS = "Polisen ringer och ber om en plats i natt."


@pytest.fixture
def nils(granby: None) -> Membership:
    """A colleague of the other unit, without the case."""
    return newcomer("Nils", "caseworker", unit="Utredning 2")


@pytest.fixture
def karin(granby: None) -> Membership:
    """The manager of Astrid's unit."""
    return newcomer("Karin", "unit_manager")


@pytest.fixture
def liv(granby: None) -> Membership:
    """Reviews the log, and works in the other unit."""
    return newcomer("Liv", "log_reviewer", unit="Utredning 2")


def broken(case: Case, by: Membership, **changes: Any) -> BrokenGlass:
    values = {"at": NOW, "reason": GlassReason.ACUTE, "words": WORDS, **changes}
    return break_glass(case=case, by=actor_of_membership(by), **values)


def sent(**changes: str) -> dict[str, str]:
    return {"reason": "ACUTE", "words": WORDS, **changes}


def test_whoever_says_why_reads_the_case_for_an_hour_and_writes_nothing(
    case: Case, astrid: Actor, nils: Membership
) -> None:
    notes.write_note(
        case=case, by=astrid, at=NOON, key=uuid4(), kind=NoteKind.EVENT, happened_on=TODAY,
        text="Mormor hämtar Ebba.",
    )  # fmt: skip
    client = client_of_membership(nils)
    assert client.get(f"/arenden/{case.pk}/").status_code == 404

    answer = client.post(f"/arenden/{case.pk}/nodoppna/", sent())

    assert answer.status_code == 302
    page = client.get(answer.headers["Location"])
    text = page.content.decode()
    assert "Mormor hämtar Ebba." in text
    assert "Ebba Lund" in text
    assert "Kerstin" not in text
    assert client.get(f"/arenden/{case.pk}/").status_code == 404
    assert client.get(f"/arenden/{case.pk}/anteckning/").status_code == 404
    assert client.post(f"/arenden/{case.pk}/nodoppnat/", {}).status_code == 405


def test_a_red_band_says_so_on_every_page_until_it_closes(case: Case, nils: Membership) -> None:
    client = client_of_membership(nils)
    assert "Du har nödöppnat" not in client.get("/idag/").content.decode()

    glass = broken(case, nils)
    for path in ("/idag/", "/arenden/", "/jag/"):
        assert "Du har nödöppnat ett ärende." in client.get(path).content.decode()

    BrokenGlass.rows.filter(pk=glass.pk).update(
        opened_at=NOW - timedelta(hours=2), ends_at=NOW - timedelta(hours=1)
    )
    assert "Du har nödöppnat" not in client.get("/idag/").content.decode()
    assert client.get(f"/arenden/{case.pk}/nodoppnat/").status_code == 404


def test_a_factor_is_asked_for_again(case: Case, nils: Membership) -> None:
    client = client_of_membership(nils)
    session = client.session
    session[DEMO_FACTOR] -= 16 * 60
    session.save()

    answer = client.post(f"/arenden/{case.pk}/nodoppna/", sent())

    assert answer.status_code == 302
    assert "/konto/" in answer.headers["Location"]
    assert not BrokenGlass.rows.exists()


@pytest.mark.parametrize("words", ["", "kort", "x" * 19, " " * 40, "x" * 501])
def test_too_few_or_too_many_words_open_nothing_and_stay(
    words: str, case: Case, nils: Membership
) -> None:
    answer = client_of_membership(nils).post(f"/arenden/{case.pk}/nodoppna/", sent(words=words))

    assert answer.status_code == 422
    assert not BrokenGlass.rows.exists()
    with pytest.raises(ReasonMissing):
        broken(case, nils, words=words[:19])


def test_the_fourth_time_in_a_day_a_manager_must_open(case: Case, nils: Membership) -> None:
    for hours in (2, 5, 23):
        broken(case, nils, at=NOW - timedelta(hours=hours))

    with pytest.raises(GlassSpent):
        broken(case, nils)
    answer = client_of_membership(nils).post(f"/arenden/{case.pk}/nodoppna/", sent())

    assert "Be en chef öppna ärendet." in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert broken(case, nils, at=NOW + timedelta(hours=25))


def test_what_a_conflict_a_protection_or_another_authority_shuts_stays_shut(
    case: Case, nils: Membership, bodil: Actor, logged_in: LogIn
) -> None:
    here = f"/arenden/{case.pk}/nodoppna/"
    assert logged_in("Elin").post(here, sent()).status_code == 404

    declare_conflict(case=case, by=actor_of_membership(nils), at=NOON)
    assert client_of_membership(nils).post(here, sent()).status_code == 404

    nobody = newcomer("Nora", "caseworker", unit="Utredning 2")
    set_protection(person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[])
    answers = [
        client_of_membership(nobody).post(path, sent()).content
        for path in (here, f"/arenden/{uuid4()}/nodoppna/")
    ]
    assert client_of_membership(nobody).post(here, sent()).status_code == 404
    assert len(answers[0]) == len(answers[1])
    assert not BrokenGlass.rows.exists()


def test_a_protection_raised_while_it_is_open_shuts_it(
    case: Case, nils: Membership, bodil: Actor
) -> None:
    broken(case, nils)
    client = client_of_membership(nils)
    assert client.get(f"/arenden/{case.pk}/nodoppnat/").status_code == 200

    set_protection(person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[])

    assert client.get(f"/arenden/{case.pk}/nodoppnat/").status_code == 404


def test_each_page_of_it_is_logged_with_the_reason(case: Case, nils: Membership) -> None:
    client = client_of_membership(nils)
    client.post(f"/arenden/{case.pk}/nodoppna/", sent(), follow=True)

    rows = AccessLogEntry.rows.filter(user_id=nils.user_id, allowed=True, basis=WORDS)
    assert {(each.resource, each.action) for each in rows} == {
        ("btg_event", "create"),
        ("case", "read_btg"),
    }
    assert all(each.subject_ids == [case.subject_id] for each in rows)


def test_manager_and_log_reviewer_are_told_at_once_without_a_word_about_the_child(
    case: Case, nils: Membership, karin: Membership, liv: Membership
) -> None:
    elsewhere = newcomer("Mats", "unit_manager", unit="Utredning 2")

    broken(case, nils)

    told = Notification.rows.of_authority(GRANBY).filter(url="/arenden/nodoppningar/")
    assert {each.membership_id for each in told} == {karin.pk, liv.pk}
    assert elsewhere.pk not in {each.membership_id for each in told}
    send_outbox(GRANBY, at=NOW)
    said = " ".join(f"{each.subject} {each.body}" for each in mail.outbox)
    said += " ".join(each.sentence for each in told)
    for secret in ("Ebba", "Lund", case.number, "Polisen", str(case.pk)):
        assert secret not in said
    assert OutboxMessage.rows.filter(idempotency_key__startswith="glass:").count() == 2


def test_the_manager_reviews_it_once_and_it_leaves_idag(
    case: Case, nils: Membership, karin: Membership
) -> None:
    glass = broken(case, nils)
    client = client_of_membership(karin)
    assert "Granska en nödöppning" in client.get("/idag/").content.decode()
    assert "Nils" in client.get("/arenden/nodoppningar/").content.decode()

    here = f"/arenden/nodoppningar/{glass.pk}/"
    assert WORDS in client.get(here).content.decode()
    assert client.post(here, {"outcome": "RIGHT", "words": ""}).status_code == 422
    answer = client.post(here, {"outcome": "RIGHT", "words": "Jouren bad om det."})

    assert answer.status_code == 302
    assert fresh(glass).outcome == GlassOutcome.RIGHT
    assert "Granska en nödöppning" not in client.get("/idag/").content.decode()
    again = client.post(here, {"outcome": "INCIDENT", "words": "Nej."}, follow=True)
    assert "Någon annan har hunnit granska den." in again.content.decode()
    assert fresh(glass).outcome == GlassOutcome.RIGHT
    with pytest.raises(AlreadyReviewed):
        review_glass(
            glass=glass, by=actor_of_membership(karin), at=NOW, outcome="RIGHT", words="Igen"
        )


def test_nobody_reviews_an_opening_of_ones_own(case: Case, karin: Membership) -> None:
    other = newcomer("Mats", "unit_manager", unit="Utredning 2")
    glass = broken(case, other)
    BrokenGlass.rows.filter(pk=glass.pk).update(unit_id=other.unit_id)

    client = client_of_membership(other)

    assert client.get(f"/arenden/nodoppningar/{glass.pk}/").status_code == 404
    assert "Ingen har nödöppnat" in client.get("/arenden/nodoppningar/").content.decode()


def test_the_log_reviewer_sees_other_units_and_not_the_own(
    case: Case, nils: Membership, liv: Membership
) -> None:
    own = newcomer("Lova", "log_reviewer")
    glass = broken(case, nils)
    here = f"/arenden/nodoppningar/{glass.pk}/"

    page = client_of_membership(liv).get(here)

    assert page.status_code == 200
    assert case.number not in page.content.decode()
    assert client_of_membership(own).get(here).status_code == 404


def test_after_five_working_days_it_is_late_on_the_managers_idag(
    case: Case, nils: Membership, karin: Membership
) -> None:
    monday = NOON
    glass = broken(case, nils, at=monday)
    manager = actor_of_membership(karin)

    assert review_by(glass).isoformat() == "2026-03-09"
    in_time = glass_to_review(manager, monday + timedelta(days=7))
    late = glass_to_review(manager, monday + timedelta(days=8))
    assert [each.urgency for each in in_time] == [1]
    assert [each.urgency for each in late] == [0]
    assert late[0].when.startswith("Sen sedan")


def test_for_elin_there_is_no_opening(case: Case, nils: Membership, logged_in: LogIn) -> None:
    glass = broken(case, nils)
    elin = logged_in("Elin")

    assert "Ingen har nödöppnat" in elin.get("/arenden/nodoppningar/").content.decode()
    assert elin.get(f"/arenden/nodoppningar/{glass.pk}/").status_code == 404
    assert elin.get(f"/arenden/{case.pk}/nodoppnat/").status_code == 404
