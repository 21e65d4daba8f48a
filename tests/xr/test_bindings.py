"""The table of bindings against the specification's own lists of what each controller has."""

import pytest

from mrapp.xr.device import Hand
from mrapp.xr.openxr.bindings import EXTENSIONS, PROFILES, Act, Profile
from mrapp.xr.openxr.bindings_page import PAGE, written

_HELD = "grip/pose aim/pose output/haptic"
_STICK = "thumbstick/x thumbstick/y thumbstick/click"
_PAD = "trackpad/x trackpad/y trackpad/click trackpad/touch"
_TOUCH = f"squeeze/value trigger/value trigger/touch {_STICK} thumbstick/touch thumbrest/touch"
_PICO = (
    f"trigger/click trigger/value trigger/touch {_STICK} thumbstick/touch squeeze/click "
    f"squeeze/value {_HELD}"
)
_X_Y, _A_B = "x/click x/touch y/click y/touch", "a/click a/touch b/click b/touch"

SPECIFIED = {
    # OpenXR 1.1, "Interaction Profile Paths", and the extensions: on both hands, left, right.
    "oculus/touch_controller": (f"{_TOUCH} {_HELD}", f"{_X_Y} menu/click", _A_B),
    "meta/touch_plus_controller": (f"{_TOUCH} {_HELD}", f"{_X_Y} menu/click", _A_B),
    "meta/touch_controller_plus": (f"{_TOUCH} {_HELD}", f"{_X_Y} menu/click", _A_B),
    "meta/touch_pro_controller": (f"{_TOUCH} {_HELD}", f"{_X_Y} menu/click", _A_B),
    "facebook/touch_controller_pro": (f"{_TOUCH} {_HELD}", f"{_X_Y} menu/click", _A_B),
    "valve/index_controller": (
        (
            f"system/click {_A_B} squeeze/value squeeze/force trigger/click trigger/value "
            f"trigger/touch {_STICK} thumbstick/touch trackpad/x trackpad/y "
            f"trackpad/force trackpad/touch {_HELD}"
        ),
        "",
        "",
    ),
    "htc/vive_controller": (
        f"system/click squeeze/click menu/click trigger/click trigger/value {_PAD} {_HELD}",
        "",
        "",
    ),
    "microsoft/motion_controller": (
        f"menu/click squeeze/click trigger/value {_STICK} {_PAD} {_HELD}",
        "",
        "",
    ),
    "hp/mixed_reality_controller": (
        f"menu/click squeeze/value trigger/value {_STICK} {_HELD}",
        "x/click y/click",
        "a/click b/click",
    ),
    "bytedance/pico_neo3_controller": (f"menu/click {_PICO}", _X_Y, _A_B),
    "bytedance/pico4_controller": (_PICO, f"{_X_Y} menu/click", _A_B),
    "khr/simple_controller": (f"select/click menu/click {_HELD}", "", ""),
    "ext/hand_interaction_ext": (
        (
            "aim/pose grip/pose pinch_ext/pose poke_ext/pose pinch_ext/value pinch_ext/ready_ext "
            "aim_activate_ext/value aim_activate_ext/ready_ext grasp_ext/value grasp_ext/ready_ext"
        ),
        "",
        "",
    ),
}


def _allowed(profile: Profile, hand: Hand) -> set[str]:
    both, left, right = SPECIFIED[profile.path.removeprefix("/interaction_profiles/")]
    words = f"{both} {left if hand is Hand.LEFT else right}".split()
    paths = {word if word.startswith("output/") else f"input/{word}" for word in words}
    # "Suggested bindings" lets a two-dimensional action take what has both x and y by its parent.
    return paths | {path.removesuffix("/x") for path in paths if path.endswith("/x")}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.path.split("/", 2)[2])
def test_every_path_is_one_that_the_specification_lists(profile: Profile) -> None:
    for act, hand, path in profile.bound():
        below = path.removeprefix(f"/user/hand/{hand.value}/")
        assert below in _allowed(profile, hand), f"{act} of {profile.name}"


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.path.split("/", 2)[2])
def test_one_hand_is_enough_with_every_controller(profile: Profile) -> None:
    needed = {Act.AIM, Act.GRIP, Act.SELECT}
    if profile.extension != "XR_EXT_hand_interaction":
        needed |= {Act.MENU, Act.BUZZ}
    for hand in Hand:
        assert needed <= {act for act, bound, _path in profile.bound() if bound is hand}


def test_profiles_are_offered_to_the_runtimes_that_have_them() -> None:
    old = {each.path for each in PROFILES if each.there((1, 0), frozenset())}
    assert len(old) == 5
    new = {each.path for each in PROFILES if each.there((1, 1), frozenset())}
    assert new - old == {
        "/interaction_profiles/meta/touch_plus_controller",
        "/interaction_profiles/meta/touch_pro_controller",
        "/interaction_profiles/hp/mixed_reality_controller",
        "/interaction_profiles/bytedance/pico_neo3_controller",
        "/interaction_profiles/bytedance/pico4_controller",
    }
    assert len([each for each in PROFILES if each.there((1, 0), frozenset(EXTENSIONS))]) == 11


def test_the_page_tells_the_table_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "run python -m mrapp.xr.openxr.bindings_page"
    assert page.count("\n| ") > len(PROFILES)
