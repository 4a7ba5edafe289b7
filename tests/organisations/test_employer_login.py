"""Login through the employer, with a provider that is right and with one that misbehaves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import translation
from joserfc.jwk import RSAKey

from kraftsamling.common.clock import now, today
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.forms.employer import ProviderForm
from kraftsamling.organisations.models import (
    Authority,
    EmployerLink,
    IdentityProvider,
    Membership,
    User,
)
from tests.support.database import as_owner
from tests.support.identity_provider import CLIENT, LOA3, SECRET, Stub, identity_provider
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
START = "/konto/in/granby/"
BACK = "/konto/in/granby/klar/"


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    with identity_provider() as stub:
        yield stub


def in_use(slug: str, issuer: str, **changes: Any) -> None:
    with as_owner():
        IdentityProvider.rows.create(
            authority_id=fixed(slug),
            asked_at=now(),
            **{
                "kind": "OIDC",
                "state": "IN_USE",
                "issuer": issuer,
                "client_id": CLIENT,
                "client_secret": SECRET,
                "levels": [LOA3],
                **changes,
            },
        )
        Authority.objects.filter(pk=fixed(slug)).update(employer_login_on=True)


@pytest.fixture
def idp(db: None, server: Stub) -> Stub:
    """Granby's provider, as new."""
    server.__init__(server.issuer)  # type: ignore[misc]
    in_use("granby", server.issuer)
    return server


def visit(client: Client, idp: Stub, *, query: str = "", **changes: str) -> Any:
    """Go to the employer's login, and come back."""
    state, code = idp.code_for(client.get(f"{START}{query}")["Location"])
    return client.get(BACK, {"state": state, "code": code, **changes})


def is_in(client: Client) -> bool:
    return client.get("/idag/").status_code == 200


def test_astrid_comes_in_with_one_login_and_it_counts_as_two_factors(
    idp: Stub, client: Client
) -> None:
    page = client.get("/konto/arbetsgivare/").content.decode()
    assert f'href="{START}"' in page
    location = client.get(START)["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/konto/in/granby/klar/"]
    assert asked["code_challenge_method"] == ["S256"]

    answer = visit(client, idp)

    assert answer["Location"] == "/idag/"
    assert is_in(client)
    with acting_for(fixed("granby")):
        assert "subject-1" not in EmployerLink.rows.get().subject
    assert idp.asked[0]["code_verifier"]


def test_the_session_gets_a_new_id(idp: Stub, client: Client) -> None:
    client.get(START)
    before = client.session.session_key

    visit(client, idp)

    assert client.session.session_key != before


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://annan.example.org"},
    "another audience": {"aud": "nagon-annan"},
    "two audiences and no azp": {"aud": [CLIENT, "nagon-annan"]},
    "two audiences and another azp": {"aud": [CLIENT, "x"], "azp": "x"},
    "no audience": {"aud": None},
    "another nonce": {"nonce": "gissad"},
    "no nonce": {"nonce": None},
    "expired": {"exp": 1_700_000_000},
    "no expiry": {"exp": None},
    "expiry that is no number": {"exp": "imorgon"},
    "issued long ago": {"iat": 1_700_000_000},
    "issued in the future": {"iat": 4_000_000_000},
    "authenticated in the future": {"auth_time": 4_000_000_000},
    "no subject": {"sub": None},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_token_that_is_wrong_in_one_thing_opens_nothing(
    idp: Stub, client: Client, what: str
) -> None:
    idp.claims = WRONG[what]

    answer = visit(client, idp)

    assert answer.status_code == 403
    assert "gick inte att lita på" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_real_signature_opens_nothing(
    idp: Stub, client: Client, algorithm: str
) -> None:
    idp.algorithm = algorithm

    assert visit(client, idp).status_code == 403
    assert not is_in(client)


def test_a_token_signed_with_another_key_opens_nothing(idp: Stub, client: Client) -> None:
    idp.key = RSAKey.generate_key(2048, {"kid": "one"})

    assert visit(client, idp).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("level", [None, "", "http://id.elegnamnden.se/loa/1.0/loa2", LOA3 + "x"])
def test_too_low_a_level_is_refused_with_a_sentence(
    idp: Stub, client: Client, level: str | None
) -> None:
    idp.claims = {"acr": level}

    answer = visit(client, idp)

    assert answer.status_code == 403
    assert "inte att den var säker nog på vem du är" in answer.content.decode()
    assert not is_in(client)


def test_another_state_opens_nothing_and_the_question_is_spent(idp: Stub, client: Client) -> None:
    state, code = idp.code_for(client.get(START)["Location"])

    assert client.get(BACK, {"state": "gissad", "code": code}).status_code == 403
    assert client.get(BACK, {"state": state, "code": code}).status_code == 403
    assert not is_in(client)


def test_an_answer_is_used_once(idp: Stub, client: Client) -> None:
    state, code = idp.code_for(client.get(START)["Location"])
    back = {"state": state, "code": code}
    client.get(BACK, back)
    client.post("/konto/logga-ut/")

    assert client.get(BACK, back).status_code == 403
    client.get(START)
    assert client.get(BACK, back).status_code == 403
    assert not is_in(client)


