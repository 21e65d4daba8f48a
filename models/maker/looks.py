"""The palette: every material and texture by name, with the size a texture covers.

Colours are calm and a little warm, the way Dutch streets look under a light
overcast sky; sRGB from 0 to 1.
"""

from dataclasses import dataclass
from typing import Any

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Material:
    """An even colour, perhaps see-through (0 is solid)."""

    rgb: Rgb
    transparency: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The material's values in a CityJSON appearance."""
        made: dict[str, Any] = {"diffuseColor": list(self.rgb), "ambientIntensity": 0.4}
        if self.transparency:
            made["transparency"] = self.transparency
        return made


@dataclass(frozen=True)
class Image:
    """A repeating picture: its file and the metres it covers along u and v.

    For walls the picture holds ``bays`` window bays by ``floors`` storeys.
    """

    file: str
    width_m: float
    height_m: float
    bays: int = 1
    floors: int = 1


def hexed(code: str, transparency: float = 0.0) -> Material:
    """A material from a colour written as six hexadecimal digits."""
    rgb = tuple(round(int(code[k : k + 2], 16) / 255, 3) for k in (0, 2, 4))
    return Material((rgb[0], rgb[1], rgb[2]), transparency)


MATERIALS: dict[str, Material] = {
    name: hexed(code)
    for name, code in {
        "white": "ecebe6",
        "cream": "e2dac6",
        "lightgrey": "c4c3be",
        "grey": "8f9190",
        "darkgrey": "4b4f52",
        "black": "2a2c2e",
        "concrete": "b4b1a9",
        "kerb": "bdbab2",
        "quaystone": "77706a",
        "coping": "c9c4b8",
        "zinc": "7f8a90",
        "lead": "6a7276",
        "brickred": "8d5342",
        "brickbrown": "76503f",
        "brickyellow": "b59a6d",
        "brickgrey": "8a8178",
        "brickdark": "5c4640",
        "rendered": "e6e1d6",
        "wood": "9b7a55",
        "woodlight": "b99a6f",
        "wooddark": "6b5039",
        "fence": "8d7a62",
        "steel": "98a0a5",
        "steeldark": "565d61",
        "green": "3f6b4d",
        "deepblue": "243f63",
        "red": "a63a32",
        "yellow": "f0c233",
        "trainblue": "1f3f77",
        "orange": "d2792f",
        "teal": "2f7474",
        "tyre": "26282a",
        "carwhite": "e5e6e4",
        "cargrey": "7c8388",
        "carblack": "2f3337",
        "carblue": "3b5a80",
        "carred": "9b3b33",
        "carsilver": "b7bcbe",
        "cargreen": "56705c",
        "glassdark": "4a5962",
        "bark": "6a5b4b",
        "birchbark": "cfc9bc",
        "leaf1": "4f7c3c",
        "leaf2": "628f45",
        "leaf3": "769f4f",
        "leafshade": "3d6433",
        "lime1": "5d8b3f",
        "lime2": "75a24b",
        "lime3": "8cb35a",
        "limeshade": "476f35",
        "poplar1": "567d45",
        "poplar2": "6d9352",
        "poplar3": "84a763",
        "poplarshade": "43653a",
        "birch1": "7b9c52",
        "birch2": "91b062",
        "birch3": "a7c274",
        "birchshade": "617f43",
        "pink1": "b98a93",
        "pink2": "cfa3a8",
        "pink3": "dfbcbd",
        "pinkshade": "8f6f72",
        "hedge": "4c7440",
        "hedgetop": "5f8a4c",
        "shrub1": "567f44",
        "shrub2": "6d9553",
        "flowerred": "b5524c",
        "floweryellow": "d8bd58",
        "flowerlilac": "9d83ad",
        "skin1": "e0b394",
        "skin2": "b98663",
        "skin3": "7d553d",
        "hairdark": "3a2d26",
        "hairblond": "c2a268",
        "hairgrey": "a9a6a2",
        "jeans": "41536d",
        "trousers": "3a3d44",
        "beige": "b9a688",
        "coatblue": "3c5878",
        "coatred": "9c4640",
        "coatgreen": "56705a",
        "coatyellow": "cda546",
        "coatgrey": "777c82",
        "coatwhite": "d9d6cd",
        "coatpurple": "6f5a80",
        "linewhite": "e3e2db",
        "signblue": "1f5f9f",
        "awningred": "a85548",
        "awninggreen": "54705a",
        "awningcream": "dccfae",
        "lod1": "c9bfae",
        "sedumgreen": "8a9a62",
        "fountainwater": "7fa3ad",
        "boatwhite": "e6e4dc",
        "boatblue": "33507a",
        "boatwood": "8a5f3c",
        "boatgreen": "395c4b",
        "bronze": "6d5a3f",
        "playred": "c2513f",
        "playblue": "3f78a8",
    }.items()
}
MATERIALS["glass"] = hexed("a9c2cb", 0.55)
MATERIALS["glassgreen"] = hexed("b4cfc6", 0.5)

IMAGES: dict[str, Image] = {}


def register(name: str, image: Image) -> None:
    """Make a texture known under a name. Raises ValueError when the name is taken."""
    if name in IMAGES or name in MATERIALS:
        raise ValueError(f"look named twice: {name}")
    IMAGES[name] = image
