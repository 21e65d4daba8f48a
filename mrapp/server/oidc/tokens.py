"""Whether an ID token is to be believed.

Source: OpenID Connect Core 1.0, sections 3.1.3.7 and 3.1.3.8 (at_hash, where it is there), and
RFC 8725 (a fixed list of algorithms).
"""

import base64
import hashlib
import hmac
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from mrapp.server.oidc.errors import TokenRefusedError

Claims = Mapping[str, Any]

ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
)
"""With keys of which the provider alone has the private half: never "none", never a shared one."""

_SKEW_S: Final = 60
_OLDEST_S: Final = 600
_LONGEST_SUB: Final = 255


class Keys(Protocol):
    """Where the keys of a provider come from."""

    def keys(self, *, anew: bool = False) -> KeySet:
        """Return them; anew: as the provider has them now."""
        ...


@dataclass(frozen=True)
class Expected:
    """What must stand in a token. access: the access token that came with it."""

    issuer: str
    client: str
    nonce: str
    access: str


def checked(
    token: str, keys: Keys, algorithms: Collection[str], expected: Expected, now: datetime
) -> Claims:
    """Return the claims of an ID token. Raises `TokenRefusedError`."""
    offered = [each for each in ALGORITHMS if each in algorithms]
    if not offered:
        raise TokenRefusedError(why="alg")
    told = _decoded(token, keys, offered)
    right = _checks(told.claims, expected, now.timestamp())
    right["at_hash"] = _is_of_access(told, expected.access)
    for why, is_right in right.items():
        if not is_right:
            raise TokenRefusedError(why=why)
    return told.claims


def _decoded(token: str, keys: Keys, algorithms: list[str]) -> jwt.Token:
    """Return a token with a good signature; a key not known yet is fetched, once."""
    try:
        try:
            return jwt.decode(token, keys.keys(), algorithms)
        except InvalidKeyIdError:
            return jwt.decode(token, keys.keys(anew=True), algorithms)
    except (JoseError, ValueError, TypeError) as error:
        raise TokenRefusedError(why="signature") from error


def _checks(claims: Claims, expected: Expected, now_s: float) -> dict[str, bool]:
    """Return each check by a word for it."""
    exp, iat = _seconds(claims.get("exp")), _seconds(claims.get("iat"))
    return {
        "iss": claims.get("iss") == expected.issuer,
        "aud": _is_for(claims, expected.client),
        "azp": claims.get("azp", expected.client) == expected.client,
        "exp": exp > now_s - _SKEW_S,
        "iat": now_s - _OLDEST_S <= iat <= now_s + _SKEW_S,
        "nonce": _same(claims.get("nonce"), expected.nonce),
        "sub": _is_subject(claims.get("sub")),
    }


def _is_of_access(told: jwt.Token, access: str) -> bool:
    """Whether the access token is the one that was given out with this token, where that is said.

    By the left half of its hash, of the kind that is in the name of the algorithm.
    """
    if "at_hash" not in told.claims:
        return True
    digest = hashlib.new(f"sha{str(told.header['alg'])[-3:]}", access.encode()).digest()
    half = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
    return _same(told.claims["at_hash"], half)


def _is_for(claims: Claims, client: str) -> bool:
    """Whether a token is for us; where also for others, it says that we asked for it."""
    aud = claims.get("aud")
    if isinstance(aud, list) and len(aud) > 1:
        return client in aud and claims.get("azp") == client
    return aud in (client, [client])


def _seconds(value: object) -> float:
    """Return a moment of a token; a time that never was for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return -math.inf
    return float(value)


def _same(value: object, expected: str) -> bool:
    return isinstance(value, str) and hmac.compare_digest(value.encode(), expected.encode())


def _is_subject(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_SUB
