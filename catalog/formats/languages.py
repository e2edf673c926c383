"""Languages as people type them, as MARC codes (ISO 639-2/B) and as BCP 47 tags."""

from catalog.vietnamese import fold, nfc

# BCP 47 tag, MARC code, names that spreadsheets use (compared folded).
_LANGUAGES = (
    ("vi", "vie", "tiếng việt", "việt", "vietnamese"),
    ("en", "eng", "tiếng anh", "anh", "english"),
    ("fr", "fre", "tiếng pháp", "pháp", "french"),
    ("de", "ger", "tiếng đức", "đức", "german"),
    ("ru", "rus", "tiếng nga", "nga", "russian"),
    ("zh", "chi", "tiếng trung", "trung", "tiếng hoa", "hoa", "chinese"),
    ("ja", "jpn", "tiếng nhật", "nhật", "japanese"),
    ("ko", "kor", "tiếng hàn", "hàn", "korean"),
    ("es", "spa", "tiếng tây ban nha", "spanish"),
    ("it", "ita", "tiếng ý", "italian"),
    ("pt", "por", "tiếng bồ đào nha", "portuguese"),
    ("nl", "dut", "tiếng hà lan", "dutch"),
    ("la", "lat", "tiếng la tinh", "latin"),
    ("da", "dan", "tiếng đan mạch", "danish"),
    ("sv", "swe", "tiếng thụy điển", "swedish"),
    ("pl", "pol", "tiếng ba lan", "polish"),
    ("cs", "cze", "tiếng séc", "czech"),
    ("hu", "hun", "tiếng hungary", "hungarian"),
    ("km", "khm", "tiếng khmer", "khmer"),
    ("lo", "lao", "tiếng lào", "lao"),
    ("th", "tha", "tiếng thái", "thai"),
    ("id", "ind", "tiếng indonesia", "indonesian"),
    ("ms", "may", "tiếng mã lai", "malay"),
    ("hi", "hin", "tiếng hindi", "hindi"),
    ("ar", "ara", "tiếng ả rập", "arabic"),
)
_TERMINOLOGY = {"fra": "fr", "deu": "de", "zho": "zh", "nld": "nl", "ces": "cs", "msa": "ms"}
_TAG_OF_CODE = {code: tag for tag, code, *_ in _LANGUAGES} | _TERMINOLOGY
_CODE_OF_TAG = {tag: code for tag, code, *_ in _LANGUAGES}
_TAG_OF_NAME = {fold(name): tag for tag, code, *names in _LANGUAGES for name in (tag, code, *names)}
_NOT_A_LANGUAGE = ("und", "mul", "zxx", "mis")
_CODE_LENGTH = 3


def from_marc(code: str) -> str:
    """BCP 47 tag of a MARC language code; empty for `und`, blanks and fill characters.

    A code without a two-letter tag is its own tag (RFC 5646 §2.2.1): `cho` → `cho`.
    """
    code = code.strip().lower()
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isalpha()) or code in _NOT_A_LANGUAGE:
        return ""
    return _TAG_OF_CODE.get(code, code)


def to_marc(tag: str) -> str:
    """MARC code of a BCP 47 tag; `und` where there is none."""
    primary = tag.lower().split("-")[0]
    return _CODE_OF_TAG.get(primary, primary if len(primary) == _CODE_LENGTH else "und")


def from_name(text: str) -> str:
    """BCP 47 tag of what a cell says: `Tiếng Việt`, `vie`, `en`; empty when it is not understood."""
    folded = fold(nfc(text))
    return _TAG_OF_NAME.get(folded) or _TAG_OF_CODE.get(folded, "")
