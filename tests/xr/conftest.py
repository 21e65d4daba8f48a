"""What tests with a headset share: a runtime of their own, and somebody who wears the headset."""

from collections.abc import Iterator

import pytest

from tests.xr.rig.needs import lacking
from tests.xr.rig.packages import Prefix, prefix
from tests.xr.rig.remote import Remote
from tests.xr.rig.service import Service, running_service


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that is marked `headset` where nothing can be a headset's runtime."""
    if item.get_closest_marker("headset") is not None and (why := lacking()):
        pytest.skip(why)


@pytest.fixture(scope="session")
def debian() -> Prefix:
    """The unpacked Debian that has the runtime."""
    return prefix()


@pytest.fixture
def runtime(
    debian: Prefix, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Service]:
    """A runtime that shows nothing, with the scripted headset; this process finds it.

    Of another kind: `@pytest.mark.parametrize("runtime", [("simulated", "window")], indirect=True)`
    """
    with running_service(debian, *getattr(request, "param", ())) as service:
        for name, value in service.client.items():
            monkeypatch.setenv(name, value)
        yield service


@pytest.fixture
def visitor(runtime: Service) -> Iterator[Remote]:
    """Whoever wears the headset of `runtime`: standing, hands before them, touching nothing."""
    assert runtime.devices == "remote"
    with Remote() as remote:
        yield remote
