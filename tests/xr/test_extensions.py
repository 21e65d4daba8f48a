"""What a runtime tells by extensions that no runtime at hand has: read as they are specified."""

import pytest


class _Cameras:
    """Stands in for a runtime's layer, which no runtime at hand makes."""

    on = True

    def layer(self) -> str:
        """Return what would be handed over."""
        return "room"

    def close(self) -> None:
        """Be freed."""
        self.on = False


@pytest.mark.headset
def test_a_battery_is_told_only_where_the_runtime_vouches_for_it() -> None:
    import xr

    from mrapp.xr.openxr.actions import battery_of

    flags = xr.BatteryStateDisplayStateFlagsEXT
    for given, level, expected in (
        (flags.NONE, 0.7, None),
        (flags.VALID_BIT, 0.7, pytest.approx(0.7)),
        (flags.VALID_BIT | flags.CHARGING_BIT, 1.2, 1.0),
        (flags.VALID_BIT | flags.NO_BATTERY_BIT, 0.0, None),
    ):
        assert battery_of(xr.BatteryStateDisplayEXT(given, level)) == expected


@pytest.mark.headset
def test_a_room_that_the_runtime_says_is_gone_is_not_asked_for_again() -> None:
    import xr

    from mrapp.xr.blending import Way
    from mrapp.xr.openxr.passthrough import Room

    flags = xr.PassthroughStateChangedFlagsFB
    for told, gone in (
        (flags.RECOVERABLE_ERROR_BIT, False),
        (flags.RESTORED_ERROR_BIT, False),
        (flags.REINIT_REQUIRED_BIT, True),
        (flags.NON_RECOVERABLE_ERROR_BIT, True),
    ):
        room, cameras = Room(None, None), _Cameras()
        room._shown = cameras
        assert room.heard(xr.EventDataPassthroughStateChangedFB(told)) is gone
        assert room.refused is gone
        # A layer that is gone, handed over, would be an error that ends the session.
        assert room.layers(Way.OPAQUE if gone else room._way) == (() if gone else ("room",))
        assert cameras.on is not gone
