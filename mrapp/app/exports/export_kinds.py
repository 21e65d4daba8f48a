"""The formats in which remarks leave; apart, since naming them needs nothing of making them."""

from enum import StrEnum


class ExportKind(StrEnum):
    """The formats in which remarks leave."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    BCF = "bcf"
