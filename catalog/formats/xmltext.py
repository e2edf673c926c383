"""Text that XML 1.0 can hold."""

import re

# XML 1.0 §2.2, production [2] Char: everything else cannot stand in a document, not even escaped.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without characters that no XML document may contain."""
    return _NO_CHARACTER.sub("", text)
