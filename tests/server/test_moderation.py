"""What staff do with remarks on their pages, and what machines hear of it."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mrapp.model.remark import sha256_of
from mrapp.protocol.messages import ChangesPage, EntryMessage
from mrapp.server.access import Role
from mrapp.server.database.moderating import flags
from mrapp.server.moderation.flagging import flag_all
from mrapp.server.moderation.queue import PAGE_REMARKS
from mrapp.server.staff.log_words import DEEDS
from tests.server.colleagues import Colleague, colleague
from tests.server.enrolled import Machine, machine_of
from tests.server.published import published
from tests.server.sending import PROJECT, Sender, outcomes
from tests.server.test_files import _send_all, picture
from tests.servers import Running

QUEUE = "/staff/projects/spoorzone%20dordrecht/remarks"
ANSWERS = "/staff/projects/spoorzone%20dordrecht/answers"


@pytest.fixture
def machine(server: Running) -> Machine:
    return machine_of(server, PROJECT)


@pytest.fixture
def moderator(server: Running) -> Colleague:
    return colleague(server, Role.MODERATOR)


def _sent(machine: Machine, *texts: str, seed: int = 0) -> list[EntryMessage]:
    sender = Sender(seed)
    entries = [sender.remark(text)[0] for text in texts]
    for begin in range(0, len(entries), 100):
        assert set(outcomes(machine, *entries[begin : begin + 100])) == {"stored"}
    return entries


def _listed(page: str) -> list[str]:
    """Return the ids of the remarks on a page of the queue, in order."""
    return re.findall(r'name="(?:chosen|drop)" value="([^"]+)"', page)


def _changes(machine: Machine) -> Sequence[object]:
    answer = machine.ask("GET", "/changes")
    return [each.happening for each in ChangesPage.model_validate_json(answer.content).changes]


def test_markup_is_shown_as_it_was_typed(machine: Machine, moderator: Colleague) -> None:
    text = '<script>alert(1)</script> "quotes" & <img src=x onerror=alert(1)>'
    entry = _sent(machine, text)[0]
    for path in (f"{QUEUE}?words=<script>", f"{QUEUE}/{entry.id}"):
        page = moderator.get(path).text
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_showing_and_hiding_is_told_to_machines_and_can_be_undone(
    machine: Machine, moderator: Colleague
) -> None:
    entry = _sent(machine, "Bel mij: 06-12345678")[0]
    where = f"{QUEUE}/{entry.id}"
    hidden = moderator.send(f"{where}/state", do="hide", reason="personal", note="Zie regel 1.")
    assert "It holds details of a person. Zie regel 1." in hidden.text
    assert "Bel mij" in hidden.text
    shown = moderator.send(f"{where}/state", do="show")
    assert "The opinion is shown" in shown.text
    undone = moderator.send(f"{where}/state", do="undo")
    assert "was undone" in undone.text
    states = [(each.state.value, bool(each.reason)) for each in _changes(machine)]  # type: ignore[attr-defined]
    assert states == [("hidden", True), ("shown", False), ("hidden", True)]
    again = moderator.send(f"{where}/state", do="hide", reason="personal", note="Zie regel 1.")
    assert "Nothing was changed" in again.text


def test_what_may_be_personal_is_marked_and_found(
    server: Running, machine: Machine, moderator: Colleague
) -> None:
    entries = _sent(machine, "Mooi plan", "Mail jan@voorbeeld.nl", "Wat een klootzak")
    flag_all(server.backend)
    assert _listed(moderator.get(f"{QUEUE}?flag=email").text) == [entries[1].id]
    assert _listed(moderator.get(f"{QUEUE}?flag=abuse&state=all").text) == [entries[2].id]
    page = moderator.get(f"{QUEUE}/{entries[1].id}").text
    assert "<mark>jan@voorbeeld.nl<span" in page
    sender = Sender(7)
    assert outcomes(machine, sender.addition(entries[0].id, "bel 0612345678")) == ["stored"]
    flag_all(server.backend)
    assert _listed(moderator.get(f"{QUEUE}?flag=phone").text) == [entries[0].id]


def test_a_withdrawal_takes_its_flags_and_themes_along(
    server: Running, machine: Machine, moderator: Colleague
) -> None:
    sender = Sender(3)
    entry, _receipt, seal = sender.remark("Mail jan@voorbeeld.nl")
    assert outcomes(machine, entry) == ["stored"]
    flag_all(server.backend)
    assert outcomes(machine, sender.withdrawal(entry.id, seal)) == ["stored"]
    flag_all(server.backend)
    with server.backend.database.reading() as conn:
        assert conn.scalar(select(func.count()).select_from(flags)) == 0
    page = moderator.get(f"{QUEUE}/{entry.id}").text
    assert "Its maker withdrew this opinion" in page
    assert "jan@" not in page
    assert _listed(moderator.get(f"{QUEUE}?state=all").text) == []
    kept = moderator.send(f"{QUEUE}/{entry.id}/state", do="show")
    assert "Nothing was changed" in kept.text


def test_all_remarks_come_by_once_page_after_page(machine: Machine, moderator: Colleague) -> None:
    entries = _sent(machine, *(f"nummer {at}" for at in range(PAGE_REMARKS * 2 + 7)))
    for order, expected in (("oldest", entries), ("newest", entries[::-1])):
        path, seen = f"{QUEUE}?order={order}", list[str]()
        for _ in range(3):
            page = moderator.get(path).text
            seen += _listed(page)
            links = re.findall(r'href="([^"]+)" rel="next"', page)
            path = links[0].replace("&amp;", "&") if links else ""
        assert path == ""
        assert seen == [each.id for each in expected]


def test_words_are_found_in_any_case_also_in_what_was_added(
    machine: Machine, moderator: Colleague
) -> None:
    entries = _sent(machine, "Meer BOMEN bij de kade", "Minder auto's", "Bomen in de straat")
    sender = Sender(9)
    outcomes(machine, sender.addition(entries[1].id, "en bomen aan de KADE"))
    found = _listed(moderator.get(f"{QUEUE}?words=kade+bomen").text)
    assert found == [entries[1].id, entries[0].id]


def test_many_are_hidden_shown_and_given_a_theme_at_once(
    machine: Machine, moderator: Colleague
) -> None:
    entries = _sent(machine, "een", "twee", "drie")
    some = [each.id for each in entries[:2]]
    themes = "/staff/projects/spoorzone%20dordrecht/themes"
    made = moderator.send(themes, nl="Groen", en="Green")
    theme = re.findall(r"theme=([0-9a-f-]{36})", made.text)[0]
    moderator.send_many(QUEUE, some, do="theme", give=theme)
    assert set(_listed(moderator.get(f"{QUEUE}?theme={theme}").text)) == set(some)
    nothing = moderator.send_many(QUEUE, some, do="hide", reason="")
    assert "Nothing was changed" in nothing.text
    moderator.send_many(QUEUE, some, do="hide", reason="off-topic", back=f"{QUEUE}?state=new")
    assert set(_listed(moderator.get(f"{QUEUE}?state=hidden").text)) == set(some)
    assert _listed(moderator.get(f"{QUEUE}?state=new").text) == [entries[2].id]
    moderator.send(f"{themes}/{theme}", nl="Bomen", en="", retired="yes")
    assert "no longer in use" in moderator.get(themes).text


def test_one_answer_for_many_is_looked_over_published_changed_and_taken_back(
    machine: Machine, moderator: Colleague
) -> None:
    ids = [each.id for each in _sent(machine, "een", "twee", "drie")]
    begun = moderator.send_many(QUEUE, ids[:2], do="answer", answer="new")
    where = begun.url.path
    assert set(_listed(begun.text)) == set(ids[:2])
    unfit = moderator.send(where, do="publish", decided_nl="Er komen bomen.")
    assert unfit.status_code == 422
    assert "in Dutch and in English" in unfit.text
    words = {
        "decided_nl": "Er komen bomen.",
        "decided_en": "There will be <b>trees</b>.",
        "effect_nl": "Mede door u.",
    }
    saved = moderator.send(where, do="save", **words)
    assert "There will be &lt;b&gt;trees&lt;/b&gt;." in saved.text
    assert _changes(machine) == []
    assert "answer was published" in moderator.send(where, do="publish", **words).text
    more = moderator.send_many(QUEUE, ids[2:], do="answer", answer=where.rsplit("/", 1)[1])
    assert more.status_code == 200
    moderator.send(where, do="take-back", **words)
    told = [each.answer for each in _changes(machine)]  # type: ignore[attr-defined]
    assert [len(each.remarks) if each else 0 for each in told] == [2, 3, 0]
    assert told[0].decided == {"nl": "Er komen bomen.", "en": "There will be <b>trees</b>."}
    dropped = moderator.drop_from(where, ids[:1])
    assert set(_listed(dropped.text)) == set(ids[1:])


def test_what_was_not_done_is_told_as_that_and_nothing_else(
    machine: Machine, moderator: Colleague
) -> None:
    entry = _sent(machine, "Te veel lawaai")[0]
    answer = moderator.send_many(QUEUE, [entry.id], do="answer", answer="new").url.path
    saved = "The answer was saved."
    assert saved in moderator.send(answer, do="save", decided_nl="Ja.").text
    wrong = moderator.send(f"{answer}?done=saved", do="publish", decided_nl="Ja.")
    assert (wrong.status_code, saved in wrong.text) == (422, False)
    themes = QUEUE.replace("remarks", "themes")
    assert "was added" in moderator.send(themes, nl="Geluid", en="Noise").text
    twice = moderator.send(themes, nl="geluid ", en="Sound").text
    assert ("There is a theme of this name" in twice, "Sound" in twice) == (True, False)
    none = moderator.send_many(QUEUE, [], do="show")
    assert 'notice-wrong" role="alert"><p>Nothing was changed.' in none.text


def test_pictures_come_with_headers_that_let_them_do_nothing(
    machine: Machine, moderator: Colleague
) -> None:
    content = picture(4_000)
    entry = Sender(4).remark("kijk", {sha256_of(content): content})[0]
    _send_all(machine, entry.id, content)
    assert outcomes(machine, entry) == ["stored"]
    page = moderator.get(f"{QUEUE}/{entry.id}").text
    path = re.findall(r'<img src="(/staff/[^"]+)"', page)[0]
    answer = moderator.get(path)
    assert answer.content == content
    assert answer.headers["content-type"] == "image/png"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert moderator.get(path.replace(entry.id, entry.id[:-1] + "x")).status_code == 404


def test_a_facilitator_reads_and_changes_nothing(server: Running, machine: Machine) -> None:
    entry = _sent(machine, "een mening")[0]
    reader = colleague(server, Role.FACILITATOR)
    page = reader.get(f"{QUEUE}/{entry.id}")
    assert "een mening" in page.text
    assert 'value="hide"' not in page.text
    assert reader.send(f"{QUEUE}/{entry.id}/state", do="show").status_code == 403


def test_pages_of_a_project_that_is_not_here_say_so(moderator: Colleague) -> None:
    for path in ("remarks", "themes", "answers", "remarks/x", "answers/x"):
        assert moderator.get(f"/staff/projects/nowhere/{path}").status_code == 404


def test_all_on_a_page_are_chosen_without_script(machine: Machine, moderator: Colleague) -> None:
    entries = _sent(machine, *(f"Mening {number}" for number in range(4)))
    _sent(machine, "Iets anders", seed=1)
    page = moderator.get(f"{QUEUE}?words=mening").text
    assert "checked" not in page
    link = re.search(r'href="([^"]+)#many">Choose all 4 on this page', page)
    assert link is not None
    page = moderator.get(unescape(link[1])).text
    chosen = re.findall(r'name="chosen" value="([^"]+)" checked', page)
    assert sorted(chosen) == sorted(each.id for each in entries)
    assert "All 4 opinions on this page are chosen." in page
    back = re.search(r'name="back" value="([^"]+)"', page)
    assert back is not None
    done = moderator.send_many(QUEUE, chosen, do="show", back=unescape(back[1]))
    assert "The chosen opinions are shown." in done.text
    assert "checked" not in done.text


def test_the_queue_can_be_of_one_theme_of_its_makers(server: Running) -> None:
    project = published(server)
    themes = [each.id for each in project.project.themes]
    for theme in (themes[0], themes[0], themes[1], None):
        project.say(1, theme=theme)
    moderator = colleague(server, Role.MODERATOR)
    where = f"/staff/projects/{project.project.id}/remarks?about="
    found = [len(_listed(moderator.get(f"{where}{each}").text)) for each in (*themes[:2], "-", "")]
    assert found == [2, 1, 1, 4]


def test_the_log_tells_in_sentences_who_did_what(server: Running, machine: Machine) -> None:
    entry = _sent(machine, "Te veel lawaai")[0]
    moderator, boss = colleague(server, Role.MODERATOR), colleague(server, Role.ADMINISTRATOR)
    moderator.send(f"{QUEUE}/{entry.id}/state", do="hide", reason="personal")
    moderator.send(QUEUE.replace("remarks", "themes"), nl="Geluid", en="Noise")
    theme = re.search(r'<option value="([^"]+)">Noise', moderator.get(f"{QUEUE}?state=all").text)
    assert theme is not None
    moderator.send_many(QUEUE, [entry.id], do="theme", give=theme[1])
    page = unescape(boss.get("/staff/log").text)
    for told in (
        "Moderator hid opinion 1.",
        "Moderator made the theme ‘Noise’.",
        "Moderator gave the theme ‘Noise’ to 1 opinion.",
        "The server added Moderator as moderator.",
        "Moderator chose a password.",
    ):
        assert told in page, told
    assert "Te veel lawaai" not in page
    assert "Moderator verborg mening 1." in boss.get("/staff/log?lang=nl").text
    assert "<table" not in page


def test_each_thing_that_is_noted_has_a_sentence() -> None:
    noted = set()
    for path in Path("mrapp/server").rglob("*.py"):
        noted |= set(re.findall(r'\brecord\([^"]*?f?"([a-z-]+\.[a-z-]+)"', path.read_text("utf-8")))
    assert len(noted) > 10
    assert not noted - set(DEEDS)
