"""What a view has used goes back: counted in OpenGL itself, in VTK and in Python."""

import gc
from collections.abc import Iterator

import pytest
from vtkmodules.vtkCommonCore import vtkObjectBase, vtkWeakReference
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderWindow
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import AssetShow, Badge, ObjectRef, SceneState
from mrapp.model.project import Status
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window, take_snapshot
from tests.opengl import living
from tests.scene.helpers import plan, renderers_of, state, town

pytestmark = pytest.mark.slow

POSE = Pose.looking((-150.0, -210.0, 120.0), (0.0, 10.0, 0.0))
MESHES = {"town": town(), "plan": plan()}
TOWN = AssetShow("town", "context", "town")
EVERYTHING = state(
    TOWN,
    AssetShow("plan", "design", "plan", status=Status.IDEA, ghosts=frozenset({"square"})),
    captions=("Spoorzone · Toren · Voorstel", "© 3DBAG · Kadaster"),
    badges=(Badge("plan", None, "Plan · Idee", Status.IDEA),),
    selection=ObjectRef("plan", "tower"),
)
NOTHING = state(
    AssetShow("town", "context", "town", hidden=frozenset(t.id for t in MESHES["town"].objects))
)


@pytest.fixture
def window() -> Iterator[vtkRenderWindow]:
    """Return a small window, freed after the test."""
    made = offscreen_window()
    made.SetSize(120, 80)
    yield made
    made.Finalize()


def _in_opengl(window: vtkRenderWindow) -> dict[str, int]:
    """Return how many of each kind of thing live in a window's OpenGL context."""
    found = living(window)
    if found is None:
        pytest.skip("asks OpenGL's own library what lives in it; there is none by the name of GL")
    return found


def _in_python() -> list[vtkObjectBase]:
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, vtkObjectBase)]


def _in_vtk(window: vtkRenderWindow) -> list[vtkWeakReference]:
    """Return references, which keep nothing alive, to what is drawn in a window."""
    references = []
    for renderer in renderers_of(window):
        actors = renderer.GetActors()
        for number in range(actors.GetNumberOfItems()):
            prop = actors.GetItemAsObject(number)
            assert isinstance(prop, vtkActor)
            mapper = prop.GetMapper()
            assert isinstance(mapper, vtkPolyDataMapper)
            for thing in (prop, mapper, mapper.GetInput()):
                references.append(vtkWeakReference())
                references[-1].Set(thing)
    return references


def _look(view: CityView, *states: SceneState) -> None:
    for shown in states:
        view.show(shown, MESHES)
        view.render()


def test_closing_leaves_nothing_behind(window: vtkRenderWindow) -> None:
    """View after view in one window: textures, buffers and objects are as many as before."""
    counts, alive = [], []
    for _ in range(4):
        view = CityView(window, Quality.STANDARD)
        view.pose = POSE
        _look(view, EVERYTHING, NOTHING, EVERYTHING)
        view.pick(60, 60)
        drawn = _in_vtk(window)
        assert len(drawn) > 30
        view.close()
        view.close()
        del view
        alive.append(len(_in_python()))
        counts.append(_in_opengl(window))
        assert not [reference.Get() for reference in drawn if reference.Get()]
    assert counts[-1] == counts[0]
    assert alive[-1] <= alive[0]


def test_hiding_and_showing_leaves_nothing_behind(window: vtkRenderWindow) -> None:
    """However often things come and go in one view, OpenGL holds no more of them."""
    view = CityView(window, Quality.STANDARD)
    view.pose = POSE
    counts = []
    for _ in range(4):
        _look(view, NOTHING, state(), EVERYTHING)
        counts.append(_in_opengl(window))
    view.close()
    assert counts[0]["Buffer"] > 20
    assert counts[-1] == counts[0]


def test_windows_go_too() -> None:
    """Window after window, each with a view, keep the number of VTK objects level."""
    alive = []
    for _ in range(8):
        take_snapshot(EVERYTHING, MESHES, POSE, 120, 80, Quality.FAST)
        alive.append(len(_in_python()))
    assert alive[-1] <= alive[1]


def test_a_picture_that_fails_frees_its_window() -> None:
    """What goes wrong while it is drawn, here a caption that is none, leaves no context open."""
    unreadable = state(TOWN, captions=(None,))
    with pytest.raises(AttributeError) as failure:
        take_snapshot(unreadable, MESHES, POSE, 120, 80, Quality.FAST)
    windows = [thing for thing in _in_python() if isinstance(thing, vtkOpenGLRenderWindow)]
    assert failure.tb is not None, "the failure still holds on to what it passed through"
    assert windows
    assert not [window for window in windows if window.GetInitialized()]
