"""What a visitor does most with a headset, in the program, on a real runtime, judged by its effect.

The whole visit, with pictures, is `python -m tests.xr.rig -m tests.xr.journeys.visit --out DIR`.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.scene.quality import Quality
from mrapp.xr.budget import LEVELS
from mrapp.xr.loop import LoopOptions
from tests.ui.conftest import close_window, open_window
from tests.ui.pretended_sound import PretendedSound
from tests.xr.journeys.seat import seated
from tests.xr.journeys.visit import DEMO, EYES, Visit
from tests.xr.rig.packages import Prefix
from tests.xr.rig.remote import Posture, Remote
from tests.xr.rig.service import running_service

pytestmark = [pytest.mark.headset, pytest.mark.slow]

OPTIONS = LoopOptions(levels=LEVELS[-1:], quality=Quality.FAST)

Step = Callable[[Visit], str]
JOURNEYS: dict[str, tuple[Step, ...]] = {
    "teleport and turn": (Visit.teleport, Visit.turn),
    "menu": (Visit.open_and_close,),
    "grab": (Visit.lay_the_model, Visit.grab_the_model, Visit.turn_the_model),
    "into the model": (Visit.lay_the_model, Visit.stand_in_the_model),
    "pin and voice": (Visit.point_out, Visit.answer_little, Visit.speak, Visit.keep),
}


@pytest.fixture(scope="module")
def shared(debian: Prefix, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The program with the demo project, and somebody who has put the headset on."""
    folder, sound = tmp_path_factory.mktemp("visit"), PretendedSound()
    services = replace(
        build_services(folder / "state"), remarks=FolderStores(folder / "said"), sound=sound
    )
    with running_service(debian) as runtime, pytest.MonkeyPatch.context() as patch:
        for name, value in runtime.client.items():
            patch.setenv(name, value)
        window = open_window(_without_questions(folder / "demo"), services=services)
        with (
            Remote(Posture(eyes=EYES)) as remote,
            seated(window, remote, options=OPTIONS) as seat,
        ):
            yield Visit(seat, runtime, sound)
        close_window(window)


@pytest.fixture
def visit(shared: Visit) -> Visit:
    """The next visitor, who has left out the first minute; nothing is left of the one before."""
    shared.begin()
    return shared


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_visitor_comes_to_what_they_wanted(visit: Visit, journey: str) -> None:
    for step in JOURNEYS[journey]:
        step(visit)


def _without_questions(folder: Path) -> Path:
    """Return a copy of the demo project that asks nothing: a press each would take a minute."""
    shutil.copytree(DEMO, folder)
    file = folder / "project.json"
    project = json.loads(file.read_text(encoding="utf-8")) | {"questionnaires": []}
    file.write_text(json.dumps(project), encoding="utf-8")
    return folder
