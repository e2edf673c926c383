"""Pictures inside an EPUB go out as pictures; nothing else of a book goes out by itself."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Visitor
from tests.elibrary.reading import books


def test_a_picture_goes_out_under_a_policy_that_runs_nothing(
    client: Visitor, session: Session, tmp_path: Path
) -> None:
    url = f"/media/digital/{books.epub(session, tmp_path).id}/member/OEBPS/bia.png"
    answer = client.get(url)
    assert answer.content_type == "image/png"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "OEBPS/p1.xhtml",
        "OEBPS/xau.svg",
        "OEBPS/content.opf",
        "META-INF/container.xml",
        "mimetype",
        "OEBPS/../OEBPS/bia.png",
        "..%2f..%2felibrary.sqlite3",
        "/etc/passwd",
        "OEBPS/none.png",
    ],
)
def test_everything_else_is_not_there(client: Visitor, session: Session, tmp_path: Path, name: str) -> None:
    book = books.epub(session, tmp_path)
    answer = client.get(f"/media/digital/{book.id}/member/{name}", follow_redirects=True)
    assert answer.status_code == 404


def test_a_pdf_has_no_members_and_an_epub_no_pages(client: Visitor, session: Session, tmp_path: Path) -> None:
    epub, pdf = books.epub(session, tmp_path), books.pdf(session, tmp_path)
    assert client.get(f"/media/digital/{pdf.id}/member/OEBPS/bia.png").status_code == 404
    assert client.get(f"/media/digital/{epub.id}/pages/0").status_code == 404
