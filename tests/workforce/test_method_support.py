"""A method supporter sees which groups need her by figures, books them, and tells how it went."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from kraftsamling.common import clock
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.workforce import method_needs
from kraftsamling.workforce.models import SupportSession
from kraftsamling.workforce.rules.support import GroupFigures, needs
from kraftsamling.workforce.selectors.support import sessions_for
from kraftsamling.workforce.services import support
from kraftsamling.workforce.services.interest import mark_answered, register_call
from kraftsamling.workforce.statuses import SupportKind
from kraftsamling.workforce.today import groups_to_support, people_to_answer, sessions_to_tell
from tests.support.people import actor_of_membership, client_of, client_of_membership, newcomer
from tests.workforce.conftest import GRANBY, NOON, TODAY, UNIT, fresh


def group(name: str, *, latest: date | None, open_now: int = 6, mapped: int = 2) -> GroupFigures:
    return GroupFigures(UNIT if name == "Utredning 1" else uuid4(), name, open_now, mapped, latest)


@pytest.fixture
def leila(granby: None) -> Actor:
    """Granby's method supporter."""
    return actor_of_membership(newcomer("Leila", "method_supporter", unit="Barn och unga"))


@pytest.fixture
def one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """Utredning 1 has not mapped for 45 days."""
    old = group("Utredning 1", latest=clock.today() - timedelta(days=45))
    monkeypatch.setattr(method_needs, "FIGURES", [lambda _authority, _today: [old]])


def book(by: Actor, *, on: date = TODAY, key: UUID | None = None) -> SupportSession:
    return support.book_session(
        unit_id=UNIT, kind=SupportKind.COACHING, on=on, hours=2, by=by, at=NOON, key=key or uuid4()
    )


# --- Which groups ---


def test_a_group_that_never_mapped_comes_first_then_the_longest_ago() -> None:
    groups = [
        group("Ny", latest=TODAY - timedelta(days=30)),
        group("Trettioen", latest=TODAY - timedelta(days=31)),
        group("Sextio", latest=TODAY - timedelta(days=60)),
        group("Aldrig", latest=None),
        group("Utan utredningar", latest=None, open_now=0),
    ]
    found = needs(groups, {}, {}, today=TODAY)
    assert [each.figures.name for each in found] == ["Aldrig", "Sextio", "Trettioen"]


@pytest.mark.usefixtures("one_group")
def test_the_page_and_idag_tell_which_group_needs_support(leila: Actor) -> None:
    (row,) = groups_to_support(leila, clock.now())
    assert row.why == "Utredning 1"
    client = client_of_membership(newcomer("Nora", "method_supporter", unit="Barn och unga"))
    page = client.get("/personal/metodstod/").content.decode()
    assert "En grupp har inte påbörjat en kartläggning på 30 dagar." in page
    assert "Av 6 öppna utredningar har 2 en kartläggning." in page


@pytest.mark.usefixtures("one_group")
def test_a_booked_group_is_no_longer_on_idag(leila: Actor) -> None:
    book(leila, on=clock.today() + timedelta(days=2))
    assert groups_to_support(leila, clock.now()) == []


def test_a_group_with_few_cases_is_not_counted_aloud(
    leila: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = group("Utredning 1", latest=None, open_now=4, mapped=1)
    monkeypatch.setattr(method_needs, "FIGURES", [lambda _authority, _today: [few]])
    client = client_of_membership(newcomer("Nora", "method_supporter", unit="Barn och unga"))
    page = client.get("/personal/metodstod/").content.decode()
    assert "Få utredningar är öppna." in page
    assert "Av 4 öppna" not in page


def test_where_mappings_are_kept_elsewhere_nothing_is_said_of_any_group(
    leila: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(method_needs, "FIGURES", [lambda _authority, _today: None])
    assert groups_to_support(leila, clock.now()) == []
    client = client_of_membership(newcomer("Nora", "method_supporter", unit="Barn och unga"))
    page = client.get("/personal/metodstod/").content.decode()
    assert "Kartläggningarna finns i journalsystemet" in page
    assert "Grupper som behöver" not in page


# --- Booked and held ---


def test_one_key_is_one_session(leila: Actor) -> None:
    key = uuid4()
    assert book(leila, key=key) == book(leila, key=key)
    assert SupportSession.rows.count() == 1


def test_what_has_been_is_told_once_and_counted(leila: Actor) -> None:
    session = book(leila, on=TODAY - timedelta(days=3))
    assert [each.title for each in sessions_to_tell(leila, NOON)] == [
        "Berätta hur 1 tillfälle gick"
    ]
    support.hold_session(session=session, people=7, by=leila, at=NOON)
    assert fresh(session).people == 7
    assert sessions_to_tell(leila, NOON) == []


def test_what_has_not_been_cannot_be_held(leila: Actor) -> None:
    session = book(leila, on=TODAY + timedelta(days=1))
    with pytest.raises(support.NotYet):
        support.hold_session(session=session, people=7, by=leila, at=NOON)


def test_what_was_called_off_is_not_held_and_what_was_held_is_not_called_off(leila: Actor) -> None:
    off, held = book(leila), book(leila)
    support.cancel_session(session=off, by=leila, at=NOON)
    with pytest.raises(support.Cancelled):
        support.hold_session(session=off, people=3, by=leila, at=NOON)
    support.hold_session(session=held, people=3, by=leila, at=NOON)
    support.cancel_session(session=held, by=leila, at=NOON)
    assert fresh(held).cancelled_at is None


def test_the_form_books_and_a_session_of_somebody_elses_is_not_mine(leila: Actor) -> None:
    client = client_of_membership(newcomer("Nora", "method_supporter", unit="Barn och unga"))
    answer = client.post(
        "/personal/metodstod/ny/",
        {
            "unit_id": str(UNIT), "kind": "MAPPING", "on": day_of(clock.now()).isoformat(),
            "hours": "2", "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert SupportSession.rows.get().kind == SupportKind.MAPPING
    others = book(leila)
    assert client.get(f"/personal/metodstod/{others.pk}/").status_code in (403, 404)


def test_elin_sees_and_changes_no_session_of_another_authority(leila: Actor, elin: Actor) -> None:
    session = book(leila)
    assert sessions_for(elin, at=Circumstances(now=NOON), today=TODAY) == []
    answer = client_of("Elin").post(f"/personal/metodstod/{session.pk}/stall-in/")
    assert answer.status_code in (403, 404)
    with acting_for(GRANBY):
        assert fresh(session).cancelled_at is None


def test_no_session_holds_words_about_anybody() -> None:
    text = {
        field.name
        for field in SupportSession._meta.get_fields()
        if field.get_internal_type() in ("CharField", "TextField")  # type: ignore[union-attr]
    }
    assert text == {"kind"}


# --- Who waits for an answer about work ---


def test_idag_reminds_when_the_promised_day_is_near(hanna: Actor) -> None:
    call = register_call(name="Ronny", contact="070", words="", by=hanna, at=NOON, key=uuid4())
    assert people_to_answer(hanna, NOON + timedelta(days=4)) == []
    (row,) = people_to_answer(hanna, NOON + timedelta(days=5))
    assert row.title == "Svara 1 person som frågar om jobb"
    assert row.when == "Svara senast 9 mars"
    (late,) = people_to_answer(hanna, NOON + timedelta(days=9))
    assert late.when.startswith("Sen sedan")
    mark_answered(interest=call, by=hanna, at=NOON)
    assert people_to_answer(hanna, NOON + timedelta(days=9)) == []
    assert call.authority_id == GRANBY
