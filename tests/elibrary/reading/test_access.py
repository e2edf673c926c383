"""Who may read: the page and every byte of a book are asked for by the same rule."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from catalog.models import Access
from elibrary.accounts.models import Account
from tests.conftest import Visitor
from tests.elibrary.reading import books

PAGES = ("/read/{id}", "/read/{id}/0", "/read/{id}/page?number=1")
BYTES = {
    "epub": ("/media/digital/{id}/member/OEBPS/bia.png", "/media/digital/{id}/file"),
    "pdf": ("/media/digital/{id}/pages/0", "/media/digital/{id}/file"),
}


@pytest.mark.parametrize("kind", ["epub", "pdf"])
def test_a_book_not_cleared_yet_is_closed_to_visitors_and_open_to_staff(
    client: Visitor, session: Session, librarian: Account, tmp_path: Path, kind: str
) -> None:
    make = books.epub if kind == "epub" else books.pdf
    book = make(session, tmp_path, access=Access.STAFF)
    for url in PAGES:
        answer = client.get(url.format(id=book.id))
        assert answer.status_code == 302
        assert "/account/sign-in" in answer.headers["Location"]
    for url in BYTES[kind]:
        for method in ("GET", "HEAD"):
            assert client.open(url.format(id=book.id), method=method).status_code == 401
    client.sign_in(librarian)
    for url in (*PAGES, *BYTES[kind]):
        assert client.get(url.format(id=book.id), follow_redirects=True).status_code == 200
