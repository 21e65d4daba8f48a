"""Which room may use which library. Which room may use which room: import-linter, `make rooms`."""

import sys

import grimp
import pytest

HOSTS = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "vtkmodules": {"scene", "xr"},
    "vtk": {"scene", "xr"},
    "pyvista": {"scene", "xr"},
    "xr": {"xr"},
}
"""Libraries that only these rooms may import."""

PURE_ROOMS = ("model", "app")
PURE_GUESTS = {"mrapp", "numpy", "pydantic", "pyrdnap"} | set(sys.stdlib_module_names)


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    """Pairs of a room and a library that it imports itself."""
    graph = grimp.build_graph("mrapp", include_external_packages=True, cache_dir=None)
    return {
        (module.split(".")[1], imported.split(".")[0])
        for module in graph.modules
        if module.startswith("mrapp.")
        for imported in graph.find_modules_directly_imported_by(module)
    }


def test_libraries_stay_in_their_rooms(imports: set[tuple[str, str]]) -> None:
    strayed = {
        (room, library)
        for room, library in imports
        if library in HOSTS and room not in HOSTS[library]
    }
    assert not strayed


def test_model_and_app_are_pure(imports: set[tuple[str, str]]) -> None:
    impure = {
        (room, library)
        for room, library in imports
        if room in PURE_ROOMS and library not in PURE_GUESTS
    }
    assert not impure
