"""Which segments of an index are melted into one, so that there are never many and none is melted often."""

from collections.abc import Sequence
from itertools import accumulate

_MANY = 8
_MANY_AT_REST = 3
_MOST_AT_ONCE = 5000
"""Documents that are melted at most while changes flow: they wait for it."""
_RATIO = 2
"""A segment stays as it is while it is larger than so many times all smaller ones together."""


def to_melt(segments: Sequence[tuple[int, int]], *, at_rest: bool) -> list[int]:
    """Positions of the segments to melt; `segments` are documents and how many of them are deleted.

    Of the smallest, those of like size are melted once there are many: sizes grow by a ratio, so that a
    document is melted a few times only. Where all are large, all but the largest are. At rest (nothing waits
    to be indexed) few are many, and a segment of which half is deleted goes too.
    """
    order = sorted(range(len(segments)), key=lambda at: segments[at])
    worn = [at for at, (size, deleted) in enumerate(segments) if at_rest and deleted * 2 > size]
    if len(segments) <= (_MANY_AT_REST if at_rest else _MANY):
        return worn
    return sorted({*worn, *_alike([segments[at][0] for at in order], order)}) or _rest(order)


def _alike(sizes: list[int], order: list[int]) -> list[int]:
    """The longest beginning of the ascending sizes in which none towers above those before it."""
    sums = list(accumulate(sizes))
    counts = range(2, len(sizes) + 1)
    fit = [n for n in counts if sizes[n - 1] <= _RATIO * sums[n - 2] and sums[n - 1] <= _MOST_AT_ONCE]
    return order[: max(fit, default=0)]


def _rest(order: list[int]) -> list[int]:
    """All but the largest, where they are too many and none is small."""
    return order[:-1] if len(order) > _MANY else []
