"""Posts: filled, vacant, coming, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.models import ChangedMonth
from kraftsamling.workforce.models import Employee, Position
from kraftsamling.workforce.services import posts
from kraftsamling.workforce.services.posts import NewPerson
from kraftsamling.workforce.statuses import EmploymentForm, Job
from tests.support.people import client_of, client_of_membership, membership_named, newcomer
from tests.workforce.conftest import NOON, UNIT, Approve, Employ, fresh

JUNE = date(2026, 6, 1)


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def new_post(by: Actor, **changes: Any) -> Position:
    facts: dict[str, Any] = {
        "number": "T-9",
        "title": "Socialsekreterare",
        "unit_id": UNIT,
        "job": Job.SOCIAL_SECRETARY,
        "share": 100,
        "approved_on": date(2026, 2, 1),
        "is_advertised": True,
        "by": by,
        "at": NOON,
        "key": uuid4(),
    }
    return posts.add_post(**{**facts, **changes})


# --- A post is approved ---


def test_a_new_post_is_vacant_from_the_day_it_was_approved(hanna: Actor) -> None:
    post = new_post(hanna)
    assert post.is_vacant
    assert post.vacant_since == date(2026, 2, 1)


def test_pressing_twice_adds_one_post(hanna: Actor) -> None:
    key = uuid4()
    assert new_post(hanna, key=key) == new_post(hanna, key=key)
    assert Position.rows.count() == 1


def test_two_posts_never_have_the_same_number(hanna: Actor) -> None:
    new_post(hanna)
    with pytest.raises(posts.NumberTaken):
        new_post(hanna)


# --- A post is filled ---


def test_filling_a_post_keeps_how_long_it_was_vacant(
    hanna: Actor, approve: Approve, astrid: Employee
) -> None:
    post = posts.fill_post(
        post=approve(), holder=astrid, begins_on=date(2026, 3, 2), by=hanna, at=NOON
    )
    assert post.holder == astrid
    assert (post.filled_on - post.vacant_since).days == 60  # type: ignore[operator]


def test_a_new_employee_begins_with_the_post(
    hanna: Actor, approve: Approve, employ: Employ
) -> None:
    boss = employ("Karin", job=Job.MANAGER)
    employ("Astrid", manager=boss)
    person = NewPerson("A-77", "Nils Ny", EmploymentForm.PERMANENT, date(2023, 1, 1))
    post = posts.fill_post(post=approve(), person=person, begins_on=JUNE, by=hanna, at=NOON)
    assert post.holder is not None
    assert (post.holder.name, post.holder.starts_on) == ("Nils Ny", JUNE)
    assert post.holder.manager == boss


def test_a_new_employee_has_the_figures_of_staff_counted_again(
    hanna: Actor, approve: Approve
) -> None:
    person = NewPerson("A-77", "Nils Ny", EmploymentForm.PERMANENT, date(2023, 1, 1))
    began = date(2026, 2, 1)
    posts.fill_post(post=approve(), person=person, begins_on=began, by=hanna, at=NOON)
    months = ChangedMonth.rows.filter(source="workforce.staff").values_list("month", flat=True)
    assert sorted(months) == [began, date(2026, 3, 1)]


def test_somebody_who_has_said_yes_is_coming_and_the_post_is_not_filled(
    hanna: Actor, approve: Approve
) -> None:
    post = posts.fill_post(post=approve(), begins_on=JUNE, by=hanna, at=NOON)
    assert (post.holder, post.coming_on) == (None, JUNE)


def test_the_second_of_two_who_fill_a_post_is_told(
    hanna: Actor, approve: Approve, employ: Employ
) -> None:
    post, first, second = approve(), employ("Astrid"), employ("Bo")
    posts.fill_post(post=post, holder=first, begins_on=JUNE, by=hanna, at=NOON)
    with pytest.raises(posts.AlreadyFilled):
        posts.fill_post(post=post, holder=second, begins_on=JUNE, by=hanna, at=NOON)
    assert fresh(post).holder == first


def test_nobody_begins_before_the_post_was_vacant(
    hanna: Actor, approve: Approve, astrid: Employee
) -> None:
    with pytest.raises(posts.FilledBeforeVacant):
        posts.fill_post(
            post=approve(), holder=astrid, begins_on=date(2025, 12, 31), by=hanna, at=NOON
        )


def test_nobody_holds_more_than_full_time(hanna: Actor, approve: Approve, astrid: Employee) -> None:
    posts.fill_post(post=approve("T-1"), holder=astrid, begins_on=JUNE, by=hanna, at=NOON)
    with pytest.raises(posts.HoldsAnother):
        posts.fill_post(post=approve("T-2"), holder=astrid, begins_on=JUNE, by=hanna, at=NOON)


def test_a_filled_post_marks_the_month_of_its_figures(
    hanna: Actor, approve: Approve, astrid: Employee
) -> None:
    posts.fill_post(post=approve(), holder=astrid, begins_on=JUNE, by=hanna, at=NOON)
    assert ChangedMonth.rows.filter(source="workforce.posts", month=JUNE).exists()


# --- A post becomes vacant, or is withdrawn ---


def test_somebody_who_leaves_ends_the_day_before(
    hanna: Actor, approve: Approve, astrid: Employee
) -> None:
    post = approve(holder=astrid, filled_on=date(2026, 1, 15))
    post = posts.vacate_post(post=post, on=JUNE, leaves=True, by=hanna, at=NOON)
    assert (post.holder, post.vacant_since, post.filled_on) == (None, JUNE, None)
    assert fresh(astrid).ends_on == date(2026, 5, 31)


def test_a_post_that_somebody_holds_is_not_withdrawn(
    hanna: Actor, approve: Approve, astrid: Employee
) -> None:
    with pytest.raises(posts.StillHeld):
        posts.withdraw_post(post=approve(holder=astrid), by=hanna, at=NOON)


def test_a_withdrawn_post_comes_back_with_undo(client_of_hanna: Client, approve: Approve) -> None:
    post = approve()
    gone = client_of_hanna.post(f"/personal/tjanst/{post.pk}/dra-in/", follow=True)
    assert "Ångra" in gone.content.decode()
    assert fresh(post).withdrawn_on is not None
    client_of_hanna.post(f"/personal/tjanst/{post.pk}/ater/")
    assert fresh(post).withdrawn_on is None


# --- The pages ---


def test_the_page_says_first_how_many_are_filled(
    client_of_hanna: Client, approve: Approve, astrid: Employee
) -> None:
    approve("T-1", holder=astrid, filled_on=date(2026, 1, 15))
    approve("T-2")
    page = client_of_hanna.get("/personal/").content.decode()
    assert "1 av 2 tjänster är tillsatta." in page
    assert "vakant, sedan 1 januari" in page


def test_hanna_fills_a_post_with_a_new_employee(client_of_hanna: Client, approve: Approve) -> None:
    post = approve()
    answer = client_of_hanna.post(
        f"/personal/tjanst/{post.pk}/tillsatt/",
        {
            "who": "NEW", "begins_on": "2026-04-01", "name": "Nils Ny", "number": "A-77",
            "form": "PERMANENT", "profession_since": "2023-01-01",
        },
        follow=True,
    )  # fmt: skip
    assert "Tjänsten är tillsatt." in answer.content.decode()
    assert fresh(post).holder.name == "Nils Ny"


def test_a_new_employee_without_a_number_is_asked_for_it_and_nothing_is_stored(
    client_of_hanna: Client, approve: Approve
) -> None:
    post = approve()
    answer = client_of_hanna.post(
        f"/personal/tjanst/{post.pk}/tillsatt/",
        {"who": "NEW", "begins_on": "2026-04-01", "name": "Nils Ny"},
    )
    assert answer.status_code == 422
    assert "Behövs för en ny medarbetare." in answer.content.decode()
    assert 'value="Nils Ny"' in answer.content.decode()
    assert fresh(post).is_vacant
    assert not Employee.rows.exists()


def test_a_manager_sees_the_posts_of_her_own_unit(
    approve: Approve, karin: Actor, employ: Employ
) -> None:
    from tests.support.world import fixed

    approve("T-1", title="Vår tjänst")
    approve("T-2", title="Grannens tjänst", unit_id=fixed("granby Utredning 2"))
    page = client_of("Karin").get("/personal/").content.decode()
    assert "Vår tjänst" in page
    assert "Grannens tjänst" not in page


@pytest.mark.parametrize("path", ["", "tillsatt/", "vakant/"])
def test_elin_sees_nothing_of_another_municipalitys_posts(approve: Approve, path: str) -> None:
    post = approve(title="Granbys tjänst")
    elin = client_of_membership(membership_named("Elin"))
    assert "Granbys tjänst" not in elin.get("/personal/").content.decode()
    assert elin.get(f"/personal/tjanst/{post.pk}/{path}").status_code == 404


def test_somebody_with_cases_has_no_page_of_posts(approve: Approve) -> None:
    assert client_of("Astrid").get("/personal/").status_code in (403, 404)


def test_one_persons_employment_is_read_by_her_manager_and_not_by_elin(
    astrid: Employee, karin: Actor
) -> None:
    page = client_of("Karin").get(f"/personal/medarbetare/{astrid.pk}/").content.decode()
    assert "Socialsekreterare, Utredning 1." in page
    assert client_of("Elin").get(f"/personal/medarbetare/{astrid.pk}/").status_code == 404
