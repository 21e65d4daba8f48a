"""Poppler's view of PDF files: what others see of those that we write."""

import subprocess
from pathlib import Path

import cv2
import numpy as np


def page_picture(file: Path, dpi: int, page: int = 1, *more: str) -> np.ndarray:
    """Return a page as a grey picture; `more`: other arguments of pdftoppm."""
    numbers = ("-f", str(page), "-l", str(page))
    command = ("pdftoppm", "-gray", "-r", str(dpi), *numbers, *more, str(file))
    shown = subprocess.run(command, check=True, capture_output=True).stdout
    return np.asarray(cv2.imdecode(np.frombuffer(shown, np.uint8), cv2.IMREAD_GRAYSCALE))


def pdf_info(file: Path) -> dict[str, str]:
    """Return what pdfinfo says, its boxes among it."""
    command = ("pdfinfo", "-box", str(file))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {
        name: value.strip()
        for name, _, value in (line.partition(":") for line in said.splitlines())
    }
