"""SAML: assertions with real signatures, right and wrong."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.core.cache import cache
from django.test import Client
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from kraftsamling.common.clock import now
from tests.organisations.test_employer_login import in_use, is_in, typed
from tests.support.identity_provider import LOA3
from tests.support.people import client_of_membership, membership_named, newcomer

pytestmark = pytest.mark.django_db
ISSUER = "https://idp.granby.example.org/metadata"
START = "/konto/in/granby/"
ACS = "http://127.0.0.1:8000/konto/in/granby/saml/"


@dataclass
class Signer:
    """A key and its certificate."""

    key: str = ""
    certificate: str = ""

    def __post_init__(self) -> None:
        private = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(private.public_key())
            .serial_number(1)
            .not_valid_before(datetime(2020, 1, 1))  # noqa: DTZ001 - a certificate's own way
            .not_valid_after(datetime(2099, 1, 1))  # noqa: DTZ001
            .sign(private, hashes.SHA256())
        )
        self.key = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()
        self.certificate = made.public_bytes(serialization.Encoding.PEM).decode()


@dataclass
class Assertion:
    """What the provider says; a test changes one thing."""

    asked: str
    issuer: str = ISSUER
    audience: str = ACS
    destination: str = ACS
    recipient: str = ACS
    level: str = LOA3
    mail: str = "astrid@granby.example.org"
    subject: str = "subject-1"
    name_format: str = Names.NAMEID_PERSISTENT
    age: timedelta = timedelta()
    id: str = "_a1"
    more: str = ""
    response_asked: str = field(default="")

    def xml(self) -> str:
        at = now() - self.age
        stamp = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        until = f"{at + timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"
        audience = (
            f"<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience>"
            "</saml:AudienceRestriction>"
            if self.audience
            else ""
        )
        answers = f' InResponseTo="{self.asked}"' if self.asked else ""
        return (
            f'<saml:Assertion xmlns:saml="{Names.NS_SAML}" ID="{self.id}" Version="2.0" '
            f'IssueInstant="{stamp}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>'
            f'<saml:NameID Format="{self.name_format}">{self.subject}</saml:NameID>'
            f'<saml:SubjectConfirmation Method="{Names.CM_BEARER}"><saml:SubjectConfirmationData '
            f'NotOnOrAfter="{until}" Recipient="{self.recipient}"{answers}/>'
            f"</saml:SubjectConfirmation></saml:Subject>"
            f'<saml:Conditions NotBefore="{stamp}" NotOnOrAfter="{until}">{audience}'
            f'</saml:Conditions><saml:AuthnStatement AuthnInstant="{stamp}" SessionIndex="_s">'
            f"<saml:AuthnContext><saml:AuthnContextClassRef>{self.level}"
            "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            '<saml:AttributeStatement><saml:Attribute Name="urn:oid:0.9.2342.19200300.100.1.3">'
            f"<saml:AttributeValue>{self.mail}</saml:AttributeValue></saml:Attribute>"
            "</saml:AttributeStatement></saml:Assertion>"
        )

    def response(self, assertion: str) -> str:
        stamp = f"{now():%Y-%m-%dT%H:%M:%SZ}"
        return (
            f'<samlp:Response xmlns:samlp="{Names.NS_SAMLP}" xmlns:saml="{Names.NS_SAML}" ID="_r1" '
            f'Version="2.0" IssueInstant="{stamp}" Destination="{self.destination}" '
            f'InResponseTo="{self.response_asked or self.asked}"><saml:Issuer>{self.issuer}'
            f'</saml:Issuer><samlp:Status><samlp:StatusCode Value="{Names.STATUS_SUCCESS}"/>'
            f"</samlp:Status>{assertion}{self.more}</samlp:Response>"
        )


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture(autouse=True)
def _granby(db: None, signer: Signer) -> Any:
    cache.clear()
    body = "".join(line for line in signer.certificate.splitlines() if "-----" not in line)
    in_use(
        "granby", ISSUER, kind="SAML", certificate=body,
        login_url="https://idp.granby.example.org/sso", client_id="", client_secret="",
    )  # fmt: skip
    yield
    cache.clear()


def asked_by(client: Client, query: str = "") -> str:
    """The id of the question that the browser is sent away with."""
    location = client.get(f"{START}{query}")["Location"]
    assert location.startswith("https://idp.granby.example.org/sso?")
    sent = parse_qs(urlsplit(location).query)["SAMLRequest"][0]
    xml = zlib.decompress(base64.b64decode(sent), -15).decode()
    found = re.search(r'\bID="([^"]+)"', xml)
    assert found
    assert LOA3 in xml
    return found[1]


def signed(said: Assertion, signer: Signer, *, algorithm: str = Names.RSA_SHA256) -> str:
    digest = Names.SHA1 if algorithm == Names.RSA_SHA1 else Names.SHA256
    signature = Utils.add_sign(said.xml(), signer.key, signer.certificate, False, algorithm, digest)
    return said.response(signature.decode())


def post(client: Client, xml: str) -> Any:
    """The provider's page posts from its own site: without our cookie. Then the browser comes here."""
    sent = base64.b64encode(xml.encode()).decode()
    there = Client(enforce_csrf_checks=True).post(f"{START}saml/", {"SAMLResponse": sent})
    return client.get(there["Location"]) if there.status_code == 302 else there


