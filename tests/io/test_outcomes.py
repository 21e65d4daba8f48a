"""Every odd and broken file of the test data: opened, warned about or refused, each for a reason.

All of them in this process, and a seeded part through the process that the program reads in; all
through that one is a command of its own (see `outcomes`).
"""

import random
from collections import Counter
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from mrapp.io.readers import describe_file, read_file
from mrapp.model.errors import ReadError
from tests.io.counted import count
from tests.io.khronos import NOT_OPENED, UNNOTICED
from tests.io.outcomes import (
    OTHER_KIND,
    Became,
    Checked,
    ReadyReader,
    checked,
    files_below,
    outcomes_of,
    unexplained,
)

pytestmark = pytest.mark.slow

OTHERS = ("gltf/gkjohnson", "gltf/gltf-pipeline", "gltf/gltf-transform", "gltf/trimesh")


def seen(testdata: Path, paths: list[Path]) -> list[Checked]:
    return list(map(checked, outcomes_of(testdata, paths, read_file), paths))


@pytest.fixture(scope="module")
def rows(testdata: Path) -> list[Checked]:
    return seen(testdata, files_below(testdata))


def test_every_file_opens_with_something_to_see_or_is_refused_in_a_sentence(
    rows: list[Checked],
) -> None:
    assert len(rows) == 897
    assert {each.outcome.name: said for each in rows if (said := unexplained(each))} == {}
    became = Counter(each.outcome.became for each in rows)
    assert became[Became.REFUSED] <= 701
    assert became[Became.OPENED] >= 10


REASONS = (
    OTHER_KIND,
    "there is nothing in it to show",
    "version 0.9", "version 0.1", "broken at line", "not CityJSON", "is empty", "starts with a",
    "which mrapp cannot bring to RD/NAP",
)  # fmt: skip


REASONS_GLTF = {
    "its first chunk is not JSON": 5,
    "it is no glTF or GLB, though its name says so": 3,
    "it is JSON but not glTF: it has no 'asset'": 2,
    "'asset' does not say which version of glTF it is": 1,
    "it is glTF version 0;": 1,
    "it is glTF version 1.0;": 1,
    "it is glTF version 1.0.1-dev;": 1,
    "it is glTF version 2.1;": 2,  # each asks for a reader of 2.1 at least
    "its nodes form a circle (at node 0)": 2,
    "it ends after its header": 2,
    "bytes but there are": 4,
    "it requires the glTF extension KHR_extension, which mrapp does not know": 1,
}
"""What else a glTF file is refused for, by how many of the test data's files."""


def test_what_is_refused_is_refused_for_a_good_reason(rows: list[Checked]) -> None:
    said = [each.outcome.said for each in rows if each.outcome.refused]
    others = [each for each in said if not any(reason in each for reason in REASONS)]
    found = Counter(next((r for r in REASONS_GLTF if r in each), each) for each in others)
    assert found == REASONS_GLTF
    assert all(each.partition(" ")[0].endswith((".glb", ".gltf")) for each in others)


def test_each_difference_with_the_validator_is_one_that_is_listed(rows: list[Checked]) -> None:
    reasons = Counter(each.differs for each in rows if each.differs)
    for reason, names in chain(UNNOTICED.items(), NOT_OPENED.items()):
        assert reasons[reason] == len(names), reason
    faulty = [each for each in rows if each.expected not in ("", "no errors")]
    faulty = [each for each in faulty if each.outcome.name.startswith("gltf/")]
    assert len(faulty) == 243
    # 62 of the others are refused because they are empty, 9 are listed.
    told = [
        each
        for each in faulty
        if each.outcome.faults
        or (each.outcome.refused and "nothing in it to show. " not in each.outcome.said)
    ]
    assert len(told) >= 170


def test_the_process_of_its_own_comes_to_the_same(testdata: Path) -> None:
    paths = random.Random(20261122).sample(files_below(testdata), 25)
    here = list(outcomes_of(testdata, paths, read_file))
    with closing(ReadyReader()) as reader:
        there = list(outcomes_of(testdata, paths, reader))
    for one, other in zip(here, there, strict=True):
        assert (one.became, one.said, one.counts) == (other.became, other.said, other.counts)


def test_other_gltf_opens_or_is_refused_for_a_good_reason(testdata: Path) -> None:
    reasons = (
        "it is glTF version 1",
        "requires the glTF extension KHR_techniques_webgl",
        "requires the glTF extension ACME_gizmo",
        ".bin' is missing",  # Mesh_PrimitiveMode_04 and TestScene came without
        "there is nothing in it to show. Nothing",  # empty_nodes
    )
    paths = [each for each in files_below(testdata, OTHERS) if each.suffix in {".gltf", ".glb"}]
    for each in seen(testdata, paths):
        assert unexplained(each) is None
        said = each.outcome.said
        assert not each.outcome.refused or any(reason in said for reason in reasons), said


def test_every_cityjson_file_is_counted_right(testdata: Path) -> None:
    """Also those whose mesh is refused for their coordinate system."""
    right = 0
    for path in (testdata / "cityjson").rglob("*.json*"):
        try:
            report = describe_file(path)
        except ReadError:
            continue
        assert (sum(report.objects.values()), report.surfaces) == count(path), path.name
        right += 1
    assert right >= 130
