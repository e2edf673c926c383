"""Bytes over HTTP, as a player asks for them (RFC 9110 §13, §14)."""

from hashlib import sha256

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Visitor
from tests.elibrary.listening.recordings import audiobook

SOUND = bytes(range(256)) * 1000
SIZE = len(SOUND)
ETAG = f'"{sha256(SOUND).hexdigest()}"'
ADDED = "Sun, 22 Nov 2026 02:00:00 GMT"
EARLIER, LATER = "Sun, 22 Nov 2026 01:59:59 GMT", "Mon, 23 Nov 2026 02:00:00 GMT"


@pytest.fixture
def url(session: Session) -> str:
    """Where the sound of one track is."""
    return f"/media/tracks/{audiobook(session, [SOUND]).tracks[0].id}"


def test_the_whole_file_goes_out_with_everything_that_a_player_needs(client: Visitor, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.data == SOUND
    assert answer.headers["Content-Length"] == str(SIZE)
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.headers["ETag"] == ETAG
    assert answer.headers["Last-Modified"] == ADDED
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=255000-", 255_000, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=0-{SIZE * 9}", 0, SIZE - 1),
        (f"bytes=-{SIZE * 9}", 0, SIZE - 1),
        ("bytes=10-19,30-39", 10, 39),
        ("bytes=30-39,10-19", 10, 39),
        (f"bytes=5-9,{SIZE}-", 5, 9),
        ("BYTES = 1-2".replace(" ", ""), 1, 2),
    ],
)
def test_a_range_is_answered_byte_for_byte(
    client: Visitor, url: str, asked: str, first: int, last: int
) -> None:
    answer = client.get(url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.data == SOUND[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize(
    "asked",
    ["", "bytes", "bytes=", "bytes=-", "bytes=9-3", "bytes=a-b", "bytes=1-2,x", "seconds=1-2", "bytes=1.5-2"],
)
def test_a_range_that_makes_no_sense_does_not_count(client: Visitor, url: str, asked: str) -> None:
    answer = client.get(url, headers={"Range": asked})
    assert answer.status_code == 200
    assert answer.data == SOUND


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_range_behind_the_end_is_refused_with_the_size(client: Visitor, url: str, asked: str) -> None:
    answer = client.get(url, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"
    assert answer.data == b""


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (ETAG, 206),
        (f"W/{ETAG}", 200),
        ('"another"', 200),
        (ADDED, 206),
        (EARLIER, 200),
        ("not a date", 200),
    ],
)
def test_if_range_decides_between_the_part_and_the_whole(
    client: Visitor, url: str, condition: str, status: int
) -> None:
    answer = client.get(url, headers={"Range": "bytes=5-9", "If-Range": condition})
    assert answer.status_code == status
    assert answer.data == (SOUND[5:10] if status == 206 else SOUND)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": ETAG}, 304),
        ({"If-None-Match": f"W/{ETAG}"}, 304),
        ({"If-None-Match": f'"x", {ETAG}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-None-Match": '"x"', "If-Modified-Since": LATER}, 200),
        ({"If-None-Match": ETAG, "Range": "bytes=0-1"}, 304),
        ({"If-Modified-Since": ADDED}, 304),
        ({"If-Modified-Since": LATER}, 304),
        ({"If-Modified-Since": EARLIER}, 200),
        ({"If-Match": ETAG}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"x"'}, 412),
        ({"If-Match": f"W/{ETAG}"}, 412),
        ({"If-Unmodified-Since": EARLIER}, 412),
        ({"If-Unmodified-Since": ADDED}, 200),
        ({"If-Match": '"x"', "Range": f"bytes={SIZE}-"}, 412),
    ],
)
def test_conditions_are_kept(client: Visitor, url: str, headers: dict[str, str], status: int) -> None:
    answer = client.get(url, headers=headers)
    assert answer.status_code == status
    assert answer.data == (SOUND if status == 200 else b"")
    assert answer.headers["ETag"] == ETAG


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=5-9"}, {"Range": f"bytes={SIZE}-"}])
def test_head_tells_the_size_and_sends_nothing(client: Visitor, url: str, headers: dict[str, str]) -> None:
    answer = client.head(url, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == str(SIZE)
    assert answer.data == b""


def test_a_file_that_could_be_a_page_is_never_shown_as_one(client: Visitor, session: Session) -> None:
    book = audiobook(session, [b"<script>alert(1)</script>"], content_type="text/html")
    answer = client.get(f"/media/tracks/{book.tracks[0].id}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"


def test_a_file_that_is_gone_from_the_disk_is_said_to_be_gone(
    client: Visitor, session: Session, url: str
) -> None:
    from elibrary.extensions import store

    store().delete(sha256(SOUND).hexdigest())
    assert client.get(url).status_code == 404
