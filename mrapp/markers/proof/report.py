"""The report of a proof: a value, told as JSON and as Markdown."""

from dataclasses import dataclass
from typing import Any

from mrapp.app.tiles.proving import decimal
from mrapp.markers.proof.conditions import Condition
from mrapp.markers.proof.grid import Level
from mrapp.markers.proof.rates import RELIABLE, Cell, Looked, Rate, ordinary_rate, rate, reach_m
from mrapp.model.texts import Phrase

_TITLE = Phrase(nl="Proef van tegel {code}, {size} mm", en="Proof of tile {code}, {size} mm")
_MEANT = Phrase(
    nl="Te lezen tot {read} m. {frames} gerenderde beelden van 1280x720; geen echte foto's.",
    en="To be read up to {read} m. {frames} rendered pictures of 1280x720; no real photographs.",
)
_UP_TO = Phrase(nl="Tot {read} m, alle omstandigheden", en="Up to {read} m, all conditions")
_RELIABLE = Phrase(
    nl="Betrouwbaar (minstens {least} %, gewone omstandigheden) tot",
    en="Reliable (at least {least} %, ordinary conditions) up to",
)
_FOUND = Phrase(nl="gevonden", en="found")
_READ = Phrase(nl="gelezen", en="read")
_SCANNED = Phrase(nl="gelezen door de scanner van een telefoon", en="read by a phone's own scanner")
_CONDITION = Phrase(nl="omstandigheid", en="condition")
_NOWHERE = Phrase(nl="nergens", en="nowhere")
_AT = Phrase(nl="op {read} m: {rate}", en="at {read} m: {rate}")
_FALSE = Phrase(nl="Verkeerde kenmerken gezien: {number}", en="False ids seen: {number}")


def _is_found(looked: Looked) -> bool:
    return looked.found


def _is_read(looked: Looked) -> bool:
    return looked.read


def _is_scanned(looked: Looked) -> bool:
    return looked.scanned


TOLD = {"found": _is_found, "read": _is_read, "scanned": _is_scanned}
"""What is counted of each picture."""

_NAMES = {"found": _FOUND, "read": _READ, "scanned": _SCANNED}


@dataclass(frozen=True)
class ProofReport:
    """What the pictures of one tile came to.

    design: the mark of what was proved (`mrapp.app.tiles.proving`). read_m: from how far it is to
    be read; asked_m: from how far somebody asked for, None: nobody did. conditions: in the
    report's order. reflectances: of the white and black it was made for, None: as of a matt print.
    """

    tile_id: str
    code: str
    design: str
    level: Level
    size_mm: float
    module_mm: float
    read_m: float
    conditions: tuple[Condition, ...]
    cells: tuple[Cell, ...]
    asked_m: float | None = None
    reflectances: tuple[float, float] | None = None

    @property
    def frames(self) -> int:
        """How many pictures there were."""
        return sum(len(cell.looked) for cell in self.cells)

    @property
    def distances_m(self) -> tuple[float, ...]:
        """The distances, the smallest first."""
        return tuple(sorted({cell.distance_m for cell in self.cells}))

    @property
    def false_ids(self) -> int:
        """How many tags and texts were seen that are not there."""
        return sum(each.false_ids for cell in self.cells for each in cell.looked)

    def wanted(self, what: str) -> Rate:
        """Return the rate up to the distance from which it is to be read, in all conditions.

        What was taken for the reach alone is not in it: it would give one distance and what is
        ordinary more weight.
        """
        cells = (each for each in self.cells if not each.for_reach)
        return rate((cell for cell in cells if cell.distance_m <= self.read_m), TOLD[what])

    def deciding(self, what: str) -> Rate:
        """Return the rate in ordinary conditions at the distance from which it is to be read."""
        return ordinary_rate(self.cells, TOLD[what], self.read_m)

    def reach_m(self, what: str) -> float | None:
        """Return the largest reliable distance; a quick proof gives the benefit of the doubt."""
        return reach_m(self.cells, TOLD[what], self.read_m, doubt=self.level == "quick")

    def at(self, what: str, condition: str, distance_m: float | None = None) -> Rate:
        """Return the rate under one condition, at one distance or at all."""
        return rate(
            (
                cell
                for cell in self.cells
                if cell.condition == condition and distance_m in (None, cell.distance_m)
            ),
            TOLD[what],
        )


