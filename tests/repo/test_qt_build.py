"""The Qt binding must survive many calls: 6.12.0 drops None at each on Python 3.11."""

import sys

from PySide6.QtCore import QObject

CALLS = 2_000


def test_calls_without_a_result_keep_the_count_of_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
    # On Python 3.12 and later None is immortal and the count does not move at all.
    assert sys.getrefcount(None) - before > -CALLS // 2
