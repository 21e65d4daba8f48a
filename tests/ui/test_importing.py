"""What comes with the window's modules, before there is a window."""

import subprocess
import sys

_SOURCES_READ = """
import linecache
import mrapp.ui.application
print([name for name in linecache.cache if "mrapp" in name or "numpy" in name])
"""


def test_no_sources_are_read_to_start() -> None:
    """Python has its compiled modules; to read their sources too takes a tenth of the start."""
    words = [sys.executable, "-c", _SOURCES_READ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
