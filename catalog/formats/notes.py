"""What was odd about an item of a file, as a sentence that can be translated where it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.errors import N_, Refusal
from catalog.legacy import Legacy
from catalog.vietnamese import composed


@dataclass(frozen=True)
class Note:
    """A sentence in Vietnamese with %(name)s places, like a refusal that stops nothing."""

    message: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


def note_of(refusal: Refusal) -> Note:
    """The refusal's sentence as a note beside the item that it refuses."""
    return Note(refusal.message, dict(refusal.values))


def note_on_legacy(encoding: Legacy) -> Note:
    """The note where text of the years before Unicode was put right."""
    return Note(_LEGACY, {"encoding": encoding.value})


_LEGACY = N_(
    "Chữ Việt ghi theo bảng mã cũ %(encoding)s đã được đổi sang Unicode. Hãy xem lại dấu tiếng Việt."
)
_COMPOSED = N_("Chữ viết kiểu tổ hợp (không phải NFC) đã được chuẩn hoá.")


def notes_on_letters(texts: Iterable[str]) -> tuple[Note, ...]:
    """A note where some text is not in NFC; the catalogue will have it so."""
    return () if all(text.isascii() or composed(text) == text for text in texts) else (Note(_COMPOSED),)
