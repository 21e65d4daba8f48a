"""What a scanned or typed address is told to be, with the project's key and without it."""

import pytest

from mrapp.app.tiles.address import check_of, tile_address
from mrapp.app.tiles.keys import OPEN_KEY
from mrapp.app.tiles.passport import Noted, damage_tile, note_printed, place_tile, remove_tile
from mrapp.app.tiles.settings import set_host
from mrapp.app.tiles.verdict import VerdictKind, verdict_on
from mrapp.app.tiles.verdict_words import shown, told_to_staff
from mrapp.model.project import Project
from tests.app.tiles.tiled import AT, HOST, KEY, tiled

NOTED = Noted(AT[0])
K = VerdictKind


@pytest.fixture(scope="module")
def project() -> Project:
    """Return a project with a placed, a damaged, a removed and a planned tile."""
    moment = tiled(4)
    placed, damaged, removed, _planned = (tile.id for tile in moment.project.tiles)
    moment = note_printed(moment, [placed, damaged, removed], NOTED).after
    for tile_id in (placed, damaged):
        moment = place_tile(moment, tile_id, NOTED).after
    moment = damage_tile(moment, damaged, NOTED).after
    return remove_tile(moment, removed, NOTED).after.project


def test_every_tile_is_told_by_its_state_however_its_address_is_typed(project: Project) -> None:
    kinds = [K.VALID, K.DAMAGED, K.REMOVED, K.VALID]
    for tile, kind in zip(project.tiles, kinds, strict=True):
        url = tile_address(HOST, tile.code)
        loose = f" {HOST}/t/{tile.code[:4]}-{tile.code[4:].lower()}?utm=x ".replace("0", "o")
        for text in (url, url.lower(), url + "/", url.replace("0", "O").lower(), loose):
            for key in (KEY, OPEN_KEY, None):
                assert verdict_on(text, project, key).kind is kind
                assert verdict_on(text, project, key).tile == tile


def test_what_messengers_and_hands_put_into_an_address_is_left_out(project: Project) -> None:
    tile = project.tiles[0]
    first, second, last = tile.code[:4], tile.code[4:8], tile.code[8:].lower()
    for code in (
        f"{tile.code}?fbclid=a/b#c",
        f"{first}%20{second}%20{last}",
        f"{first}\u00a0{second}\n{last}",
        f" {first} – {second}‑{last}.",
    ):
        verdict = verdict_on(f"https://{HOST}/T/{code}", project, KEY)
        assert (verdict.kind, verdict.tile) == (K.VALID, tile), code
    apart = verdict_on(f"{HOST} / t / {first} {second} {last}", project, KEY)
    assert (apart.kind, apart.tile) == (K.VALID, tile)
    # Nothing answers there, but whoever owns our host owns it too: a slip of the hand.
    www = verdict_on(f"https://www.{HOST}/T/{tile.code}", project, KEY)
    assert (www.kind, www.nearest) == (K.MISTYPED, tile_address(HOST, tile.code))


@pytest.mark.parametrize("sign", ["٠", "０", "\u212a", "ſ", "ß", "\x00", "é"])
def test_a_sign_of_another_script_is_a_slip_and_no_crash(project: Project, sign: str) -> None:
    tile = project.tiles[0]
    for code in (sign + tile.code[1:], tile.code[:-1] + sign, sign * 12):
        for key in (KEY, None):
            verdict = verdict_on(f"https://{HOST}/T/{code}", project, key)
            assert verdict.kind is K.MISTYPED


def _with(code: str, at: int) -> str:
    return code[:at] + ("7" if code[at] != "7" else "8") + code[at + 1 :]


def test_one_slip_names_the_tile_that_was_meant(project: Project) -> None:
    tile = project.tiles[0]
    code, url = tile.code, tile_address(HOST, tile.code)
    swap = next(at for at in range(8, 11) if code[at] != code[at + 1])
    slips = [_with(code, 9), _with(code, 11), code[:-1], code[:9] + "X" + code[9:]]
    slips.append(code[:swap] + code[swap + 1] + code[swap] + code[swap + 2 :])
    for slip in slips:
        for key in (KEY, None):
            verdict = verdict_on(f"https://{HOST}/T/{slip}", project, key)
            assert (verdict.kind, verdict.nearest) == (K.MISTYPED, url), slip
            assert url in shown(verdict, project, "nl")[1]
    assert verdict_on(f"https://{HOST}/T/ABC", project).kind is K.MISTYPED
    assert verdict_on(f"https://{HOST}/T/ABC", project).nearest is None