def test_an_answer_to_somebody_elses_question_opens_nothing(idp: Stub, client: Client) -> None:
    state, code = idp.code_for(Client().get(START)["Location"])

    assert client.get(BACK, {"state": state, "code": code}).status_code == 403
    assert not is_in(client)


def test_an_answer_that_names_another_issuer_is_refused(idp: Stub, client: Client) -> None:
    assert visit(client, idp, iss="https://annan.example.org").status_code == 403


def test_a_question_is_too_old_after_ten_minutes(idp: Stub, client: Client) -> None:
    state, code = idp.code_for(client.get(START)["Location"])
    session = client.session
    session["employer_question"] = {
        **session["employer_question"],
        "asked_at": time.time() - 601,
    }
    session.save()

    assert client.get(BACK, {"state": state, "code": code}).status_code == 403


def test_the_provider_cannot_send_us_to_another_host(idp: Stub, client: Client) -> None:
    with identity_provider() as other:
        other.codes = idp.codes
        idp.redirect_to = other.issuer

        assert visit(client, idp).status_code == 403
        assert other.asked == []


@pytest.mark.parametrize("endpoint", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "file:///etc/passwd", "", "//annan/x"])
def test_an_endpoint_elsewhere_is_refused_before_anything_is_sent(
    idp: Stub, client: Client, endpoint: str, url: str
) -> None:
    page = idp.page("/.well-known/openid-configuration", {})
    assert page is not None
    idp.pages["/.well-known/openid-configuration"] = {**page, endpoint: url}

    assert client.get(START).status_code == 403


def test_discovery_that_speaks_of_another_issuer_is_refused(idp: Stub, client: Client) -> None:
    page = idp.page("/.well-known/openid-configuration", {})
    assert page is not None
    idp.pages["/.well-known/openid-configuration"] = {**page, "issuer": idp.issuer + "/"}

    assert client.get(START).status_code == 403


@pytest.mark.parametrize("said", [[], "x", {"id_token": 7}, {"id_token": "a.b.c"}, {}])
def test_an_answer_that_makes_no_sense_is_no_server_error(
    idp: Stub, client: Client, said: Any
) -> None:
    idp.pages["/token"] = said

    assert visit(client, idp).status_code == 403


@pytest.mark.parametrize(
    "target", ["https://annan.example.org/", "//annan.example.org/", "/planer/"]
)
def test_afterwards_one_lands_with_us(idp: Stub, client: Client, target: str) -> None:
    answer = visit(client, idp, query=f"?next={target}")

    assert answer["Location"] == (target if target == "/planer/" else "/idag/")


# -- whom it means --------------------------------------------------------------------------------


def test_an_address_that_the_provider_has_not_verified_means_nobody(
    idp: Stub, client: Client
) -> None:
    idp.claims = {"email_verified": False}

    answer = visit(client, idp)

    assert answer.status_code == 403
    assert "ingen roll här" in answer.content.decode()


def test_granbys_provider_cannot_say_that_somebody_is_elin(idp: Stub, client: Client) -> None:
    idp.claims = {"email": membership_named("Elin").user.email}

    assert visit(client, idp).status_code == 403
    assert not is_in(client)


def test_elin_with_a_role_in_granby_too_sees_only_granby_through_granbys_login(
    idp: Stub, client: Client
) -> None:
    elin = membership_named("Elin")
    with as_owner():
        here = Membership.rows.create(
            authority_id=fixed("granby"), user=elin.user, unit_id=fixed("granby Utredning 1"),
            role="caseworker", starts_on=today(),
        )  # fmt: skip
    idp.claims = {"email": elin.user.email}

    visit(client, idp)

    assert is_in(client)
    page = client.get("/jag/").content.decode()
    assert "Granby kommun" in page
    assert "Sydby" not in page
    assert client.post("/jag/byt/", {"hat": f"m:{elin.pk}"}).status_code == 404
    session = client.session
    session["hat"] = f"m:{elin.pk}"
    session.save()
    assert "Sydby" not in client.get("/jag/").content.decode()
    assert client.session["hat"] == f"m:{here.pk}"


@pytest.mark.parametrize(
    "path",
    [
        "losenord/", "losenord/nytt/", "faktor/", "faktor/totp/activate/",
        "faktor/webauthn/add/", "faktor/recovery-codes/generate/",
    ],
)  # fmt: skip
def test_an_employer_cannot_change_the_login_that_the_person_has_everywhere(
    idp: Stub, client: Client, path: str
) -> None:
    visit(client, idp)

    answer = client.get(f"/konto/{path}")

    assert answer.status_code == 403
    assert "genom din arbetsgivare" in answer.content.decode()


def test_a_new_owner_of_an_address_opens_nothing(idp: Stub, client: Client) -> None:
    visit(Client(), idp)
    idp.claims = {"sub": "subject-2"}

    assert visit(client, idp).status_code == 403


