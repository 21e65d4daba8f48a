"""Talks to the provider of accounts: what it offers, its keys, and what it says of somebody.

What it offers and its keys are kept for an hour in each process, which is no more than saving a
question: any process can ask again.
"""

import json
import logging
import re
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote_plus

import httpx
import truststore
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError

from mrapp.server.oidc.errors import ProviderDownError, ProviderRefusedError
from mrapp.server.oidc.settings import OidcSettings, is_safe

_log = logging.getLogger(__name__)

_KEPT_S: Final = 3600.0
_DOWN_S: Final = 10.0
_TURN_S: Final = 1.0
_PATIENCE: Final = httpx.Timeout(5.0)
_MOST_BYTES: Final = 1 << 20
_CODE: Final = re.compile(r"[a-z_]{1,40}")
_POST, _BASIC = "client_secret_post", "client_secret_basic"


class Offer(BaseModel):
    """What a provider says of itself. Source: OpenID Connect Discovery 1.0, section 3."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] = [_BASIC]
    id_token_signing_alg_values_supported: list[str] = ["RS256"]
    authorization_response_iss_parameter_supported: bool = False


class Provider:
    """One provider. Every call raises `ProviderDownError` where it does not answer as it should."""

    def __init__(self, settings: OidcSettings) -> None:
        """Prepare to ask; nothing is asked yet."""
        self.settings = settings
        self._offer: tuple[float, Offer] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._asking = threading.Lock()
        self._down_until = 0.0

    def offer(self) -> Offer:
        """Return what it offers, asked once an hour."""
        kept = self._offer
        if kept is not None and (kept[0] >= time.monotonic() or self._asking.locked()):
            return kept[1]
        # Anybody can make us ask: one that never answers must not keep all threads of the server
        # waiting, and with them those who send opinions.
        if self._is_down() or not self._asking.acquire(timeout=_TURN_S):
            raise ProviderDownError
        try:
            return self._asked()
        finally:
            self._asking.release()

    def _asked(self) -> Offer:
        """Return what it offers now; for one thread at a time."""
        if self._is_down():  # as who had the turn before found out
            raise ProviderDownError
        if self._offer is None or self._offer[0] < time.monotonic():
            try:
                self._offer = (time.monotonic() + _KEPT_S, self._discovered())
            except ProviderDownError:
                self._down_until = time.monotonic() + _DOWN_S
                raise
        return self._offer[1]

    def _is_down(self) -> bool:
        return time.monotonic() < self._down_until

    def keys(self, *, anew: bool = False) -> KeySet:
        """Return the keys that it signs with, asked once an hour; anew: asked now."""
        if anew or self._keys is None or self._keys[0] < time.monotonic():
            told = self._ask("GET", self.offer().jwks_uri)
            try:
                found = KeySet.import_key_set({"keys": _usable(told)})
            except (JoseError, ValueError, TypeError, KeyError) as error:
                raise _down("its keys cannot be read") from error
            self._keys = (time.monotonic() + _KEPT_S, found)
        return self._keys[1]

    def exchange(self, code: str, verifier: str, back: str) -> tuple[str, str]:
        """Return the ID token and the access token for a code. Raises `ProviderRefusedError`."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        offer, client, secret = self.offer(), self.settings.client, self.settings.secret
        methods = offer.token_endpoint_auth_methods_supported
        if _POST in methods and _BASIC not in methods:
            form |= {"client_id": client, "client_secret": secret}
            told = self._ask("POST", offer.token_endpoint, data=form)
        else:
            # Source: RFC 6749, section 2.3.1: encoded as in a form before it is sent.
            known = (quote_plus(client), quote_plus(secret))
            told = self._ask("POST", offer.token_endpoint, data=form, auth=known)
        token = told.get("id_token")
        if not isinstance(token, str):
            raise _down("it gave no ID token")
        return token, str(told.get("access_token", ""))

    def told_of(self, access_token: str) -> Mapping[str, Any]:
        """Return what else it says of somebody; nothing where it offers no more."""
        where = self.offer().userinfo_endpoint
        if where is None or not access_token:
            return {}
        return self._ask("GET", where, headers={"Authorization": f"Bearer {access_token}"})

    def _discovered(self) -> Offer:
        issuer = self.settings.issuer
        told = self._ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            offer = Offer.model_validate(told)
        except ValidationError as error:
            raise _down("what it offers cannot be read") from error
        if offer.issuer != issuer:
            raise _down("it calls itself otherwise than --oidc-issuer")
        urls = (offer.authorization_endpoint, offer.token_endpoint, offer.jwks_uri)
        more = (offer.userinfo_endpoint, offer.end_session_endpoint)
        if not all(is_safe(url) for url in (*urls, *filter(None, more))):
            raise _down("one of its addresses is without TLS")
        return offer

    def _ask(self, method: str, url: str, **more: Any) -> Mapping[str, Any]:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            with (
                httpx.Client(timeout=_PATIENCE, verify=context) as http,
                http.stream(method, url, **more) as answer,
            ):
                told = json.loads(_content(answer))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise _down(type(error).__name__) from error
        if not isinstance(told, dict):
            raise _down("it answers with no object")
        if answer.is_success:
            return told
        raise _refused(answer.status_code, told)


def _content(answer: httpx.Response) -> bytes:
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > _MOST_BYTES:
            raise ValueError("too much")
    return content


def _usable(told: Mapping[str, Any]) -> list[Any]:
    """Return the keys that sign; of a shared secret there is none to be told."""
    keys = [each for each in told["keys"] if isinstance(each, dict)]
    return [each for each in keys if each.get("use", "sig") == "sig" and each.get("kty") != "oct"]


def _refused(status: int, told: Mapping[str, Any]) -> ProviderDownError | ProviderRefusedError:
    reason = told.get("error")
    if status < 500 and isinstance(reason, str):
        _log.info("the provider refuses: %s", plain(reason))
        return ProviderRefusedError(reason=plain(reason))
    return _down(f"status {status}")


def plain(reason: str) -> str:
    """Return a provider's word for what is wrong where it is one, such as access_denied."""
    return reason if _CODE.fullmatch(reason) else "?"


def _down(why: str) -> ProviderDownError:
    # For whoever runs the server; the kind alone, as in all of the log.
    _log.error("the provider of accounts cannot be used: %s", why)
    return ProviderDownError()
