"""Says in words why a server was not reached."""

import ssl
from typing import Final

import httpx

from mrapp.model.texts import Phrase

_SLOW: Final = Phrase(nl="het duurt te lang", en="it takes too long")
_NO_WAY: Final = Phrase(nl="er is geen verbinding", en="there is no connection")
_BROKEN_OFF: Final = Phrase(nl="de verbinding brak af", en="the connection broke off")
_NO_PROXY: Final = Phrase(nl="de proxy werkt niet mee", en="the proxy does not work along")
_NO_TLS: Final = Phrase(
    nl="wat daar antwoordt, spreekt geen https", en="what answers there speaks no https"
)
UNTRUSTED: Final = Phrase(
    nl="het certificaat is verlopen, van een ander of van niemand die dit apparaat vertrouwt",
    en="the certificate has expired, is another's, or of nobody whom this machine trusts",
)
"""Why a server cannot prove who it is."""


def why_not(error: httpx.HTTPError) -> Phrase:
    """Return a clause; `UNTRUSTED` where a certificate was what stood in the way."""
    if isinstance(error, httpx.TimeoutException):
        return _SLOW
    if isinstance(error, httpx.ProxyError):
        return _NO_PROXY
    if not isinstance(error, httpx.ConnectError):
        return _BROKEN_OFF
    found = _of_tls(error)
    if isinstance(found, ssl.SSLCertVerificationError):
        return UNTRUSTED
    # OpenSSL takes the first bytes of an answer without TLS for its version.
    is_plain = found is not None and found.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST"}
    return _NO_TLS if is_plain else _NO_WAY


def _of_tls(error: BaseException | None) -> ssl.SSLError | None:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return error
        error = error.__cause__ or error.__context__
    return None
