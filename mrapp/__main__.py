"""`python -m mrapp` and the console command `mrapp`."""

import os
import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    if getattr(sys, "frozen", False):
        # A reader's process starts the program again where it is frozen into one file.
        # Late: everywhere else this does nothing, and costs some milliseconds.
        import multiprocessing

        multiprocessing.freeze_support()
    spare_start()
    # Late: a reader's process imports this module too, and needs none of what follows.
    from mrapp.cli.main import run

    return run(sys.argv[1:])


def spare_start() -> None:
    """Leave out of the start what this program has no use for; before numpy is imported.

    Numpy's library for matrices makes its threads when it is imported, which takes longer than
    numpy itself; no matrix here is large enough for more than one. pydantic looks through all
    that is installed for plugins. Who has set either keeps it.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


if __name__ == "__main__":
    sys.exit(main())
