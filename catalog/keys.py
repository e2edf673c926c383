"""Keys by which records are recognised: the same work, the same edition."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from catalog.models.record import Role
from catalog.values import RecordValues
from catalog.vietnamese import fold, nfc, words


def work_key(title: str, authors: Sequence[str]) -> str:
    """Digest of the folded title and first author: equal for every edition of one work (64 hex digits)."""
    return _digest(_plain(title), _plain(authors[0]) if authors else "")


def edition_key(values: RecordValues) -> str:
    """Digest of what tells one edition from another: work, volume, year, publisher (64 hex digits).

    The material type is part of it, so that a map and a book of one name stay apart.
    """
    return _digest(
        _plain(f"{values.title} {values.subtitle}"),
        *sorted(_plain(name) for name in authors_of(values)),
        _plain(values.volume),
        _plain(values.year_printed),
        _plain(values.publisher),
        values.type.value,
    )


def authors_of(values: RecordValues) -> tuple[str, ...]:
    """Names of those who wrote it, in order."""
    return tuple(name for name, role in values.contributors if role is Role.AUTHOR)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Only the folded words count: case, marks, spaces and punctuation differ between careless rows."""
    return " ".join(word.text for word in words(fold(nfc(text))))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
