"""What each slow library costs at start: why some are imported only where they are used."""

from collections.abc import Iterator

from bench.measure import Figure, fresh_python_s

LIBRARIES = (
    "numpy",
    "pydantic",
    "PySide6.QtWidgets",
    "vtkmodules.vtkRenderingOpenGL2",
    "pyvista",
    "scipy.spatial",
    "trimesh",
    "cv2",
    "open3d",
    "pvlib.spa",
)


def figures() -> Iterator[Figure]:
    """Seconds from nothing to each library imported, less those of a Python that imports none."""
    empty = fresh_python_s("pass")
    yield Figure("an empty Python", empty, "s")
    for library in LIBRARIES:
        yield Figure(f"import {library}", fresh_python_s(f"import {library}") - empty, "s")
