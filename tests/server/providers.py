"""A provider of accounts for tests: real HTTP, real keys, and as dishonest as a test wants it."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeyParameters, KeySet, OctKey, RSAKey

from mrapp.server.oidc.settings import OidcSettings

CLIENT: Final = "mrapp at the town hall"
SECRET: Final = "a:b c+d/%é"

Claims = dict[str, Any]


class OwnProvider:
    """What it says of everybody is in `person`; `spoil` changes the claims of a token at last."""

    def __init__(self, url: str) -> None:
        """Prepare to answer at a URL."""
        self.url = url
        self.person: Claims = {"sub": "4711", "email": "JJ@stad.example", "email_verified": True}
        self.spoil: Callable[[Claims], object] = lambda _claims: None
        self.header: dict[str, str] = {"alg": "RS256"}
        self.offer_more: Claims = {}
        self.answer_more: dict[str, str] = {}
        self.told_later: Claims = {}
        self.codes_last = False
        self.asked_keys = self.asked_offer = 0
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._codes: dict[str, dict[str, str]] = {}
        self.key: Key
        self.rotate("first")

    def rotate(self, kid: str, *, ec: bool = False) -> None:
        """Sign with another key from now on; the old one is not told any more."""
        told: KeyParameters = {"kid": kid, "use": "sig"}
        self.key = ECKey.generate_key("P-256", told) if ec else RSAKey.generate_key(2048, told)
        self.header = {"alg": "ES256" if ec else "RS256", "kid": kid}

    def offer(self) -> Claims:
        """Return what it says of itself, once it may."""
        self.asked_offer += 1
        self.may_answer.wait()
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "authorization_response_iss_parameter_supported": True,
            **self.offer_more,
        }

    def keys(self) -> Claims:
        """Return its public keys."""
        self.asked_keys += 1
        return dict(KeySet([self.key]).as_dict(private=False))

    def authorize(self, asked: Mapping[str, str]) -> str:
        """Return where the browser goes with its answer: everybody is let in."""
        code = f"code-{len(self._codes)}"
        self._codes[code] = dict(asked)
        told = {"code": code, "state": asked["state"], "iss": self.url, **self.answer_more}
        return f"{asked['redirect_uri']}?{urlencode(told)}"

    def token(self, form: Mapping[str, str], known: str) -> tuple[int, Claims]:
        """Return the tokens for a code: once, to who began with it, and only with the secret."""
        asked = self._codes.get(form["code"])
        if not self.codes_last:
            self._codes.pop(form["code"], None)
        challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
        if known != _basic():
            return 401, {"error": "invalid_client"}
        if asked is None or asked["code_challenge"] != _unpadded(challenge):
            return 400, {"error": "invalid_grant"}
        if asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self._id(asked)}

    def _id(self, asked: Mapping[str, str]) -> str:
        now = int(time.time())
        claims: Claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **self.person}
        self.spoil(claims)
        if self.header["alg"] == "none":
            parts = (json.dumps(each).encode() for each in (self.header, claims))
            return ".".join([*map(_unpadded, parts), ""])
        if self.header["alg"] == "HS256":
            public = json.dumps(self.key.as_dict(private=False)).encode()
            return jwt.encode(self.header, claims, OctKey.import_key(public))
        return jwt.encode(self.header, claims, self.key)


@contextmanager
def own_provider(port: int = 0) -> Iterator[OwnProvider]:
    """Run one for a block."""
    with ThreadingHTTPServer(("127.0.0.1", port), _Answers) as server:
        provider = OwnProvider(f"http://127.0.0.1:{server.server_port}")
        server.provider = provider  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()


def believing(provider: OwnProvider, **more: Any) -> OidcSettings:
    """Return the settings of a server that believes it."""
    return OidcSettings(provider.url, CLIENT, SECRET, **more)


def half_hash(access: str) -> str:
    """Return what an ID token that is signed with SHA-256 says of an access token (at_hash)."""
    return _unpadded(hashlib.sha256(access.encode()).digest()[:16])


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: OwnProvider = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            self.send_response(303)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_header("Location", provider.authorize(asked))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        told: dict[str, Callable[[], Claims]] = {
            "/.well-known/openid-configuration": provider.offer,
            "/keys": provider.keys,
            "/userinfo": lambda: provider.told_later,
        }
        self._tell(200, told[parts.path]())

    def do_POST(self) -> None:
        provider: OwnProvider = self.server.provider  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._tell(*provider.token(form, self.headers.get("Authorization", "")))

    def _tell(self, status: int, told: Claims) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing of each request."""


def _basic() -> str:
    # As RFC 6749 asks: each half as in a form, so that a colon in one is none between them.
    told = urlencode({"": CLIENT})[1:] + ":" + urlencode({"": SECRET})[1:]
    return f"Basic {base64.b64encode(told.encode()).decode()}"


def _unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
