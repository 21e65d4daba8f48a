"""Images for surfaces, read with VTK and kept once a file."""

from pathlib import Path

from vtkmodules.vtkIOImage import vtkImageReader2, vtkImageReader2Factory
from vtkmodules.vtkRenderingCore import vtkTexture

from mrapp.model.citymesh import Texture

_ANISOTROPY = 8.0


def load_texture(texture: Texture) -> vtkTexture | None:
    """Return the image as a VTK texture; None where the file is missing or is no image."""
    if texture.path is None or not Path(texture.path).is_file():
        return None
    reader = _reader_of(texture.path)
    if reader is None:
        return None
    reader.SetFileName(texture.path)
    reader.Update()
    result = vtkTexture()
    result.SetInputConnection(reader.GetOutputPort())
    result.InterpolateOn()
    result.MipmapOn()
    result.SetMaximumAnisotropicFiltering(_ANISOTROPY)
    result.SetWrap(_wrap(texture.wrap))
    return result


def _reader_of(path: str) -> vtkImageReader2 | None:
    return vtkImageReader2Factory.CreateImageReader2(path)


def _wrap(name: str) -> int:
    names = {
        "mirror": vtkTexture.MirroredRepeat,
        "clamp": vtkTexture.ClampToEdge,
        "border": vtkTexture.ClampToBorder,
    }
    found: int = names.get(name, vtkTexture.Repeat)
    return found
