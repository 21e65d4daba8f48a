"""Puts the demo project into the wheel, so that an installed mrapp has something to open.

In the working tree the demo project lies in `models/spoorzone`; installed, it lies inside the
package as `mrapp/_models/spoorzone`. An editable install reads the working tree and copies nothing.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DEMO = Path("models", "spoorzone")


class DemoProjectHook(BuildHookInterface[Any]):
    """Adds the demo project to what hatchling packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the demo project to `build_data`; raises FileNotFoundError where it was not made."""
        if version == "editable":
            return
        demo = Path(self.root) / DEMO
        if not (demo / "project.json").is_file():
            raise FileNotFoundError(f"{demo} holds no project; make it with: make demo")
        build_data["force_include"][str(demo)] = str(Path("mrapp", "_models", DEMO.name))
