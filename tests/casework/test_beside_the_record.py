"""Bredvid journalen: in Ekhamra the record is elsewhere, and no page here writes in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.casework.models import Assignment, Case, ImportBatch, RecordEntry
from kraftsamling.casework.presenters.beside import age_words
from kraftsamling.casework.rules.data_age import is_old
from kraftsamling.casework.selectors.beside import ADDRESS, Age
from kraftsamling.casework.urls import urlpatterns
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.casework import STORY, case_id
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership, Setting
from tests.support.database import as_owner
from tests.support.demo_inside import ask, client_for, demo_inside, rolled_back

EKHAMRA = fixed("ekhamra")
STAYS = {
    "person_search", "case_list", "case", "case_assign", "case_purpose", "deadline_sheet",
    "record_entries", "record_entered",
    "case_import", "case_import_batch", "case_import_ask", "case_import_discard",
    # A worry comes in everywhere; where the record is elsewhere it is read here and entered there.
    "worried", "worry_write", "public_concerns", "public_concern", "concern_enter", "concern_aside",
    "concern_back",
    # Whom a case may be shown to is decided here, also where its record is elsewhere.
    "conflict_yearly", "conflict_lift", "conflict_list", "case_conflict", "glass_list",
    "glass_review", "protect", "protect_allow", "protect_disallow", "protect_address",
    "protect_show", "protect_lower",
    # Two registrations of one child are made one here: an import follows, and shows no text of the record.
    "same_person", "same_person_pair", "same_person_part",
    # A child's own page is nobody's at work: it opens by a link, and no link can be made there.
    "childs_page", "childs_page_leave", "childs_page_write", "childs_page_link",
    "childs_page_picture",
    # Nobody's case: open help is counted where it is given.
    "open_help", "open_help_kind", "open_help_count",
    # Settings hold no record.
    "qualifications", "qualification_note",
    "delegation", "delegation_rule", "headings", "heading", "heading_new", "heading_end",
    "help_kinds", "help_kind_new", "help_kind", "help_kind_end",
    "legal_rules", "legal_rule", "start_set", "letter_words_list", "letter_words",
    # What cases weigh and what each carries is counted here, wherever the record is.
    "weights", "weight", "own_load",
    # Who gets a case, and what holds while it waits, is decided here and entered there.
    "allocation", "allocation_again", "allocation_accept", "allocation_other", "allocation_undo",
    "raise_ceiling", "help_requests", "help_ask", "help_answer",
    "given_to_me", "case_priority", "waiting_plan",
    "crisis_plan", "crisis_propose", "crisis_replay", "crisis_decide", "crisis_end", "crisis_tick",
    # What one keeps of the list holds no text of the record.
    "view_new", "view", "view_remove", "view_put_back", "exports", "export_new", "export_file",
    "export_workbook",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), demo_inside("beside"):
        yield


@pytest.fixture
def here(demo: None) -> Iterator[None]:
    """What a test does is undone."""
    with rolled_back():
        yield


def client(key: str, role: str) -> Client:
    with as_owner():
        rows = Membership.rows.select_related("user")
        membership = rows.get(pk=fixed(f"membership {key} {role}"))
    return client_for(membership)


def elin() -> Client:
    return client("elin", "unit_manager")


def petra() -> Client:
    return client("petra", "caseworker")


def a_case(**wanted: Any) -> Case:
    with as_owner():
        rows = Case.rows.of_authority(EKHAMRA).filter(**{"closed_on": None, **wanted})
        return rows.select_related("responsible").order_by("pk")[0]


def address(pattern: Any, case: UUID) -> str:
    """The address of a page of this case; what else it needs is nobody's."""
    kinds = pattern.pattern.converters
    values: dict[str, Any] = {
        name: {"step": "anmalare", "form": "note", "number": 1}.get(name) or uuid4()
        for name in kinds
    }
    if "case_id" in values:
        values["case_id"] = case
    return reverse(pattern.name, kwargs=values)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_every_address_of_casework_is_either_of_the_record_or_stays() -> None:
    for pattern in urlpatterns:
        of_the_record = getattr(pattern.callback, "is_of_the_record", False)
        assert of_the_record is (pattern.name not in STAYS), pattern.name


@pytest.mark.parametrize("who", ["elin", "petra"])
def test_no_page_of_the_record_exists_in_ekhamra(here: None, who: str) -> None:
    case = a_case(responsible_id=fixed("membership petra caseworker"))
    asked = elin() if who == "elin" else petra()

    for pattern in urlpatterns:
        if pattern.name not in STAYS:
            path = address(pattern, case.pk)
            # The door itself refuses an emergency that nobody has opened, before the page is asked.
            refused = {403, 404} if pattern.name == "glass_case" else {404}
            assert ask(asked, path).status_code in refused, path


def test_the_same_pages_exist_where_the_record_is(here: None) -> None:
    amina = client("amina", "caseworker")

    for name in ("case_notes", "case_note_new", "case_voice", "decision_new"):
        assert amina.get(reverse(name, args=[case_id(STORY)])).status_code == 200, name
    assert amina.get(reverse("report_new")).status_code == 302


@pytest.mark.parametrize("who", ["elin", "petra"])
def test_no_page_in_ekhamra_links_to_one_that_does_not_exist(here: None, who: str) -> None:
    case = a_case(responsible_id=fixed("membership petra caseworker"))
    asked = elin() if who == "elin" else petra()
    gone = [each for each in urlpatterns if each.name not in STAYS]
    pages = ["/idag/", reverse("case_list"), reverse("case", args=[case.pk])]
    pages.append(reverse("record_entries"))

    for path in pages:
        page = asked.get(path)
        assert page.status_code == 200, path
        for pattern in gone:
            if set(pattern.pattern.converters) <= {"case_id"}:
                assert f'href="{address(pattern, case.pk)}"' not in text(page), pattern.name


