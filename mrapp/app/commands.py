"""Every command, declared once: menus, toolbar, keys, the help page and docs/commands.md use it.

The list itself is `commands.json` beside this file. `python -m mrapp.app.commands` prints
docs/commands.md.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from mrapp.model.texts import Phrase


class Section(Enum):
    """The menus, in order; the value is the menu's title."""

    FILE = Phrase(nl="Bestand", en="File")
    EDIT = Phrase(nl="Bewerken", en="Edit")
    OPINION = Phrase(nl="Meningen", en="Opinions")
    SHOW = Phrase(nl="Tonen", en="Show")
    MOVE = Phrase(nl="Bewegen", en="Move")
    HEADSET = Phrase(nl="Headset", en="Headset")
    WINDOW = Phrase(nl="Venster", en="Window")
    HELP = Phrase(nl="Help", en="Help")


@dataclass(frozen=True)
class Command:
    """Something a person can ask for.

    keys: shortcuts in Qt's portable notation, the first is shown. in_view: the keys work only
    while the 3D view has the focus, so that single letters stay free for typing elsewhere.
    checkable: it is switched on or off. opens: it asks something first (menus add dots).
    short: what stands on its button, where the title is too long.
    """

    id: str
    section: Section
    title: Phrase
    help: Phrase
    keys: tuple[str, ...] = ()
    in_view: bool = False
    checkable: bool = False
    opens: bool = False
    short: Phrase | None = None

    def button(self, language: str) -> str:
        """Return the words on its button."""
        return (self.short or self.title).text(language)


@dataclass(frozen=True)
class Gesture:
    """A way to move that is no command: the mouse, or keys that are held."""

    keys: Phrase
    what: Phrase


GESTURES: tuple[Gesture, ...] = (
    Gesture(
        Phrase(nl="Slepen met de linkerknop", en="Drag with the left button"),
        Phrase(
            nl="Draai om de maquette heen; bij het lopen: kijk om u heen.",
            en="Turn around the model; when walking: look around.",
        ),
    ),
    Gesture(
        Phrase(nl="Slepen met de rechterknop", en="Drag with the right button"),
        Phrase(nl="Verschuif het beeld.", en="Shift the view."),
    ),
    Gesture(
        Phrase(nl="Muiswiel", en="Mouse wheel"),
        Phrase(nl="Dichterbij of verder weg.", en="Closer or farther away."),
    ),
    Gesture(
        Phrase(nl="Klikken", en="Click"),
        Phrase(nl="Kies een gebouw en lees wat het is.", en="Select a building and read about it."),
    ),
    Gesture(
        Phrase(nl="Rechts klikken, of lang drukken", en="Right-click, or press long"),
        Phrase(nl="Zeg iets over die plek.", en="Say something about that place."),
    ),
    Gesture(
        Phrase(nl="Dubbelklikken", en="Double-click"),
        Phrase(nl="Ga naar die plek.", en="Go to that place."),
    ),
    Gesture(
        Phrase(nl="Pijltjestoetsen", en="Arrow keys"),
        Phrase(nl="Loop vooruit en achteruit, draai opzij.", en="Walk on and back, turn aside."),
    ),
    Gesture(
        Phrase(nl="W A S D", en="W A S D"),
        Phrase(nl="Loop, ook zijwaarts.", en="Walk, also sideways."),
    ),
    Gesture(
        Phrase(nl="Shift + pijl omhoog of omlaag", en="Shift + arrow up or down"),
        Phrase(nl="Kijk omhoog of omlaag.", en="Look up or down."),
    ),
    Gesture(
        Phrase(nl="Page Up, Page Down", en="Page Up, Page Down"),
        Phrase(nl="Ga hoger of lager.", en="Go higher or lower."),
    ),
    Gesture(
        Phrase(nl="Shift + W A S D", en="Shift + W A S D"),
        Phrase(nl="Loop sneller.", en="Walk faster."),
    ),
)


@cache
def all_commands() -> Mapping[str, Command]:
    """Return every command by its id, in menu order."""
    text = Path(__file__).with_name("commands.json").read_text(encoding="utf-8")
    return {key: _command(key, entry) for key, entry in json.loads(text).items()}


def _command(key: str, entry: dict[str, Any]) -> Command:
    return Command(
        id=key,
        section=Section[entry["section"]],
        title=Phrase(**entry["title"]),
        help=Phrase(**entry["help"]),
        keys=tuple(entry.get("keys", ())),
        in_view=entry.get("in_view", False),
        checkable=entry.get("checkable", False),
        opens=entry.get("opens", False),
        short=Phrase(**entry["short"]) if "short" in entry else None,
    )


def with_mnemonics(titles: Iterable[str]) -> list[str]:
    """Return menu titles with "&" before a letter that no other title of the row uses."""
    taken: set[str] = set()
    marked = []
    for title in titles:
        place = next((i for i, c in enumerate(title) if c.isalpha() and c.lower() not in taken), -1)
        if place < 0:
            marked.append(title)
            continue
        taken.add(title[place].lower())
        marked.append(f"{title[:place]}&{title[place:]}")
    return marked


def as_markdown(language: str = "en") -> str:
    """Return the page docs/commands.md: each command with its keys and what it does."""
    lines = [
        "# Commands",
        "",
        "Made from `mrapp/app/commands.json` by `python -m mrapp.app.commands`.",
        "What is typed in a terminal: [command-line.md](command-line.md).",
    ]
    for section in Section:
        lines += ["", f"## {section.value.text(language)}", "", "| command | keys | what it does |"]
        lines.append("|---|---|---|")
        lines += [_row(c, language) for c in all_commands().values() if c.section is section]
    lines += ["", "## Mouse and held keys, in the view", "", "| how | what it does |", "|---|---|"]
    lines += [f"| {g.keys.text(language)} | {g.what.text(language)} |" for g in GESTURES]
    return "\n".join(lines) + "\n"


def _row(command: Command, language: str) -> str:
    keys = ", ".join(f"`{key}`" for key in command.keys)
    where = " (in the view)" if command.in_view and keys else ""
    return f"| {command.title.text(language)} | {keys}{where} | {command.help.text(language)} |"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
