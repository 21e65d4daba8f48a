"""Lines and points of a file: edges of the plan and of ghosts, and what the file itself draws so.

The edges of the plan tell its status without colour: decided is a full line, a proposal is
dashed, an idea dotted.
"""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.carry import Carry
from mrapp.scene.edges import Edges, formed
from mrapp.scene.palette import (
    CONTEXT_EDGE,
    GHOST_EDGE,
    LOOSE_LINE,
    PLAN_EDGE,
    Rgb,
)
from mrapp.scene.polydata import cells_of, line_data, points_of
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.states import GHOST, SHOWN
from mrapp.scene.untyped import to_vtk

_ALONG, _STYLE = "mrAlong", "mrStyle"
_EDGE_PX, _LOOSE_PX, _SPOT_PX = 1.6, 2.5, 5.0
_FAINT = 0.38
# No state that an object can be in.
_UNKNOWN = 255


class Wires:
    """The lines and points of one file; drawn anew when the state of its objects changes.

    The edges come tile by tile, with `build_next`.
    """

    def __init__(self, prepared: PreparedMesh, renderer: vtkRenderer) -> None:
        mesh = prepared.mesh
        self._mesh = mesh
        self._origin = prepared.origin
        self._role = prepared.role
        self._renderer = renderer
        self._visible = True
        self._actors: dict[str, vtkActor] = {}
        self._matrix = vtkMatrix4x4()
        self._prepared = prepared
        self._tiles: list[Edges] = []
        self._state = np.full(len(mesh.objects), _UNKNOWN, dtype=np.uint8)
        self._style = np.zeros(len(mesh.objects), dtype=np.float32)

    def apply(self, state: NDArray[np.uint8], style: NDArray[np.float32]) -> None:
        """Draw the edges and lines for the state and the style (status) of each object."""
        changed = (state != self._state) | (style != self._style)
        self._state, self._style = state.copy(), style.copy()
        for number, edges in enumerate(self._tiles):
            if changed[edges.owner].any():
                self._draw_tile(number, edges)
        ghosts = state == GHOST
        if ghosts.any():
            numbers = np.flatnonzero(ghosts[self._mesh.object_index] & formed(self._mesh))
            found = Edges.of(self._mesh, self._origin, numbers, 0.0)
            self._draw_edges("ghosts", found, np.zeros_like(style), GHOST_EDGE)
        else:
            self._drop("ghosts")
        self._draw_loose(state == SHOWN)

    def set_carry(self, carry: Carry) -> None:
        """Draw all of it somewhere else than where its arrays are."""
        self._matrix.DeepCopy(carry.matrix.ravel().tolist())

    @property
    def unbuilt(self) -> bool:
        """Whether there are edges that are not drawn yet; where none were looked for, there are."""
        edges = self._prepared.edges
        return edges is None or len(self._tiles) < len(edges)

    def build_next(self) -> None:
        """Draw the edges of one more tile; finds them first if nobody has."""
        number, edges = len(self._tiles), self._prepared.find_edges()
        if number < len(edges):
            self._tiles.append(edges[number])
            self._draw_tile(number, self._tiles[number])

    def set_visible(self, visible: bool) -> None:
        """Show or hide all of it."""
        self._visible = visible
        for actor in self._actors.values():
            actor.SetVisibility(visible)

    def close(self) -> None:
        """Take all of it away."""
        for name in list(self._actors):
            self._drop(name)

    def _draw_tile(self, number: int, edges: Edges) -> None:
        colour = PLAN_EDGE if self._role == "design" else CONTEXT_EDGE
        self._draw_edges(f"edges {number}", edges.only(self._state == SHOWN), self._style, colour)

    def _draw_edges(self, name: str, edges: Edges, style: NDArray[np.float32], colour: Rgb) -> None:
        if not len(edges.ends):
            self._drop(name)
            return
        faint = self._role != "design" and name != "ghosts"
        width_px, opacity = (1.0, _FAINT) if faint else (_EDGE_PX, 1.0)
        self._show(name, _dashed(edges.ends, style[edges.owner]), colour, width_px, opacity)

    def _draw_loose(self, objects: NDArray[np.bool_]) -> None:
        mesh = self._mesh
        lines = mesh.lines[objects[mesh.line_object]] if len(mesh.lines) else mesh.lines
        spots = mesh.spots[objects[mesh.spot_object]] if len(mesh.spots) else mesh.spots
        if len(lines):
            ends = self._origin.local_from_rd(mesh.points_rd[lines]).reshape(-1, 3)
            data = line_data(ends, np.arange(len(ends)).reshape(-1, 2))
            self._show("lines", data, LOOSE_LINE, _LOOSE_PX)
        else:
            self._drop("lines")
        if len(spots):
            data = vtkPolyData()
            data.SetPoints(points_of(self._origin.local_from_rd(mesh.points_rd[spots])))
            data.SetVerts(cells_of(np.arange(len(spots))[:, None]))
            self._show("spots", data, LOOSE_LINE, _LOOSE_PX)
        else:
            self._drop("spots")

    def _show(
        self, name: str, data: vtkPolyData, colour: Rgb, width_px: float, opacity: float = 1.0
    ) -> None:
        self._drop(name)
        mapper = vtkPolyDataMapper()
        mapper.SetVBOShiftScaleMethod(0)
        mapper.SetInputData(data)
        actor = vtkActor()
        actor.SetMapper(mapper)
        look = actor.GetProperty()
        look.LightingOff()
        look.SetColor(*(c / 255.0 for c in colour))
        look.SetOpacity(opacity)
        look.SetLineWidth(width_px)
        look.SetPointSize(_SPOT_PX)
        if data.GetPointData().HasArray(_ALONG):
            _dash_in_shader(actor, mapper)
        actor.SetUserMatrix(self._matrix)
        actor.SetVisibility(self._visible)
        self._renderer.AddActor(actor)
        self._actors[name] = actor

    def _drop(self, name: str) -> None:
        actor = self._actors.pop(name, None)
        if actor:
            self._renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _dashed(ends: NDArray[np.float32], style: NDArray[np.float32]) -> vtkPolyData:
    """Return lines (e, 2, 3) that know how far along each point is, metres, and their style."""
    points = ends.reshape(-1, 3)
    data = line_data(points, np.arange(len(points)).reshape(-1, 2))
    along = np.zeros(len(points), dtype=np.float32)
    along[1::2] = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    data.GetPointData().AddArray(to_vtk(along, _ALONG))
    data.GetPointData().AddArray(to_vtk(np.repeat(style, 2).astype(np.float32), _STYLE))
    return data


