"""Writes the table of bindings anew where the documentation has it.

Run it as `python -m mrapp.xr.openxr.bindings_page`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from mrapp.xr.device import Hand
from mrapp.xr.openxr.bindings import PROFILES, Act, Profile

PAGE = Path(__file__).parents[3] / "docs/vr-device.md"
BEGIN, END = "<!-- bindings: made from the code -->", "<!-- end of bindings -->"

_COLUMNS = (Act.SELECT, Act.TRIGGER, Act.SQUEEZE, Act.STICK, Act.STICK_PRESSED, Act.MENU, Act.BACK)


def table() -> str:
    """Return the table as Markdown."""
    heads = ["controller", "profile", "needs", *(each.value for each in _COLUMNS), "seen active"]
    rows = [heads, ["---"] * len(heads), *map(_row, PROFILES)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def written(page: str) -> str:
    """Return a page with the table in it as it is now."""
    before, _, rest = page.partition(BEGIN)
    _old, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _row(profile: Profile) -> list[str]:
    name = profile.path.removeprefix("/interaction_profiles/")
    acts = [_told(profile, act) for act in _COLUMNS]
    return [profile.name, f"`{name}`", _needs(profile), *acts, "yes" if profile.seen else "no"]


def _needs(profile: Profile) -> str:
    core = [f"OpenXR {profile.core[0]}.{profile.core[1]}"] if profile.core else []
    extension = [f"`{profile.extension}`"] if profile.extension else []
    return " or ".join(core + extension)


def _told(profile: Profile, act: Act) -> str:
    """Return what does one thing: for both hands, or left / right."""
    left, right = (" ".join(_parts(profile, act, hand)) or "–" for hand in Hand)
    return left if left == right else f"{left} / {right}"


def _parts(profile: Profile, act: Act, hand: Hand) -> Iterator[str]:
    for bound, whose, path in profile.bound():
        if bound is act and whose is hand:
            yield path.split("/input/")[1].removesuffix("/click").removesuffix("/value")


def main() -> int:
    """Write the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
