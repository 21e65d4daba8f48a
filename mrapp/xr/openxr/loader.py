"""The one door to OpenXR: what is behind it is imported when a headset is wanted."""

import os

from mrapp.model.runtime_errors import LoaderMissingError
from mrapp.xr.device import Headset


def openxr_headset() -> Headset:
    """Return a headset behind the OpenXR runtime of this machine; nothing is asked of it yet.

    Raises `LoaderMissingError` where the library that talks to runtimes does not load.
    """
    # What is wrong is told in words by our errors; the loader would say it anew, in its own, at
    # each try. Who wants to hear that sets this to "error" or more.
    os.environ.setdefault("XR_LOADER_DEBUG", "none")
    try:
        # Late: it takes a second, and most people never put a headset on.
        from mrapp.xr.openxr.headset import OpenXrHeadset
    except (ImportError, OSError) as error:
        raise LoaderMissingError(detail=str(error)) from error
    return OpenXrHeadset()
