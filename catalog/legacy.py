"""Vietnamese text of the years before Unicode, put right where the evidence is clear and else left alone.

TCVN3 (fonts named .VnTime), VNI-Windows, VISCII (RFC 1456) and Windows-1258 gave their letters the codes
of Western ones. Text that was read as Western (`TruyÖn KiÒu`, `Truyeän Kieàu`) still has the bytes in it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

from catalog.syllables import is_syllable, is_unmarked
from catalog.vietnamese import composed, tone_normal


class Legacy(StrEnum):
    """The encodings, by the names that librarians know."""

    UTF_8 = "UTF-8"
    WINDOWS_1258 = "Windows-1258"
    TCVN3 = "TCVN3 (.VnTime)"
    VNI = "VNI-Windows"
    VISCII = "VISCII"


# TCVN 5712:1993, form VN3. Capital letters with a tone have no code: the fonts .VnTimeH drew them.
_TCVN3 = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip(range(0xB5, 0xBA), "àảãáạ", strict=True)),
    **dict(zip(range(0xBB, 0xBF), "ằẳẵắ", strict=True)),
    **dict(zip(range(0xC6, 0xCD), "ặầẩẫấậè", strict=True)),
    **dict(zip(range(0xCE, 0xD0), "ẻẽ", strict=True)),
    **dict(zip(range(0xD0, 0xD9), "éẹềểễếệìỉ", strict=True)),
    **dict(zip(range(0xDC, 0xE0), "ĩíịò", strict=True)),
    **dict(zip(range(0xE1, 0xF0), "ỏõóọồổỗốộờởỡớợù", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "ủũúụừửữứựỳỷỹýỵ", strict=True)),
}
# RFC 1456 §3.
_VISCII = {
    **dict(zip((0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True)),
    **dict(
        zip(
            range(0x80, 0x100),
            "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
            "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
            strict=True,
        )
    ),
}
_VNI_ALONE = dict(zip("íìæóòñôöîÍÌÆÓÒÑÔÖÎ", "íìỉĩịđơưỵÍÌỈĨỊĐƠƯỴ", strict=True))
_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_MARKS = {
    **dict(zip("ùøûõï", _TONES, strict=True)),
    "â": "\u0302",
    **dict(zip("áàåãä", ("\u0302" + tone for tone in _TONES), strict=True)),
    "ê": "\u0306",
    **dict(zip("éèúüë", ("\u0306" + tone for tone in _TONES), strict=True)),
}
"""What the second of two characters puts on the letter before it."""
_VNI_PART = re.compile("a[ùøûõïâáàåãäêéèúüë]|[eo][ùøûõïâáàåãä]|[uyôö][ùøûõï]|[íìæóòñôöî]", re.IGNORECASE)


def decoded(text: str, encoding: Legacy) -> str | None:
    """What the bytes behind `text` say in `encoding`, in NFC; None where there are none or they say nothing.

    `text` was read as Latin-1 or Windows-1252, so every character was one byte.
    """
    data = _bytes_behind(text)
    if data is None:
        return None
    match encoding:
        case Legacy.VNI:
            return composed(_from_vni(data.decode("latin-1")))
        case Legacy.TCVN3:
            return _from_tcvn3(data)
        case Legacy.VISCII:
            return "".join(_VISCII.get(byte, chr(byte)) for byte in data)
    try:
        return composed(data.decode("utf-8" if encoding is Legacy.UTF_8 else "cp1258"))
    except UnicodeDecodeError:
        return None


def _bytes_behind(text: str) -> bytes | None:
    data = bytearray()
    for character in text:
        if character == "\u2212":  # a soft hyphen (ư in TCVN3) that Word made a minus sign
            data.append(0xAD)
            continue
        try:
            data += character.encode("latin-1" if ord(character) < 0x100 else "cp1252")  # noqa: PLR2004
        except UnicodeEncodeError:
            return None
    return bytes(data)


def _from_vni(text: str) -> str:
    def letters(found: re.Match[str]) -> str:
        letter, mark = found[0][0], found[0][1:].lower()
        return _VNI_ALONE.get(letter, letter) + (_VNI_MARKS[mark] if mark else "")

    return normalize("NFC", _VNI_PART.sub(letters, text))


def _from_tcvn3(data: bytes) -> str | None:
    try:
        text = "".join(chr(byte) if byte < 0x80 else _TCVN3[byte] for byte in data)  # noqa: PLR2004
    except KeyError:
        return None
    return _WORD.sub(lambda word: _in_capitals(word[0]), text)


def _in_capitals(word: str) -> str:
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


_WORD = re.compile(r"[^\s.,;:!?()\[\]/\"'–—_+&=-]+")
_ODD_INSIDE = re.compile(r"[^\W\d_][^\w\s]+\w|[a-zà-öø-ÿ][À-ÖØ-Þ]")
_MOST = 0.8
"""Share of the marked words that must become syllables; abbreviations and foreign names do not."""
_FEW = 0.5
"""Share of them that may be syllables as they stand."""
_GOOD_PART = 4
"""One line of so many."""
_ENOUGH_WORDS, _MANY_WORDS = 2, 3
"""Different marked words that are evidence in Vietnamese surroundings, and in any."""


def encoding_of(texts: Iterable[str]) -> Legacy | None:
    """The encoding in which `texts`, read as Western, are Vietnamese; None where the evidence is not clear.

    Most words with marks must become syllables that were none, and where they are only two, of the words
    without marks at least as many must be syllables as not: French or German titles stay.
    """
    whole = "\n".join(filter(_may_be_legacy, texts))
    marked = _marked(whole)
    if not marked:
        return None
    if decoded(whole, Legacy.UTF_8) is not None:  # its own proof
        return Legacy.UTF_8
    if len(set(marked)) < _ENOUGH_WORDS and not any(map(_ODD_INSIDE.search, marked)):
        return None
    candidates = [encoding for encoding in Legacy if encoding is not Legacy.UTF_8]
    best = max(candidates, key=lambda encoding: _likeness(whole, encoding))
    return best if _likeness(whole, best) >= _MOST else None


def _may_be_legacy(text: str) -> bool:
    """Not where it is Vietnamese as it stands: one cell of a row can be, and the next one not."""
    return text.isascii() or (_share(_marked(text)) <= _FEW and _bytes_behind(text) is not None)


def _likeness(text: str, encoding: Legacy) -> float:
    """Share of the marked words that are syllables in `encoding`; 0 where the others are mostly foreign."""
    read = decoded(text, encoding)
    if read is None:
        return 0
    plain = [word for word in _WORD.findall(read) if word.isascii() and word.isalpha() and len(word) > 1]
    native = sum(is_unmarked(word.lower()) for word in plain)
    marked = _marked(read)
    likely = native * 2 >= len(plain) or len(set(marked)) >= _MANY_WORDS
    return _share(marked) if likely else 0


def _marked(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _share(words: list[str]) -> float:
    return sum(is_syllable(tone_normal(word)) for word in words) / len(words) if words else 0


def put_right(text: str, encoding: Legacy) -> str:
    """`text` of a file in `encoding`; what is plain, or reads worse so, stays as it is."""
    if text.isascii():
        return text
    read = decoded(text, encoding)
    if read is None or encoding is Legacy.UTF_8:
        return read or text
    share = _share(_marked(read))
    return read if share > _FEW and share > _share(_marked(text)) else text


def main_encoding(lines: Iterable[Iterable[str]]) -> Legacy | None:
    """The encoding for which a good part of the lines with marks speaks; doubtful lines follow it."""
    marked = [line for line in map("\n".join, lines) if not line.isascii()]
    clear = Counter(filter(None, (encoding_of([line]) for line in marked)))
    best, times = clear.most_common(1)[0] if clear else (None, 0)
    return best if times * _GOOD_PART >= len(marked) else None
