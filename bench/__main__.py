"""`python -m bench [NAME ...]`: run `bench/bench_NAME.py`, or all, and keep what they found.

A bench module has one function, `figures()`, that yields `Figure`s. They are printed as they come,
and kept by part in docs/performance.md and out/bench.json: see `bench/report.py`. An aim that is
not met is said, and is no failure: times depend on the machine.
"""

import importlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Figure
from bench.report import keep_json, keep_table, machine, shown
from mrapp.__main__ import spare_start

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "performance.md"
KEPT = HERE.parent / "out" / "bench.json"
_SIGNS = {True: "met", False: "NOT met", None: ""}


def names() -> list[str]:
    """The benches there are."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def run(name: str) -> Iterator[Figure]:
    """Run one bench and print its figures as they come."""
    print(f"\n{name}")
    for figure in importlib.import_module(f"bench.bench_{name}").figures():
        aim = f"   {figure.aim}: {_SIGNS[figure.met]}" if figure.aim else ""
        print(f"  {figure.name:<56} {shown(figure.value):>7} {figure.unit}{aim}", flush=True)
        yield figure


def main(wished: list[str]) -> int:
    """Run the benches wished for, all without a wish; 2 where there is no such bench."""
    # As the program itself does; numpy comes with the parts, later.
    spare_start()
    if unknown := set(wished) - set(names()):
        print(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    on, day = machine(), datetime.now(UTC).date()
    print(on)
    for name in wished or names():
        figures = list(run(name))
        if not figures:
            print("  nothing could be measured; what was kept stays")
            continue
        keep_json(KEPT, name, figures, on, day)
        keep_table(DOCUMENT, name, figures, on, day)
    print(f"\nkept in {DOCUMENT.name} and {KEPT.parent.name}/{KEPT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
