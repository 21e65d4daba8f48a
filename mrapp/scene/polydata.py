"""Arrays to VTK data, copied, so that no numpy memory is held behind VTK's back."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData

from mrapp.scene.untyped import to_vtk


def points_of(points: NDArray[np.float32]) -> vtkPoints:
    """Return VTK points from (n, 3) float32 local metres."""
    result = vtkPoints()
    result.SetData(to_vtk(points, "points"))
    return result


def cells_of(cells: NDArray[np.integer]) -> vtkCellArray:
    """Return VTK cells from (k, corners) point numbers."""
    result = vtkCellArray()
    if len(cells):
        flat = np.ascontiguousarray(cells, dtype=np.int32).ravel()
        result.SetData(cells.shape[1], to_vtk(flat, "cells"))
    return result


def mesh_data(
    points: NDArray[np.float32],
    triangles: NDArray[np.integer],
    normals: NDArray[np.float32] | None = None,
    colours: NDArray[np.uint8] | None = None,
) -> vtkPolyData:
    """Return triangles (k, 3) over points (n, 3), with a normal and an sRGB colour a point."""
    result = vtkPolyData()
    result.SetPoints(points_of(points))
    result.SetPolys(cells_of(triangles))
    if normals is not None:
        result.GetPointData().SetNormals(to_vtk(normals, "normals"))
    if colours is not None:
        result.GetPointData().SetScalars(to_vtk(colours, "colours"))
    return result


def line_data(points: NDArray[np.float32], lines: NDArray[np.integer]) -> vtkPolyData:
    """Return lines (k, 2) over points (n, 3)."""
    result = vtkPolyData()
    result.SetPoints(points_of(points))
    result.SetLines(cells_of(lines))
    return result


def image_data(pixels: NDArray[np.uint8]) -> vtkImageData:
    """Return an image from (height, width, channels), top row first."""
    height, width, channels = pixels.shape
    result = vtkImageData()
    result.SetDimensions(width, height, 1)
    # VTK counts rows from below.
    result.GetPointData().SetScalars(to_vtk(pixels[::-1].reshape(-1, channels), "pixels"))
    return result
