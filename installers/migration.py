"""Writes the next step of the server's tables: what the tables have that the steps do not yet.

    python installers/migration.py NAME

Look at what it wrote before it is committed: a renamed column comes out as one dropped, one added.
"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config

from mrapp.server import database
from mrapp.server.database.engine import Database

FOLDER = Path(database.__file__).parent


def main(name: str) -> None:
    """Write the step `name`."""
    for module in iter_modules([str(FOLDER)]):
        import_module(f"{database.__name__}.{module.name}")
    config = Config()
    config.set_main_option("script_location", str(FOLDER / "migrations"))
    number = len(list((FOLDER / "migrations" / "versions").glob("[0-9]*.py"))) + 1
    with TemporaryDirectory() as scratch:
        current = Database(f"sqlite:///{scratch}/tables.sqlite")
        current.bring_up_to_date()
        with current.writing() as conn:
            config.attributes["connection"] = conn
            command.revision(config, name, autogenerate=True, rev_id=f"{number:04}")
        current.close()
    _tidy(next((FOLDER / "migrations" / "versions").glob(f"{number:04}_*.py")))


def _tidy(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if "# ###" not in x), encoding="utf-8")
    for step in (("format", "--quiet"), ("check", "--fix", "--quiet")):
        subprocess.run([sys.executable, "-m", "ruff", *step, str(path)], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
