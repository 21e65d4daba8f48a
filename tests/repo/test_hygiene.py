"""Nothing of one machine in the tree: no registry addresses, no paths, nothing too big to clone."""

import re

from tests.repo.tree import files, short

# Written with brackets so that these lines do not find themselves.
HOST = re.compile(r"python[h]osted|py[p]i\.org|npm[j]s\.org|deb\.[d]ebian\.org")
PATH = re.compile(r"(?:^|[^A-Za-z0-9._~-])/(?:home|Users|work|farm|root)/[a-z.]", re.MULTILINE)
MOST_BYTES = 4_000_000
DEMO_BYTES = 15_000_000


def _texts() -> list[tuple[str, str]]:
    read = []
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            read.append((short(path), content.decode("utf-8")))
    return read


def test_no_registry_host_or_path_of_one_machine() -> None:
    found = [
        f"{name}: {match.group().strip()}"
        for name, text in _texts()
        for match in (HOST.search(text), PATH.search(text))
        if match
    ]
    assert found == []


def test_files_are_of_a_size_to_clone() -> None:
    demo = [path.stat().st_size for path in files("models/spoorzone/*")]
    big = [short(path) for path in files() if path.stat().st_size > MOST_BYTES]
    assert sum(demo) < DEMO_BYTES
    assert [name for name in big if not name.startswith("models/spoorzone/")] == []


def test_tests_with_a_window_are_where_make_looks_for_them() -> None:
    """Elsewhere no run would have them: the one that reads all tests leaves these out."""
    marked = re.compile(r"mark\.(?:window|kiosk|journey)\b")
    found = {
        "/".join(short(path).split("/")[:2])
        for path in files("tests/*.py")
        if marked.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"tests/ui", "tests/journeys"}
