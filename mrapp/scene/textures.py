"""Images for surfaces, kept once a file."""

from collections.abc import Iterable

import numpy as np
from vtkmodules.vtkRenderingCore import vtkTexture

from mrapp.model.citymesh import Image, Texture
from mrapp.scene.polydata import image_data
from mrapp.scene.shader_looks import GLOW_MAP, NORMAL_MAP, ROUGH_MAP

# Keeps facades and paving sharp at a slant. A graphics card does it for nothing; drawing in
# software it makes a frame ten times as slow.
_ANISOTROPY = 8.0
_SOFTWARE = ("llvmpipe", "softpipe", "swrast", "swiftshader", "basic render")


IMAGE = "image"
_FLAT = Image(np.full((1, 1, 3), (128, 128, 255), np.uint8))
_WHITE = Image(np.full((1, 1, 3), 255, np.uint8))


def is_software(renderer_name: str) -> bool:
    """Whether OpenGL's own name for the renderer is that of a program, not of a graphics card."""
    return any(name in renderer_name.lower() for name in _SOFTWARE)


def sharpen(textures: Iterable[vtkTexture]) -> None:
    """Let a graphics card filter these textures well at a slant."""
    for texture in textures:
        texture.SetMaximumAnisotropicFiltering(_ANISOTROPY)


def texture_images(texture: Texture, special: bool) -> dict[str, Image]:
    """Return the images of a texture by their names in the shader; its own by `IMAGE`.

    special: also the maps of its look; a neutral one where there is none.
    """
    assert texture.image is not None, "triangles without one are drawn without texture"
    images = {IMAGE: texture.image}
    if special:
        images[NORMAL_MAP] = texture.normal or _FLAT
        images[ROUGH_MAP] = texture.metal_rough or _WHITE
        images[GLOW_MAP] = texture.emissive or _WHITE
    return images


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
