"""`mrapp tile check`: what a scanned or typed address is, and what must be shown of it."""

import argparse
from pathlib import Path

from mrapp import bootstrap
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.naming import typed_address
from mrapp.app.tiles.ports import TileKeys
from mrapp.app.tiles.verdict import VerdictKind, verdict_on
from mrapp.app.tiles.verdict_words import shown, told_to_staff
from mrapp.cli.arguments import Table
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.model.project import Project
from mrapp.model.tile_errors import TileHostMissingError, TileKeyNotKeptError, TileKeyOtherError


def add_check(table: Table) -> None:
    """Add `mrapp tile check` to a table of commands."""
    parser = table.add_parser(
        "check", help="tell what an address is: this project's, mistyped, forged, elsewhere"
    )
    parser.add_argument("url", metavar="URL", help="what a code says, or what was typed over")
    parser.add_argument("--project", metavar="P", type=Path, required=True)
    parser.add_argument(
        "--also", metavar="P", type=Path, action="append", default=[], help="another project"
    )
    parser.add_argument("--json", action="store_true", help="as JSON on standard output")
    parser.set_defaults(do=check)


def check(parsed: argparse.Namespace) -> int:
    """`mrapp tile check URL --project P [--also P ...]`: exit 0 for a genuine tile, else 1."""
    services, language = bootstrap.build_services(), user_language()
    project = services.projects.load(parsed.project).project
    if not project.tiling.host:
        raise TileHostMissingError
    others = [services.projects.load(path).project for path in parsed.also]
    url = typed_address(parsed.url, project.tiling.host)
    verdict = verdict_on(url, project, _key(services.tile_keys, project), others)
    title, text = shown(verdict, project, language)
    if parsed.json:
        tile = verdict.tile
        print_json(
            {
                "verdict": verdict.kind,
                "tile": tile and tile.id,
                "state": tile and tile.state,
                "opens": tile and tile.opens.model_dump(mode="json"),
                "host": verdict.host,
                "code": verdict.code,
                "nearest": verdict.nearest,
                "project": verdict.project,
                "earlier_host": verdict.earlier,
                "key": verdict.key,
                "shown": {each: _shown(*shown(verdict, project, each)) for each in ("nl", "en")},
                "staff": {each: told_to_staff(verdict, project, each) for each in ("nl", "en")},
            }
        )
    else:
        print(f"{verdict.kind}: {one_line(told_to_staff(verdict, project, language))}")
        print(one_line(f"{title} | {text}"))
    return 0 if verdict.kind is VerdictKind.VALID else 1


def _shown(title: str, text: str) -> dict[str, str]:
    return {"title": title, "text": text}


def _key(keys: TileKeys, project: Project) -> bytes | None:
    """Return the key where it is at hand; without it, or with a wrong one, the register tells."""
    try:
        return known_key(keys, project)
    except (TileKeyOtherError, TileKeyNotKeptError) as error:
        tell(error.text(user_language()))
        return None
