"""The answers of XR_EXT_spatial_marker_tracking by hand: what a runtime would write where."""

import re
from ctypes import POINTER, c_uint32, cast
from dataclasses import dataclass, field

import xr

from mrapp.xr.frames import RigidPose
from mrapp.xr.openxr.calls import Native, posed

_C = xr.SpatialCapabilityEXT
QR, TAG = _C.MARKER_TRACKING_QR_CODE.value, _C.MARKER_TRACKING_APRIL_TAG.value
_S = xr.SpatialEntityTrackingStateEXT
PENDING, READY = xr.FutureStateEXT.PENDING.value, xr.FutureStateEXT.READY.value


@dataclass(frozen=True)
class Laid:
    """A code that lies there."""

    pose: RigidPose
    text: str | None = None
    tag: int = 0
    tracked: bool = True


@dataclass
class FakeSpatial:
    """Functions of a runtime, by name. Each task is pending once before it is ready."""

    laid: list[Laid] = field(default_factory=list)
    offers: tuple[int, ...] = (_C.PLANE_TRACKING.value, QR, TAG)
    refuses: int = 0
    wanted: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _polled: int = 0

    def find(self, name: str) -> Native:
        """Return one of them."""
        plain = name.removeprefix("xr").removesuffix("EXT")
        self.calls.append(plain)
        return getattr(self, re.sub(r"(?<!^)([A-Z])", r"_\1", plain).lower())

    def enumerate_spatial_capabilities(
        self, _instance: Native, _system: Native, room: int, count: Native, found: Native
    ) -> int:
        """Say what can be found."""
        count._obj.value = len(self.offers)
        for number in range(min(room, len(self.offers))):
            found[number] = self.offers[number]
        return 0

    def create_spatial_context_async(self, _session: Native, info: Native, _future: Native) -> int:
        """Note what is wanted: the kind, its type, its components."""
        for number in range(info._obj.capability_config_count):
            one = info._obj._capability_configs[number].contents
            parts = tuple(one._enabled_components[n] for n in range(one.enabled_component_count))
            self.wanted.append((one._capability, one._type, parts))
        return 0

    def poll_future(self, _instance: Native, _asked: Native, answer: Native) -> int:
        """Be ready at every second time."""
        self._polled += 1
        answer._obj._state = PENDING if self._polled % 2 else READY
        return 0

    def create_spatial_context_complete(
        self, _session: Native, _future: Native, done: Native
    ) -> int:
        """Give the context, or say that it is refused."""
        done._obj._future_result = self.refuses
        return 0

    def create_spatial_discovery_snapshot_async(
        self, _context: Native, info: Native, _future: Native
    ) -> int:
        """Begin to look."""
        assert info._obj.component_type_count == 2
        return 0

    def create_spatial_discovery_snapshot_complete(
        self, _context: Native, _asked: Native, done: Native
    ) -> int:
        """Give what was seen."""
        done._obj._future_result = 0
        return 0

    def query_spatial_component_data(self, _snapshot: Native, _asked: Native, found: Native) -> int:
        """Say how many there are; with room for them, what and where."""
        result = found._obj
        result.entity_id_count_output = result.entity_state_count_output = len(self.laid)
        if not result.entity_id_capacity_input:
            return 0
        what = cast(result._next, POINTER(xr.SpatialComponentMarkerListEXT)).contents
        where = cast(what._next, POINTER(xr.SpatialComponentBounded2DListEXT)).contents
        assert what._type == xr.StructureType.SPATIAL_COMPONENT_MARKER_LIST_EXT.value
        assert where._type == xr.StructureType.SPATIAL_COMPONENT_BOUNDED_2D_LIST_EXT.value
        assert what.marker_count == where.bound_count == len(self.laid)
        for number, laid in enumerate(self.laid):
            result.entity_ids[number] = 100 + number
            state = _S.TRACKING if laid.tracked else _S.PAUSED
            result.entity_states[number] = state.value
            where._bounds[number].center = posed(laid.pose)
            data = what._markers[number]
            data._capability = QR if laid.text is not None else TAG
            data.marker_id = laid.tag
            data.data.buffer_id = number + 1
        return 0

    def get_spatial_buffer_string(
        self, _snapshot: Native, asked: Native, room: int, length: Native, text: Native
    ) -> int:
        """Give what a code says."""
        said = (self.laid[asked._obj.buffer_id - 1].text or "").encode() + b"\0"
        assert isinstance(length._obj, c_uint32)
        length._obj.value = len(said)
        if room:
            text[: len(said)] = said
        return 0

    def destroy_spatial_snapshot(self, _snapshot: Native) -> int:
        """Free it."""
        return 0

    def destroy_spatial_context(self, _context: Native) -> int:
        """Free it."""
        return 0
