"""Materials of the older kind, by how they gloss, as those by metal and roughness."""

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf.document import Json

Floats = NDArray[np.float64]

_PLAIN = 0.04  # what anything but metal reflects
_TINY = 1e-6


def converted(gloss: Json) -> tuple[Floats, float, float]:
    """Return base colour (3,), metallic and roughness of KHR_materials_pbrSpecularGlossiness.

    By the formulas of the converter that comes with that extension (its example
    convert-between-workflows). Where an image has a say, its pixels are not converted: then it is
    taken for no metal, in its diffuse colour.
    """
    roughness = 1.0 - gloss.get("glossinessFactor", 1.0)
    specular = np.array(gloss.get("specularFactor", [1.0] * 3), np.float64)
    diffuse = np.array(gloss.get("diffuseFactor", [1.0] * 4)[:3], np.float64)
    if "diffuseTexture" in gloss or "specularGlossinessTexture" in gloss:
        return diffuse, 0.0, roughness
    left = 1.0 - specular.max()
    metallic = _metallic(_brightness(diffuse), _brightness(specular), left)
    plain = diffuse * left / (1.0 - _PLAIN) / max(1.0 - metallic, _TINY)
    metal = (specular - _PLAIN * (1.0 - metallic)) / max(metallic, _TINY)
    base = plain + (metal - plain) * metallic**2
    return np.clip(base, 0.0, 1.0), metallic, roughness


def _metallic(dull: float, bright: float, left: float) -> float:
    if bright < _PLAIN:
        return 0.0
    b = dull * left / (1.0 - _PLAIN) + bright - 2.0 * _PLAIN
    root = max(b * b - 4.0 * _PLAIN * (_PLAIN - bright), 0.0) ** 0.5
    return float(np.clip((root - b) / (2.0 * _PLAIN), 0.0, 1.0))


def _brightness(colour: Floats) -> float:
    """Return how bright a colour looks, 0..1 (HSP colour model)."""
    return float(np.sqrt(colour**2 @ np.array([0.299, 0.587, 0.114])))
