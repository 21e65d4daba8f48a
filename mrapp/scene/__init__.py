"""Shows a SceneState: city, sky, sunlight, picking, moving about, and pictures. Decides nothing."""

from mrapp.scene.vtk_modules import find_at_once

# Before the first module of VTK is imported.
find_at_once()
