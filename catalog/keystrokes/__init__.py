"""Keystrokes of Telex, VNI and VIQR typed while no Vietnamese keyboard was on: `truyeenj kieeuf`."""

from catalog.keystrokes.texts import readings
from catalog.keystrokes.typing import to_telex, to_viqr, to_vni

__all__ = ["readings", "to_telex", "to_viqr", "to_vni"]
