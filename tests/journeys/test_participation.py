"""The whole way of an opinion, from a kiosk without network to the answer that its maker reads."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.hosting import haproxy_program
from tests.journeys.participation import participate
from tests.servers import postgres_programs

pytestmark = [pytest.mark.slow, pytest.mark.window, pytest.mark.kiosk]


@pytest.mark.parametrize("postgres", [False, True], ids=["sqlite", "postgres-haproxy"])
def test_an_opinion_reaches_the_municipality_and_its_answer_comes_back(
    tmp_path: Path, postgres: bool
) -> None:
    for program in ("chromium", "xvfb-run"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}, which is not installed here")
    if postgres_programs() is None:
        pytest.skip("needs PostgreSQL, which is not installed here: apt-get install postgresql")
    if postgres and haproxy_program() is None:
        pytest.skip("needs haproxy, which is not installed here: apt-get install haproxy")
    report = participate(tmp_path, postgres=postgres)
    assert report.findings == []
    assert report.held
    assert len(list(tmp_path.glob("*.png"))) == len(report.pictures)
