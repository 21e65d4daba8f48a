"""The one list of commands: whole, in two languages, without keys that clash, and documented."""

from collections import Counter
from pathlib import Path

from mrapp.app.commands import all_commands, as_markdown, with_mnemonics

DOCS = Path(__file__).parent.parent.parent / "docs" / "commands.md"
ROOM = Path(__file__).parent.parent.parent / "mrapp"


def test_every_command_speaks_both_languages() -> None:
    for command in all_commands().values():
        phrases = [command.title, command.help, *([command.short] if command.short else [])]
        assert all(phrase.nl.strip() and phrase.en.strip() for phrase in phrases), command.id


def test_no_key_is_given_twice() -> None:
    keys = Counter(key for command in all_commands().values() for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_single_letters_work_only_in_the_view() -> None:
    letters = [
        c.id
        for c in all_commands().values()
        if not c.in_view and min(map(len, c.keys or ["--"])) == 1
    ]
    assert letters == []


def test_no_key_is_one_that_writes_on_some_keyboard() -> None:
    """AltGr is Ctrl+Alt: with a letter or a sign it writes, in Polish, Spanish, German and more."""
    keys = [key for command in all_commands().values() for key in command.keys]
    assert [key for key in keys if {"Ctrl", "Alt"} <= set(key.split("+"))] == []
    sources = [each for each in ROOM.rglob("*") if each.suffix in (".py", ".toml")]
    assert [each.name for each in sources if "Ctrl+Alt" in each.read_text(encoding="utf-8")] == []


def test_every_command_is_documented() -> None:
    assert DOCS.read_text(encoding="utf-8") == as_markdown()


def test_each_title_of_a_menu_gets_a_letter_of_its_own() -> None:
    marked = with_mnemonics(["Openen", "Opslaan", "Opnieuw"])
    letters = [title[title.index("&") + 1].lower() for title in marked]
    assert len(set(letters)) == 3
