"""`python -m bench [NAME ...]`: run `bench/bench_NAME.py`, or all, and keep what they found.

A bench module has one function, `figures()`, that yields `Figure`s. They are printed as they come
and kept in `bench/results/` as JSON, with date and machine, so that two days can be compared.
"""

import importlib
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Figure

HERE = Path(__file__).parent


def names() -> list[str]:
    """The benches there are."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def machine() -> dict[str, str | int | None]:
    """What the figures depend on."""
    return {
        "system": platform.platform(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def run(name: str) -> Iterator[Figure]:
    """Run one bench and print its figures as they come."""
    print(f"\n{name}")
    for figure in importlib.import_module(f"bench.bench_{name}").figures():
        aim = f"   (aim: {figure.aim})" if figure.aim else ""
        print(f"  {figure.name:<50} {figure.value:>10.3f} {figure.unit}{aim}", flush=True)
        yield figure


def main(wished: list[str]) -> int:
    """Run the benches wished for, all without a wish; 2 where there is no such bench."""
    if unknown := set(wished) - set(names()):
        print(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    now = datetime.now(UTC)
    found = {name: [asdict(figure) for figure in run(name)] for name in wished or names()}
    kept = HERE / "results" / f"{now:%Y%m%dT%H%M%SZ}.json"
    kept.parent.mkdir(exist_ok=True)
    report = {"at": now.isoformat(), "machine": machine(), "figures": found}
    kept.write_text(json.dumps(report, indent=2), encoding="utf-8")
    print(f"\nkept in {kept}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