def test_the_age_of_the_data_stands_on_the_list_and_on_the_case(here: None) -> None:
    case = a_case()

    for path in (reverse("case_list"), reverse("case", args=[case.pk])):
        assert "Ärendena är från" in text(elin().get(path)), path


def test_data_from_the_week_before_are_warned_of(here: None) -> None:
    with as_owner():
        old = ImportBatch.rows.get(authority_id=EKHAMRA).source_at - timedelta(days=7)
        ImportBatch.rows.filter(authority_id=EKHAMRA).update(source_at=old)

    page = text(elin().get(reverse("case", args=[a_case().pk])))

    assert "mer än en arbetsdag sedan" in page


def test_the_age_is_told_by_the_clock_today_and_with_its_day_later() -> None:
    made = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)

    today = age_words(Age(made, is_old=False), now=made + timedelta(hours=2))
    tomorrow = age_words(Age(made, is_old=False), now=made + timedelta(days=1))

    assert "från kl." in today
    assert today != tomorrow
    assert "från 2 mars" in tomorrow


@pytest.mark.parametrize(
    ("made", "now", "old"),
    [
        ((2026, 3, 2, 9), (2026, 3, 3, 8), False),
        ((2026, 3, 2, 9), (2026, 3, 3, 10), True),
        ((2026, 3, 6, 9), (2026, 3, 9, 8), False),
        ((2026, 3, 6, 9), (2026, 3, 9, 10), True),
        ((2026, 4, 2, 9), (2026, 4, 7, 8), False),  # Easter
    ],
)
def test_a_weekend_and_a_holiday_make_nothing_old(
    made: tuple[int, ...], now: tuple[int, ...], old: bool
) -> None:
    first, then = (datetime(*each, tzinfo=UTC) for each in (made, now))  # type: ignore[arg-type, misc]

    assert is_old(first, now=then) is old


def test_the_case_number_leads_out_by_the_authoritys_own_pattern(here: None) -> None:
    case = a_case()

    page = text(elin().get(reverse("case", args=[case.pk])))

    assert f'href="https://journal.ekhamra.example/arende/{case.number}"' in page


@pytest.mark.parametrize("pattern", ["javascript:alert('{nummer}')", "", "https://a.example/"])
def test_a_pattern_that_is_no_page_leads_nowhere(here: None, pattern: str) -> None:
    with as_owner():
        Setting.rows.filter(authority_id=EKHAMRA, code=ADDRESS).update(value=pattern)
    page = text(elin().get(reverse("case", args=[a_case().pk])))

    assert "javascript:" not in page
    assert "i journalsystemet</a>" not in page


def test_a_number_with_signs_of_its_own_does_not_change_the_address(here: None) -> None:
    case = a_case()
    with as_owner():
        Case.rows.filter(pk=case.pk).update(number='9/?x="><b>')

    page = text(elin().get(reverse("case", args=[case.pk])))

    assert "https://journal.ekhamra.example/arende/9%2F%3Fx%3D%22%3E%3Cb%3E" in page
    assert '"><b>' not in page


def test_a_case_that_is_given_out_lands_on_the_list_and_is_ticked_off_with_who_and_when(
    here: None,
) -> None:
    case, manager = a_case(responsible_id=fixed("membership jonas caseworker")), elin()
    petras = fixed("membership petra caseworker")

    manager.post(reverse("case_assign", args=[case.pk]), {"to": str(petras), "role": "MAIN"})
    with as_owner():
        entry = RecordEntry.rows.get(case=case, done_at=None)
        assert Assignment.rows.get(case=case, ends_on=None).membership_id == petras
    assert case.number in text(manager.get(reverse("record_entries")))
    manager.post(reverse("record_entered", args=[entry.pk]))

    with as_owner():
        entry.refresh_from_db()
    assert entry.done_by == fixed("membership elin unit_manager")
    assert entry.done_at is not None
    page = text(manager.get(reverse("record_entries")))
    assert "Elin Strand" in page
    assert reverse("record_entered", args=[entry.pk]) not in page


def test_ticked_twice_the_first_one_counts(here: None) -> None:
    with as_owner():
        entry = RecordEntry.rows.filter(authority_id=EKHAMRA, done_at=None)[0]
    elin().post(reverse("record_entered", args=[entry.pk]))
    with as_owner():
        first = RecordEntry.rows.get(pk=entry.pk)

    elin().post(reverse("record_entered", args=[entry.pk]))

    with as_owner():
        again = RecordEntry.rows.get(pk=entry.pk)
    assert (again.done_at, again.done_by) == (first.done_at, first.done_by)


def test_nobody_in_lindsjo_sees_or_ticks_what_is_ekhamras(here: None) -> None:
    karin = client("karin", "unit_manager")
    with as_owner():
        entry = RecordEntry.rows.filter(authority_id=EKHAMRA, done_at=None)[0]

    assert karin.get(reverse("record_entries")).headers["Location"] == reverse("case_list")
    assert karin.post(reverse("record_entered", args=[entry.pk])).status_code == 404
    with as_owner():
        assert RecordEntry.rows.get(pk=entry.pk).done_at is None


def test_where_the_record_is_here_nothing_has_to_be_entered_elsewhere(here: None) -> None:
    with acting_for(fixed("lindsjo")):
        assert Assignment.rows.exists()
        assert not RecordEntry.rows.exists()
