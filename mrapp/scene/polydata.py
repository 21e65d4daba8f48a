"""Arrays to VTK data; copied, unless it says that they are lent."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData

from mrapp.scene.untyped import shared_with_vtk, to_vtk


def points_of(points: NDArray[np.float32]) -> vtkPoints:
    """Return VTK points from (n, 3) float32 local metres."""
    result = vtkPoints()
    result.SetData(to_vtk(points, "points"))
    return result


def cells_of(cells: NDArray[np.integer]) -> vtkCellArray:
    """Return VTK cells from (k, corners) point numbers."""
    return lent_cells(cells.astype(np.int32))


def lent_cells(cells: NDArray[np.int32]) -> vtkCellArray:
    """Return VTK cells over the memory of (k, corners) point numbers, not to be changed after."""
    result = vtkCellArray()
    if len(cells):
        result.SetData(cells.shape[1], shared_with_vtk(cells.reshape(-1), "cells"))
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
