"""`python -m mrapp` and the console command `mrapp`."""

import multiprocessing
import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    # A reader's process starts this module again on Windows and in frozen programs.
    multiprocessing.freeze_support()
    # Late: a reader's process imports this module too, and needs none of what follows.
    from mrapp.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
