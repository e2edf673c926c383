"""The fifteen real books are read as what they are."""

from pathlib import Path

import pytest
from lxml.html import fromstring

from media.epub import chapter_html, read_epub, sections
from media.text import visible_text

BOOKS = {
    "ban-khoan": ("Băn Khoăn", ("Khái Hưng",), 21),
    "chi-pheo": ("Chí Phèo", ("Nam Cao",), 4),
    "com-thay-com-co": ("Cơm thầy cơm cô", ("Vũ Trọng Phụng",), 13),
    "con-duong-sang": ("Con Đường Sáng", ("Hoàng Đạo",), 23),
    "gia-huan-ca": ("Gia huấn ca", ("Nguyễn Trãi",), 21),
    "ha-noi-36-pho-phuong": ("Hà Nội 36 phố phường", (), 22),
    "hon-buom-mo-tien": ("Hồn Bướm Mơ Tiên", ("Khái Hưng",), 11),
    "lao-hac": ("Lão Hạc", ("Nam Cao",), 4),
    "luc-van-tien": ("Lục Vân Tiên", ("Nguyễn Đình Chiểu",), 13),
    "so-do": ("Số Đỏ", ("Vũ Trọng Phụng",), 23),
    "soi-toc": ("Sợi tóc", ("Thạch Lam",), 7),
    "song-mon": ("Sống Mòn", ("Nam Cao",), 12),
    "tat-den": ("Tắt Đèn", ("Ngô Tất Tố",), 31),
    "truyen-kieu": ("Truyện Kiều", ("Nguyễn Du",), 7),
    "viec-lang": ("Việc làng", ("Ngô Tất Tố",), 20),
}


@pytest.mark.shared_data
@pytest.mark.parametrize("name", BOOKS)
def test_a_real_book_is_read(shared_data: Path, name: str) -> None:
    book = read_epub(shared_data / "epub" / f"{name}.epub")
    assert (book.title, book.authors, len(book.spine)) == BOOKS[name]
    assert book.language == "vi"
    assert sum(len(section.text) for section in sections(book)) > 15_000
    assert any(entry.position is not None for entry in book.toc)
    longest = max(sections(book), key=lambda section: len(section.text))
    html = chapter_html(book, longest.position, member_url=str, chapter_url=lambda at, _: str(at))
    assert visible_text(fromstring(html)) == longest.text


@pytest.mark.shared_data
def test_truyen_kieu_begins_and_ends_as_it_does(shared_data: Path) -> None:
    texts = [section.text for section in sections(read_epub(shared_data / "epub" / "truyen-kieu.epub"))]
    assert "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau." in texts[2]
    assert "Mua vui cũng được một vài trống canh." in texts[5]
