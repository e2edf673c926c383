"""Which encoding a text file is in. What the file says about itself is not asked."""

import codecs
import re
from pathlib import Path

from catalog.errors import N_
from catalog.formats.errors import EmptyCatalogueFile, UnknownCatalogueFormat
from catalog.formats.notes import Note
from catalog.legacy import Legacy, main_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
# Bytes that stand in no text of any of the encodings below, but all over programs, pictures and archives.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")


def encoding_of(path: Path) -> tuple[str, tuple[Note, ...]]:
    """The Python codec that reads the whole file, and a note where it had to be guessed.

    Raises EmptyCatalogueFile, and UnknownCatalogueFormat for bytes that are no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise EmptyCatalogueFile
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding, _mostly_readable(path, encoding)
    if b"\0" in sample:
        return _utf16_without_mark(sample), ()
    if len(_CONTROLS.findall(sample)) * 200 > len(sample):
        raise UnknownCatalogueFormat
    if _decodes(path, "utf-8"):
        return "utf-8", ()
    return _single_byte(path, sample)


_NAMES = {"cp1258": "Windows-1258", "cp1252": "Windows-1252", "latin-1": "ISO 8859-1"}


def _single_byte(path: Path, sample: bytes) -> tuple[str, tuple[Note, ...]]:
    """Text of old fonts is read as ISO 8859-1, which keeps the bytes; the table puts it right."""
    found = main_encoding([line] for line in sample.decode("latin-1").splitlines())
    if found not in (None, Legacy.WINDOWS_1258):
        return "latin-1", ()
    likely = "cp1258" if found else "cp1252"
    guessed = likely if _decodes(path, likely) else "latin-1"
    note = Note(
        N_("Tập tin không phải UTF-8; đã đọc theo bảng mã %(encoding)s. Hãy xem lại dấu tiếng Việt."),
        {"encoding": _NAMES[guessed]},
    )
    return guessed, (note,)


def _mostly_readable(path: Path, encoding: str) -> tuple[Note, ...]:
    if _decodes(path, encoding):
        return ()
    return (Note(N_("Tập tin có chỗ sai bảng mã; các chữ không đọc được đã được thay bằng dấu �.")),)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_SAMPLE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _utf16_without_mark(sample: bytes) -> str:
    """Text in Latin letters as UTF-16 has a zero in every other byte, all on one side."""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    many = len(sample) // 8
    if high > many and low * 20 < high:
        return "utf-16-le"
    if low > many and high * 20 < low:
        return "utf-16-be"
    raise UnknownCatalogueFormat