def test_what_was_made_up_is_told_from_another_copy_by_the_key_alone(project: Project) -> None:
    made = "Z" * 8 + check_of(KEY, HOST, "Z" * 8)
    invented = _with(_with(made, 8), 9)
    verdicts = [
        verdict_on(f"https://{HOST}/T/{code}", project, key).kind
        for code in (made, invented)
        for key in (KEY, None)
    ]
    assert verdicts == [K.OTHER_COPY, K.UNKNOWN, K.FORGED, K.UNKNOWN]
    # A known id with an invented check is no slip of one sign either.
    forged = _with(_with(_with(project.tiles[0].code, 8), 9), 11)
    assert verdict_on(f"https://{HOST}/T/{forged}", project, KEY).kind is K.FORGED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://spoorzone.example.evil.nl/T/{code}", K.FOREIGN_HOST),
        ("https://spoorzone.example@evil.nl/T/{code}", K.FOREIGN_HOST),
        ("https://spoorzone.example:8443/T/{code}", K.NO_TILE),
        ("https://spооrzone.example/T/{code}", K.FOREIGN_HOST),
        ("https://evil.nl/", K.FOREIGN_HOST),
        ("https://[::1/T/x", K.NO_TILE),
        ("https://spoorzone.example/", K.NO_TILE),
        ("javascript:alert(1)", K.NO_TILE),
        ("WIFI:S:net;;", K.NO_TILE),
        ("", K.NO_TILE),
        ("\x00" * 9_000, K.NO_TILE),
        ("https://" + "a." * 5_000, K.FOREIGN_HOST),
    ],
)
def test_what_leads_elsewhere_is_never_taken_for_a_tile(
    project: Project, text: str, kind: VerdictKind
) -> None:
    code = project.tiles[0].code
    for key in (KEY, None):
        verdict = verdict_on(text.format(code=code), project, key)
        assert (verdict.kind, verdict.tile) == (kind, None)


def test_a_tile_of_another_project_at_the_same_host_is_named(project: Project) -> None:
    own, theirs = project.tiles[1], project.tiles[0]
    here = project.model_copy(update={"tiles": (own,)})
    other = project.model_copy(update={"id": "haven", "tiles": (theirs,)})
    verdict = verdict_on(tile_address(HOST, theirs.code), here, OPEN_KEY, [other])
    assert (verdict.kind, verdict.tile, verdict.project) == (K.OTHER_PROJECT, theirs, "haven")


def test_a_tile_that_was_printed_for_an_earlier_host_stays_genuine() -> None:
    moment = tiled(1)
    tile = moment.project.tiles[0]
    moment = note_printed(moment, [tile.id], NOTED).after
    moved = set_host(moment, "ar.dordrecht.nl", KEY, AT).after.project
    verdict = verdict_on(tile_address(HOST, tile.code), moved)
    assert (verdict.kind, verdict.tile, verdict.earlier) == (K.VALID, moved.tiles[0], True)
    assert HOST in told_to_staff(verdict, moved, "en")


def test_every_verdict_has_plain_words_in_both_languages(project: Project) -> None:
    texts = [tile_address(HOST, tile.code) for tile in project.tiles]
    texts += [f"https://{HOST}/T/{'Z' * 12}", "https://evil.nl/T/1", "x", f"{HOST}/t/zzz"]
    for text in texts:
        verdict = verdict_on(text, project)
        for language in ("nl", "en"):
            title, said = shown(verdict, project, language)
            assert title
            assert said.endswith((".", "?"))
            assert "{" not in title + said + told_to_staff(verdict, project, language)
            assert max(map(len, said.replace("?", ".").split("."))) < 130
