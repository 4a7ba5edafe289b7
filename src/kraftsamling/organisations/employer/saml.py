"""SAML 2.0: a signed assertion, asked for by this browser, for us, now, and used once.

python3-saml checks signature, issuer, destination, times and recipient. What it lets pass when it is simply
missing (audience, the question's id inside the signed part) is asked for here.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.cache import cache
from lxml.etree import LxmlError
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.organisations.employer.talk import (
    Provider,
    Question,
    Refused,
    Stated,
    Why,
    check_level,
)

MAIL: Final = (
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "mail",
    "email",
)
REMEMBERED_SECONDS: Final = 3600  # an answered question is too old long before
_CONFIRMED: Final = "/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"


def _settings(provider: Provider, acs: str) -> dict[str, Any]:
    return {
        "strict": True,
        "sp": {
            "entityId": acs,
            "assertionConsumerService": {"url": acs, "binding": Names.BINDING_HTTP_POST},
            "NameIDFormat": Names.NAMEID_PERSISTENT,
        },
        "idp": {
            "entityId": provider.issuer,
            "singleSignOnService": {
                "url": provider.login_url,
                "binding": Names.BINDING_HTTP_REDIRECT,
            },
            "x509cert": provider.certificate,
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": True,
            "rejectDeprecatedAlgorithm": True,
            "allowRepeatAttributeName": True,
            "requestedAuthnContext": list(provider.levels),
        },
    }


def _request(acs: str, post: dict[str, str]) -> dict[str, Any]:
    """Our own address as we know it, not as the request's headers say it."""
    parts = urlsplit(acs)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": parts.path,
        "get_data": {},
        "post_data": post,
    }


def address(provider: Provider, question: Question, *, acs: str) -> tuple[str, str]:
    """Where the browser is sent, and the id of the question that the answer must name."""
    auth = OneLogin_Saml2_Auth(_request(acs, {}), _settings(provider, acs))
    url = auth.login(return_to=question.nonce, force_authn=question.again)
    return str(url), str(auth.get_last_request_id())


def metadata(provider: Provider, *, acs: str) -> bytes:
    """What the provider's administrator needs to know of us."""
    made = OneLogin_Saml2_Settings(_settings(provider, acs), sp_validation_only=True)
    text: bytes = made.get_sp_metadata()
    return text


def answer(provider: Provider, question: Question, sent: str, *, acs: str, now: datetime) -> Stated:
    """What the provider has sent, checked. Raises Refused."""
    question.check(provider, now=now)
    try:
        response = OneLogin_Saml2_Response(OneLogin_Saml2_Settings(_settings(provider, acs)), sent)
        valid = response.is_valid(_request(acs, {"SAMLResponse": sent}), question.state)
        if not valid:
            raise Refused(Why.BROKEN, f"SAML: {response.get_error()}")
        return _believed(response, provider, question, acs=acs, now=now)
    except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, LxmlError, ValueError) as error:
        raise Refused(Why.BROKEN, f"SAML: {type(error).__name__}") from error


def _believed(
    response: Any, provider: Provider, question: Question, *, acs: str, now: datetime
) -> Stated:
    # `_query_assertion` reads inside the assertion whose signature was checked, nowhere else.
    confirmed = response._query_assertion(f"{_CONFIRMED}/@InResponseTo")
    moments = response._query_assertion("/saml:AuthnStatement/@AuthnInstant")
    if [str(each) for each in confirmed] != [question.state]:
        raise Refused(Why.BROKEN, "an answer to another question")
    if acs not in response.get_audiences():
        raise Refused(Why.BROKEN, "another audience")
    if len(moments) != 1:
        raise Refused(Why.BROKEN, "no moment")
    given_at = datetime.fromisoformat(str(moments[0])).timestamp()
    question.check_moment(given_at, now=now)
    if response.get_nameid_format() == Names.NAMEID_TRANSIENT:
        raise Refused(Why.BROKEN, "a name that is new every time")
    used = blind_index(f"{provider.issuer}\0{response.get_assertion_id()}", purpose="assertion")
    if not cache.add(f"saml:{used}", 1, timeout=REMEMBERED_SECONDS):
        raise Refused(Why.BROKEN, "used before")
    levels = [str(each) for each in response.get_authn_contexts()]
    check_level(levels[0] if len(levels) == 1 else "", provider)
    attributes = response.get_attributes()
    addresses = [str(attributes[name][0]) for name in MAIL if attributes.get(name)]
    return Stated(
        subject=str(response.get_nameid()),
        email=addresses[0] if addresses else "",
        given_at=given_at,
    )
