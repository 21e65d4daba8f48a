"""A folder for any static web server, so that `/T/<code>` answers: a table and a page a code.

The pages work without scripts. Each lies at `T/<code>` and `t/<code>`, the code in capitals and in
small letters: QR codes hold capitals, people type small letters, and disks tell them apart.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final

from mrapp.app.replacing import replacing
from mrapp.app.tiles.table import TableTile, TableWords, TileTable, table_text
from mrapp.app.tiles.verdict import CODE_LENGTH
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import TileState

TABLE: Final = "tiles.json"
_FOLDERS: Final = ("T", "t")
_INDEX: Final = "index.html"
_CODE: Final = re.compile(f"[0-9a-z]{{{CODE_LENGTH}}}", re.IGNORECASE)
_GO_ON: Final = Phrase(nl="Bekijk het plan", en="See the plan")
_OF: Final = Phrase(nl="Dit adres is van {owner}.", en="This address is of {owner}.")

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
    """Write the table and its pages; returns the files, the table first. Raises OSError.

    page: where a page goes on to, "/..." or "https://...", with `?tile=<code>` behind it; None:
    the pages say in words what there is. Pages of codes that are no more are taken away; all else
    in the folder stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [_written(folder / TABLE, table_text(table))]
    for code, tile in table.tiles.items():
        told = _tile_page(table, code, tile, page)
        written += [_written(place / _INDEX, told) for place in _places(folder, code)]
    unknown = _page(table, _sections(table, "unknown", {}), "")
    written += [_written(folder / each / _INDEX, unknown) for each in _FOLDERS]
    _clear(folder, table.tiles)
    return written


def _places(folder: Path, code: str) -> Iterator[Path]:
    for each in _FOLDERS:
        for form in dict.fromkeys((code, code.lower())):
            yield folder / each / form


def _written(file: Path, text: str) -> Path:
    with replacing(file, on_disk=False) as stream:
        stream.write(text.encode())
    return file


def _clear(folder: Path, codes: Iterable[str]) -> None:
    """Remove the pages of codes that are no longer in the table, if nothing else lies there."""
    known = {code.upper() for code in codes}
    for each in _FOLDERS:
        for place in (folder / each).iterdir():
            old = _CODE.fullmatch(place.name) and place.name.upper() not in known
            if old and not place.is_symlink() and [f.name for f in place.iterdir()] == [_INDEX]:
                shutil.rmtree(place)


def _tile_page(table: TileTable, code: str, tile: TableTile, page: str | None) -> str:
    on = f"{page}{'&' if '?' in page else '?'}tile={code}" if page else ""
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