def test_astrid_comes_in(client: Client, signer: Signer) -> None:
    answer = post(client, signed(Assertion(asked_by(client)), signer))

    assert answer["Location"] == "/idag/"
    assert is_in(client)


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://annan.example.org"},
    "another audience": {"audience": "https://annan.example.org"},
    "no audience": {"audience": ""},
    "another destination": {"destination": "https://annan.example.org/acs"},
    "another recipient": {"recipient": "https://annan.example.org/acs"},
    "expired": {"age": timedelta(minutes=20)},
    "not yet valid": {"age": timedelta(minutes=-20)},
    "another question": {"asked": "_annan"},
    "another question inside the right one": {"asked": "_annan", "response_asked": "RIGHT"},
    "a name that is new every time": {"name_format": Names.NAMEID_TRANSIENT},
    "no subject": {"subject": ""},
}


@pytest.mark.parametrize("what", WRONG)
def test_an_assertion_that_is_wrong_in_one_thing_opens_nothing(
    client: Client, signer: Signer, what: str
) -> None:
    asked = asked_by(client)
    changes = {name: asked if value == "RIGHT" else value for name, value in WRONG[what].items()}

    answer = post(client, signed(Assertion(**{"asked": asked, **changes}), signer))

    assert answer.status_code == 403
    assert "gick inte att lita på" in answer.content.decode()
    assert not is_in(client)


def test_an_assertion_that_answers_nothing_inside_is_refused(
    client: Client, signer: Signer
) -> None:
    asked = asked_by(client)

    assert post(client, signed(Assertion("", response_asked=asked), signer)).status_code == 403
    assert not is_in(client)


def test_an_unsigned_assertion_opens_nothing(client: Client) -> None:
    said = Assertion(asked_by(client))

    assert post(client, said.response(said.xml())).status_code == 403
    assert not is_in(client)


def test_another_key_opens_nothing_though_its_certificate_comes_along(client: Client) -> None:
    assert post(client, signed(Assertion(asked_by(client)), Signer())).status_code == 403
    assert not is_in(client)


def test_an_old_signature_algorithm_opens_nothing(client: Client, signer: Signer) -> None:
    said = Assertion(asked_by(client))

    assert post(client, signed(said, signer, algorithm=Names.RSA_SHA1)).status_code == 403


def test_what_is_changed_after_signing_opens_nothing(client: Client, signer: Signer) -> None:
    xml = signed(Assertion(asked_by(client)), signer)

    assert post(client, xml.replace("astrid@", "bodil@")).status_code == 403
    assert not is_in(client)


def test_a_second_unsigned_assertion_beside_the_signed_one_opens_nothing(
    client: Client, signer: Signer
) -> None:
    asked = asked_by(client)
    forged = Assertion(asked, mail=membership_named("Bodil").user.email, id="_a2").xml()

    assert post(client, signed(Assertion(asked, more=forged), signer)).status_code == 403
    assert not is_in(client)


def test_too_low_a_level_is_refused_with_a_sentence(client: Client, signer: Signer) -> None:
    said = Assertion(asked_by(client), level="urn:oasis:names:tc:SAML:2.0:ac:classes:Password")

    answer = post(client, signed(said, signer))

    assert "säker nog på vem du är" in answer.content.decode()
    assert not is_in(client)


def test_an_answer_is_used_once(client: Client, signer: Signer) -> None:
    xml = signed(Assertion(asked_by(client)), signer)
    assert post(client, xml).status_code == 302
    client.post("/konto/logga-ut/")

    assert post(client, xml).status_code == 403
    asked_by(client)
    assert post(client, xml).status_code == 403
    assert not is_in(client)


def test_an_answer_to_somebody_elses_question_opens_nothing(client: Client, signer: Signer) -> None:
    xml = signed(Assertion(asked_by(Client())), signer)
    asked_by(client)

    assert post(client, xml).status_code == 403
    assert post(Client(), xml).status_code == 403


def test_granbys_provider_cannot_say_that_somebody_is_elin(client: Client, signer: Signer) -> None:
    said = Assertion(asked_by(client), mail=membership_named("Elin").user.email)

    assert post(client, signed(said, signer)).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "sent",
    ["", "x", "inte xml", "<a/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "x" * 300_000],
)
def test_what_is_no_answer_is_no_server_error(client: Client, sent: str) -> None:
    asked_by(client)

    assert post(client, sent).status_code == 403


def test_the_administrator_of_the_provider_can_read_our_side(client: Client) -> None:
    answer = client.get(f"{START}metadata.xml")

    assert answer.status_code == 200
    assert ACS in answer.content.decode()


def test_a_certificate_that_is_none_is_said(signer: Signer) -> None:
    tora = client_of_membership(newcomer("Tora", "org_admin", unit="Barn och unga"))
    saml = typed(kind="SAML", login_url="https://idp.granby.example.org/sso", client_secret="")

    for wrong in ("", "inte ett certifikat", signer.key):
        answer = tora.post("/installningar/inloggning/ny/", {**saml, "certificate": wrong})
        assert answer.status_code == 422
    right = {**saml, "certificate": signer.certificate}
    assert tora.post("/installningar/inloggning/ny/", right).status_code == 302
