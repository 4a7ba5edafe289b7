"""Several people write at once. Nobody overwrites anybody, and nothing that was saved is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.utils import ProgrammingError
from django.test import Client

from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import FollowUpVisit, VisitNote
from tests.improvement.conftest import NOON, Made
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
AUTOSAVE = {"HX-Request": "true"}


@pytest.fixture
def visit(made: Made) -> FollowUpVisit:
    return services.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=NOON.date(),
        visitor_id=fixed("samordnaren"),
    )


@pytest.fixture
def address(made: Made, visit: FollowUpVisit) -> str:
    return f"/planer/besok/{visit.pk}/anteckning/{made.area.pk}/"


def page(text: str, /, **changes: Any) -> dict[str, Any]:
    """A page that has just been opened on a new note."""
    return {"thread": uuid4(), "page": uuid4(), "seen": 0, "text": text} | changes


def said(made: Made, visit: FollowUpVisit) -> list[str]:
    return [note.text for note in selectors.notes_of(visit).get(made.area.pk, [])]


def test_two_in_the_same_area_have_a_note_each(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    logged_in("David").post(address, page("Davids ord"))
    logged_in("Greta").post(address, page("Gretas ord"))

    text = logged_in("Cecilia").get(f"/planer/{made.plan.pk}/besok/1/").content.decode()

    assert said(made, visit) == ["Davids ord", "Gretas ord"]
    assert "David, Nationell samordnare" in text
    assert "Greta, Granby kommun" in text


def test_saving_on_the_way_is_one_note_with_every_wording_kept(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    david, opened = logged_in("David"), page("")

    for text in ("Det", "Det går", "Det går framåt."):
        answer = david.post(address, {**opened, "text": text}, headers=AUTOSAVE)
        assert answer.status_code == 200
        assert "Sparat" in answer.content.decode()
    david.post(address, {**opened, "text": "Det går framåt."})

    assert said(made, visit) == ["Det går framåt."]
    assert [n.text for n in VisitNote.rows.order_by("number")] == [
        "Det", "Det går", "Det går framåt.",
    ]  # fmt: skip


def test_the_same_person_on_two_pages_loses_neither(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    david, first = logged_in("David"), page("Först")
    david.post(address, first)
    phone = {**first, "page": uuid4(), "seen": 1, "text": "Först. Från telefonen."}
    david.post(address, phone)

    late = {**first, "page": uuid4(), "seen": 1}
    david.post(address, {**late, "text": "Först. Från datorn."})
    david.post(address, {**late, "text": "Först. Från datorn, klart."})

    assert said(made, visit) == ["Först. Från telefonen.", "Först. Från datorn, klart."]


def test_nobody_writes_in_anothers_note(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    davids = page("Davids ord")
    logged_in("David").post(address, davids)
    greta = logged_in("Greta")

    taken_over = greta.post(address, {**davids, "page": uuid4(), "seen": 1, "text": "Gretas ord"})
    struck = greta.post(f"/planer/besok/{visit.pk}/not/{davids['thread']}/ta-bort/")
    opened = greta.get(f"{address}?anteckning={davids['thread']}").content.decode()

    assert (taken_over.status_code, struck.status_code) == (404, 404)
    assert said(made, visit) == ["Davids ord"]
    assert ">Davids ord</textarea>" not in opened.replace("\n", "")


def test_the_database_refuses_to_change_a_writing(made: Made, visit: FollowUpVisit) -> None:
    note = services.write_note(
        visit=visit, area=made.area, by=made.by, at=NOON,
        thread=uuid4(), page=uuid4(), seen=0, text="Sant",
    )  # fmt: skip
    assert note is not None

    with pytest.raises(ProgrammingError, match="permission denied"):
        VisitNote.rows.filter(pk=note.pk).update(text="Osant")


def test_ones_own_note_goes_and_comes_back(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    david, mine = logged_in("David"), page("Fel")
    david.post(address, mine)
    own = f"/planer/besok/{visit.pk}/not/{mine['thread']}/"

    david.post(f"{own}ta-bort/")
    assert said(made, visit) == []
    david.post(f"{own}ater/")

    assert said(made, visit) == ["Fel"]


def test_an_empty_new_note_is_no_note(visit: FollowUpVisit, address: str, logged_in: LogIn) -> None:
    assert logged_in("David").post(address, page("  ")).status_code == 302
    assert not VisitNote.rows.exists()


def test_going_on_begins_with_what_the_note_says(address: str, logged_in: LogIn) -> None:
    david, mine = logged_in("David"), page("Det går framåt.")
    david.post(address, mine)

    opened = david.get(f"{address}?anteckning={mine['thread']}").content.decode()

    assert "Det går framåt.</textarea>" in opened
    assert str(mine["thread"]) in opened


def test_the_others_notes_come_by_themselves(address: str, logged_in: LogIn) -> None:
    logged_in("David").post(address, page("Davids ord"))

    part = logged_in("Greta").get(address, headers=AUTOSAVE).content.decode()

    assert "Davids ord" in part
    assert "<textarea" not in part


@pytest.mark.parametrize(
    "bad",
    [
        {"thread": "x"}, {"page": ""}, {"seen": -1}, {"seen": 10**9}, {"text": "å" * 8001},
        {"text": "a\0b"},
    ],
)  # fmt: skip
def test_bad_input_keeps_what_was_typed_and_stores_nothing(
    address: str, logged_in: LogIn, bad: dict[str, Any]
) -> None:
    answer = logged_in("David").post(address, page("Det går.", **bad))

    assert answer.status_code == 422
    assert not VisitNote.rows.exists()
    assert "Det går." in answer.content.decode() or "text" in bad


def test_logged_out_the_page_is_left_as_it_is(address: str, client: Client) -> None:
    """A redirect would be followed, and the login drawn inside the page with the unsaved text."""
    by_itself = client.post(address, page("Det går."), headers=AUTOSAVE)

    assert by_itself.status_code == 403
    assert client.post(address, page("Det går.")).status_code == 302
    assert not VisitNote.rows.exists()


@pytest.mark.parametrize("name", ["Cecilia", "Bodil", "Elin"])
def test_who_is_neither_visitor_nor_owner_writes_nothing(
    address: str, logged_in: LogIn, name: str
) -> None:
    assert logged_in(name).post(address, page("Jag också")).status_code == 404
    assert not VisitNote.rows.exists()


def test_a_thread_of_another_visit_is_not_there(
    made: Made, visit: FollowUpVisit, address: str, logged_in: LogIn
) -> None:
    other = services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=NOON.date(), visitor_words="Ekhamra"
    )
    thread: UUID = uuid4()
    services.write_note(
        visit=other, area=None, by=made.by, at=NOON, thread=thread, page=thread, seen=0, text="Där"
    )

    answer = logged_in("Greta").post(address, page("Här", thread=thread))

    assert answer.status_code == 404
    assert said(made, visit) == []
