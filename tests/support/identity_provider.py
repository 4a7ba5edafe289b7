"""An OpenID Connect provider on this machine, with a real key. It can be told to misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

LOA3: Final = "http://id.elegnamnden.se/loa/1.0/loa3"
CLIENT: Final = "kraftsamling"
SECRET: Final = "hemlig: med kolon & åäö"


class Stub:
    """What it says about somebody: right, until a test changes `claims`, `key`, `algorithm` or `pages`."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.published = [self.key]
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, str] = {}
        self.redirect_to = ""

    def code_for(self, location: str) -> tuple[str, str]:
        """What a person's visit to the login page gives: the state, and a code that works once."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        self.codes["a code"] = asked["nonce"]
        return asked["state"], "a code"

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject-1",
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "acr": LOA3,
            "email": "astrid@granby.example.org",
            "email_verified": True,
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "one"}
        key = OctKey.import_key(SECRET) if self.algorithm == "HS256" else self.key
        if self.algorithm == "none":
            import base64

            parts = [json.dumps(part).encode() for part in (header, said)]
            return ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts) + "."
        return jwt.encode(header, said, key, algorithms=[self.algorithm])

    def page(self, path: str, form: dict[str, str]) -> dict[str, Any] | None:
        """What lies at a path."""
        if path in self.pages:
            found: dict[str, Any] | None = self.pages[path]
            return found
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        if path == "/keys":
            return {"keys": [key.as_dict(private=False) for key in self.published]}
        if path == "/token" and (nonce := self.codes.pop(form.get("code", ""), "")):
            self.asked.append(form)
            return {"id_token": self.token(nonce), "token_type": "Bearer"}
        return None


@contextmanager
def identity_provider() -> Iterator[Stub]:
    """Serving, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(body).items()})

        def _answer(self, form: dict[str, str]) -> None:
            if stub.redirect_to and self.path in ("/token", "/keys"):
                self.send_response(302)
                self.send_header("Location", stub.redirect_to + self.path)
                self.end_headers()
                return
            page = stub.page(self.path, form)
            body = json.dumps(page or {"error": "invalid_grant"}).encode()
            self.send_response(200 if page is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
