"""Text that was read in the wrong encoding, put right where the evidence is clear and else left alone.

Sound files carry tags declared as Latin-1 that hold UTF-8, Windows-1258, TCVN3 (the fonts named .VnTime) or
Shift-JIS. Read as declared, every byte became one character, so the bytes are still there.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from media.text import composed

# TCVN 5712:1993, form VN3. Capital letters with a tone have no code: the fonts .VnTimeH drew them.
TCVN3 = {
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

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:oai|oao|oay|oeo|uây|uyê|uya|uyu|iêu|yêu|uôi|ươi|ươu|[iy]ê|[uo]a|uâ|uê|uô|uơ|uy|ươ|ưa|ưi|ưu|ia|iu|"
    "ai|ao|a[uy]|â[uy]|eo|êu|o[ăei]|ôi|ơi|ui|[aăâeêioôơuưy])"
    "(?:ch?|m|ng?|nh|p|t)?"
)
_WORD = re.compile(r"[^\s.,;:!?()\[\]/\"'–—_+&-]+")
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_ODD_INSIDE = re.compile(r"[^\W\d_][^\w\s]+\w|[a-zà-öø-ÿ][À-ÖØ-Þ]")
ENOUGH_WORDS = 2

Codec = Callable[[bytes], str | None]


def repair(texts: Sequence[str]) -> list[str]:
    """The texts of one file in NFC, decoded again where they were clearly decoded wrongly.

    What is clear in one text ("TruyÖn KiÒu") settles the doubtful ones of the same file ("Håi 1").
    """
    clear = [_clear_codec(text) for text in texts]
    used = [codec for codec in clear if codec is not None]
    return [_decode(text, codec or _same_as(text, used)) for text, codec in zip(texts, clear, strict=True)]


def _clear_codec(text: str) -> Codec | None:
    data = _bytes_behind(text)
    if data is None or data.isascii():
        return None
    certain = next((codec for codec in (_utf_8, _shift_jis) if codec(data) is not None), None)
    if certain or not _evident(text):
        return certain
    return next((codec for codec in (_windows_1258, _tcvn3) if _plausible(text, codec)), None)


def _same_as(text: str, used: Sequence[Codec]) -> Codec | None:
    return next((codec for codec in used if _plausible(text, codec)), None)


def _decode(text: str, codec: Codec | None) -> str:
    data = _bytes_behind(text)
    decoded = codec(data) if codec and data is not None else None
    return composed(text if decoded is None else decoded)


def _plausible(text: str, codec: Codec) -> bool:
    """Every marked word is a Vietnamese syllable as `codec` reads it, but not as it stands."""
    data = _bytes_behind(text)
    decoded = codec(data) if data is not None else None
    words = _marked_words(decoded or "")
    return bool(words) and all(map(_is_syllable, words)) and not all(map(_is_syllable, _marked_words(text)))


def _evident(text: str) -> bool:
    """Two marked words, or one with a sign or a capital inside as no language has it ("H¹c", "NguyÔn")."""
    words = _marked_words(text)
    return len(words) >= ENOUGH_WORDS or any(_ODD_INSIDE.search(word) for word in words)


def _bytes_behind(text: str) -> bytes | None:
    """The bytes that became `text` when they were read as Latin-1 or Windows-1252; None if neither can be."""
    data = bytearray()
    for character in text:
        try:
            data += character.encode("latin-1" if ord(character) < 0x100 else "cp1252")  # noqa: PLR2004
        except UnicodeEncodeError:
            return None
    return bytes(data)


def _utf_8(data: bytes) -> str | None:
    """UTF-8 is its own proof: text in another encoding almost never fits its pattern."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _shift_jis(data: bytes) -> str | None:
    """Kana, or nothing but Japanese letters; half-width letters are what Vietnamese bytes look like."""
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    letters = [letter for letter in text if letter.isalpha()]
    if _HALF_WIDTH.search(text) or len(_JAPANESE.findall(text)) < ENOUGH_WORDS:
        return None
    return text if _KANA.search(text) or all(map(_JAPANESE.match, letters)) else None


def _windows_1258(data: bytes) -> str | None:
    try:
        return composed(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _tcvn3(data: bytes) -> str | None:
    try:
        decoded = "".join(chr(byte) if byte < 0x80 else TCVN3[byte] for byte in data)  # noqa: PLR2004
    except KeyError:
        return None
    return _WORD.sub(lambda word: _as_capitals(word[0]), decoded)


def _as_capitals(word: str) -> str:
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def _marked_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _is_syllable(word: str) -> bool:
    """Whether `word` could be a Vietnamese syllable: onset, vowels, coda, and at most one tone."""
    written = unicodedata.normalize("NFC", word.lower())
    marked = unicodedata.normalize("NFD", written)
    plain = unicodedata.normalize("NFC", marked.translate(_TONES))
    tones = len(marked) - len(marked.translate(_TONES))
    return (
        tones <= 1 and not any(map(unicodedata.combining, written)) and _SYLLABLE.fullmatch(plain) is not None
    )