def report_told(report: ProofReport) -> dict[str, Any]:
    """Return a report as JSON has it; shares 0..1, metres, millimetres, degrees."""
    return {
        "tile": report.tile_id,
        "code": report.code,
        "design": report.design,
        "level": report.level,
        "size_mm": report.size_mm,
        "module_mm": round(report.module_mm, 3),
        "read_m": report.read_m,
        "asked_m": report.asked_m,
        "reflectances": report.reflectances,
        "frames": report.frames,
        "false_ids": report.false_ids,
        "up_to_read_m": {what: _rate_told(report.wanted(what)) for what in TOLD},
        "reliable_m": {what: report.reach_m(what) for what in TOLD},
        "at_read_m_ordinary": {what: _rate_told(report.deciding(what)) for what in TOLD},
        "conditions": [
            {"key": each.key, "nl": each.name.nl, "en": each.name.en, "ordinary": each.ordinary}
            for each in report.conditions
        ],
        "cells": [
            {
                "condition": cell.condition,
                "distance_m": cell.distance_m,
                "tilt_deg": cell.tilt_deg,
                "for_reach": cell.for_reach,
                "of": len(cell.looked),
                **{what: sum(map(told, cell.looked)) for what, told in TOLD.items()},
            }
            for cell in report.cells
        ],
    }


def _rate_told(told: Rate) -> dict[str, Any]:
    low, high = told.interval
    return {
        "hits": told.hits,
        "of": told.of,
        "share": round(told.share, 4),
        "interval_95": [round(low, 4), round(high, 4)],
    }


def report_lines(report: ProofReport, language: str) -> list[str]:
    """Return a report as Markdown, for people."""
    read = decimal(report.read_m).text(language)
    lines = [
        f"# {_TITLE.text(language, code=report.code, size=decimal(report.size_mm))}",
        "",
        _MEANT.text(language, read=read, frames=report.frames),
        "",
        f"{_UP_TO.text(language, read=read)}:",
        "",
        *(f"- {_NAMES[what].text(language)}: {rate_words(report.wanted(what))}" for what in TOLD),
        "",
        f"{_RELIABLE.text(language, least=f'{100 * RELIABLE:g}')}:",
        "",
        *(f"- {_NAMES[what].text(language)}: {_far(report, what, language)}" for what in TOLD),
        "",
        _FALSE.text(language, number=report.false_ids),
        "",
    ]
    return lines + _table(report, language)


def rate_words(told: Rate) -> str:
    """Return a rate for people: per cent, with the interval, and of how many."""
    low, high = told.interval
    return f"{100 * told.share:.0f} % ({100 * low:.0f}–{100 * high:.0f}), {told.hits}/{told.of}"


def _far(report: ProofReport, what: str, language: str) -> str:
    far = report.reach_m(what)
    told = _NOWHERE.text(language) if far is None else f"{decimal(far).text(language)} m"
    read = decimal(report.read_m).text(language)
    return f"{told} ({_AT.text(language, read=read, rate=rate_words(report.deciding(what)))})"


def _table(report: ProofReport, language: str) -> list[str]:
    heads = [
        _CONDITION.text(language),
        *(f"{decimal(at).text(language)} m" for at in report.distances_m),
    ]
    lines = [f"{_FOUND.text(language)} / {_READ.text(language)}, %:", ""]
    lines += ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for each in report.conditions:
        values = [
            " / ".join(
                f"{100 * report.at(what, each.key, at).share:.0f}" for what in ("found", "read")
            )
            for at in report.distances_m
        ]
        lines.append("| " + " | ".join([each.name.text(language), *values]) + " |")
    return lines
