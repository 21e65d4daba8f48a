"""Run Python inside the runtime's libraries: `python -m tests.xr.rig -m pytest tests/xr`.

Fetches the runtime first where it is not there. Where it cannot be had, Python runs outside, and
tests that need it skip and say why.
"""

import os
import sys

from tests.xr.rig import inside, packages
from tests.xr.rig.needs import WHY_NOT


def main() -> None:
    """Become what the arguments say."""
    arguments = sys.argv[1:]
    try:
        prefix = packages.installed()
    except packages.UnavailableError as error:
        os.execve(sys.executable, [sys.executable, *arguments], {**os.environ, WHY_NOT: str(error)})
    inside.become(prefix, *arguments)


main()
