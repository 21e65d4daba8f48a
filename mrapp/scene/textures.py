"""Images for surfaces, read with VTK and kept once a file."""

from collections.abc import Iterable
from pathlib import Path

from vtkmodules.vtkIOImage import vtkImageReader2, vtkImageReader2Factory
from vtkmodules.vtkRenderingCore import vtkTexture

from mrapp.model.citymesh import Texture

# Keeps facades and paving sharp at a slant. A graphics card does it for nothing; drawing in
# software it makes a frame ten times as slow.
_ANISOTROPY = 8.0
_SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "basic render")


def is_software(renderer_name: str) -> bool:
    """Whether OpenGL's own name for the renderer is that of a program, not of a graphics card."""
    return any(name in renderer_name.lower() for name in _SOFTWARE)


def sharpen(textures: Iterable[vtkTexture]) -> None:
    """Let a graphics card filter these textures well at a slant."""
    for texture in textures:
        texture.SetMaximumAnisotropicFiltering(_ANISOTROPY)


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
    result.SetMaximumAnisotropicFiltering(1.0)
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
