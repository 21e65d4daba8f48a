"""Printed codes through XR_EXT_spatial_marker_tracking, with XR_EXT_spatial_entity under it.

Written to their specification; no runtime at hand for the tests offers them, so against a real one
it was never run. What takes long there answers later: each look asks whether it has, and never
waits.
"""

from collections.abc import Callable, Sequence
from ctypes import POINTER, byref, c_int, c_uint32, c_void_p, cast, create_string_buffer, pointer

import xr
from xr import exception

from mrapp.app.marker_tracking import MarkerSeen
from mrapp.xr.openxr.calls import Native, code_of, rigid
from mrapp.xr.openxr.refusals import GONE

EXTENSIONS = ("XR_EXT_future", "XR_EXT_spatial_entity", "XR_EXT_spatial_marker_tracking")

Find = Callable[[str], Native]
"""Returns a function of the runtime by its name."""

_C = xr.SpatialCapabilityEXT
_T = xr.SpatialComponentTypeEXT
_QR, _TAG = _C.MARKER_TRACKING_QR_CODE.value, _C.MARKER_TRACKING_APRIL_TAG.value
_COMPONENTS = (_T.MARKER.value, _T.BOUNDED_2D.value)
_TRACKING = xr.SpatialEntityTrackingStateEXT.TRACKING.value
_READY = xr.FutureStateEXT.READY.value
# Looking for what is new is dear for a headset; a tile lies still.
_AGAIN_NS = 250_000_000


class ExtMarkers:
    """See `mrapp.app.marker_tracking.MarkerTracking`. For the thread of the session alone."""

    def __init__(
        self, find: Find, instance: Native, session: Native, space: Native, kinds: Sequence[int]
    ) -> None:
        self._find, self._instance = find, instance
        self._session, self._space, self._kinds = session, space, kinds
        self._future: Native | None = None
        self._kept: tuple[Native, ...] = ()
        self._context: Native | None = None
        self._asked_ns = -_AGAIN_NS
        self.refused = False

    def look(self, time_ns: int) -> Sequence[MarkerSeen] | None:
        """Return what is tracked, each time that the runtime has looked; None meanwhile."""
        if self.refused:
            return None
        try:
            return self._looked(time_ns)
        except exception.XrException as error:
            if code_of(error) in GONE:
                raise
            # A person may forbid the cameras; that ends no visit.
            self.refused = True
            self.close()
            return None

    def _looked(self, time_ns: int) -> Sequence[MarkerSeen] | None:
        if self._future is None:
            if self._context is None:
                self._begin()
            elif time_ns - self._asked_ns >= _AGAIN_NS:
                self._asked_ns = time_ns
                self._discover()
            return None
        if not self._answered(self._future):
            return None
        future, self._future = self._future, None
        if self._context is None:
            done = xr.CreateSpatialContextCompletionEXT()
            self._call("CreateSpatialContextComplete", self._session, future, byref(done))
            _check(done)
            self._context = done.spatial_context
            return None
        return self._completed(self._context, future, time_ns)

    def _begin(self) -> None:
        """Ask for a context that looks for those codes that the headset can find."""
        made = [_configured(kind) for kind in self._kinds]
        header = POINTER(xr.SpatialCapabilityConfigurationBaseHeaderEXT)
        each = (header * len(made))(*(cast(pointer(one), header) for one in made))
        info = xr.SpatialContextCreateInfoEXT()
        info.capability_config_count = len(made)
        info._capability_configs = cast(each, POINTER(header))
        future = xr.FutureEXT()
        self._call("CreateSpatialContextAsync", self._session, byref(info), byref(future))
        # The runtime may look at them until it has answered.
        self._future, self._kept = future, (info, each, made)

    def _discover(self) -> None:
        types = (c_int * len(_COMPONENTS))(*_COMPONENTS)
        info = xr.SpatialDiscoverySnapshotCreateInfoEXT()
        info.component_type_count = len(_COMPONENTS)
        info._component_types = cast(types, POINTER(c_int))
        future = xr.FutureEXT()
        self._call("CreateSpatialDiscoverySnapshotAsync", self._context, byref(info), byref(future))
        self._future, self._kept = future, (info, types)

    def _answered(self, future: Native) -> bool:
        asked, answer = xr.FuturePollInfoEXT(future=future), xr.FuturePollResultEXT()
        self._call("PollFuture", self._instance, byref(asked), byref(answer))
        return bool(answer._state == _READY)

    def _completed(self, context: Native, future: Native, time_ns: int) -> Sequence[MarkerSeen]:
        asked = xr.CreateSpatialDiscoverySnapshotCompletionInfoEXT()
        asked.base_space, asked.time, asked.future = self._space, time_ns, future
        done = xr.CreateSpatialDiscoverySnapshotCompletionEXT()
        self._call("CreateSpatialDiscoverySnapshotComplete", context, byref(asked), byref(done))
        _check(done)
        try:
            return self._read(done.snapshot)
        finally:
            self._call("DestroySpatialSnapshot", done.snapshot)

    def _read(self, snapshot: Native) -> Sequence[MarkerSeen]:
        """Return the codes of a snapshot: asked how many first, then for all at once."""
        types = (c_int * len(_COMPONENTS))(*_COMPONENTS)
        asked = xr.SpatialComponentDataQueryConditionEXT()
        asked.component_type_count = len(_COMPONENTS)
        asked._component_types = cast(types, POINTER(c_int))
        found = xr.SpatialComponentDataQueryResultEXT()
        self._call("QuerySpatialComponentData", snapshot, byref(asked), byref(found))
        count = int(found.entity_id_count_output)
        if not count:
            return ()
        ids, states = (xr.SpatialEntityIdEXT * count)(), (c_int * count)()
        data, bounds = (xr.SpatialMarkerDataEXT * count)(), (xr.SpatialBounded2DDataEXT * count)()
        where = xr.SpatialComponentBounded2DListEXT()
        where.bound_count, where._bounds = count, cast(bounds, POINTER(xr.SpatialBounded2DDataEXT))
        what = xr.SpatialComponentMarkerListEXT()
        what.marker_count, what._markers = count, cast(data, POINTER(xr.SpatialMarkerDataEXT))
        what._next = cast(pointer(where), c_void_p)
        found = xr.SpatialComponentDataQueryResultEXT()
        found.entity_id_capacity_input = found.entity_state_capacity_input = count
        found.entity_ids = cast(ids, POINTER(xr.SpatialEntityIdEXT))
        found.entity_states = cast(states, POINTER(c_int))
        found._next = cast(pointer(what), c_void_p)
        self._call("QuerySpatialComponentData", snapshot, byref(asked), byref(found))
        count = min(count, int(found.entity_id_count_output))
        seen = [n for n in range(count) if states[n] == _TRACKING]
        return tuple(self._marker(snapshot, data[n], bounds[n].center) for n in seen)

    def _marker(self, snapshot: Native, data: Native, centre: Native) -> MarkerSeen:
        matrix = rigid(centre).matrix
        if data._capability == _TAG:
            return MarkerSeen(matrix, tag=int(data.marker_id))
        return MarkerSeen(matrix, text=self._text(snapshot, data.data.buffer_id))

    def _text(self, snapshot: Native, number: int) -> str:
        asked, length = xr.SpatialBufferGetInfoEXT(), c_uint32(0)
        asked.buffer_id = number
        given = snapshot, byref(asked)
        self._call("GetSpatialBufferString", *given, 0, byref(length), None)
        text = create_string_buffer(length.value)
        self._call("GetSpatialBufferString", *given, length.value, byref(length), text)
        return text.value.decode("utf-8", "replace")

    def close(self) -> None:
        """Look no more; a runtime that went cannot be told, and need not be."""
        context, self._context, self._future = self._context, None, None
        if context is not None:
            try:
                self._call("DestroySpatialContext", context)
            except exception.XrException:
                self.refused = True

    def _call(self, name: str, *given: Native) -> None:
        result = xr.Result(int(self._find(f"xr{name}EXT")(*given)))
        if result.value < 0:
            raise xr.check_result(result)


