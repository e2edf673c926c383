"""A kept track answers ranges as a server does (RFC 9110 §14)."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from elibrary.app import create_app
from elibrary.config import Config
from elibrary.extensions import db
from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.served import phone_at, serving
from tests.web.offline import install, keep_book, no_network


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, bytes]]:
    """A phone without a network that keeps one track of random bytes; and these."""
    app = create_app(Config(data=tmp_path_factory.mktemp("ranges")))
    whole = os.urandom(2 * 2**20 + 12345)
    with app.app_context():
        db.create_all()
        audiobook(db.session, [whole])
        with serving(app) as address, phone_at(address, worker=True) as page:
            install(page)
            keep_book(page, "/listen/1")
            with no_network(page):
                yield page, whole
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("asked", "status", "told", "length"),
    [
        ("bytes=0-9", 206, "bytes 0-9/{size}", 10),
        ("bytes=1048570-1048579", 206, "bytes 1048570-1048575/{size}", 6),  # up to the end of a piece
        ("bytes=1048576-", 206, "bytes 1048576-2097151/{size}", 1048576),
        ("bytes=-5", 206, "bytes {five}-{last}/{size}", 5),
        ("bytes={size}-", 416, "bytes */{size}", 0),
        ("bytes=-0", 416, "bytes */{size}", 0),
        ("bytes=9-3", 200, None, None),  # means nothing: the whole (RFC 9110 §14.2)
        ("bytes=0-1,5-6", 200, None, None),
        ("lines=1-2", 200, None, None),
    ],
)
def test_ranges_are_answered_as_the_standard_says(
    kept: tuple[Page, bytes], asked: str, status: int, told: str | None, length: int | None
) -> None:
    page, whole = kept
    size = len(whole)
    words = {"size": size, "last": size - 1, "five": size - 5}
    answer = page.evaluate(
        """async (range) => {
          const answer = await fetch("/media/tracks/1", { headers: { Range: range } });
          const bytes = new Uint8Array(await answer.arrayBuffer());
          return [answer.status, answer.headers.get("Content-Range"), bytes.length, [...bytes.slice(0, 10)]];
        }""",
        asked.format(**words),
    )
    assert answer[:2] == [status, told and told.format(**words)]
    assert answer[2] == (size if length is None else length)
    if status == 206 and told and "{" not in told.split("-")[0]:
        first = int(told.split()[1].split("-")[0])
        assert bytes(answer[3]) == whole[first : first + min(10, answer[2])]
