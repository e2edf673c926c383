"""Byte ranges of RFC 9110 §14 and If-Range of §13.1.5."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.ranges import (
    ByteRange,
    Parts,
    Unsatisfiable,
    Whole,
    content_range,
    if_range_matches,
    parse,
)

SIZE = 1000
WHOLE, NONE = Whole(), Unsatisfiable()


def parts(*pairs: tuple[int, int]) -> Parts:
    return Parts(tuple(ByteRange(first, last) for first, last in pairs))


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (None, WHOLE),
        ("", WHOLE),
        # one range
        ("bytes=0-0", parts((0, 0))),
        ("bytes=0-499", parts((0, 499))),
        ("bytes=500-999", parts((500, 999))),
        ("bytes=500-", parts((500, 999))),
        ("bytes=0-", parts((0, 999))),
        ("bytes=999-", parts((999, 999))),
        ("bytes=900-5000", parts((900, 999))),
        ("bytes=0-99999999999999999999999", parts((0, 999))),
        # suffixes
        ("bytes=-1", parts((999, 999))),
        ("bytes=-500", parts((500, 999))),
        ("bytes=-1000", parts((0, 999))),
        ("bytes=-5000", parts((0, 999))),
        # spelling
        ("Bytes=0-1", parts((0, 1))),
        ("bytes= 0-1", parts((0, 1))),
        (" bytes=0-1 ", parts((0, 1))),
        ("bytes=,0-1,", parts((0, 1))),
        ("bytes=00000-00001", parts((0, 1))),
        # several ranges
        ("bytes=0-1,5-6", parts((0, 1), (5, 6))),
        ("bytes=5-6 , 0-1", parts((5, 6), (0, 1))),
        ("bytes=0-0,-1", parts((0, 0), (999, 999))),
        ("bytes=0-9,5-14", parts((0, 14))),
        ("bytes=0-9,10-19", parts((0, 19))),
        ("bytes=500-600,0-9,550-700", parts((500, 700), (0, 9))),
        ("bytes=0-,0-,0-", parts((0, 999))),
        ("bytes=0-1,2000-3000", parts((0, 1))),
        ("bytes=" + ",".join(f"{n}-{n}" for n in range(0, 18, 2)), WHOLE),
        ("bytes=" + ",".join("0-0" for _ in range(33)), WHOLE),
        # nothing that could be sent
        ("bytes=1000-", NONE),
        ("bytes=1000-2000", NONE),
        ("bytes=-0", NONE),
        ("bytes=2000-3000,4000-", NONE),
        # not valid: ignored
        ("bytes=5-4", WHOLE),
        ("bytes=0-1,5-4", WHOLE),
        ("bytes=-", WHOLE),
        ("bytes=", WHOLE),
        ("bytes=,", WHOLE),
        ("bytes=a-b", WHOLE),
        ("bytes=0-1-2", WHOLE),
        ("bytes=--1", WHOLE),
        ("bytes=+0-1", WHOLE),
        ("bytes=0 - 1", WHOLE),
        ("bytes=0x0-1", WHOLE),
        ("bytes=٠-١", WHOLE),
        ("bytes 0-1", WHOLE),
        ("bytes:0-1", WHOLE),
        ("items=0-1", WHOLE),
        ("0-1", WHOLE),
        ("bytes=0-1\r\nX: y", WHOLE),
        ("bytes=" + "9" * 5000 + "-", WHOLE),
    ],
)
def test_what_a_range_header_asks_of_a_thousand_bytes(header, answer):
    assert parse(header, SIZE) == answer


@pytest.mark.parametrize(("header", "answer"), [("bytes=0-", NONE), ("bytes=-5", WHOLE), ("bytes=-0", NONE)])
def test_what_a_range_header_asks_of_nothing(header, answer):
    assert parse(header, 0) == answer


@given(st.text("bytes=0123456789-, ", max_size=40).map("bytes={}".format), st.integers(1, 300))
def test_parts_lie_inside_and_apart(header, size):
    answer = parse(header, size)
    if isinstance(answer, Parts):
        in_order = sorted(answer.ranges, key=lambda part: part.first)
        assert all(0 <= part.first <= part.last < size for part in in_order)
        assert all(left.last + 1 < right.first for left, right in pairwise(in_order))


def test_content_range_counts_from_nought_and_names_the_size():
    assert content_range(ByteRange(0, 499), 1000) == "bytes 0-499/1000"
    assert content_range(None, 1000) == "bytes */1000"
    assert ByteRange(0, 499).length == 500


CHANGED = datetime(1994, 11, 6, 8, 49, 37, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "matches"),
    [
        (None, True),
        ('"abc"', True),
        (' "abc" ', True),
        ('"abd"', False),
        ('W/"abc"', False),
        ("abc", False),
        ('"abc', False),
        ('"abc", "abd"', False),
        ("*", False),
        ("Sun, 06 Nov 1994 08:49:37 GMT", True),
        ("Sunday, 06-Nov-94 08:49:37 GMT", True),
        ("Sun Nov  6 08:49:37 1994", True),
        ("Sun, 06 Nov 1994 08:49:38 GMT", False),
        ("Sun, 06 Nov 1994 08:49:36 GMT", False),
        ("Sun, 99 Nov 1994 08:49:37 GMT", False),
        ("gestern", False),
        ("", False),
    ],
)
def test_if_range_lets_a_range_through_only_for_the_very_same_bytes(header, matches):
    assert if_range_matches(header, '"abc"', CHANGED) is matches


def test_a_weak_tag_of_ours_never_matches():
    assert not if_range_matches('W/"abc"', 'W/"abc"', CHANGED)


def test_a_date_does_not_match_what_has_none():
    assert not if_range_matches("Sun, 06 Nov 1994 08:49:37 GMT", '"abc"', None)
