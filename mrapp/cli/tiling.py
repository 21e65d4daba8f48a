"""The arguments of `mrapp tile`: what staff does with tiles, one sub-command each."""

import argparse

from mrapp.cli import tile_acting
from mrapp.cli.arguments import Table, finite, name
from mrapp.cli.tile_calibrating import add_calibrate
from mrapp.cli.tile_checking import add_check
from mrapp.cli.tile_exporting import add_export, add_table
from mrapp.cli.tile_finding import add_find
from mrapp.cli.tile_keeping import add_keeping
from mrapp.cli.tile_keying import add_key
from mrapp.cli.tile_printing import add_print
from mrapp.cli.tile_proving import add_proof
from mrapp.cli.tile_words import add_json, add_place, add_project, add_telling, add_tile, opens
from mrapp.model.tiles import PAPER_SIDE_MM


def add_tile_commands(table: Table) -> None:
    """Add `mrapp tile` with its sub-commands to a table of commands."""
    parser = table.add_parser("tile", help="tiles with a code: plan, print, place, find and check")
    inner: Table = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_add(inner)
    _add_list(inner)
    _add_show(inner)
    _add_change(inner)
    _add_delete(inner)
    _add_settings(inner)
    add_key(inner)
    add_check(inner)
    add_keeping(inner)
    add_table(inner)
    add_export(inner)
    add_print(inner)
    add_proof(inner)
    add_find(inner)
    add_calibrate(inner)


def _add_what(parser: argparse.ArgumentParser) -> None:
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--size", metavar="MM", type=finite, help="its side, 100 to 600 mm")
    size.add_argument(
        "--sheet", choices=tuple(PAPER_SIDE_MM), help="on paper of this size, for a table"
    )
    parser.add_argument(
        "--opens", metavar="VARIANT/VIEWPOINT", type=opens, help="what a phone shows that scans it"
    )
    parser.add_argument("--name", metavar="N", type=name, help="what it is called")


def _add_add(table: Table) -> None:
    parser = table.add_parser("add", help="plan a tile; prints its id")
    add_project(parser)
    add_place(parser, required=True)
    _add_what(parser)
    add_telling(parser)
    parser.set_defaults(do=tile_acting.add, wrong=parser.error)


def _add_list(table: Table) -> None:
    parser = table.add_parser("list", help="all tiles: id, state, place, what they open, name")
    add_project(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.listed)


def _add_show(table: Table) -> None:
    parser = table.add_parser("show", help="one tile with its passport: what became of it")
    add_tile(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.show)


def _add_change(table: Table) -> None:
    parser = table.add_parser("change", help="plan a tile elsewhere, or change what it is or opens")
    add_tile(parser)
    add_place(parser, required=False)
    _add_what(parser)
    add_telling(parser)
    parser.set_defaults(do=tile_acting.change, wrong=parser.error)


def _add_delete(table: Table) -> None:
    parser = table.add_parser("delete", help="delete a tile that was never printed")
    add_tile(parser)
    add_json(parser)
    parser.set_defaults(do=tile_acting.delete)


def _add_settings(table: Table) -> None:
    parser = table.add_parser("settings", help="show or set what all tiles of a project share")
    add_project(parser)
    parser.add_argument(
        "--host", metavar="NAME", help="the short official host in their codes, ar.gemeente.nl"
    )
    parser.add_argument("--mark", metavar="FILE", help='a picture on every tile, or "none"')
    parser.add_argument("--owner", metavar="N", type=name, help="whose tiles these are")
    parser.add_argument(
        "--least-found", metavar="SHARE", type=finite, help="threshold of the proof, 0 to 1"
    )
    add_telling(parser)
    parser.set_defaults(do=tile_acting.settings, wrong=parser.error)
