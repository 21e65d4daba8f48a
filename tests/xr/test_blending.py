"""How the room and the picture come together, on what real runtimes are known to offer.

The lists are what Khronos' OpenXR-Inventory (github.com/KhronosGroup/OpenXR-Inventory, the file of
`runtimes/` that each is named after) records of each runtime, of its extensions those that matter
here. None of them was run; of the runtime that was, Monado, the tests of the device ask itself.
"""

import pytest

from mrapp.xr.blending import Blending, Way, choose_blending, ways_offered
from mrapp.xr.device import BlendMode

OPAQUE, ADDITIVE, ALPHA = BlendMode.OPAQUE, BlendMode.ADDITIVE, BlendMode.ALPHA

RECORDED: dict[str, tuple[set[str], tuple[BlendMode, ...], Way]] = {
    # Quest by Link, as people have it: the cameras are for developers only.
    "meta_pc": ({"XR_KHR_opengl_enable"}, (OPAQUE,), Way.OPAQUE),
    "meta_pc_dev_mode": (
        {"XR_KHR_opengl_enable", "XR_FB_passthrough", "XR_META_passthrough_preferences"},
        (OPAQUE,),
        Way.FB_LAYER,
    ),
    "meta_quest_3_mobile": ({"XR_FB_passthrough"}, (OPAQUE,), Way.FB_LAYER),
    # Vive and Index.
    "valve_steamvr_windows": ({"XR_KHR_opengl_enable"}, (OPAQUE,), Way.OPAQUE),
    # It records no blend modes; a runtime must have one.
    "microsoft_pc": ({"XR_KHR_D3D11_enable"}, (), Way.OPAQUE),
    "microsoft_hololens2": ({"XR_KHR_D3D11_enable"}, (ADDITIVE,), Way.ADDITIVE),
    "bytedance_pico_4_ultra": (
        {"XR_KHR_opengl_enable", "XR_FB_passthrough"},
        (OPAQUE, ALPHA),
        Way.ALPHA,
    ),
    "htc_vive_focus": (set(), (OPAQUE, ALPHA), Way.ALPHA),
    "varjo": ({"XR_KHR_opengl_enable"}, (OPAQUE, ALPHA), Way.ALPHA),
    "monado_linux": ({"XR_KHR_opengl_enable"}, (OPAQUE, ADDITIVE), Way.ADDITIVE),
}


@pytest.mark.parametrize("runtime", RECORDED)
def test_the_room_is_seen_in_the_best_way_that_a_runtime_has(runtime: str) -> None:
    extensions, modes, way = RECORDED[runtime]
    chosen = choose_blending(extensions, modes, mixed=True)
    assert chosen.way is way
    assert chosen.environment in (modes or (OPAQUE,)), "a runtime refuses what it does not offer"


@pytest.mark.parametrize("runtime", RECORDED)
def test_without_the_wish_nothing_of_the_room_is_seen_where_that_can_be(runtime: str) -> None:
    extensions, modes, _way = RECORDED[runtime]
    chosen = choose_blending(extensions, modes, mixed=False)
    if modes == (ADDITIVE,):
        assert chosen == Blending(Way.ADDITIVE, ADDITIVE)
    else:
        assert chosen == Blending(Way.OPAQUE, OPAQUE)
    assert chosen.shows_room is (modes == (ADDITIVE,))


def test_a_layer_of_htc_is_submitted_as_an_opaque_picture_over_it() -> None:
    # No runtime with it is in the inventory; by the specification of XR_HTC_passthrough.
    assert choose_blending({"XR_HTC_passthrough"}, (OPAQUE,), mixed=True) == Blending(
        Way.HTC_LAYER, OPAQUE
    )


def test_alpha_can_be_asked_where_a_layer_makes_it() -> None:
    assert ways_offered({"XR_FB_passthrough"}, (OPAQUE,)) == (OPAQUE, ALPHA)
    assert ways_offered({"XR_FB_passthrough"}, (OPAQUE, ALPHA)) == (OPAQUE, ALPHA)
    assert ways_offered(set(), (OPAQUE, ADDITIVE)) == (OPAQUE, ADDITIVE)
