"""OpenID Connect: code flow with PKCE, and an ID token that is believed only when everything in it is right.

The signature is checked although the token comes straight from the provider: then nothing rests on one
thing alone. Endpoints must lie with the issuer, so that a discovery page cannot send our secret elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kraftsamling.organisations.employer.fetching import fetch, same_host
from kraftsamling.organisations.employer.talk import (
    SKEW,
    Provider,
    Question,
    Refused,
    Stated,
    Why,
    check_level,
)

ALGORITHMS: Final = ["RS256", "PS256", "ES256"]  # never none, never a shared secret
OLDEST_TOKEN: Final = timedelta(minutes=10)


def _endpoints(provider: Provider) -> dict[str, str]:
    """The provider's own page about itself. It must be about the issuer that two people confirmed."""
    page = fetch(
        f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", issuer=provider.issuer
    )
    if page.get("issuer") != provider.issuer:
        raise Refused(Why.BROKEN, "discovery names another issuer")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    found = {name: str(page.get(name, "")) for name in wanted}
    if not all(same_host(url, provider.issuer) for url in found.values()):
        raise Refused(Why.BROKEN, "an endpoint that is not the issuer's")
    return found


def address(provider: Provider, question: Question, *, callback: str) -> str:
    """Where the browser is sent."""
    challenge = hashlib.sha256(question.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": callback,
        "scope": "openid email",
        "state": question.state,
        "nonce": question.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "acr_values": " ".join(provider.levels),
        **({"prompt": "login", "max_age": "0"} if question.again else {}),
    }
    return f"{_endpoints(provider)['authorization_endpoint']}?{urlencode(asked)}"


def answer(
    provider: Provider,
    question: Question,
    said: dict[str, str],
    *,
    callback: str,
    now: datetime,
) -> Stated:
    """What the browser came back with, exchanged for an ID token and checked. Raises Refused."""
    question.check(provider, now=now)
    if not hmac.compare_digest(said.get("state", "").encode(), question.state.encode()):
        raise Refused(Why.BROKEN, "another state")
    if said.get("iss", provider.issuer) != provider.issuer:
        raise Refused(Why.BROKEN, "the answer comes from another issuer")
    if not said.get("code"):
        raise Refused(Why.BROKEN, "no code")
    endpoints = _endpoints(provider)
    pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    tokens = fetch(
        endpoints["token_endpoint"],
        issuer=provider.issuer,
        form={
            "grant_type": "authorization_code",
            "code": said["code"],
            "redirect_uri": callback,
            "code_verifier": question.verifier,
        },
        basic=base64.b64encode(pair.encode()).decode(),
    )
    keys = fetch(endpoints["jwks_uri"], issuer=provider.issuer)
    claims = _opened(str(tokens.get("id_token", "")), keys)
    return _believed(claims, provider, question, now=now)


def _opened(token: str, keys: dict[str, Any]) -> dict[str, Any]:
    try:
        opened = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Refused(Why.BROKEN, f"ID token: {type(error).__name__}") from error
    return opened.claims


def _believed(
    claims: dict[str, Any], provider: Provider, question: Question, *, now: datetime
) -> Stated:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != provider.issuer:
        raise Refused(Why.BROKEN, "another issuer")
    if provider.client_id not in audiences or (
        len(audiences) > 1 and claims.get("azp") != provider.client_id
    ):
        raise Refused(Why.BROKEN, "another audience")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), question.nonce.encode()):
        raise Refused(Why.BROKEN, "another nonce")
    if _moment(claims, "exp") <= (now - SKEW).timestamp():
        raise Refused(Why.BROKEN, "expired")
    issued = _moment(claims, "iat")
    if not (now - OLDEST_TOKEN).timestamp() <= issued <= (now + SKEW).timestamp():
        raise Refused(Why.BROKEN, "issued at another time")
    # Asked to authenticate again, a provider must say when it did.
    must_say = question.again or "auth_time" in claims
    given = _moment(claims, "auth_time") if must_say else issued
    question.check_moment(given, now=now)
    if not claims.get("sub"):
        raise Refused(Why.BROKEN, "no subject")
    check_level(str(claims.get("acr", "")), provider)
    verified = claims.get("email_verified") is True
    return Stated(
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if verified else "",
        given_at=given,
    )


def _moment(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise Refused(Why.BROKEN, f"no {name}")
    return float(value)
