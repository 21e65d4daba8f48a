"""Command line of the maker: ``python -m models.maker --out models/spoorzone``."""

import argparse
from pathlib import Path

from models.maker import project
from models.maker.context import make_town
from models.maker.export import write_context
from models.maker.paint import facades, foliage, special, surfaces
from models.maker.plan_low import make_low
from models.maker.plan_tower import make_tower
from models.maker.planning import finish

PAINTERS = (facades, foliage, special, surfaces)


def make(out: Path) -> None:
    """Write the whole demo project into a folder, which is made when it is not there."""
    assets = out / "assets"
    textures = assets / "textures"
    textures.mkdir(parents=True, exist_ok=True)
    for _, paint in facades.RECIPES.values():
        paint(textures)
    town, ground = make_town()
    ids = write_context(town, ground, assets)
    for name, variant in (("tower", make_tower()), ("low", make_low())):
        files = finish(variant, name, ground)
        files.buildings.write(assets / f"plan_{name}.city.json")
        files.outside.write(assets / f"plan_{name}_square.city.json")
    project.write(out / "project.json", ids)


def main() -> None:
    """Read the arguments and make the project."""
    parser = argparse.ArgumentParser(description="Make the fictitious Spoorzone.")
    parser.add_argument("--out", type=Path, default=Path("models/spoorzone"))
    make(parser.parse_args().out)


if __name__ == "__main__":
    main()
