"""What `mrapp serve` is told of the provider of accounts by which staff sign in."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mrapp.cli.arguments import file
from mrapp.cli.language import user_language
from mrapp.model.texts import Phrase

if TYPE_CHECKING:  # late, as below: it is not installed where there is only a window
    from mrapp.server.oidc.settings import OidcSettings

SECRET: Final = "MRAPP_OIDC_SECRET"  # noqa: S105 - where it stands, not what it is
"""Holds the secret; unlike an argument it is not seen in the list of processes."""

_ROLES: Final = ("facilitator", "moderator", "administrator")
_INCOMPLETE = Phrase(
    nl="--oidc-issuer, --oidc-client en een geheim (--oidc-secret-file of {name}) horen bij elkaar",
    en="--oidc-issuer, --oidc-client and a secret (--oidc-secret-file or {name}) go together",
)
_OPEN = Phrase(
    nl="{word}: het adres van de dienst begint met https:// (http:// kan alleen op deze machine)",
    en="{word}: the address of the provider begins with https:// (http:// on this machine alone)",
)
_NO_ROLE = Phrase(
    nl="{word} is niet ROL=WAARDE met als rol {roles}",
    en="{word} is not ROLE=VALUE with one of the roles {roles}",
)


def add_provider(parser: argparse.ArgumentParser) -> None:
    """Add who vouches for staff."""
    group = parser.add_argument_group("signing in with the organisation's account (OpenID Connect)")
    group.add_argument("--oidc-issuer", metavar="URL", default="", help="as it calls itself")
    group.add_argument("--oidc-client", metavar="ID", default="", help="as which it knows mrapp")
    group.add_argument(
        "--oidc-secret-file", metavar="FILE", type=file, help=f"with its secret; or in {SECRET}"
    )
    group.add_argument(
        "--oidc-login-claim",
        metavar="CLAIM",
        default="email",
        help="by which somebody on the list of staff is known the first time (email)",
    )
    group.add_argument(
        "--oidc-role",
        metavar="ROLE=VALUE",
        type=_role,
        action="append",
        help="which value of --oidc-role-claim gives which role; without: as on the list of staff",
    )
    group.add_argument("--oidc-role-claim", metavar="CLAIM", default="roles")
    group.add_argument(
        "--oidc-contact", metavar="TEXT", default="", help="whom to ask who has no access yet"
    )
    group.add_argument(
        "--no-passwords",
        action="store_true",
        help="nobody but the first administrator (admin) has a password",
    )


def provider_of(parsed: argparse.Namespace) -> "OidcSettings | None":
    """Return what was asked; ends the program where it does not fit together."""
    given = getattr(parsed, "oidc_issuer", "")
    if not given and not getattr(parsed, "oidc_client", "") and not _no_passwords(parsed):
        return None
    from mrapp.server.oidc.settings import OidcSettings, is_safe

    secret = _secret(parsed)
    if not (given and parsed.oidc_client and secret):
        parsed.wrong(_INCOMPLETE.text(user_language(), name=SECRET))
    if not is_safe(given):
        parsed.wrong(_OPEN.text(user_language(), word=given))
    return OidcSettings(
        given,
        parsed.oidc_client,
        secret,
        login_claim=parsed.oidc_login_claim,
        role_claim=parsed.oidc_role_claim,
        roles={value: role for role, value in parsed.oidc_role or ()},
        contact=parsed.oidc_contact,
    )


def _no_passwords(parsed: argparse.Namespace) -> bool:
    return bool(getattr(parsed, "no_passwords", False))


def _secret(parsed: argparse.Namespace) -> str:
    named: Path | None = parsed.oidc_secret_file
    return (named.read_text(encoding="utf-8") if named else os.environ.get(SECRET, "")).strip()


def _role(word: str) -> tuple[str, str]:
    role, _, value = word.partition("=")
    if role not in _ROLES or not value:
        roles = ", ".join(_ROLES)
        raise argparse.ArgumentTypeError(_NO_ROLE.text(user_language(), word=word, roles=roles))
    return role, value
