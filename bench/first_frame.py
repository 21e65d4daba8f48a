"""Opens a window and says on stdout when it shows something; bench_start holds the stopwatch.

`bare`: a Qt window with a VTK cube in it and nothing else, the least there can be.
`mrapp PROJECT`: the application on a project, started as `mrapp open PROJECT` starts it.
"""

import sys
from pathlib import Path

FIRST_FRAME = "first frame"
WHOLE_CITY = "whole city"


def bare() -> int:
    """Show a cube, say so, close."""
    # Imports stand inside: each program is to pay for its own only.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow
    from vtkmodules.vtkFiltersSources import vtkCubeSource
    from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

    from mrapp.ui.vtk_widget import VtkWidget, set_default_surface_format

    set_default_surface_format()
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    view = VtkWidget()
    cube, mapper, actor, renderer = vtkCubeSource(), vtkPolyDataMapper(), vtkActor(), vtkRenderer()
    mapper.SetInputConnection(cube.GetOutputPort())
    actor.SetMapper(mapper)
    renderer.AddActor(actor)
    view.hosted.window.AddRenderer(renderer)
    view.set_render(view.hosted.window.Render)

    def done() -> None:
        print(FIRST_FRAME, flush=True)
        view.painted.disconnect(done)
        # Not in the middle of painting.
        QTimer.singleShot(0, window, close)

    def close() -> None:
        view.close_view()
        window.close()

    view.painted.connect(done)
    window.setCentralWidget(view)
    window.resize(1440, 900)
    window.show()
    return app.exec()


def whole(project: Path) -> int:
    """Open a project, say when there is a frame and when the city is all there, close."""
    from mrapp.app.settings import KeptInMemory
    from mrapp.bootstrap import build_services, read_ahead

    services = build_services()
    pending = read_ahead(services.read_mesh, services.projects.load(project))
    # After the reading has begun, as in the application.
    from PySide6.QtCore import QTimer

    from mrapp.ui.application import make_application, run

    application = make_application()
    QTimer.singleShot(0, application, watch)
    return run(project, services, pending=pending, store=KeptInMemory())


def watch() -> None:
    """Find the window that has just opened and listen to it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from mrapp.ui.main_window import MainWindow

    window = next(top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow))
    seen: set[str] = set()

    def frame() -> None:
        if FIRST_FRAME not in seen:
            seen.add(FIRST_FRAME)
            print(FIRST_FRAME, flush=True)
        if window.bench.session and window.bench.session.meshes and not window.bench.loader.busy:
            print(WHOLE_CITY, flush=True)
            window.parts.view.city.painted.disconnect(frame)
            QTimer.singleShot(0, window, window.close)

    window.parts.view.city.painted.connect(frame)
    window.parts.view.city.update()


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else whole(Path(sys.argv[2])))
