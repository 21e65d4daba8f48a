"""Tells lines of the log as sentences, with names in the place of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Table, select

from mrapp.model.texts import Phrase, pick_language
from mrapp.server.database.intake import remarks
from mrapp.server.database.moderating import themes
from mrapp.server.database.people import machines, staff
from mrapp.server.staff.forms import FRAME
from mrapp.server.staff.log_words import DEEDS, OTHER, THINGS

_KINDS: Final[Mapping[str, tuple[Table, Column[Any]]]] = {
    "remark": (remarks, remarks.c.number),
    # What is added is named by its remark: its own id is among the particulars.
    "addition": (remarks, remarks.c.number),
    "theme": (themes, themes.c.name),
    "staff": (staff, staff.c.name),
    "machine": (machines, machines.c.label),
}
"""Where the name of a subject stands, by what stands before the dot of an action."""


@dataclass(frozen=True)
class Told:
    """A line of the log, and what it says in words."""

    row: Row[Any]
    sentence: str


def told(conn: Connection, rows: Sequence[Row[Any]], language: str) -> list[Told]:
    """Return lines in words. rows: of the log, with `name`, of who did it."""
    names = {kind: _names(conn, kind, rows) for kind in _KINDS}
    return [Told(row, _sentence(row, names, language)) for row in rows]


def _names(conn: Connection, kind: str, rows: Sequence[Row[Any]]) -> dict[str, Any]:
    table, name = _KINDS[kind]
    ids = {row.subject for row in rows if _kind(row) == kind and row.subject}
    return {
        row[0]: row[1] for row in conn.execute(select(table.c.id, name).where(table.c.id.in_(ids)))
    }


def _kind(row: Row[Any]) -> str:
    action: str = row.action
    return action.partition(".")[0]


def _sentence(row: Row[Any], names: Mapping[str, Mapping[str, Any]], language: str) -> str:
    phrase = DEEDS.get(_deed(row))
    who = row.name or row.staff or THINGS["server"].text(language)
    if phrase is None:
        return OTHER.text(language, who=who, action=row.action)
    role = row.detail.get("role", "")
    return phrase.text(
        language,
        who=who,
        what=_what(row, names.get(_kind(row), {}), language),
        number=_number(row, language),
        role=FRAME[role].text(language) if role in FRAME else role,
        seconds=round(row.detail.get("seconds", 0)),
        label=_quoted(row.detail.get("label", ""), language),
        project=row.project or "",
        version=row.detail.get("version", ""),
    )


def _deed(row: Row[Any]) -> str:
    """Return the action, or a closer one where the particulars tell."""
    if row.action == "theme.changed" and row.detail.get("retired"):
        return "theme.retired"
    if row.action == "staff.changed" and row.detail.get("mayEnter") is False:
        return "staff.shut-out"
    action: str = row.action
    return action


def _what(row: Row[Any], names: Mapping[str, Any], language: str) -> str:
    """Return what it was done to: a remark by its number, all else by its name."""
    kind, name = _kind(row), names.get(row.subject)
    if kind in ("remark", "addition"):
        gone = THINGS["remark_gone"].text(language)
        return THINGS["remark"].text(language, number=name) if name else gone
    if name is None:
        return THINGS["gone"].text(language)
    plain = pick_language(name, language) if isinstance(name, dict) else str(name)
    return plain if kind == "staff" else _quoted(plain, language)


def _quoted(name: str, language: str) -> str:
    return THINGS["named"].text(language, name=name)


def _number(row: Row[Any], language: str) -> str:
    told = row.detail.get("remarks", 0)
    number = len(told) if isinstance(told, list) else told
    phrase: Phrase = THINGS["one_remark" if number == 1 else "remarks"]
    return phrase.text(language, number=number)
