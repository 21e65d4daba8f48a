"""The view of a remark as BCF 3.0 has it: a camera in RD/NAP metres, and the object it is about."""

import math
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from mrapp.documents.xml_texts import child
from mrapp.model.remark import Remark, Sight, Thing
from mrapp.model.values import Point3

_IFC_ID = re.compile(r"[0-9A-Za-z_$]{22}")

# From where one looks at a place that was given without a view: from the south, a bit above it.
_BACK_M, _ABOVE_M = 30.0, 20.0
_LOOKING_DEG = 60.0
_ASPECT = 4 / 3


@dataclass(frozen=True)
class Camera:
    """From where and how one looks.

    eye: RD/NAP metres; along, up: unit vectors, of the view and square to it; field_of_view_deg:
    from bottom to top; aspect: how wide the picture is for its height.
    """

    eye: Point3
    along: Point3
    up: Point3
    field_of_view_deg: float
    aspect: float


def camera_of(remark: Remark) -> Camera | None:
    """Return from where a remark was made; looking at its place where no view was kept."""
    if remark.sight is not None:
        return _seeing(remark.sight)
    return _looking_at(remark.point) if remark.point is not None else None


def is_made_up(remark: Remark) -> bool:
    """Tell whether nobody looked from where `camera_of` says."""
    return remark.sight is None and remark.point is not None


def _seeing(sight: Sight) -> Camera:
    width, height = sight.size_px
    degrees = math.degrees(sight.field_of_view_rad)
    aspect = width / height if width > 0 and height > 0 else _ASPECT
    return _camera(sight.eye, sight.heading_rad, sight.pitch_rad, degrees, aspect)


def _looking_at(point: Point3) -> Camera:
    eye = (point[0], point[1] - _BACK_M, point[2] + _ABOVE_M)
    return _camera(eye, 0.0, -math.atan2(_ABOVE_M, _BACK_M), _LOOKING_DEG, _ASPECT)


def _camera(
    eye: Point3, heading_rad: float, pitch_rad: float, field_of_view_deg: float, aspect: float
) -> Camera:
    """Turn a heading, clockwise from grid north, and a pitch into vectors: x east, y north, z up.

    along = (sin h cos p, cos h cos p, sin p); up is the same a quarter higher (p + 90 degrees).
    """
    sin_h, cos_h = math.sin(heading_rad), math.cos(heading_rad)
    sin_p, cos_p = math.sin(pitch_rad), math.cos(pitch_rad)
    along = (sin_h * cos_p, cos_h * cos_p, sin_p)
    up = (-sin_h * sin_p, -cos_h * sin_p, cos_p)
    return Camera(eye, along, up, field_of_view_deg, aspect)


def view_document(view_id: str, camera: Camera, thing: Thing | None) -> ET.Element:
    """Return the file of a view."""
    root = ET.Element("VisualizationInfo", Guid=view_id)
    components = child(root, "Components")
    selection = child(components, "Selection")
    if thing is not None:
        _component(selection, thing)
    child(components, "Visibility", DefaultVisibility="true")
    seen = child(root, "PerspectiveCamera")
    _vector(seen, "CameraViewPoint", camera.eye)
    _vector(seen, "CameraDirection", camera.along)
    _vector(seen, "CameraUpVector", camera.up)
    child(seen, "FieldOfView", repr(camera.field_of_view_deg))
    child(seen, "AspectRatio", repr(camera.aspect))
    return root


def _component(selection: ET.Element, thing: Thing) -> None:
    """Add the object; by its IFC id where that is what its id is, else as mrapp knows it."""
    known = {"IfcGuid": thing.object_id} if _IFC_ID.fullmatch(thing.object_id) else {}
    component = child(selection, "Component", **known)
    child(component, "OriginatingSystem", "mrapp")
    if thing.object_id.strip():
        child(component, "AuthoringToolId", thing.object_id)


def _vector(parent: ET.Element, name: str, vector: Point3) -> None:
    made = child(parent, name)
    for axis, value in zip("XYZ", vector, strict=True):
        child(made, axis, repr(float(value)))
