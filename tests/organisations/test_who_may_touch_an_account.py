"""Who may close an account or let its person in again, and how we know which human being it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from kraftsamling.common.clock import today
from kraftsamling.confidentiality.approvals import two_person_roles
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Deputy, Membership, StaffIdentity, User
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "en lampa i köket lyser"
NUMBER = "19811228-9874"  # one of the numbers that are only for tests


def with_login(membership: Membership) -> Membership:
    membership.user.set_password(PASSWORD)
    membership.user.save()
    TOTP.activate(membership.user, SECRET)
    return membership


def is_untouched(membership: Membership) -> bool:
    user = User.objects.get(pk=membership.user_id)
    factors = Authenticator.objects.filter(user=user).count()
    return user.check_password(PASSWORD) and factors == 1 and user.is_active


def path_of(membership: Membership, verb: str = "") -> str:
    return f"/installningar/konton/{membership.pk}/{verb}"


@pytest.fixture
def mona() -> Client:
    """Unit manager of Utredning 1 in Granby."""
    return client_of_membership(newcomer("Mona", "unit_manager"))


@pytest.fixture
def tora() -> Client:
    """System administrator of Granby."""
    return client_of_membership(newcomer("Tora", "org_admin", unit="Barn och unga"))


def test_a_unit_manager_lets_her_own_people_in_again(mona: Client) -> None:
    astrid = with_login(membership_named("Astrid"))

    answer = mona.post(path_of(astrid, "bjud-in/"), follow=True)

    assert "En ny inbjudan till Astrid är på väg" in answer.content.decode()
    assert not is_untouched(astrid)


@pytest.mark.parametrize("role", ["org_admin", "dept_manager", "log_reviewer", "dpo", "archivist"])
@pytest.mark.parametrize("verb", ["bjud-in/", "stang/"])
def test_a_unit_manager_does_not_touch_who_stands_above(mona: Client, role: str, verb: str) -> None:
    newcomer("Bertil", "org_admin", unit="Barn och unga")  # so that no administrator is the last
    above = with_login(newcomer("Ove", role))

    answer = mona.post(path_of(above, verb), follow=True)

    assert "en roll som du inte kan ge" in answer.content.decode()
    assert is_untouched(above)


def test_it_counts_that_the_higher_role_is_another_than_the_one_opened(mona: Client) -> None:
    lower = with_login(newcomer("Ove", "caseworker"))
    newcomer("Ove", "org_admin", unit="Barn och unga")

    mona.post(path_of(lower, "bjud-in/"))

    assert is_untouched(lower)


def test_it_counts_that_the_person_also_works_in_another_unit(mona: Client) -> None:
    here = with_login(newcomer("Ove", "caseworker"))
    newcomer("Ove", "caseworker", unit="Utredning 2")

    mona.post(path_of(here, "bjud-in/"))

    assert is_untouched(here)


def test_it_counts_that_the_person_stands_in_for_somebody_above(mona: Client) -> None:
    astrid = with_login(membership_named("Astrid"))
    head = newcomer("Harald", "dept_manager", unit="Barn och unga")
    with as_owner():
        Deputy.rows.create(
            authority_id=fixed("granby"), membership=head, user=astrid.user,
            starts_on=today() + timedelta(days=3), ends_on=today() + timedelta(days=9),
        )  # fmt: skip

    mona.post(path_of(astrid, "bjud-in/"))

    assert is_untouched(astrid)


def test_the_administrator_may(tora: Client) -> None:
    head = with_login(newcomer("Harald", "dept_manager", unit="Barn och unga"))

    tora.post(path_of(head, "bjud-in/"))

    assert not is_untouched(head)


@pytest.mark.parametrize("verb", ["bjud-in/", "stang/"])
def test_granby_does_not_touch_the_login_that_elin_has_at_sydby(tora: Client, verb: str) -> None:
    elin = with_login(membership_named("Elin"))
    with as_owner():
        here = Membership.rows.create(
            authority_id=fixed("granby"), user=elin.user, unit_id=fixed("granby Utredning 1"),
            role="caseworker", starts_on=today(),
        )  # fmt: skip

    page = tora.get(path_of(here)).content.decode()
    answer = tora.post(path_of(here, verb), follow=True)

    assert "Skicka en ny inbjudan" not in page
    assert "också för en annan myndighet" in page
    assert "också för en annan myndighet" in answer.content.decode()
    assert is_untouched(elin)


def test_elin_finds_nobody_of_granby_to_invite(logged_in: Callable[[str], Client]) -> None:
    astrid = with_login(membership_named("Astrid"))

    assert logged_in("Elin").post(path_of(astrid, "bjud-in/")).status_code == 404
    assert is_untouched(astrid)


def test_a_unit_manager_is_not_offered_the_roles_above(mona: Client) -> None:
    page = mona.get("/installningar/konton/ny/").content.decode()

    assert 'value="caseworker"' in page
    assert 'value="org_admin"' not in page


# -- which human being it is ----------------------------------------------------------------------


def wish(role: str, **changes: str) -> dict[str, str]:
    return {
        "idempotency_key": "7d0c1a52-52a8-4f0f-9f5d-0f0c3c1c7d11",
        "name": "Nora Ny",
        "email": "nora@granby.example.org",
        "role": role,
        "unit": str(fixed("granby Utredning 1")),
        "starts_on": "i dag",
        **changes,
    }


@pytest.mark.parametrize(
    "role", ["org_admin", "dept_manager", "unit_manager", "dev_lead", "editor"]
)
def test_a_role_that_can_be_second_is_not_given_without_a_number(tora: Client, role: str) -> None:
    assert role in two_person_roles()

    answer = tora.post("/installningar/konton/ny/", wish(role))

    assert answer.status_code == 422
    assert "vi behöver veta att det är två personer" in answer.content.decode()
    assert not User.objects.filter(email="nora@granby.example.org").exists()


def test_a_social_secretary_needs_no_number(tora: Client) -> None:
    assert tora.post("/installningar/konton/ny/", wish("caseworker")).status_code == 302


def test_an_account_that_sydby_has_not_identified_gets_no_such_role_in_granby(tora: Client) -> None:
    elin = membership_named("Elin").user

    answer = tora.post("/installningar/konton/ny/", wish("editor", email=elin.email, number=NUMBER))

    assert answer.status_code == 422
    assert "skapat någon annanstans" in answer.content.decode()
    assert User.objects.get(pk=elin.pk).human_index == ""


def test_the_number_of_somebody_already_here_is_written_once(tora: Client) -> None:
    astrid = membership_named("Astrid")
    path = path_of(astrid, "personnummer/")
    assert f'href="{path}"' in tora.get(path_of(astrid)).content.decode()

    assert tora.post(path, {"number": "19811228-9875"}).status_code == 422
    assert tora.post(path, {"number": NUMBER}).status_code == 302

    with acting_for(fixed("granby")):
        stored = StaffIdentity.rows.get(user=astrid.user)
    assert stored.personal_identity_number == "198112289874"
    assert tora.get(path).status_code == 404
    assert "9874" not in tora.get(path_of(astrid)).content.decode()


def test_a_deputy_of_a_manager_must_have_a_number(tora: Client) -> None:
    head = newcomer("Harald", "dept_manager", unit="Barn och unga")
    astrid = membership_named("Astrid")
    appoint = {
        "membership": str(head.pk), "user": str(astrid.user_id),
        "starts_on": "i dag", "ends_on": (today() + timedelta(days=3)).isoformat(),
    }  # fmt: skip

    refused = tora.post("/installningar/stallforetradare/ny/", appoint)
    assert refused.status_code == 422
    assert "Skriv först personens personnummer" in refused.content.decode()

    tora.post(path_of(astrid, "personnummer/"), {"number": NUMBER})
    assert tora.post("/installningar/stallforetradare/ny/", appoint).status_code == 302
