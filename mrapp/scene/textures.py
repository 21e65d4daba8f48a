"""Images for surfaces, kept once a file."""

from collections.abc import Iterable

from vtkmodules.vtkRenderingCore import vtkTexture

from mrapp.model.citymesh import Image
from mrapp.scene.polydata import image_data

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


def texture_of(image: Image, wrap: str) -> vtkTexture:
    """Return an image as a VTK texture that wraps as a `Texture` says."""
    result = vtkTexture()
    result.SetInputData(image_data(image.pixels))
    result.InterpolateOn()
    result.MipmapOn()
    result.SetMaximumAnisotropicFiltering(1.0)
    result.SetWrap(_wrap(wrap))
    return result


def _wrap(name: str) -> int:
    names = {
        "mirror": vtkTexture.MirroredRepeat,
        "clamp": vtkTexture.ClampToEdge,
        "border": vtkTexture.ClampToBorder,
    }
    found: int = names.get(name, vtkTexture.Repeat)
    return found
