"""A folder for any static web server, so that `/T/<code>` answers: tables, and a page a code.

Several projects may share a folder: each has a table of its own there, and a list names all tables.
The pages work without scripts. Each lies at `T/<code>` and `t/<code>`, the code in capitals and in
small letters: QR codes hold capitals, people type small letters, and disks tell them apart.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from pydantic import ValidationError

from mrapp.app.replacing import replacing
from mrapp.app.tiles.table import (
    TableEntry,
    TableList,
    TableTile,
    TableWords,
    TileTable,
    table_text,
)
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import TileState

TABLES: Final = "tiles"
LIST: Final = "index.json"
"""Where tables lie, and what their list is called."""

_LONGEST_NAME: Final = 60
_FOLDERS: Final = ("T", "t")
_INDEX: Final = "index.html"
_GO_ON: Final = Phrase(nl="Bekijk het plan", en="See the plan")
_OF: Final = Phrase(nl="Dit adres is van: {owner}.", en="This address belongs to: {owner}.")

_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{refresh}<title>{title}</title>
<style>
body {{ font: 1.15rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto;
 padding: 0 1rem; color: #1a1a1a; background: #fff; }}
section + section {{ margin-top: 2.5rem; border-top: 1px solid #767676; }}
a {{ display: inline-block; padding: .7rem 1.2rem; color: #fff; background: #00497a; }}
</style>
</head>
<body>
<main>
{sections}</main>
</body>
</html>
"""
_SECTION: Final = """<section lang="{language}">
<h1>{title}</h1>
<p>{text}</p>
{more}</section>
"""


def write_pages(table: TileTable, folder: Path, page: str | None) -> list[Path]:
    """Write a project's table and its pages; returns the files, the table first. Raises OSError.

    page: where a page goes on to, "/..." or "https://...", with `?tile=<code>&project=<id>` behind
    it; None: the pages say in words what there is. Pages of this project's codes that are no more
    are taken away; all else in the folder stays.
    """
    tables = folder / TABLES
    file = tables / _file_name(table.project)
    before = _table_in(file)
    written = [_written(file, table_text(table))]
    for code, tile in table.tiles.items():
        told = _tile_page(table, code, tile, page)
        written += [_written(place / _INDEX, told) for place in _places(folder, code)]
    unknown = _page(table, _sections(table, "unknown", {}), "")
    written += [_written(folder / each / _INDEX, unknown) for each in _FOLDERS]
    known = _listed(tables)
    entries = tuple(
        TableEntry(project=each.project, name=each.name, file=name) for name, each in known.items()
    )
    written.append(_written(tables / LIST, table_text(TableList(tables=entries))))
    left = {code for each in known.values() for code in each.tiles}
    _clear(folder, set(before.tiles if before else ()) - left)
    return written


def _file_name(project: str) -> str:
    """Return what a project's table is called; no two projects' are called alike."""
    plain = re.sub(r"[^a-z0-9]+", "-", project.lower()).strip("-")[:_LONGEST_NAME]
    mark = "" if plain == project else f"-{sha256(project.encode()).hexdigest()[:8]}"
    return f"{plain}{mark}.json" if plain != "index" else f"index-{mark or 'project'}.json"


def _table_in(file: Path) -> TileTable | None:
    """Return the table in a file; None where there is none, or another thing."""
    try:
        return TileTable.model_validate_json(file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _listed(tables: Path) -> dict[str, TileTable]:
    """Return the tables in a folder by the names of their files."""
    found = {file.name: _table_in(file) for file in sorted(tables.glob("*.json"))}
    return {name: table for name, table in found.items() if table is not None}


def _places(folder: Path, code: str) -> Iterator[Path]:
    for each in _FOLDERS:
        for form in dict.fromkeys((code, code.lower())):
            yield folder / each / form


def _written(file: Path, text: str) -> Path:
    with replacing(file, on_disk=False) as stream:
        stream.write(text.encode())
    return file


def _clear(folder: Path, codes: Iterable[str]) -> None:
    """Remove the pages of codes that are in no table any more, if nothing else lies there."""
    for code in codes:
        for place in _places(folder, code):
            ours = place.is_dir() and not place.is_symlink()
            if ours and [file.name for file in place.iterdir()] == [_INDEX]:
                shutil.rmtree(place)


def _tile_page(table: TileTable, code: str, tile: TableTile, page: str | None) -> str:
    asked = urlencode({"tile": code, "project": table.project})
    on = f"{page}{'&' if '?' in page else '?'}{asked}" if page else ""
    goal = "" if tile.state is TileState.REMOVED else on
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(goal)}">\n' if goal else ""
    names = {each: pick_language(tile.name, each) for each in _languages(table)}
    return _page(table, _sections(table, tile.state.value, names, goal), refresh)


def _sections(
    table: TileTable, found: str, names: dict[str, str], goal: str = ""
) -> list[tuple[str, TableWords, str]]:
    """Return what is said in each language: its code, the words, and what stands below them."""
    sections = []
    for language in _languages(table):
        said, name = table.words[found][language], names.get(language, "")
        words = TableWords(
            title=said.title.replace("{name}", name), text=said.text.replace("{name}", name)
        )
        more = f'<p><a href="{escape(goal)}">{_GO_ON.text(language)}</a></p>\n' if goal else ""
        owner = pick_language(table.owner, language)
        more += f"<p>{escape(_OF.text(language, owner=owner))}</p>\n" if owner else ""
        sections.append((language, words, more))
    return sections


def _languages(table: TileTable) -> list[str]:
    """Return the project's languages that there are words in; all of these, if none is."""
    spoken = list(table.words["unknown"])
    return [each for each in table.languages if each in spoken] or spoken


def _page(table: TileTable, sections: list[tuple[str, TableWords, str]], refresh: str) -> str:
    told = "".join(
        _SECTION.format(
            language=language, title=escape(words.title), text=escape(words.text), more=more
        )
        for language, words, more in sections
    )
    language, first, _more = sections[0]
    title = f"{first.title} | {pick_language(table.name, language)}"
    return _PAGE.format(language=language, refresh=refresh, title=escape(title), sections=told)
