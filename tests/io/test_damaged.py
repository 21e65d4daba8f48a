"""Two thousand damaged copies over all formats: a mesh that fits, or a sentence."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError, WorkerLostError
from tests.io.damage import SEED, copies, sources
from tests.io.guarded import DIED, FAULT, HUNG, OPENED, Guard, assert_sound
from tests.io.outcomes import ReadyReader

pytestmark = pytest.mark.slow


def test_two_thousand_damaged_copies_do_no_harm(tmp_path: Path, testdata: Path) -> None:
    """In a process of their own, so that one that breaks a decoder is seen and the rest go on."""
    found = sources(testdata, tmp_path)
    wrong, opened = [], Counter[str]()
    with closing(Guard()) as guard:
        for number, (source, damage) in enumerate(copies(found, 2000, SEED)):
            said = guard.open(source.write(tmp_path / str(number % len(found)), damage))
            opened[source.kind] += said == OPENED
            if said.startswith((FAULT, DIED, HUNG)):
                wrong.append(f"copy {number} of {source.opened}: {said}")
    assert wrong == []
    assert min(opened[source.kind] for source in found) > 20, "of each format some are still sound"


def test_some_of_them_in_the_process_that_the_program_reads_in(
    tmp_path: Path, testdata: Path
) -> None:
    found = [each for each in sources(testdata, tmp_path) if each.kind != "capsule"]
    meshes, refusals = list[CityMesh](), list[MrappError]()
    with closing(ReadyReader()) as reader:
        for number, (source, damage) in enumerate(copies(found, 2 * len(found), SEED + 1)):
            path = source.write(tmp_path / str(number), damage)
            try:
                meshes.append(reader(path))
            except MrappError as error:
                refusals.append(error)
    for mesh in meshes:
        assert_sound(mesh)
    assert len(meshes) > 10
    assert not [each for each in refusals if isinstance(each, WorkerLostError)]
    assert not [said for said in map(str, refusals) if "\n" in said]
