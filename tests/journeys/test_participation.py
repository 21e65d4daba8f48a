"""The whole way of an opinion, from a kiosk without network to the answer that its maker reads."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.hosting import haproxy_program
from tests.journeys.journey import Said, said_at_kiosk
from tests.journeys.participation import participate
from tests.servers import postgres_programs

pytestmark = [pytest.mark.slow, pytest.mark.window, pytest.mark.journey]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What five visitors said, once for both journeys; skips where something is missing."""
    for program in ("chromium", "xvfb-run"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}, which is not installed here")
    if postgres_programs() is None:
        pytest.skip("needs PostgreSQL, which is not installed here: apt-get install postgresql")
    return said_at_kiosk(tmp_path_factory.mktemp("said"))


def test_an_opinion_reaches_the_municipality_and_its_answer_comes_back(
    tmp_path: Path, said: Said
) -> None:
    """With each page looked at; at the end all of it is put back on a PostgreSQL."""
    report = participate(tmp_path, postgres=False, said=said)
    assert report.findings == []
    assert report.held
    assert len(list(tmp_path.glob("*.png"))) == len(report.pictures)


def test_it_does_so_while_one_of_two_servers_on_one_postgresql_is_killed(
    tmp_path: Path, said: Said
) -> None:
    """Without what is the same with any database: pictures, and the kiosk afterwards."""
    if haproxy_program() is None:
        pytest.skip("needs haproxy, which is not installed here: apt-get install haproxy")
    report = participate(tmp_path, postgres=True, said=said, whole=False)
    assert report.findings == []
    assert report.held
