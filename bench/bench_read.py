"""How long a city file takes from disk to triangles, beside cjio on the same file."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.measure import Figure, median_s
from mrapp.io.readers import read_file

FILES = (
    "cityjson/stac/delft.city.json",
    "cityjson/stac/delft.city.jsonl",
    "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json",
    "cityjson/restful_demo/denhaag.city.json",
)


def figures() -> Iterator[Figure]:
    """Seconds per file of the test data; a file that is not there is passed over in words."""
    folder = Path(os.environ.get("MRAPP_TESTDATA") or ".")
    for name in FILES:
        path = folder / name
        if not path.is_file():
            print(f"  {name}: not there (MRAPP_TESTDATA)")
            continue
        yield Figure(f"{path.name} to triangles", median_s(partial(read_file, path)), "s")
        if path.suffix == ".json":
            yield Figure(f"{path.name} parsed by cjio", median_s(partial(_by_cjio, path), 2), "s")


def _by_cjio(path: Path) -> None:
    """Read a file as cjio does, which makes no triangles."""
    # Late: only this figure needs it.
    from cjio import cityjson

    with path.open(encoding="utf-8") as file:
        cityjson.reader(file)
