"""Where a command writes: a new file in a folder that is there, unless one insists."""

import argparse
from pathlib import Path

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.cli.arguments import is_stream
from mrapp.cli.language import user_language
from mrapp.model.texts import Phrase

_THERE = Phrase(
    nl="{path} is er al; met --force wordt het vervangen",
    en="{path} is there already; --force replaces it",
)
_FOLDER = Phrase(nl="{path} is een map; geef een bestand", en="{path} is a folder; give a file")
_NO_FOLDER = Phrase(
    nl="er is geen map {folder}; maak die eerst", en="there is no folder {folder}; make it first"
)
_NO_FORMAT = Phrase(
    nl="geef --format, of een bestand dat eindigt op één van: {endings}",
    en="give --format, or a file that ends in one of: {endings}",
)
_OTHER_FORMAT = Phrase(
    nl="{path} heet naar {ending}, maar --format is {format}; kies één van de twee",
    en="{path} is called {ending}, but --format is {format}; choose one of the two",
)


def check_goal(parsed: argparse.Namespace, path: Path) -> None:
    """End the program where nothing can be written to `path`, or what is there would be lost."""
    language = user_language()
    if is_stream(path):
        return
    if path.is_dir():
        parsed.wrong(_FOLDER.text(language, path=path))
    if path.exists() and not parsed.force:
        parsed.wrong(_THERE.text(language, path=path))
    if not path.parent.is_dir():
        parsed.wrong(_NO_FOLDER.text(language, folder=path.parent))


def kind_of(parsed: argparse.Namespace) -> ExportKind:
    """Return in which format to write: the one that was asked for, or that the name tells.

    Ends the program where these are not the same, or there is neither.
    """
    language, endings = user_language(), {f".{kind.value}": kind for kind in ExportKind}
    wished = ExportKind(parsed.format) if parsed.format else None
    told = None if is_stream(parsed.out) else endings.get(parsed.out.suffix.lower())
    if wished and told and wished is not told:
        values = {"path": parsed.out.name, "ending": told.value, "format": wished.value}
        parsed.wrong(_OTHER_FORMAT.text(language, **values))
    return wished or told or parsed.wrong(_NO_FORMAT.text(language, endings=", ".join(endings)))
