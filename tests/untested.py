"""Say loudly what was not tested: a skip that nobody reads is a test that nobody misses.

Each run of tests notes its skips in the file that MRAPP_UNTESTED names; `make test` and
`make check` end with `python -m tests.untested FILE`, which tells them together.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

VARIABLE: Final = "MRAPP_UNTESTED"

_LINE: Final = "=" * 100


def note(file: Path, reasons: Iterable[str]) -> None:
    """Add why tests were skipped, one a line; runs at the same time may do so."""
    lines = [" ".join(reason.removeprefix("Skipped: ").split()) + "\n" for reason in reasons]
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as notes:
        notes.write("".join(lines))


def told(file: Path) -> str:
    """Return what there is to say, nothing where every test ran; the notes are gone then."""
    if not file.is_file():
        return ""
    reasons = Counter(file.read_text(encoding="utf-8").splitlines())
    file.unlink()
    if not reasons:
        return ""
    rows = [f"  {count:4}  {reason}" for reason, count in reasons.most_common()]
    head = f"NOT TESTED HERE: {reasons.total()} tests were skipped, so nothing is known of them."
    return "\n".join([_LINE, head, *rows, _LINE])


def main() -> None:
    """Tell what the file that is named says."""
    if words := told(Path(sys.argv[1])):
        print(words)


if __name__ == "__main__":
    main()
