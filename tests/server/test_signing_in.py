"""How staff come in, and how nobody else does."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from threading import Thread

import httpx
import pytest

from mrapp.server.access import ACCESS, ANYONE, Role, endpoints
from mrapp.server.app import make_app
from mrapp.server.audit import first_broken, last_line, record
from mrapp.server.backend import Backend, Settings
from mrapp.server.database.engine import Database
from mrapp.server.errors import TooManyError
from mrapp.server.public.attempts import count_attempt
from mrapp.server.staff import passwords
from mrapp.server.staff.first import administrator_link, first_link
from mrapp.server.staff.passwords import LEAST_SIGNS, MOST_SIGNS, weakness
from mrapp.server.staff.people import (
    FIRST_LOGIN,
    accept,
    add_person,
    administrator,
    invited,
    new_link,
    people,
)
from mrapp.server.staff.signing_in import (
    FREE_TRIES,
    RANGE_TRIES,
    SignedIn,
    SignInRefusedError,
    Try,
    sign_in,
)
from tests.server.colleagues import PASSWORD, Clock, Colleague, colleague
from tests.servers import Cluster, Running, running_server, waiting

pytestmark = pytest.mark.slow


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(tmp_path: Path, clock: Clock) -> Iterator[Running]:
    """Return a server that goes by the clock of the test."""
    with running_server(tmp_path, f"sqlite:///{tmp_path}/s.sqlite", clock) as running:
        yield running


def test_the_first_administrator_comes_in_by_a_link_that_works_once(server: Running) -> None:
    made = first_link(server.backend)
    assert made is not None
    path = made.removeprefix(server.url)
    person = Colleague(server)
    assert "user name, admin" in person.get(path).text
    entered = person.raw(path, name="A. de Boer", password=PASSWORD, again=PASSWORD)
    assert "Signed in as A. de Boer" in entered.text
    assert Colleague(server).get(path).status_code == 410
    assert first_link(server.backend) is None


def test_two_servers_that_start_at_once_make_one_administrator(
    cluster: Cluster, tmp_path: Path
) -> None:
    url = cluster.new_database(with_tables=True)
    one, other = (Backend(Settings(tmp_path, url, ""), Database(url)) for _ in range(2))
    made: list[str | None] = []
    second = Thread(target=lambda: made.append(first_link(other)))
    with one.database.writing() as conn:
        administrator(conn, FIRST_LOGIN, one.utc_now())
        second.start()
        while not waiting(one.database) and second.is_alive():
            time.sleep(0.01)
    second.join()
    with one.database.reading() as conn:
        assert [row.login for row in people(conn)] == [FIRST_LOGIN]
        assert first_broken(conn) is None
        (link,) = made
        assert link
        assert invited(conn, link.rpartition("/")[2], one.utc_now()).login == FIRST_LOGIN
    for each in (one, other):
        each.database.close()


def test_who_signs_in_while_somebody_guesses_comes_in(cluster: Cluster, clock: Clock) -> None:
    database = Database(cluster.new_database(with_tables=True))
    with database.writing() as conn:
        staff_id = add_person(conn, None, "m", "M", Role.MODERATOR, clock.now)
        accept(conn, new_link(conn, None, staff_id, clock.now), "M", PASSWORD, clock.now)
    owner = Try("m", PASSWORD, "192.0.2.7")
    owner = replace(owner, mark=sign_in(database, owner, clock.now).mark)
    guess = Try("m", "not the password", "192.0.3.7")
    for _ in range(FREE_TRIES - 1):
        with pytest.raises(SignInRefusedError):
            sign_in(database, guess, clock.now)
    with ThreadPoolExecutor() as threads:
        begun: list[Future[SignedIn]] = []
        # Both come as far as they can while others write in the log.
        with database.writing() as conn:
            record(conn, None, "tried", None, "x", {}, clock.now)
            for number, each in enumerate((owner, guess), 1):
                begun.append(threads.submit(sign_in, database, each, clock.now))
                while waiting(database) < number and not begun[-1].done():
                    time.sleep(0.01)
        assert begun[0].result().token
        with pytest.raises(SignInRefusedError):
            begun[1].result()
    database.close()


def test_a_weak_password_or_two_that_differ_are_refused_with_the_reason(server: Running) -> None:
    made = first_link(server.backend)
    assert made is not None
    path, person = made.removeprefix(server.url), Colleague(server)
    weak = person.raw(path, name="A", password="Welkom2026!!", again="Welkom2026!!")
    assert weak.status_code == 422
    assert "too much like what is often used" in weak.text
    long = person.raw(path, name="A", password="zin " * 65, again="zin " * 65)
    assert "at most 256 signs" in long.text
    differ = person.raw(path, name="A", password=PASSWORD, again=PASSWORD + "x")
    assert "not the same" in differ.text
    assert person.get("/staff").url.path == "/staff/sign-in"


@pytest.mark.parametrize(
    "password",
    [
        "kort",
        "Wachtwoord123",
        "P@ssw0rd2026!",
        "aaaaaaaaaaaaa",
        "1234567890123",
        "j.jansen2026!",
        "Gemeente_Dordrecht_2026",
        "qwertyuiop123456",
    ],
)
def test_what_everybody_tries_first_is_no_password(password: str) -> None:
    assert weakness(password, "j.jansen") is not None


@pytest.mark.parametrize(
    "password",
    [
        "1q2w3e4r5t6y",
        "zaq12wsxcde3",
        "123qweasdzxc",
        "qwerty123456",
        "iloveyou1234",
        "unbelievable",
        "Manchesterunited",
        "Zonnebloem2026",
        "Zomer2026Zomer2026",
        "ikhouvanjou12",
        "abc123abc123",
        "Christopher1!",
        "Ajax1900Ajax",
        "112233445566",
    ],
)
def test_what_many_choose_is_no_password(password: str) -> None:
    assert weakness(password, "j.jansen") is not None


def test_none_of_the_commonest_passwords_that_are_long_enough_is_taken() -> None:
    """Nor one of the 3,000 commonest that was made long enough as people do."""
    found = (Path(passwords.__file__).parent / "common_passwords.txt").read_text().splitlines()
    ranked = [each for each in found if each and not each.startswith("#")]
    long = [each for each in ranked if len(each) >= LEAST_SIGNS]
    more = [
        each
        for one in ranked[:3000]
        for each in (f"{one}12345678"[: max(12, len(one) + 3)], one * 3, f"{one.title()}2026!!")
        if len(each) >= LEAST_SIGNS
    ]
    assert (len(ranked) > 10_000, len(long) > 200, len(more) > 4000) == (True, True, True)
    assert [each for each in long + more if weakness(each, "j.jansen") is None] == []


def test_words_that_have_nothing_to_do_with_each_other_are_taken() -> None:
    """Also those that are chosen often by themselves, and however long it takes to look."""
    words = ["zonnebloem", "fiets", "regen", "kaas", "purple", "boom", "chicken", "guitar"]
    for some in combinations(words, 4):
        assert weakness("-".join(some), "j.jansen") is None
    assert weakness("".join(Random(3).choices("abcdefgh", k=MOST_SIGNS)), "j.jansen") is None


@pytest.mark.parametrize("password", [PASSWORD, "8472-9384-4471-2650", "kade boom regen stoel"])
def test_a_long_password_needs_no_odd_signs(password: str) -> None:
    assert weakness(password, "j.jansen") is None


def test_who_is_sent_to_sign_in_comes_back_to_where_they_were(server: Running) -> None:
    colleague(server, Role.MODERATOR, "m")
    person = Colleague(server)
    where = "/staff/projects/a%20b/remarks?words=x+y"
    asked = person.get(where)
    assert dict(asked.url.params) == {"next": where}
    entered = person.raw("/staff/sign-in", login="M ", password=PASSWORD, next=where)
    assert str(entered.url).endswith(where)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/staff\\@evil"])
def test_signing_in_never_leads_elsewhere(server: Running, elsewhere: str) -> None:
    colleague(server, Role.MODERATOR, "m")
    person = Colleague(server)
    entered = person.raw("/staff/sign-in", login="m", password=PASSWORD, next=elsewhere)
    assert entered.url.path == "/staff"


def test_too_many_wrong_tries_have_to_wait_and_the_wait_grows(timed: Running, clock: Clock) -> None:
    colleague(timed, Role.MODERATOR, "m")
    person = Colleague(timed)
    for _ in range(5):
        assert person.sign_in("m", "not the password").status_code == 403
    assert person.sign_in("m").status_code == 403
    clock.later(seconds=31)
    assert person.sign_in("m", "not the password").status_code == 403
    clock.later(seconds=31)
    assert person.sign_in("m").status_code == 403
    clock.later(seconds=31)
    assert person.sign_in("m").status_code == 200
    with timed.backend.database.reading() as conn:
        assert first_broken(conn) is None


@pytest.mark.slow
def test_who_tries_for_ever_keeps_nobody_out_of_a_browser_they_signed_in_with_before(
    timed: Running, clock: Clock
) -> None:
    person, stranger = colleague(timed, Role.MODERATOR, "m"), Colleague(timed)
    person.send("/staff/sign-out")
    for _ in range(6):
        assert stranger.sign_in("m", "not the password").status_code == 403
    assert stranger.sign_in("m").status_code == 403
    assert person.sign_in("m").url.path == "/staff"
    # Its mark opens nothing, is of one person, and cannot be made; and there one may not try on.
    other = colleague(timed, Role.MODERATOR, "other")
    mark = person.browser.cookies["mrapp-known"]
    for wrong in (other.browser.cookies["mrapp-known"], mark[:-1], f"{mark}.é"):
        assert _signed_in_with(timed, wrong, PASSWORD) == 403
    for _ in range(10):
        assert _signed_in_with(timed, mark, "not the password") == 403
    assert _signed_in_with(timed, mark, PASSWORD) == 403
    clock.later(minutes=15)
    assert _signed_in_with(timed, mark, PASSWORD) == 303


def _signed_in_with(server: Running, mark: str, password: str) -> int:
    """Return the status of a try in a browser with a mark."""
    headers = {b"Origin": server.url.encode(), b"Cookie": f"mrapp-known={mark}".encode()}
    told = {"login": "m", "password": password}
    return httpx.post(f"{server.url}/staff/sign-in", data=told, headers=headers).status_code


def test_many_wrong_tries_from_one_range_of_addresses_have_to_wait(
    database: Database, clock: Clock
) -> None:
    tried = Try("nobody", "a password", "192.0.2.7")
    count_attempt(database, "password", "192.0.2.7", RANGE_TRIES, clock.now, RANGE_TRIES - 1)
    with pytest.raises(SignInRefusedError):
        sign_in(database, tried, clock.now)
    for address, refused in (("192.0.2.200", TooManyError), ("192.0.3.7", SignInRefusedError)):
        with pytest.raises(refused):
            sign_in(database, replace(tried, address=address), clock.now)
    clock.later(minutes=15)
    with pytest.raises(SignInRefusedError):
        sign_in(database, tried, clock.now)


def test_who_signs_in_again_and_again_has_not_failed(database: Database, clock: Clock) -> None:
    with database.writing() as conn:
        staff_id = add_person(conn, None, "m", "M", Role.MODERATOR, clock.now)
        accept(conn, new_link(conn, None, staff_id, clock.now), "M", PASSWORD, clock.now)
    count_attempt(database, "password", "192.0.2.7", RANGE_TRIES, clock.now, RANGE_TRIES - 1)
    for _ in range(3):
        assert sign_in(database, Try("m", PASSWORD, "192.0.2.7"), clock.now).token


def test_a_session_ends_by_idleness_and_after_half_a_day(timed: Running, clock: Clock) -> None:
    person = colleague(timed, Role.MODERATOR)
    clock.later(minutes=31)
    assert person.get("/staff").url.path == "/staff/sign-in"
    person.sign_in("moderator")
    for _ in range(24):
        assert person.get("/staff").url.path == "/staff"
        clock.later(minutes=29.9)
    clock.later(minutes=5)
    assert person.get("/staff").url.path == "/staff/sign-in"


def test_the_token_is_new_at_each_sign_in_and_the_old_one_ends(server: Running) -> None:
    person = colleague(server, Role.MODERATOR)
    before = person.browser.cookies["mrapp"]
    assert person.sign_in("moderator").status_code == 200
    assert person.browser.cookies["mrapp"] != before
    thief = Colleague(server)
    thief.browser.cookies.set("mrapp", before)
    assert thief.get("/staff").url.path == "/staff/sign-in"


def test_signing_out_ends_the_session_at_the_server(server: Running) -> None:
    person = colleague(server, Role.MODERATOR)
    token = person.browser.cookies["mrapp"]
    person.send("/staff/sign-out")
    person.browser.cookies.set("mrapp", token)
    assert person.get("/staff").url.path == "/staff/sign-in"


def test_a_new_password_ends_all_other_sessions_and_links(server: Running) -> None:
    person = colleague(server, Role.MODERATOR, "m")
    made = administrator_link(server.backend, "m")
    other = Colleague(server)
    other.sign_in("m")
    new = "iets heel anders dan eerst"
    wrong = person.send("/staff/account", old="nonsense", password=new, again=new)
    assert "old password is wrong" in wrong.text
    changed = person.send("/staff/account", old=PASSWORD, password=new, again=new)
    assert "was changed" in changed.text
    assert other.get("/staff").url.path == "/staff/sign-in"
    assert other.get(made.removeprefix(server.url)).status_code == 410


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server: Running) -> None:
    colleague(server, Role.MODERATOR, "m")
    person = Colleague(server)
    answer = person.browser.post(
        "/staff/sign-in",
        data={"login": "m", "password": PASSWORD},
        headers={"Origin": server.url},
    )
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_from_elsewhere_does_nothing(server: Running, origin: str) -> None:
    person = colleague(server, Role.ADMINISTRATOR)
    sent = person.raw("/staff", origin=origin, csrf=person.csrf(), project="p")
    assert sent.status_code == 403
    assert "There is no project yet" in person.get("/staff").text


def test_a_form_without_the_token_of_the_session_does_nothing(server: Running) -> None:
    other = colleague(server, Role.ADMINISTRATOR, "other")
    person = colleague(server, Role.ADMINISTRATOR)
    assert person.raw("/staff", project="p").status_code == 403
    assert person.raw("/staff", csrf=other.csrf(), project="p").status_code == 403


def test_each_form_of_staff_is_checked_and_closed_to_who_is_not_signed_in(server: Running) -> None:
    app = make_app(server.backend)
    forms = [each for each in endpoints(app.routes) if each.startswith("POST /staff")]
    assert len(forms) > 5
    stranger, person = Colleague(server), colleague(server, Role.ADMINISTRATOR)
    for name in forms:
        path = name.split(" ")[1].replace("{", "").replace("}", "")
        if ACCESS[name] != ANYONE:
            assert stranger.raw(path).status_code == 401, name
            assert person.raw(path).status_code in (403, 422), name
        assert person.raw(path, origin="https://evil.example").status_code in (403, 422), name


def test_each_page_of_staff_asks_for_the_role_in_the_table(server: Running) -> None:
    app = make_app(server.backend)
    people = {role: colleague(server, role) for role in (Role.FACILITATOR, Role.MODERATOR)}
    pages = [each for each in endpoints(app.routes) if each.startswith("GET /staff")]
    assert len(pages) > 5
    for name in pages:
        path = name.split(" ")[1].replace("{", "").replace("}", "")
        for role, person in people.items():
            refused = person.get(path).status_code == 403
            assert refused == (role not in ACCESS[name]), (name, role)


def test_an_administrator_adds_changes_and_shuts_out_but_not_themselves(server: Running) -> None:
    boss = colleague(server, Role.ADMINISTRATOR)
    added = boss.send("/staff/people", name="J. Jansen", login="JJ", role="facilitator")
    path = added.text.split(f"{server.url}/staff/start/")[1].split("<")[0]
    person = Colleague(server)
    start = f"/staff/start/{path}"
    person.raw(start, name="J. Jansen", password=PASSWORD, again=PASSWORD)
    assert person.get("/staff/people").status_code == 403
    listed = boss.get("/staff/people").text
    hrefs = [part.split('"')[0] for part in listed.split('href="/staff/people/')[1:]]
    for href in hrefs:
        answer = boss.send(f"/staff/people/{href}", role="facilitator")
        assert answer.status_code in (200, 409)
    assert person.get("/staff").url.path == "/staff/sign-in"
    assert boss.get("/staff/people").status_code == 200
    assert (
        "name jj is in use"
        in boss.send("/staff/people", name="x", login="jj", role="moderator").text
    )


def test_the_log_tells_who_did_what_and_that_nothing_was_changed(server: Running) -> None:
    boss = colleague(server, Role.ADMINISTRATOR)
    boss.send("/staff", project="spoorzone")
    told = boss.get("/staff/log?check=1").text
    assert "project.added" in told
    with server.backend.database.reading() as conn:
        last = last_line(conn)
    assert last is not None
    assert f"The checksum of line {last.number} is {last.hash}" in told
    assert told.count(last.hash) == 2


def test_machines_are_enrolled_and_revoked_on_a_page(server: Running) -> None:
    boss = colleague(server, Role.ADMINISTRATOR)
    boss.send("/staff", project="spoorzone")
    where = "/staff/projects/spoorzone/machines"
    made = boss.send(where, label="kiosk <town hall>", may_publish="yes")
    code = made.text.split('class="code">')[1].split("<")[0]
    asked = {"code": code, "label": ""}
    assert boss.browser.post("/api/v1/enrolments", json=asked).status_code == 201
    listed = boss.get(where).text
    assert "kiosk &lt;town hall&gt;" in listed
    revoke = listed.split(f'action="{where}/')[1].split('"')[0]
    assert "can send nothing any more" in boss.send(f"{where}/{revoke}").text
    assert "The machine ‘kiosk &lt;town hall&gt;’ was enrolled" in boss.get("/staff/log").text


def test_settings_of_a_project_are_kept_or_the_fault_is_shown(server: Running) -> None:
    boss = colleague(server, Role.ADMINISTRATOR)
    boss.send("/staff", project="spoorzone")
    where = "/staff/projects/spoorzone/settings"
    wrong = boss.send(where, is_open="yes", hosts="not a host", keep_until="soon")
    assert wrong.status_code == 422
    assert "one site on each line" in wrong.text
    given = {"hosts": "https://www.dordrecht.nl/", "keep_until": "2027-12-31"}
    kept = boss.send(where, is_open="yes", keep_then="erase", **given)
    assert "settings were saved" in kept.text
    assert 'value="2027-12-31"' in kept.text
