"""The fonts in which the library draws covers and labels."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fonts:
    """TrueType files with all Vietnamese letters."""

    regular: Path
    bold: Path
