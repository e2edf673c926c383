"""Words that people read for the values that the program keeps."""

from enum import StrEnum

from catalog.errors import N_
from catalog.models import Access, CopyStatus, DigitalKind, Form, MaterialType, Role
from elibrary.localisation import translated
from elibrary.permissions import StaffRole
from elibrary.usage import Channel, Event

_WORDS: dict[StrEnum, str] = {
    Form.PAPER: N_("Sách giấy"),
    Form.DIGITAL: N_("Sách số"),
    Form.AUDIO: N_("Sách nói"),
    MaterialType.BOOK: N_("Sách"),
    MaterialType.NEWSPAPER: N_("Báo"),
    MaterialType.MAGAZINE: N_("Tạp chí"),
    MaterialType.MAP: N_("Bản đồ"),
    MaterialType.AUDIOBOOK: N_("Sách nói"),
    MaterialType.OTHER: N_("Tài liệu khác"),
    CopyStatus.AVAILABLE: N_("Có trên kệ"),
    CopyStatus.ON_LOAN: N_("Đang cho mượn"),
    CopyStatus.REFERENCE: N_("Đọc tại chỗ"),
    CopyStatus.LOST: N_("Báo mất"),
    CopyStatus.WITHDRAWN: N_("Đã thanh lý"),
    Role.AUTHOR: N_("tác giả"),
    Role.TRANSLATOR: N_("người dịch"),
    Role.EDITOR: N_("chủ biên"),
    Role.COMPILER: N_("người biên soạn"),
    Role.ILLUSTRATOR: N_("người minh hoạ"),
    Role.NARRATOR: N_("giọng đọc"),
    Role.CONTRIBUTOR: N_("người cộng tác"),
    DigitalKind.EPUB: N_("EPUB"),
    DigitalKind.PDF: N_("PDF"),
    Access.PUBLIC: N_("Mọi người"),
    Access.STAFF: N_("Chỉ nhân viên"),
    StaffRole.LIBRARIAN: N_("Thủ thư"),
    StaffRole.ADMINISTRATOR: N_("Quản trị"),
    Event.VIEW: N_("Xem tài liệu"),
    Event.SCAN: N_("Quét mã"),
    Event.READ: N_("Chương, trang đã đọc"),
    Event.LISTEN: N_("Phút đã nghe"),
    Channel.WEB: N_("Trang web"),
    Channel.QR: N_("Mã QR"),
    Channel.FEED: N_("Nguồn tin"),
}

AGES = (0, 6, 9, 12, 14, 16, 18)
"""Years from which records are shown to children's profiles, as a form offers them."""
_AGE, _EVERY_AGE = N_("từ %(age)s tuổi"), N_("mọi lứa tuổi")

_LANGUAGES = {
    "vi": N_("Tiếng Việt"),
    "en": N_("Tiếng Anh"),
    "fr": N_("Tiếng Pháp"),
    "zh": N_("Tiếng Trung"),
    "ja": N_("Tiếng Nhật"),
    "ko": N_("Tiếng Hàn"),
    "ru": N_("Tiếng Nga"),
    "de": N_("Tiếng Đức"),
    "es": N_("Tiếng Tây Ban Nha"),
    "km": N_("Tiếng Khmer"),
    "": N_("Chưa rõ"),
}


def label(value: StrEnum) -> str:
    """The word for a value of one of the program's enumerations, in the page's language."""
    return translated(_WORDS[value])


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Value and word of each member, for a form."""
    return [(member.value, label(member)) for member in kind]


def language_name(code: str) -> str:
    """The name of a language in the page's language; an unlisted code stays as it is."""
    return translated(_LANGUAGES[code]) if code in _LANGUAGES else code


def age_word(age: int) -> str:
    """From which age a record is shown: "từ 12 tuổi"; "mọi lứa tuổi" for 0."""
    return translated(_AGE) % {"age": age} if age else translated(_EVERY_AGE)


def age_choices() -> list[tuple[int, str]]:
    """The ages that a form offers."""
    return [(age, age_word(age)) for age in AGES]


def language_choices() -> list[tuple[str, str]]:
    """Every named language, for a form."""
    return [(code, translated(name)) for code, name in _LANGUAGES.items()]