def _dash_in_shader(actor: vtkActor, mapper: vtkPolyDataMapper) -> None:
    for name in (_ALONG, _STYLE):
        mapper.MapDataArrayToVertexAttribute(name, name, 0, -1)
    shader = actor.GetShaderProperty()
    shader.AddVertexShaderReplacement(
        "//VTK::PositionVC::Dec",
        True,
        "//VTK::PositionVC::Dec\nin float mrAlong; in float mrStyle;\n"
        "out float mrAlongOut; out float mrStyleOut;\n",
        False,
    )
    shader.AddVertexShaderReplacement(
        "//VTK::PositionVC::Impl",
        True,
        "//VTK::PositionVC::Impl\n  mrAlongOut = mrAlong; mrStyleOut = mrStyle;\n",
        False,
    )
    shader.AddFragmentShaderReplacement(
        "//VTK::Light::Dec",
        True,
        "//VTK::Light::Dec\nin float mrAlongOut; in float mrStyleOut;\n",
        False,
    )
    # The edge is drawn a thousandth nearer, so that its own faces do not swallow it.
    shader.AddFragmentShaderReplacement(
        "//VTK::Depth::Impl",
        True,
        "float mrBeat = mrStyleOut > 1.5 ? 0.5 : 1.6;\n"
        "  if (mrStyleOut > 0.5 && fract(mrAlongOut / mrBeat) > 0.55) { discard; }\n"
        "  gl_FragDepth = gl_FragCoord.z - 0.0012 * (1.0 - gl_FragCoord.z);\n",
        False,
    )
