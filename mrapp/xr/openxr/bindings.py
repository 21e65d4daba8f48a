"""Which button of which controller does what: one table, read by the code, the docs and the tests.

Each path stands in the OpenXR 1.1 specification, "Interaction Profile Paths", under the profile's
own heading; the hands' own stands under XR_EXT_hand_interaction. Buttons come out the same on each
hand, so that one hand is enough: the upper face button (Y, B) opens the menu as the menu button
does, for that is on the left hand only, and the lower one (X, A) goes back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mrapp.xr.device import Hand


class Act(StrEnum):
    """What a hand can do: the names of the OpenXR actions."""

    AIM = "aim"
    GRIP = "grip"
    STICK = "stick"
    TRIGGER = "trigger"
    SQUEEZE = "squeeze"
    SELECT = "select"
    MENU = "menu"
    BACK = "back"
    STICK_PRESSED = "stick_pressed"
    BUZZ = "buzz"


Paths = Mapping[Act, tuple[str, ...]]


@dataclass(frozen=True)
class Profile:
    """An interaction profile and what of it is bound.

    path: as OpenXR knows it. heading: where the specification lists its paths. core: the API
    version that has it, or None; extension: the extension that has it, or None; one is enough.
    both, left, right: paths below the hand, for both or for one. seen: whether it was ever the
    active one where mrapp is tested.
    """

    path: str
    name: str
    heading: str
    both: Paths
    left: Paths = field(default_factory=dict)
    right: Paths = field(default_factory=dict)
    core: tuple[int, int] | None = (1, 0)
    extension: str | None = None
    seen: bool = False

    def there(self, api: tuple[int, int], extensions: frozenset[str]) -> bool:
        """Tell whether a runtime with this API version and these extensions knows it."""
        return (self.core is not None and api >= self.core) or self.extension in extensions

    def bound(self) -> Iterator[tuple[Act, Hand, str]]:
        """Yield each action with the hand and the whole path that it is bound to."""
        for hand, own in ((Hand.LEFT, self.left), (Hand.RIGHT, self.right)):
            for paths in (self.both, own):
                for act, below in paths.items():
                    for each in below:
                        yield act, hand, f"/user/hand/{hand.value}/{each}"


_POSES: Paths = {Act.AIM: ("input/aim/pose",), Act.GRIP: ("input/grip/pose",)}
_HELD: Paths = {**_POSES, Act.BUZZ: ("output/haptic",)}
_TRIGGER: Paths = {Act.TRIGGER: ("input/trigger/value",), Act.SELECT: ("input/trigger/value",)}
_STICK: Paths = {
    Act.STICK: ("input/thumbstick",),
    Act.STICK_PRESSED: ("input/thumbstick/click",),
}
_SQUEEZED: Paths = {Act.SQUEEZE: ("input/squeeze/value",)}
_CLENCHED: Paths = {Act.SQUEEZE: ("input/squeeze/click",)}
_MENU: Paths = {Act.MENU: ("input/menu/click",)}

_TOUCH: Paths = {**_HELD, **_TRIGGER, **_STICK, **_SQUEEZED}
_X_Y_MENU: Paths = {Act.BACK: ("input/x/click",), Act.MENU: ("input/menu/click", "input/y/click")}
_X_Y: Paths = {Act.BACK: ("input/x/click",), Act.MENU: ("input/y/click",)}
_A_B: Paths = {Act.BACK: ("input/a/click",), Act.MENU: ("input/b/click",)}


def _touch(
    path: str, name: str, heading: str, core: tuple[int, int] | None, extension: str | None = None
) -> Profile:
    return Profile(
        f"/interaction_profiles/{path}", name, heading, _TOUCH, _X_Y_MENU, _A_B, core, extension
    )


PROFILES: tuple[Profile, ...] = (
    _touch("oculus/touch_controller", "Oculus Touch", "Oculus Touch Controller Profile", (1, 0)),
    _touch(
        "meta/touch_plus_controller", "Touch Plus", "Meta Touch Plus Controller Profile", (1, 1)
    ),
    _touch(
        "meta/touch_controller_plus",
        "Touch Plus, before OpenXR 1.1",
        "XR_META_touch_controller_plus",
        None,
        "XR_META_touch_controller_plus",
    ),
    _touch("meta/touch_pro_controller", "Touch Pro", "Meta Touch Pro Controller Profile", (1, 1)),
    _touch(
        "facebook/touch_controller_pro",
        "Touch Pro, before OpenXR 1.1",
        "XR_FB_touch_controller_pro",
        None,
        "XR_FB_touch_controller_pro",
    ),
    Profile(
        "/interaction_profiles/valve/index_controller",
        "Valve Index",
        "Valve Index Controller Profile",
        {**_TOUCH, **_A_B},
        seen=True,
    ),
    Profile(
        "/interaction_profiles/htc/vive_controller",
        "HTC Vive",
        "HTC Vive Controller Profile",
        {
            **_HELD, **_TRIGGER, **_CLENCHED, **_MENU,
            Act.STICK: ("input/trackpad",),
            Act.STICK_PRESSED: ("input/trackpad/click",),
        },
    ),
    Profile(
        "/interaction_profiles/microsoft/motion_controller",
        "Windows Mixed Reality",
        "Microsoft Mixed Reality Motion Controller Profile",
        {
            **_HELD, **_TRIGGER, **_STICK, **_CLENCHED, **_MENU,
            Act.BACK: ("input/trackpad/click",),
        },
        seen=True,
    ),
    Profile(
        "/interaction_profiles/hp/mixed_reality_controller",
        "HP Reverb G2",
        "HP Mixed Reality Motion Controller Profile",
        _TOUCH,
        _X_Y_MENU,
        {Act.BACK: ("input/a/click",), Act.MENU: ("input/menu/click", "input/b/click")},
        (1, 1),
        "XR_EXT_hp_mixed_reality_controller",
    ),
    Profile(
        "/interaction_profiles/bytedance/pico_neo3_controller",
        "Pico Neo 3",
        "Bytedance PICO Neo 3 controller Profile",
        _TOUCH,
        _X_Y_MENU,
        {Act.BACK: ("input/a/click",), Act.MENU: ("input/menu/click", "input/b/click")},
        (1, 1),
        "XR_BD_controller_interaction",
    ),
    Profile(
        "/interaction_profiles/bytedance/pico4_controller",
        "Pico 4",
        "Bytedance PICO 4 controller Profile",
        _TOUCH,
        _X_Y_MENU,
        _A_B,
        (1, 1),
        "XR_BD_controller_interaction",
    ),
    Profile(
        "/interaction_profiles/khr/simple_controller",
        "any controller, at its simplest",
        "Khronos Simple Controller Profile",
        {**_HELD, **_MENU, Act.SELECT: ("input/select/click",)},
        seen=True,
    ),
    Profile(
        "/interaction_profiles/ext/hand_interaction_ext",
        "bare hands",
        "XR_EXT_hand_interaction",
        {
            **_POSES,
            Act.SELECT: ("input/aim_activate_ext/value",),
            Act.TRIGGER: ("input/aim_activate_ext/value",),
            Act.SQUEEZE: ("input/grasp_ext/value",),
        },
        core=None,
        extension="XR_EXT_hand_interaction",
    ),
)  # fmt: skip
"""Every profile that mrapp knows."""

EXTENSIONS: tuple[str, ...] = tuple(
    dict.fromkeys(each.extension for each in PROFILES if each.extension is not None)
)
"""The extensions that the table asks for, where a runtime offers them."""
