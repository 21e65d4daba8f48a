"""Keeps what was measured: a table for each part in docs/performance.md, and all of it as JSON.

A part that is not measured this time keeps what it had, in both places. Between the marks of a
part stands only what was measured; the words around them are people's.
"""

import importlib
import json
import os
import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from bench.measure import Figure

_RENDERER = """
from vtkmodules.vtkRenderingCore import vtkRenderWindow
import vtkmodules.vtkRenderingOpenGL2
window = vtkRenderWindow()
window.SetOffScreenRendering(True)
window.Render()
print(window.ReportCapabilities())
"""
# A machine that has just run this itself has about 1.
_QUIET_LOAD = 1.5
_SIGNS = {True: "yes", False: "**no**", None: ""}


def machine() -> str:
    """Return in words what the figures depend on: nothing that tells which machine it is."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return ", ".join(
        [
            _system(),
            f"{os.cpu_count()} cores ({platform.machine()})",
            f"{memory_gb:.0f} GB of memory",
            f"Python {platform.python_version()}",
            _renderer(),
            *_company(),
        ]
    )


def _company() -> list[str]:
    """Say so where other work goes on: then even ratios are rough. Only Unix tells."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return [f"with other work going on (a load of {load:.0f})"] if load > _QUIET_LOAD else []


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _renderer() -> str:
    """Who draws, asked in a process of its own: the figures are of one without VTK in it."""
    asked = [sys.executable, "-c", _RENDERER]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    found = re.search(r"OpenGL renderer string: +(.*)", told.stdout)
    name = found[1].split(" (")[0] if found else "unknown"
    return f"software OpenGL ({name})" if "llvmpipe" in name else f"OpenGL by {name}"


def shown(value: float) -> str:
    """Return a value with three digits that count, without powers of ten; a count as it is."""
    if float(value).is_integer():
        return f"{value:.0f}"
    for least, digits in ((100.0, 0), (10.0, 1), (1.0, 2)):
        if abs(value) >= least:
            return f"{value:.{digits}f}"
    return f"{value:.3f}"


def keep_json(path: Path, name: str, figures: list[Figure], on: str, day: date) -> None:
    """Put a part in the file at `path`, beside the parts that are there."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept[name] = {
        "day": day.isoformat(),
        "machine": on,
        "figures": [
            {"name": f.name, "value": f.value, "unit": f.unit, "aim": f.aim, "met": f.met}
            for f in figures
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dict(sorted(kept.items())), indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def keep_table(path: Path, name: str, figures: list[Figure], on: str, day: date) -> None:
    """Put the table of a part between its marks in the document at `path`.

    Without marks it comes at the end, under a heading, with what its module says it is for.
    """
    document = path.read_text(encoding="utf-8")
    begin, end = f"<!-- bench: {name} -->", f"<!-- end of {name} -->"
    between = f"{begin}\n{table(figures, on, day)}{end}"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if marked.search(document):
        # A function: what it gives is put in as it is, whatever signs are in it.
        document = marked.sub(lambda _found: between, document)
    else:
        about = (importlib.import_module(f"bench.bench_{name}").__doc__ or "").split("\n\n")[0]
        document = f"{document.rstrip()}\n\n## Part `{name}`\n\n{about}\n\n{between}\n"
    path.write_text(document, encoding="utf-8")


def table(figures: list[Figure], on: str, day: date) -> str:
    """Return the figures of a part as a table in Markdown, with when and on what."""
    lines = ["| | | aim | met |", "|---|---|---|---|"]
    for f in figures:
        unit = f" {f.unit}" if f.unit not in ("", "x") else ""
        lines.append(f"| {f.name} | {shown(f.value)}{unit} | {f.aim} | {_SIGNS[f.met]} |")
    lines += ["", f"Measured on {day.day} {day:%B %Y}: {on}."]
    return "".join(f"{line}\n" for line in lines)
