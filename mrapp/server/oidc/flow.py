"""The way to the provider of accounts and back: authorization code with PKCE.

Source: OpenID Connect Core 1.0, section 3.1; RFC 9700 (PKCE with S256, exact redirect, one answer
for each question); RFC 9207 (the answer says whose it is).

A browser gets a random token in a cookie. State, nonce and verifier are hashes made from it, so
that the database, in which only another hash of it stands, gives away nothing that could be used.
The row goes as soon as an answer comes: there is no second one.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from sqlalchemy import delete

from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.people import sign_ins
from mrapp.server.oidc.errors import AnswerStrayError, ProviderRefusedError, TokenRefusedError
from mrapp.server.oidc.provider import Provider, plain
from mrapp.server.oidc.settings import EMAIL
from mrapp.server.oidc.tokens import Claims, Expected, checked
from mrapp.server.pages.addresses import path_of
from mrapp.server.staff.sessions import new_token, token_hash

LASTS: Final = timedelta(minutes=10)
"""How long somebody may take to sign in at the provider."""

_ADDRESS: Final = frozenset({EMAIL, "email_verified"})
_SCOPES: Final = "openid profile email"


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun. url: where the browser goes; token: what it keeps meanwhile."""

    url: str
    token: str


@dataclass(frozen=True)
class Told:
    """What the provider said of somebody; back: where in our pages they wanted to be."""

    claims: Claims
    back: str


def begin_sign_in(backend: Backend, provider: Provider, back: str, now: datetime) -> Begun:
    """Return the way to the provider. Raises `ProviderDownError`."""
    endpoint = provider.offer().authorization_endpoint
    token = new_token()
    asked = {
        "response_type": "code",
        "client_id": provider.settings.client,
        "redirect_uri": redirect_of(backend),
        "scope": _SCOPES,
        "state": _made_from(token, "state"),
        "nonce": _made_from(token, "nonce"),
        "code_challenge": _base64(hashlib.sha256(_made_from(token, "verifier").encode()).digest()),
        "code_challenge_method": "S256",
    }
    line = {"token_hash": token_hash(token), "back": back, "expires_utc": now + LASTS}
    with backend.database.writing() as conn:
        conn.execute(delete(sign_ins).where(sign_ins.c.expires_utc < now))
        conn.execute(sign_ins.insert().values(**line))
    return Begun(f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", token)


def finish_sign_in(
    backend: Backend, provider: Provider, token: str, answer: Mapping[str, str], now: datetime
) -> Told:
    """Return what the provider says of who came back with an answer.

    Raises `AnswerStrayError`, `ProviderRefusedError`, `TokenRefusedError`, `ProviderDownError`.
    """
    back = _taken_back(backend.database, token, now) if token else None
    state = _made_from(token, "state")
    if back is None or not hmac.compare_digest(answer.get("state", "").encode(), state.encode()):
        raise AnswerStrayError
    _check_whose(provider, answer.get("iss"))
    if "error" in answer:
        raise ProviderRefusedError(reason=plain(answer["error"]))
    made = _made_from(token, "verifier")
    id_token, access = provider.exchange(answer.get("code", ""), made, redirect_of(backend))
    asked, nonce = provider.settings, _made_from(token, "nonce")
    expected = Expected(asked.issuer, asked.client, nonce, access)
    algorithms = provider.offer().id_token_signing_alg_values_supported
    claims = checked(id_token, provider, algorithms, expected, now)
    return Told(_with_more(provider, claims, access), back)


def end_url(backend: Backend, provider: Provider) -> str | None:
    """Return where somebody ends their session at the provider, too; None: it offers no such thing.

    Source: OpenID Connect RP-Initiated Logout 1.0. Without a hint at the ID token, which is not
    kept: the provider asks before it ends anything. Raises `ProviderDownError`.
    """
    endpoint = provider.offer().end_session_endpoint
    if endpoint is None:
        return None
    home = f"{backend.settings.public_url}{path_of('sign-in')}"
    asked = {"client_id": provider.settings.client, "post_logout_redirect_uri": home}
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"


def redirect_of(backend: Backend) -> str:
    """Return where the provider sends people back to."""
    return f"{backend.settings.public_url}{path_of('sign-in', 'answer')}"


def _taken_back(database: Database, token: str, now: datetime) -> str | None:
    """Return where somebody wanted to be, once; None: nothing was begun, or too long ago."""
    mine = sign_ins.c.token_hash == token_hash(token)
    with database.writing() as conn:
        gone = delete(sign_ins).where(mine).returning(sign_ins.c.back, sign_ins.c.expires_utc)
        row = conn.execute(gone).one_or_none()
    return None if row is None or row.expires_utc < now else row.back


def _check_whose(provider: Provider, iss: str | None) -> None:
    """Raise `TokenRefusedError` for the answer of another provider."""
    must_say = provider.offer().authorization_response_iss_parameter_supported
    if iss != provider.settings.issuer and (must_say or iss is not None):
        raise TokenRefusedError(why="iss")


def _with_more(provider: Provider, claims: Claims, access: str) -> Claims:
    """Return the claims with those that this provider tells only when asked once more."""
    asked = provider.settings
    wanted = {asked.login_claim, *([asked.role_claim] if asked.roles else ())}
    wanted |= _ADDRESS if asked.login_claim == EMAIL else set()
    if wanted <= claims.keys():
        return claims
    more = provider.told_of(access)
    if more.get("sub") != claims["sub"]:
        # Source: OpenID Connect Core 1.0, section 5.3.2: it is about somebody else.
        return claims
    # An address and whether it was verified come from one and the same place.
    pair = {} if claims.keys() >= _ADDRESS else {name: more.get(name) for name in _ADDRESS}
    return {**more, **claims, **pair}


def _made_from(token: str, name: str) -> str:
    return _base64(hmac.digest(token.encode(), name.encode(), "sha256"))


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