def test_a_new_address_of_the_same_person_makes_no_difference(idp: Stub, client: Client) -> None:
    visit(Client(), idp)
    idp.claims = {"email": "ny.adress@granby.example.org"}

    assert visit(client, idp).status_code == 302


def test_a_closed_account_and_an_ended_role_stay_out(idp: Stub, client: Client) -> None:
    visit(Client(), idp)
    User.objects.filter(name="Astrid").update(is_active=False)

    assert visit(client, idp).status_code == 403


def test_to_confirm_who_one_is_one_goes_to_the_employer_again(idp: Stub, client: Client) -> None:
    idp.claims = {"auth_time": int(time.time()) - 3600}
    visit(client, idp)
    again = client.get("/konto/igen/?next=/jag/")["Location"]
    assert again.startswith(START)

    location = client.get(again)["Location"]
    assert "prompt=login" in location
    state, code = idp.code_for(location)
    assert client.get(BACK, {"state": state, "code": code}).status_code == 403  # an old login

    idp.claims = {}
    state, code = idp.code_for(client.get(again)["Location"])
    assert client.get(BACK, {"state": state, "code": code})["Location"] == "/jag/"


def test_an_authority_without_a_provider_has_no_such_address(client: Client) -> None:
    assert client.get("/konto/in/sydby/").status_code == 404
    assert client.get("/konto/in/finns-inte/").status_code == 404


# -- the settings ---------------------------------------------------------------------------------

PAGE = "/installningar/inloggning/"


def typed(**changes: str) -> dict[str, str]:
    return {
        "kind": "OIDC",
        "issuer": "https://inloggning.granby.example.org",
        "levels": f"{LOA3}\r\n\r\n{LOA3}",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "login_url": "",
        "certificate": "",
        **changes,
    }


@pytest.fixture
def tora(db: None) -> Client:
    return client_of_membership(newcomer("Tora", "org_admin", unit="Barn och unga"))


def test_it_takes_two_to_connect_a_login_and_one_to_stop(tora: Client, client: Client) -> None:
    assert tora.post(f"{PAGE}ny/", typed())["Location"] == PAGE
    assert client.get(START).status_code == 404
    page = tora.get(PAGE).content.decode()
    assert "Väntar på en andra person" in page
    assert SECRET not in page

    head = client_of_membership(newcomer("Harald", "dept_manager", unit="Barn och unga"))
    waiting = head.get("/godkanna/").content.decode()
    assert "https://inloggning.granby.example.org" in waiting
    path = waiting.split('action="/godkanna/')[1].split('"')[0]
    head.post(f"/godkanna/{path}", {"answer": "approve"})

    with acting_for(fixed("granby")):
        stored = IdentityProvider.rows.get()
    assert (stored.state, stored.levels, stored.client_secret) == ("IN_USE", [LOA3], SECRET)
    assert "Nämnden, Granby kommun" in client.get("/konto/arbetsgivare/").content.decode()

    tora.post(f"{PAGE}sluta/")
    assert client.get(START).status_code == 404


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", "LDAP"), ("issuer", ""), ("issuer", "http://granby.example.org"),
        ("issuer", "inte en adress"), ("levels", ""), ("levels", " \n "), ("client_id", ""),
        ("client_secret", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_asked(tora: Client, field: str, wrong: str) -> None:
    answer = tora.post(f"{PAGE}ny/", typed(**{field: wrong}))

    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    with acting_for(fixed("granby")):
        assert not IdentityProvider.rows.exists()


def test_elin_sees_nothing_of_granbys_login(idp: Stub, logged_in: Callable[[str], Client]) -> None:
    sune = client_of_membership(newcomer("Sune", "org_admin", slug="sydby"))

    assert logged_in("Elin").get(PAGE).status_code == 404
    assert idp.issuer not in sune.get(PAGE).content.decode()
    sune.post(f"{PAGE}sluta/")
    assert Client().get(START).status_code == 302


def test_the_login_page_leads_to_an_employer_only_when_there_is_one(
    db: None, client: Client, request: pytest.FixtureRequest
) -> None:
    address = "/konto/logga-in/"
    assert "/konto/arbetsgivare/" not in client.get(address).content.decode()

    request.getfixturevalue("idp")

    assert "/konto/arbetsgivare/" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("OIDC", {"client_id": "Fyll i: Klient-id", "client_secret": "Fyll i: Klienthemlighet"}),
        (
            "SAML",
            {
                "login_url": "Fyll i: Inloggningens adress",
                "certificate": "Fyll i: Certifikatet som leverantören skriver under med",
            },
        ),
    ],
)
def test_the_form_names_what_each_kind_of_login_lacks(kind: str, missing: dict[str, str]) -> None:
    form = ProviderForm({"kind": kind, "issuer": "https://idp.example", "levels": "x"})

    with translation.override("sv"):
        assert {name: errors[0] for name, errors in form.errors.items()} == missing
        page = str(form)

    assert page.count("(OpenID Connect)") == 2
    assert page.count("(SAML 2.0)") == 2
    assert "(valfritt)" not in page
