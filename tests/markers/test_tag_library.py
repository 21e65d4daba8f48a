"""The setting that is written into the AprilTag library's own memory, and into no other's."""

import ctypes

import numpy as np
import pytest
from numpy.typing import NDArray
from pyapriltags import Detector

from mrapp.markers import tag_reader
from mrapp.markers.codes import tag_modules
from mrapp.markers.tag_reader import TagReader

_BEHIND_DEBUG = 28
_CONTRAST = 5  # as the library has it, and the sixth of its settings


def _settings(detector: Detector) -> "ctypes.Array[ctypes.c_int]":
    pointer = detector.tag_detector_ptr
    assert pointer is not None
    return (ctypes.c_int * 7).from_address(ctypes.addressof(pointer.contents) + _BEHIND_DEBUG)


def _paved() -> NDArray[np.uint8]:
    grain = np.random.default_rng(1).normal(120, 12, (400, 400))
    light = np.where(np.pad(tag_modules(7), 2, constant_values=False), 0, 255)
    grain[100:196, 100:196] = np.kron(light, np.ones((8, 8)))
    return np.clip(grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("nmaxima", [10, 11], ids=["the library", "another one"])
def test_only_the_library_that_is_known_is_told(
    monkeypatch: pytest.MonkeyPatch, nmaxima: int
) -> None:
    made: list[Detector] = []

    def make(family: str, *, nthreads: int, quad_decimate: float, refine_edges: int) -> Detector:
        made.append(Detector(family, nthreads, quad_decimate, refine_edges=refine_edges))
        _settings(made[0])[1] = nmaxima
        return made[0]

    monkeypatch.setattr(tag_reader, "Detector", make)
    (seen,) = TagReader().read(_paved())
    assert seen.tag_id == 7
    assert (_settings(made[0])[5] == _CONTRAST) == (nmaxima != 10)
