"""Byte ranges of RFC 9110 §14 and the If-Range condition of §13.1.5: header values in, decisions out."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# §14.2 lets a server ignore "many small ranges"; no player asks for more than two or three at once.
MOST_PARTS = 8
MOST_SPECS = 32
LONGEST_HEADER = 1000

_SPECIFIER = re.compile(r"[ \t]*bytes=([0-9\-, \t]+)", re.IGNORECASE | re.ASCII)
_SPEC = re.compile(r"([0-9]*)-([0-9]*)", re.ASCII)
_STRONG_ETAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


@dataclass(frozen=True)
class ByteRange:
    """Bytes `first` to `last`, both included and counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Whole:
    """Answer 200 with everything."""


@dataclass(frozen=True)
class Parts:
    """Answer 206 with these ranges, at least one, in the order asked for, none touching another."""

    ranges: tuple[ByteRange, ...]


@dataclass(frozen=True)
class Unsatisfiable:
    """Answer 416 with `content_range(None, size)`."""


def parse(header: str | None, size: int) -> Whole | Parts | Unsatisfiable:
    """What a Range header asks of a representation of `size` bytes (§14.1.2, §14.2).

    Whole where there is no header, another unit, invalid syntax, or more ranges than MOST_PARTS.
    """
    specs = _specs(header)
    if not specs:
        return Whole()
    ranges = [found for spec in specs if (found := _resolve(*spec, size))]
    if not ranges:
        # §14.1.2: a non-zero suffix of nothing is satisfiable, and no Content-Range can say so.
        empty_suffix = size == 0 and any(first is None and last for first, last in specs)
        return Whole() if empty_suffix else Unsatisfiable()
    merged = _coalesce(ranges)
    return Parts(tuple(merged)) if len(merged) <= MOST_PARTS else Whole()


def if_range_matches(header: str | None, etag: str, last_modified: datetime | None) -> bool:
    """Whether the Range header counts (§13.1.5); True where no If-Range was sent.

    `etag` is the current entity tag with its quotes; weak tags never match (§8.8.3.2). A date matches only
    the same second of `last_modified` (aware).
    """
    if header is None:
        return True
    value = header.strip(" \t")
    if value.startswith(('"', "W/")):
        return value == etag and _STRONG_ETAG.fullmatch(value) is not None
    if last_modified is None:
        return False
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return False
    if date.tzinfo is None:  # the asctime form of §5.6.7 names no zone and means UTC
        date = date.replace(tzinfo=UTC)
    return date == last_modified.replace(microsecond=0)


def content_range(part: ByteRange | None, size: int) -> str:
    """The Content-Range field (§14.4) of a part, or of a 416 answer where `part` is None."""
    return f"bytes {part.first}-{part.last}/{size}" if part else f"bytes */{size}"


def _specs(header: str | None) -> list[tuple[int | None, int | None]] | None:
    """(first, last) of each range-spec, (None, n) for a suffix; None where the header does not count."""
    if header is None or len(header) > LONGEST_HEADER:
        return None
    specifier = _SPECIFIER.fullmatch(header)
    if specifier is None:
        return None
    specs = []
    # §5.6.1.2: empty list elements are ignored.
    for element in filter(None, (part.strip(" \t") for part in specifier[1].split(","))):
        spec = _SPEC.fullmatch(element)
        if spec is None or element == "-":
            return None
        first, last = (int(digits) if digits else None for digits in spec.groups())
        if first is not None and last is not None and last < first:
            return None
        specs.append((first, last))
    return specs if len(specs) <= MOST_SPECS else None


def _resolve(first: int | None, last: int | None, size: int) -> ByteRange | None:
    """The bytes that exist of one range-spec, or None where there are none."""
    if first is None:
        length = min(last or 0, size)
        return ByteRange(size - length, size - 1) if length else None
    if first >= size:
        return None
    return ByteRange(first, size - 1 if last is None else min(last, size - 1))


def _coalesce(ranges: list[ByteRange]) -> list[ByteRange]:
    """Join ranges that overlap or touch, and keep the order asked for (§15.3.7.2)."""
    merged: list[ByteRange] = []
    for part in sorted(ranges, key=lambda part: part.first):
        if merged and part.first <= merged[-1].last + 1:
            merged[-1] = ByteRange(merged[-1].first, max(merged[-1].last, part.last))
        else:
            merged.append(part)
    return sorted(merged, key=lambda whole: next(i for i, part in enumerate(ranges) if _within(part, whole)))


def _within(part: ByteRange, whole: ByteRange) -> bool:
    return whole.first <= part.first <= whole.last
