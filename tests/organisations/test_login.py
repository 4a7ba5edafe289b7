"""Logging in: two factors, two sessions, and nothing said about who has an account."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from kraftsamling.organisations import attempts
from kraftsamling.organisations.invitations import token_for
from kraftsamling.organisations.models import FailedLogins, Membership, User
from tests.support.people import newcomer

pytestmark = pytest.mark.django_db
PASSWORD = "en lampa i köket lyser"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_attempts_before() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def gun() -> User:
    """A social secretary with a password."""
    user = newcomer("Gun", "caseworker").user
    user.set_password(PASSWORD)
    user.save()
    return user


def code(secret: str = SECRET, *, half_minutes: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + half_minutes))


def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def log_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/konto/logga-in/", {"login": email, "password": password}, **extra)


def told(response: Any) -> str:
    """The page without what differs in every answer: tokens and what was typed."""
    page = response.content.decode()
    return re.sub(r'(value|content|hx-headers:inherited)=(".*?"|\'.*?\')', "", page)


def test_the_login_page_is_ours(client: Client) -> None:
    page = client.get("/konto/logga-in/").content.decode()

    assert "Kraftsamling visar vilka barn som väntar" in page
    assert "placeholder" not in page
    assert "Log in" in client.get("/en/konto/logga-in/").content.decode()


def test_a_password_opens_what_needs_one_factor_and_no_more(gun: User, client: Client) -> None:
    assert log_in(client, gun.email)["Location"] == "/idag/"

    assert client.get("/jag/").status_code == 200
    assert client.get("/idag/")["Location"].startswith("/konto/faktor/")


def test_the_second_factor_is_asked_for_and_opens_the_rest(gun: User, client: Client) -> None:
    with_app(gun)

    assert log_in(client, gun.email)["Location"] == "/konto/faktor/authenticate/"
    assert client.get("/idag/")["Location"].startswith("/konto/logga-in/")
    answer = client.post("/konto/faktor/authenticate/", {"code": code()})

    assert answer["Location"] == "/idag/"
    assert client.get("/idag/").status_code == 200


def test_the_secret_of_the_second_factor_is_not_readable_in_the_database(gun: User) -> None:
    with_app(gun)

    assert SECRET not in str(Authenticator.objects.get(user=gun).data)


@pytest.mark.parametrize("wrong", ["000000", "", "abc", "1" * 300])
def test_a_wrong_code_opens_nothing(gun: User, client: Client, wrong: str) -> None:
    with_app(gun)
    log_in(client, gun.email)

    answer = client.post("/konto/faktor/authenticate/", {"code": wrong})

    assert answer.status_code == 200
    assert "Rätta till det här" in answer.content.decode()
    assert client.get("/idag/")["Location"].startswith("/konto/logga-in/")


def test_a_code_counts_once(gun: User) -> None:
    with_app(gun)
    used = code(
        half_minutes=1
    )  # the next half minute's code is accepted as well, and stays so longest
    first, second = Client(), Client()
    log_in(first, gun.email)
    assert first.post("/konto/faktor/authenticate/", {"code": used}).status_code == 302

    for key in list(_allauth_marks(used)):
        cache.delete(key)  # allauth forgets after half a minute; the code is valid for longer
    log_in(second, gun.email)

    assert second.post("/konto/faktor/authenticate/", {"code": used}).status_code == 200
    assert second.get("/idag/")["Location"].startswith("/konto/logga-in/")


def _allauth_marks(used: str) -> list[str]:
    return [f"allauth.mfa.totp.used?user={u.pk}&code={used}" for u in User.objects.all()]


def test_connecting_an_app_gives_the_session_two_factors(gun: User, client: Client) -> None:
    log_in(client, gun.email)
    page = client.get("/konto/faktor/totp/activate/").content.decode()
    found = re.search(r"<code class=\"num\">([A-Z2-7]+)</code>", page)
    assert found

    answer = client.post("/konto/faktor/totp/activate/", {"code": code(found[1])})

    assert answer["Location"] == "/konto/faktor/recovery-codes/"
    codes = client.get("/konto/faktor/recovery-codes/").content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert client.get("/idag/").status_code == 200


def test_a_recovery_code_works_once(gun: User, client: Client) -> None:
    log_in(client, gun.email)
    page = client.get("/konto/faktor/totp/activate/").content.decode()
    secret = re.findall(r"<code class=\"num\">([A-Z2-7]+)</code>", page)[0]
    client.post("/konto/faktor/totp/activate/", {"code": code(secret)})
    codes = client.get("/konto/faktor/recovery-codes/").content.decode()
    spare = re.findall(r"<li><code>([^<]+)</code>", codes)[0]

    for status in (302, 200):
        later = Client()
        log_in(later, gun.email)
        assert later.post("/konto/faktor/authenticate/", {"code": spare}).status_code == status


def test_the_third_session_ends_the_oldest(gun: User) -> None:
    clients = [Client() for _ in range(3)]
    for each in clients:
        log_in(each, gun.email)

    assert [each.get("/jag/").status_code for each in clients] == [302, 200, 200]
    assert UserSession.objects.filter(user=gun).count() == 2


def test_two_sessions_of_another_person_are_left_alone(gun: User) -> None:
    other = newcomer("Hans", "caseworker").user
    other.set_password(PASSWORD)
    other.save()
    hans = Client()
    log_in(hans, other.email)
    for _ in range(3):
        log_in(Client(), gun.email)

    assert hans.get("/jag/").status_code == 200


def test_a_login_gets_a_new_session_id(gun: User, client: Client) -> None:
    client.get("/konto/logga-in/")
    session = client.session
    session["something"] = 1
    session.save()
    before = client.session.session_key

    log_in(client, gun.email)

    assert client.session.session_key != before


def test_logging_out_ends_the_session_and_tells_the_browser_to_forget(
    gun: User, client: Client
) -> None:
    log_in(client, gun.email)

    answer = client.post("/konto/logga-ut/")

    assert '"storage"' in answer["Clear-Site-Data"]
    assert client.get("/jag/").status_code == 302
    assert not UserSession.objects.filter(user=gun).exists()


def test_an_unknown_address_a_wrong_password_and_a_closed_account_get_the_same_answer(
    gun: User,
) -> None:
    closed = newcomer("Ivar", "caseworker").user
    closed.set_password(PASSWORD)
    closed.is_active = False
    closed.save()

    unknown = log_in(Client(), "ingen@granby.example.org")
    wrong = log_in(Client(), gun.email, "fel lösenord, men långt")
    shut = log_in(Client(), closed.email)

    assert unknown.status_code == wrong.status_code == shut.status_code == 200
    assert told(unknown) == told(wrong) == told(shut)


def test_an_unknown_address_costs_a_password_check_too(
    gun: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import ScryptPasswordHasher

    checks: list[int] = []
    encode = ScryptPasswordHasher.encode

    def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        checks.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(ScryptPasswordHasher, "encode", counted)
    log_in(Client(), gun.email, "fel lösenord, men långt")
    known = len(checks)
    log_in(Client(), "ingen@granby.example.org", "fel lösenord, men långt")

    assert (known, len(checks) - known) == (1, 1)


def test_after_five_failures_even_the_right_password_must_wait(gun: User) -> None:
    for _ in range(5):
        log_in(Client(), gun.email, "fel lösenord, men långt")

    answer = log_in(Client(), gun.email)

    assert answer.status_code == 200
    assert "Rätta till det här" in answer.content.decode()


def test_an_unknown_address_is_throttled_alike(gun: User) -> None:
    for email in (gun.email, "ingen@granby.example.org"):
        for _ in range(5):
            log_in(Client(), email, "fel lösenord, men långt")

    assert told(log_in(Client(), gun.email)) == told(log_in(Client(), "ingen@granby.example.org"))


def test_the_password_can_be_given_again(gun: User, client: Client) -> None:
    log_in(client, gun.email)

    answer = client.post("/konto/igen/", {"password": PASSWORD, "next": "/jag/"})

    assert answer["Location"] == "/jag/"
    assert client.post("/konto/igen/", {"password": "fel"}).status_code == 200


def test_a_new_password_must_be_long(gun: User, client: Client) -> None:
    log_in(client, gun.email)
    short = {"oldpassword": PASSWORD, "password1": "kort1234", "password2": "kort1234"}

    answer = client.post("/konto/losenord/", short)

    assert answer.status_code == 200
    assert User.objects.get(pk=gun.pk).check_password(PASSWORD)


def test_a_person_without_a_role_is_led_to_a_calm_page(gun: User, client: Client) -> None:
    from tests.support.database import as_owner

    with as_owner():
        Membership.rows.filter(user=gun).delete()

    assert log_in(client, gun.email)["Location"] == "/utan-roll/"


def test_english_speakers_land_in_english(gun: User, client: Client) -> None:
    User.objects.filter(pk=gun.pk).update(language="en")

    assert log_in(client, gun.email)["Location"] == "/en/idag/"


# -- twenty failures from anywhere ---------------------------------------------------------------


def fail(email: str, times: int, *, of: str = "198.51.100") -> None:
    """From a network of its own each time."""
    for number in range(times):
        log_in(Client(), email, "fel lösenord, men långt", REMOTE_ADDR=f"{of}.{number}")


def test_a_stranger_in_another_network_does_not_hold_somebody_out(gun: User) -> None:
    for _ in range(6):
        log_in(Client(), gun.email, "fel lösenord, men långt", REMOTE_ADDR="203.0.113.9")

    assert log_in(Client(), gun.email)["Location"] == "/idag/"


def test_after_twenty_failures_no_network_gets_in(gun: User) -> None:
    fail(gun.email, 19)
    assert log_in(Client(), gun.email, REMOTE_ADDR="192.0.2.1").status_code == 302
    fail(gun.email, 20)

    answer = log_in(Client(), gun.email, REMOTE_ADDR="192.0.2.1")

    assert answer.status_code == 200
    assert "den här inloggningen är stängd. Din chef" in answer.content.decode()


def test_an_address_without_an_account_is_closed_in_the_same_words(gun: User) -> None:
    nobody = "Ingen@granby.example.org"
    fail(gun.email, 20)
    fail(nobody.lower(), 20)

    known = log_in(Client(), gun.email, REMOTE_ADDR="192.0.2.1")
    unknown = log_in(Client(), nobody, REMOTE_ADDR="192.0.2.1")

    assert "är stängd" in known.content.decode()
    assert told(known) == told(unknown)
    digests = FailedLogins.objects.values_list("digest", flat=True)
    assert not any("granby" in digest for digest in digests)


def test_wrong_codes_count_too_although_the_password_was_right(gun: User) -> None:
    with_app(gun)
    for number in range(20):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        cache.clear()
        log_in(client, gun.email)
        client.post("/konto/faktor/authenticate/", {"code": "000000"})

    late = Client(REMOTE_ADDR="192.0.2.1")
    assert "är stängd" in log_in(late, gun.email).content.decode()


def test_the_manager_lets_the_person_in_again(gun: User) -> None:
    from tests.support.people import client_of_membership, membership_named

    fail(gun.email, 20)
    manager = client_of_membership(newcomer("Mona", "unit_manager"))
    manager.post(f"/installningar/konton/{membership_named('Gun').pk}/bjud-in/")
    invited = User.objects.get(pk=gun.pk)
    assert not invited.has_usable_password()

    answer = Client().post(
        f"/inbjudan/{token_for(invited)}/",
        {"password": PASSWORD + "!", "password_again": PASSWORD + "!"},
    )

    assert answer["Location"] == "/konto/faktor/totp/activate/"
    assert log_in(Client(), gun.email, PASSWORD + "!").status_code == 302


def test_failures_that_have_rested_for_a_month_are_forgotten_but_a_closed_login_stays(
    gun: User,
) -> None:
    begun = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    attempts.take("en@granby.example.org", at=begun)
    for _ in range(20):
        attempts.take("stangd@granby.example.org", at=begun)

    attempts.take("annan@granby.example.org", at=begun + timedelta(days=31))

    assert FailedLogins.objects.count() == 2
    assert attempts.is_closed("stangd@granby.example.org")
