"""`python -m bench [NAME ...]`: run `bench/bench_NAME.py`, or all, and keep what they found.

A bench module has one function, `figures()`, that yields `Figure`s. It is run in a process of its
own (`bench/alone.py`): after other parts, with what they left on the heap, one took a fifth longer.
The figures are printed as they come, and kept by part in docs/performance.md and out/bench.json:
see `bench/report.py`. An aim that is not met is said, and is no failure: times depend on the
machine.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.alone import measured
from bench.report import keep_json, keep_table, machine

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "performance.md"
KEPT = HERE.parent / "out" / "bench.json"


def names() -> list[str]:
    """The benches there are."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def main(wished: list[str]) -> int:
    """Run the benches wished for, all without a wish; 2 where there is no such bench."""
    if unknown := set(wished) - set(names()):
        print(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    on, day = machine(), datetime.now(UTC).date()
    print(on)
    for name in wished or names():
        print(f"\n{name}", flush=True)
        figures = measured(f"bench.bench_{name}")
        if not figures:
            print("  nothing could be measured; what was kept stays")
            continue
        keep_json(KEPT, name, figures, on, day)
        keep_table(DOCUMENT, name, figures, on, day)
    print(f"\nkept in {DOCUMENT.name} and {KEPT.parent.name}/{KEPT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
