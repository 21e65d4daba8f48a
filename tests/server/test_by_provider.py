"""Staff come in with the account of their organisation, and nobody else does."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from mrapp.server.access import Role
from mrapp.server.audit import first_broken
from mrapp.server.database.moderating import audit
from mrapp.server.database.people import sessions
from mrapp.server.personal_keys import days_of_choice, make_key, personal_key
from tests.server.colleagues import PASSWORD, Clock, Colleague, colleague
from tests.server.providers import Claims, OwnProvider, believing, half_hash, own_provider
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

BEGIN = "/staff/sign-in/provider"


@pytest.fixture
def provider() -> Iterator[OwnProvider]:
    with own_provider() as running:
        yield running


@pytest.fixture
def office(provider: OwnProvider, database_url: str, tmp_path: Path) -> Iterator[Running]:
    """Return a server that believes the provider, on either kind of database."""
    with running_server(tmp_path, database_url, oidc=believing(provider)) as running:
        yield running


@pytest.fixture
def lite(provider: OwnProvider, tmp_path: Path) -> Iterator[Running]:
    """Return the same where the kind of database makes no difference."""
    url = f"sqlite:///{tmp_path}/s.sqlite"
    with running_server(tmp_path, url, oidc=believing(provider)) as running:
        yield running


def _boss(server: Running, login: str = "jj@stad.example", role: str = "moderator") -> Colleague:
    """Return an administrator who put somebody on the list."""
    boss = colleague(server, Role.ADMINISTRATOR)
    fields = {"name": "J. Jansen", "login": login, "role": role, "way": "provider"}
    assert "was added" in boss.send("/staff/people", **fields).text
    return boss


def _log(server: Running) -> list[tuple[str, Any]]:
    with server.backend.database.reading() as conn:
        assert first_broken(conn) is None
        rows = conn.execute(select(audit.c.action, audit.c.detail).order_by(audit.c.number))
        return [(row.action, row.detail.get("why")) for row in rows]


def test_who_is_on_the_list_comes_in_and_is_known_by_the_subject_from_then_on(
    office: Running, provider: OwnProvider
) -> None:
    boss, person = _boss(office), Colleague(office)
    entered = person.get(f"{BEGIN}?next=/staff?done=x")
    assert "Signed in as J. Jansen (moderator)" in entered.text
    assert str(entered.url).endswith("/staff?done=x")
    assert person.get("/staff/people").status_code == 403
    provider.person = {"sub": "4711", "email": "other@stad.example", "email_verified": True}
    assert "J. Jansen" in Colleague(office).get(BEGIN).text
    provider.person = {"sub": "4712", "email": "jj@stad.example", "email_verified": True}
    assert Colleague(office).get(BEGIN).status_code == 403
    told = [each for each in _log(office) if each[0].startswith("staff.")]
    assert told[-4:] == [
        ("staff.bound", None),
        ("staff.signed-in", None),
        ("staff.signed-in", None),
        ("staff.refused", "unknown"),
    ]
    assert "did not let in somebody with an account" in boss.get("/staff/log").text


def test_who_is_not_on_the_list_learns_whom_to_ask_and_nothing_else(
    provider: OwnProvider, tmp_path: Path
) -> None:
    oidc = believing(provider, contact="Jan de Vries, 078-1234567")
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s", oidc=oidc) as server:
        stranger = Colleague(server)
        told = stranger.get(BEGIN)
        assert told.status_code == 403
        assert "You have no access here yet" in told.text
        assert "Jan de Vries, 078-1234567" in told.text
        assert stranger.get("/staff").url.path == "/staff/sign-in"
        assert "<h1>Aanmelden</h1>" in stranger.get(f"{told.url}&lang=nl").text
        assert "JJ@stad" not in str(_log(server))


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "1", "email": "jj@stad.example"},
        {"sub": "1", "email": "jj@stad.example", "email_verified": "true"},
        {"sub": "1", "email": "jj@stad.example", "email_verified": False},
        {"sub": "1", "preferred_username": "jj@stad.example"},
        {"sub": "1", "email": ["jj@stad.example"], "email_verified": True},
        {"sub": "1", "email": "\N{KELVIN SIGN}j@stad.example", "email_verified": True},
    ],
)
def test_an_address_that_the_provider_did_not_verify_opens_nothing(
    lite: Running, provider: OwnProvider, person: Claims
) -> None:
    _boss(lite).send(
        "/staff/people", name="K", login="kj@stad.example", role="moderator", way="provider"
    )
    provider.person = person
    assert Colleague(lite).get(BEGIN).status_code == 403


def test_nobody_with_a_password_or_a_link_for_one_is_taken_for_an_account_of_that_name(
    lite: Running, provider: OwnProvider
) -> None:
    boss = _boss(lite, "other@stad.example")
    colleague(lite, Role.ADMINISTRATOR, "jj@stad.example")
    assert Colleague(lite).get(BEGIN).status_code == 403
    boss.send("/staff/people", name="L", login="link@stad.example", role="moderator", way="link")
    provider.person |= {"email": "link@stad.example"}
    assert Colleague(lite).get(BEGIN).status_code == 403


def test_somebody_with_a_password_can_be_made_to_sign_in_by_the_provider(
    lite: Running, provider: OwnProvider
) -> None:
    boss = colleague(lite, Role.ADMINISTRATOR)
    old = colleague(lite, Role.MODERATOR, "jj@stad.example")
    where = _page_of(boss, "Jj@Stad.Example")
    assert "now signs in with" in boss.send(f"{where}/provider").text
    assert old.get("/staff").url.path == "/staff/sign-in"
    assert old.sign_in("jj@stad.example").status_code == 403
    assert Colleague(lite).get(BEGIN).url.path == "/staff"
    provider.person["sub"] = "a new account"
    assert Colleague(lite).get(BEGIN).status_code == 403
    boss.send(f"{where}/provider")
    assert Colleague(lite).get(BEGIN).url.path == "/staff"


def test_who_is_shut_out_loses_the_session_at_once_and_gets_no_other(lite: Running) -> None:
    boss, person = _boss(lite), Colleague(lite)
    assert person.get(BEGIN).url.path == "/staff"
    boss.send(_page_of(boss, "J. Jansen"), role="moderator")
    assert person.get("/staff").url.path == "/staff/sign-in"
    assert person.get(BEGIN).status_code == 403
    assert _log(lite)[-1] == ("staff.refused", "shut-out")


def _page_of(boss: Colleague, name: str) -> str:
    listed = boss.get("/staff/people").text.split(f">{name}</a>")[0]
    return "/staff/people/" + listed.split('href="/staff/people/')[-1].split('"')[0]


def _set(name: str, value: object) -> Callable[[Claims], object]:
    return lambda claims: claims.update({name: value})


_NOW = int(time.time())
_SPOILT: dict[str, tuple[Callable[[Claims], object], str]] = {
    "another nonce": (_set("nonce", "x"), "nonce"),
    "no nonce": (lambda claims: claims.pop("nonce"), "nonce"),
    "for another": (_set("aud", "another"), "aud"),
    "for nobody": (_set("aud", []), "aud"),
    "for others as well": (lambda c: c.update(aud=[c["aud"], "another"]), "aud"),
    "asked for by another": (_set("azp", "another"), "azp"),
    "expired": (_set("exp", _NOW - 120), "exp"),
    "never expires": (_set("exp", float("nan")), "exp"),
    "expires in words": (_set("exp", "tomorrow"), "exp"),
    "from the future": (_set("iat", _NOW + 3600), "iat"),
    "of yesterday": (_set("iat", _NOW - 86400), "iat"),
    "another issuer": (_set("iss", "https://evil.example"), "iss"),
    "nobody": (_set("sub", ""), "sub"),
    "with the access token of another": (_set("at_hash", half_hash("other")), "at_hash"),
    "with no hash of one": (_set("at_hash", None), "at_hash"),
}


@pytest.mark.parametrize("case", _SPOILT)
def test_a_token_that_is_not_as_it_must_be_is_refused(
    lite: Running, provider: OwnProvider, case: str
) -> None:
    _boss(lite)
    provider.spoil, why = _SPOILT[case]
    person = Colleague(lite)
    told = person.get(BEGIN)
    assert told.status_code == 403
    assert f"is not right ({why})" in told.text
    assert person.get("/staff").url.path == "/staff/sign-in"
    assert _log(lite)[-1] == ("staff.refused", why)
    provider.spoil = lambda claims: claims.update(azp=claims["aud"], at_hash=half_hash("access"))
    assert person.get(BEGIN).url.path == "/staff"


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_a_token_without_a_signature_of_the_provider_is_refused(
    lite: Running, provider: OwnProvider, alg: str
) -> None:
    _boss(lite)
    provider.header["alg"] = alg
    assert "is not right (signature)" in Colleague(lite).get(BEGIN).text
    assert Colleague(lite).get("/staff").url.path == "/staff/sign-in"


def test_a_token_signed_by_somebody_else_is_refused(lite: Running, provider: OwnProvider) -> None:
    _boss(lite)
    assert Colleague(lite).get(BEGIN).url.path == "/staff"
    good = provider.key
    provider.rotate("first")
    assert "is not right (signature)" in Colleague(lite).get(BEGIN).text
    provider.key = good
    assert Colleague(lite).get(BEGIN).url.path == "/staff"


def test_a_new_key_is_fetched_once_when_it_is_first_met(
    lite: Running, provider: OwnProvider
) -> None:
    _boss(lite)
    for kid, ec, asked in (("first", False, 1), ("second", True, 2), ("second", True, 2)):
        if provider.header["kid"] != kid:
            provider.rotate(kid, ec=ec)
        assert Colleague(lite).get(BEGIN).url.path == "/staff"
        assert provider.asked_keys == asked
    provider.header["kid"] = "nobody's"
    assert "is not right (signature)" in Colleague(lite).get(BEGIN).text
    assert provider.asked_keys == 3


def _answer(person: Colleague) -> str:
    """Go to the provider; return its answer, which the browser did not bring back yet."""
    there = person.browser.get(BEGIN).headers["location"]
    return httpx.get(there).headers["location"]


def test_an_answer_counts_once_and_in_the_browser_that_asked(
    office: Running, provider: OwnProvider
) -> None:
    _boss(office)
    provider.codes_last = True
    person, other = Colleague(office), Colleague(office)
    stray = other.get(_answer(person))
    assert stray.status_code == 403
    assert "not begun in this browser" in stray.text
    _answer(other)
    assert "not begun in this browser" in other.get(_answer(person)).text
    answer = _answer(person)
    token = person.browser.cookies["mrapp-signing-in"]
    assert person.get(answer).url.path == "/staff"
    assert "mrapp-signing-in" not in person.browser.cookies
    thief = Colleague(office)
    thief.browser.cookies.set("mrapp-signing-in", token)
    assert "was used already" in thief.get(answer).text


def test_an_answer_that_comes_too_late_does_not_count(
    provider: OwnProvider, tmp_path: Path
) -> None:
    clock = Clock()
    url = f"sqlite:///{tmp_path}/s"
    with running_server(tmp_path, url, clock, oidc=believing(provider)) as server:
        person = Colleague(server)
        answer = _answer(person)
        clock.later(minutes=10.1)
        assert "took too long" in person.get(answer).text


@pytest.mark.parametrize("iss", ["https://evil.example", ""])
def test_an_answer_in_the_name_of_another_provider_is_refused(
    lite: Running, provider: OwnProvider, iss: str
) -> None:
    _boss(lite)
    provider.answer_more = {"iss": iss}
    assert "is not right (iss)" in Colleague(lite).get(BEGIN).text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "You broke off the sign-in"),
        ("server_error", "has broken off the sign-in (server_error)"),
        ("<script>alert(1)</script>", "has broken off the sign-in (?)"),
    ],
)
def test_what_the_provider_says_is_wrong_is_told_in_words(
    lite: Running, provider: OwnProvider, error: str, said: str
) -> None:
    provider.answer_more = {"error": error, "error_description": "<b>no</b>"}
    told = Colleague(lite).get(BEGIN)
    assert told.status_code == 403
    assert said in told.text
    assert "<b>no" not in told.text
    assert "Or with a user name and password" in told.text


@pytest.mark.logs
def test_a_provider_that_is_down_leaves_the_other_way_in(tmp_path: Path) -> None:
    with own_provider() as provider:
        oidc = believing(provider)
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s", oidc=oidc) as server:
        colleague(server, Role.MODERATOR, "m")
        person = Colleague(server)
        told = person.get(f"{BEGIN}?next=/staff/account")
        assert told.status_code == 503
        assert "With a password of this site" in told.text
        entered = person.raw("/staff/sign-in", login="m", password=PASSWORD, next="/staff/account")
        assert entered.url.path == "/staff/account"


def test_a_provider_that_does_not_answer_keeps_one_waiting_and_nobody_else(
    lite: Running, provider: OwnProvider
) -> None:
    provider.may_answer.clear()
    with ThreadPoolExecutor(3) as pool:
        tries = as_completed([pool.submit(httpx.get, f"{lite.url}{BEGIN}") for _ in range(3)])
        try:
            told = [next(tries).result().status_code for _ in range(2)]
        finally:
            provider.may_answer.set()
        told.append(next(tries).result().status_code)
    assert told == [503, 503, 303]
    assert provider.asked_offer == 1


@pytest.mark.logs
@pytest.mark.parametrize(
    "offer",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_describes_itself_oddly_is_not_believed(
    lite: Running, provider: OwnProvider, offer: Claims
) -> None:
    provider.offer_more = offer
    assert Colleague(lite).get(BEGIN).status_code == 503


def test_claims_that_are_told_only_on_asking_count_if_they_are_of_the_same_person(
    lite: Running, provider: OwnProvider
) -> None:
    _boss(lite)
    provider.person, provider.told_later = {"sub": "4711"}, {**provider.person, "sub": "other"}
    assert Colleague(lite).get(BEGIN).status_code == 403
    provider.told_later["sub"] = "4711"
    provider.person = {"sub": "4711", "email": "jj@stad.example"}
    provider.told_later["email"] = "verified@stad.example"
    assert Colleague(lite).get(BEGIN).status_code == 403
    provider.person, provider.told_later["email"] = {"sub": "4711"}, "jj@stad.example"
    assert Colleague(lite).get(BEGIN).url.path == "/staff"


def test_where_the_provider_gives_roles_those_count(provider: OwnProvider, tmp_path: Path) -> None:
    roles = {"mrapp-read": "facilitator", "mrapp-all": "administrator"}
    oidc = believing(provider, roles=roles, role_claim="groups")
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s", oidc=oidc) as server:
        person = Colleague(server)
        assert person.get(BEGIN).status_code == 403
        provider.person |= {"groups": ["x", "mrapp-read"], "name": "Jo Jansen"}
        assert "Signed in as Jo Jansen (facilitator)" in person.get(BEGIN).text
        provider.person["groups"] = ["mrapp-read", "mrapp-all"]
        assert "Jo Jansen (administrator)" in person.get(BEGIN).text
        other, backend, now = Colleague(server), server.backend, server.backend.utc_now()
        person.send("/staff", project="p")
        with backend.database.writing() as conn:
            staff_id = conn.execute(select(sessions.c.staff).limit(1)).scalar_one()
            key = make_key(conn, staff_id, "p", "", days_of_choice(now)[0], now)[1]
            assert personal_key(conn, key, now) is not None
        provider.person["groups"] = []
        assert other.get(BEGIN).status_code == 403
        with backend.database.reading() as conn:
            assert personal_key(conn, key, now) is None
        assert person.get("/staff").url.path == "/staff/sign-in"
        assert _log(server)[-1] == ("staff.refused", "no-role")


def test_the_session_is_new_and_ends_here_and_there(lite: Running, provider: OwnProvider) -> None:
    _boss(lite)
    person = Colleague(lite)
    person.get(BEGIN)
    before = person.browser.cookies["mrapp"]
    person.get(BEGIN)
    assert person.browser.cookies["mrapp"] != before
    thief = Colleague(lite)
    thief.browser.cookies.set("mrapp", before)
    assert thief.get("/staff").url.path == "/staff/sign-in"
    left = person.send("/staff/sign-out")
    assert left.url.path == "/staff/signed-out"
    assert f'href="{provider.url}/end?client_id=' in left.text
    assert person.get("/staff").url.path == "/staff/sign-in"


def test_without_passwords_only_the_first_administrator_has_one(
    provider: OwnProvider, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/s"
    with running_server(tmp_path, url) as server:
        colleague(server, Role.MODERATOR, "m")
    with running_server(tmp_path, url, oidc=believing(provider), passwords=False) as server:
        person = Colleague(server)
        assert "not with a password" in person.sign_in("m").text
        assert person.get("/staff").url.path == "/staff/sign-in"
        boss = colleague(server, Role.ADMINISTRATOR, "admin")
        fields = {"name": "x", "login": "x", "role": "moderator"}
        assert boss.send("/staff/people", **fields, way="link").status_code == 403
        assert boss.send(f"{_page_of(boss, 'M')}/link").status_code == 403
        assert Colleague(server).sign_in("admin").url.path == "/staff"


def test_without_a_provider_there_is_nothing_to_go_to(server: Running) -> None:
    for path in (BEGIN, "/staff/sign-in/answer", "/staff/signed-out"):
        assert Colleague(server).get(path).status_code == 404


def test_one_signs_out_everywhere_and_an_administrator_does_so_for_another(lite: Running) -> None:
    boss, here, there = _boss(lite), Colleague(lite), Colleague(lite)
    for person in (here, there):
        person.get(BEGIN)
    assert "another browser" in here.get("/staff/account").text
    here.send("/staff/account/sign-out")
    for person in (here, there):
        assert person.get("/staff").url.path == "/staff/sign-in"
        person.get(BEGIN)
    boss.send(f"{_page_of(boss, 'J. Jansen')}/sign-out")
    assert here.get("/staff").url.path == there.get("/staff").url.path == "/staff/sign-in"
    assert boss.get("/staff").url.path == "/staff"
    with lite.backend.database.reading() as conn:
        assert len(conn.execute(select(sessions)).all()) == 1
