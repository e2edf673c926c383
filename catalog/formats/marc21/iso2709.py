"""Reading ISO 2709 as MARC 21 uses it (MARC 21 Specifications, Part 2: Record Structure).

The record terminator 1D is the one thing that is believed: a record that is broken ends there and the next
one begins. Lengths, base address and character coding are checked against the bytes and mended.
"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from pymarc import Record
from pymarc.exceptions import BadSubfieldCodeWarning, PymarcException

from catalog.errors import N_
from catalog.formats.errors import NotMarc
from catalog.formats.marc21 import letters
from catalog.formats.marc21.item import MarcItem
from catalog.formats.notes import Note

RECORD_END, FIELD_END = b"\x1d", b"\x1e"
LEADER, ENTRY = 24, 12
"""Bytes of the leader and of one directory entry (leader/20-22 are always 4, 5, 0)."""
_CHUNK = 1 << 16
_RECORD_LIMIT = 4_000_000
"""Bytes. The format ends at 99,999; some systems write longer records with a wrong length."""

_BROKEN = N_("Biểu ghi ở byte %(position)s bị hỏng (%(reason)s) nên không nhập được.")
_NO_STRUCTURE = N_("không có đầu biểu và thư mục đúng chuẩn")
_NO_FIELDS = N_("không có trường nào")
_NO_END = N_("không có dấu kết thúc")
_NO_LETTERS = N_("không giải mã được chữ")
_MENDED = N_("Độ dài hoặc vị trí trường ghi sai; đã đọc theo dấu kết thúc trường.")
_CODING = N_("Đầu biểu ghi bảng mã %(said)s nhưng nội dung là %(found)s; đã đọc theo nội dung.")
_UNREADABLE = N_("Có chữ không đúng bảng mã; đã thay bằng dấu �.")


def read_iso2709(path: Path) -> Iterator[MarcItem]:
    """Every record of the file, the broken ones with the reason and their byte position. Raises NotMarc."""
    any_structure = False
    for number, (position, raw) in enumerate(_chunks(path), 1):
        any_structure = any_structure or FIELD_END in raw
        if not any_structure:
            raise NotMarc
        yield _item(number, position, raw)
    if not any_structure:
        raise NotMarc


def _chunks(path: Path) -> Iterator[tuple[int, bytes]]:
    """Byte position and bytes of each record, terminator included; white space between records is dropped."""
    position, rest = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            *whole, rest = (rest + chunk).split(RECORD_END)
            for raw in whole:
                yield position, raw.lstrip(b"\r\n \t\x00\x1a") + RECORD_END
                position += len(raw) + 1
            if len(rest) > _RECORD_LIMIT:
                yield position, rest
                position, rest = position + len(rest), b""
    if rest.strip(b"\r\n \t\x00\x1a"):
        yield position, rest


def _item(number: int, position: int, raw: bytes) -> MarcItem:
    def broken(reason: str) -> MarcItem:
        return MarcItem(number, raw, None, Note(_BROKEN, {"position": position, "reason": reason}))

    if not raw.endswith(RECORD_END):
        return broken(_NO_END)
    sound, mended = raw, _is_sound(raw)
    if not mended:
        sound = _mended(raw)
    if not sound:
        return broken(_NO_STRUCTURE)
    if sound.count(FIELD_END) < 2:  # noqa: PLR2004 - the directory's end and one field's
        return broken(_NO_FIELDS)
    try:
        record, notes = _decoded(sound)
    except (PymarcException, ValueError, IndexError, TypeError):
        return broken(_NO_LETTERS)
    return MarcItem(number, raw, record, notes=notes if mended else (Note(_MENDED), *notes))


def _directory(raw: bytes) -> tuple[bytes, bytes]:
    head, _, data = raw[LEADER:].partition(FIELD_END)
    return head, data


def _is_sound(raw: bytes) -> bool:
    """Whether leader and directory agree with where the fields really begin and end."""
    head, data = _directory(raw)
    whole = raw[:5].isdigit() and int(raw[:5]) == len(raw)
    based = raw[12:17].isdigit() and int(raw[12:17]) == LEADER + len(head) + 1
    return whole and based and head.isalnum() and not len(head) % ENTRY and _entries_fit(head, data)


def _entries_fit(head: bytes, data: bytes) -> bool:
    for start in range(0, len(head), ENTRY):
        length, offset = head[start + 3 : start + 7], head[start + 7 : start + ENTRY]
        if not (length.isdigit() and offset.isdigit() and int(length)):
            return False
        end = int(offset) + int(length)
        field = data[int(offset) : end]
        if len(field) != int(length) or field.find(FIELD_END) != len(field) - 1:
            return False
    return True


def _mended(raw: bytes) -> bytes:
    """The record with leader and directory made anew from the field terminators; empty if that cannot be.

    The directory may have letters for digits or stray bytes at its end, but must name one tag for each field.
    """
    head, data = _directory(raw)
    fields = data.removesuffix(RECORD_END).split(FIELD_END)
    if not fields[-1].strip():
        fields.pop()
    tags = [head[start : start + 3] for start in range(0, len(head) - ENTRY + 1, ENTRY)]
    sure = head[: (len(tags) - 1) * ENTRY] if tags else b""
    if len(head) % ENTRY and sure and not sure.isalnum():
        return b""  # bytes were lost or added before the end, so the later tags cannot be told
    if len(raw) < LEADER or len(tags) != len(fields) or not all(tag.isalnum() for tag in tags):
        return b""
    entries, offset = [], 0
    for tag, field in zip(tags, fields, strict=True):
        if len(tag) != 3 or len(field) >= 9999 or offset > 99999:  # noqa: PLR2004 - what an entry can say
            return b""
        entries.append(b"%s%04d%05d" % (tag, len(field) + 1, offset))
        offset += len(field) + 1
    base = LEADER + len(entries) * ENTRY + 1
    leader = b"%05d%s22%05d%s4500" % (min(base + offset + 1, 99999), raw[5:10], base, raw[17:20])
    return leader + b"".join(entries) + FIELD_END + FIELD_END.join(fields) + FIELD_END + RECORD_END


def _decoded(raw: bytes) -> tuple[Record, tuple[Note, ...]]:
    """The record and what was odd about its letters (leader/09: `a` is UTF-8, blank is MARC-8)."""
    says_utf8 = raw[9:10] == b"a"
    is_utf8, notes = _coding(raw, says_utf8=says_utf8)
    # The leader may have bytes outside ASCII; pymarc would give up on them.
    ascii_leader = re.sub(rb"[^\x20-\x7e]", b" ", raw[:LEADER])
    coded = ascii_leader[:9] + (b"a" if is_utf8 else b" ") + ascii_leader[10:] + raw[LEADER:]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BadSubfieldCodeWarning)
        legacy = None if is_utf8 else letters.legacy_of(raw)
        record = Record(
            data=coded,
            to_unicode=True,
            hide_utf8_warnings=True,
            utf8_handling="replace",
            file_encoding="latin-1" if legacy else "iso8859-1",  # which pymarc takes for MARC-8
        )
    if legacy:
        return record, letters.mend(record, legacy)
    if not is_utf8:
        _join_halves(record)
    return record, (*notes, *letters.mend(record))


def _coding(raw: bytes, *, says_utf8: bool) -> tuple[bool, tuple[Note, ...]]:
    if raw.isascii():
        return says_utf8 or b"\x1b" not in raw, ()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        # One cut letter in a UTF-8 record, or a MARC-8 record with a leader that is wrong?
        letters = raw.decode("utf-8", "replace")
        good = sum(1 for letter in letters if letter > "\x7f" and letter != "�")
        if says_utf8 and good > letters.count("�"):
            return True, (Note(_UNREADABLE),)
        return False, (Note(_CODING, {"said": "UTF-8", "found": "MARC-8"}),) if says_utf8 else ()
    return True, () if says_utf8 else (Note(_CODING, {"said": "MARC-8", "found": "UTF-8"}),)


# MARC-8 codes a mark over two letters as two halves (EB EC, FA FB). Unicode has whole ones for that
# (Code Table Extended Latin, alternates U+0361 and U+0360), which is what other programs write.
_HALVES = str.maketrans({"\ufe20": "\u0361", "\ufe21": None, "\ufe22": "\u0360", "\ufe23": None})


def _join_halves(record: Record) -> None:
    for field in record.fields:
        if not field.is_control_field():
            field.subfields = [part._replace(value=part.value.translate(_HALVES)) for part in field.subfields]