def kinds_offered(find: Find, instance: Native, system: Native) -> tuple[int, ...]:
    """Return which of the codes on a tile a headset can find: QR codes, AprilTags."""
    ask, count = find("xrEnumerateSpatialCapabilitiesEXT"), c_uint32(0)
    if int(ask(instance, system, 0, byref(count), None)) < 0:
        return ()
    found = (c_int * count.value)()
    if int(ask(instance, system, count.value, byref(count), found)) < 0:
        return ()
    return tuple(kind for kind in (_QR, _TAG) if kind in set(found))


def finder(instance: Native) -> Find:
    """Return what finds functions of a runtime."""

    def find(name: str) -> Native:
        return cast(xr.get_instance_proc_addr(instance, name), getattr(xr, f"PFN_{name}"))

    return find


def _configured(kind: int) -> Native:
    types = (c_int * len(_COMPONENTS))(*_COMPONENTS)
    if kind == _TAG:
        made = xr.SpatialCapabilityConfigurationAprilTagEXT()
        made._april_dict = xr.SpatialMarkerAprilTagDictEXT.N36H11.value
    else:
        made = xr.SpatialCapabilityConfigurationQrCodeEXT()
        made._type = xr.StructureType.SPATIAL_CAPABILITY_CONFIGURATION_QR_CODE_EXT.value
    made._capability = kind
    made.enabled_component_count = len(_COMPONENTS)
    made._enabled_components = cast(types, POINTER(c_int))
    return made


def _check(done: Native) -> None:
    """Raise what a task that ended says of itself; `XrException`."""
    result = xr.Result(int(done._future_result))
    if result.value < 0:
        raise xr.check_result(result)
