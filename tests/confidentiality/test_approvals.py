"""Acts that take two: who may be second, for how long, and what a human being is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.notifications.models import Notification
from kraftsamling.organisations.models import Deputy, Membership
from kraftsamling.organisations.services.role_grants import ROLE_GRANT, Wish, grant, identify
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")
NUMBER = "198112289874"  # one of the numbers that are only for tests


@pytest.fixture
def manager() -> Membership:
    """Unit manager of Utredning 1."""
    return newcomer("Mona", "unit_manager")


@pytest.fixture
def head() -> Membership:
    """Department manager: the next level up."""
    return newcomer("Harald", "dept_manager", unit="Barn och unga")


def wish(**changes: Any) -> Wish:
    facts: dict[str, Any] = {
        "name": "Ny Person",
        "email": "ny@granby.example.org",
        "role": "caseworker",
        "unit_id": fixed("granby Utredning 1"),
        "starts_on": date(2026, 3, 2),
    }
    return Wish(**{**facts, **changes})


def asked(by: Membership, at: datetime, **changes: Any) -> Approval:
    with acting_for(by.authority_id):
        return grant(wish(**changes), by=actor_of_membership(by), at=at)


def confirm(approval: Approval, by: Actor, at: datetime) -> Approval:
    with acting_for(approval.authority_id):
        return approvals.approve(approval.pk, by=by, at=at)


def members(email: str = "ny@granby.example.org") -> int:
    with acting_for(GRANBY):
        return Membership.rows.filter(user__email=email).count()


def test_nothing_happens_until_somebody_else_confirms(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)
    assert (approval.status, members()) == (ApprovalStatus.WAITING, 0)

    confirm(approval, actor_of_membership(head), noon)

    assert members() == 1


def test_the_one_who_asks_can_never_confirm(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(manager), noon)
    assert members() == 0


def test_the_same_human_being_with_two_accounts_cannot_confirm(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    for each in (manager, head):
        each.user.human_index = "the same digest"
        each.user.save()
    newcomer("Tora", "org_admin")  # so that Mona is not alone
    approval = asked(manager, noon)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(head), noon)


def test_the_database_itself_refuses_one_human_being_twice(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)

    with acting_for(GRANBY), pytest.raises(IntegrityError), transaction.atomic():
        Approval.rows.filter(pk=approval.pk).update(
            decided_at=noon, decided_by=manager.pk, decided_by_human=approval.requested_by_human
        )


def test_whoever_gets_a_number_meanwhile_is_still_the_one_who_asked(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)
    with acting_for(GRANBY):
        identify(manager.user, NUMBER, authority_id=GRANBY)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(manager), noon)


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "hr_officer", "board_member"])
def test_a_role_that_the_table_does_not_name_cannot_confirm(
    manager: Membership, head: Membership, noon: datetime, role: str
) -> None:
    approval = asked(manager, noon)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(newcomer("Rut", role)), noon)


def test_somebody_with_one_factor_cannot_confirm(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(head, second_factor=False), noon)


def test_elin_cannot_confirm_what_granby_asks(
    manager: Membership, head: Membership, noon: datetime, actor_named: Callable[..., Actor]
) -> None:
    approval = asked(manager, noon)

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_named("Elin"), noon)


def test_nobody_confirms_a_role_of_their_own(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon, email=head.user.email, role="editor", number=NUMBER)
    head.user.refresh_from_db()

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, actor_of_membership(head), noon)


def test_twice_is_refused_and_gives_one_membership(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)
    confirm(approval, actor_of_membership(head), noon)

    with pytest.raises(approvals.NotWaiting):
        confirm(approval, actor_of_membership(head), noon)
    assert members() == 1


@pytest.mark.parametrize(("later", "lapsed"), [(-1, False), (0, True), (1, True)])
def test_it_lapses_on_the_second_after_seven_days(
    manager: Membership, head: Membership, noon: datetime, later: int, lapsed: bool
) -> None:
    approval = asked(manager, noon)
    then = noon + timedelta(days=7, seconds=later)

    if lapsed:
        with pytest.raises(approvals.NotWaiting):
            confirm(approval, actor_of_membership(head), then)
        assert approvals.state_of(approval, at=then) is ApprovalStatus.LAPSED
    else:
        confirm(approval, actor_of_membership(head), then)
    assert members() == (0 if lapsed else 1)


def test_declining_changes_nothing_and_tells_who_asked(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)

    with acting_for(GRANBY):
        approvals.decline(approval.pk, by=actor_of_membership(head), at=noon)
        told = Notification.rows.get(membership=manager)

    assert members() == 0
    assert told.sentence == "Det du bad om är avslaget."


def test_those_who_may_be_second_are_told_and_nobody_else(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    worker = newcomer("Rut", "caseworker")
    asked(manager, noon)

    with acting_for(GRANBY):
        told = {row.membership_id for row in Notification.rows.filter(kind="approval")}
    assert told == {head.pk}
    assert worker.pk not in told


def test_a_dated_deputy_can_be_the_second(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    stand_in = newcomer("Dagny", "caseworker")
    with as_owner():
        Deputy.rows.create(
            authority_id=GRANBY,
            membership=head,
            user=stand_in.user,
            starts_on=noon.date(),
            ends_on=noon.date(),
        )
        Membership.rows.filter(pk=head.pk).update(ends_on=noon.date())
    approval = asked(manager, noon)
    as_deputy = actor_of_membership(
        head, user_id=stand_in.user_id, human=stand_in.user.human, stands_in_for=head.user_id
    )

    confirm(approval, as_deputy, noon)

    with acting_for(GRANBY):
        assert Approval.rows.get(pk=approval.pk).decided_by_human == stand_in.user.human


def test_who_asks_cannot_confirm_as_somebodys_deputy(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    approval = asked(manager, noon)
    as_deputy = actor_of_membership(
        head, user_id=manager.user_id, human=manager.user.human, stands_in_for=head.user_id
    )

    with pytest.raises(approvals.NotASecondPerson):
        confirm(approval, as_deputy, noon)


def test_the_first_person_may_act_alone_and_the_reason_stays(noon: datetime) -> None:
    first = newcomer("Tora", "org_admin")

    approval = asked(first, noon)

    assert approval.status == ApprovalStatus.APPROVED
    assert approval.decided_alone_because
    assert members() == 1


def test_as_soon_as_there_is_a_second_nobody_acts_alone(noon: datetime) -> None:
    first = newcomer("Tora", "org_admin")
    asked(first, noon, email="chef@granby.example.org", role="unit_manager", number=NUMBER)

    approval = asked(first, noon)

    assert (approval.status, members()) == (ApprovalStatus.WAITING, 0)


def test_a_second_account_of_the_same_human_being_is_no_second(noon: datetime) -> None:
    first, again = newcomer("Tora", "org_admin"), newcomer("Tora B", "unit_manager")
    for each in (first, again):
        each.user.human_index = "the same digest"
        each.user.save()

    assert asked(first, noon).status == ApprovalStatus.APPROVED


def test_a_closed_account_and_an_ended_role_are_no_second(noon: datetime) -> None:
    first, closed = newcomer("Tora", "org_admin"), newcomer("Klas", "unit_manager")
    gone = newcomer("Gerd", "dept_manager")
    closed.user.is_active = False
    closed.user.save()
    with as_owner():
        Membership.rows.filter(pk=gone.pk).update(ends_on=noon.date() - timedelta(days=1))

    assert asked(first, noon).status == ApprovalStatus.APPROVED


def test_acting_alone_while_there_is_another_is_refused(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    with acting_for(GRANBY), pytest.raises(approvals.SecondExists), transaction.atomic():
        approvals.ask(
            ROLE_GRANT,
            by=actor_of_membership(manager),
            at=noon,
            payload={},
            alone_because="in a hurry",
        )
    with acting_for(GRANBY):
        assert not Approval.rows.exists()


def test_an_authority_with_three_employees_works(noon: datetime) -> None:
    first = newcomer("Tora", "org_admin")
    asked(first, noon, email="chef@granby.example.org", role="unit_manager", number=NUMBER)
    with as_owner():
        boss = Membership.rows.select_related("user").get(user__email="chef@granby.example.org")
    approval = asked(first, noon)

    confirm(approval, actor_of_membership(boss), noon)

    assert members() == 1


def test_the_same_wish_posted_twice_is_one_request(
    manager: Membership, head: Membership, noon: datetime
) -> None:
    key = str(uuid4())

    assert asked(manager, noon, key=key).pk == asked(manager, noon, key=key).pk


# -- the page ------------------------------------------------------------------------------------


def page_of(membership: Membership) -> tuple[Client, str]:
    client = client_of_membership(membership)
    return client, client.get("/godkanna/").content.decode()


def test_the_page_shows_what_changes_and_lets_the_second_confirm(
    manager: Membership, head: Membership
) -> None:
    from kraftsamling.common import clock

    approval = asked(manager, clock.now())
    client, page = page_of(head)
    assert "Ny Person (ny@granby.example.org) blir Socialsekreterare i Utredning 1" in page
    assert "Mona bad om det" in page

    answer = client.post(f"/godkanna/{approval.pk}/", {"answer": "approve"}, follow=True)

    assert "Godkänt. Det gäller från och med nu." in answer.content.decode()
    assert members() == 1


def test_who_asked_sees_it_without_a_button(manager: Membership, head: Membership) -> None:
    from kraftsamling.common import clock

    approval = asked(manager, clock.now())
    client, page = page_of(manager)

    assert "Det du har bett om" in page
    assert f"/godkanna/{approval.pk}/" not in page
    assert "En annan person som är enhetschef / systemförvaltare / verksamhetschef." in page
    assert client.post(f"/godkanna/{approval.pk}/", {"answer": "approve"}).status_code == 404
    assert members() == 0


def test_idag_and_the_menu_say_that_something_waits(manager: Membership, head: Membership) -> None:
    from kraftsamling.common import clock

    asked(manager, clock.now())

    page = client_of_membership(head).get("/idag/").content.decode()
    assert "Läs och godkänn" in page
    assert 'href="/godkanna/"' in page


def test_a_role_that_is_never_second_has_no_such_menu(logged_in: Callable[[str], Client]) -> None:
    assert 'href="/godkanna/"' not in logged_in("Astrid").get("/idag/").content.decode()


@pytest.mark.parametrize("answer", ["", "yes", "APPROVE"])
def test_an_answer_that_is_none_changes_nothing(
    manager: Membership, head: Membership, noon: datetime, answer: str
) -> None:
    approval = asked(manager, noon)

    response = client_of_membership(head).post(f"/godkanna/{approval.pk}/", {"answer": answer})

    assert (response.status_code, members()) == (404, 0)


def test_elin_finds_no_approval_of_granby(
    manager: Membership, head: Membership, noon: datetime, logged_in: Callable[[str], Client]
) -> None:
    approval = asked(manager, noon)
    elin = logged_in("Elin")

    assert "Ny Person" not in elin.get("/godkanna/").content.decode()
    assert elin.post(f"/godkanna/{approval.pk}/", {"answer": "approve"}).status_code == 404
    assert elin.post(f"/godkanna/{uuid4()}/", {"answer": "approve"}).status_code == 404
    assert members() == 0


def test_a_lapsed_request_says_so(manager: Membership, head: Membership, noon: datetime) -> None:
    approval = asked(manager, noon)  # in March; the page is opened today

    answer = client_of_membership(head).post(
        f"/godkanna/{approval.pk}/", {"answer": "approve"}, follow=True
    )

    assert "de sju dagarna" in answer.content.decode()
    assert members() == 0
