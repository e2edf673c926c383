"""A book's metadata is read whatever its oddities, and what is no name or number is left out."""

from pathlib import Path

import pytest

from media.epub import Contributor, Epub, read_epub
from tests.media.documents import PROSE, archive, dublin_core, epub, page


def read(tmp_path: Path, metadata: str) -> Epub:
    return read_epub(epub(tmp_path / "sach-thu.epub", metadata=metadata))


def test_the_language_is_detected_and_not_believed(tmp_path: Path) -> None:
    book = read(tmp_path, dublin_core())
    assert (book.language, book.declared_language, book.detected_language) == ("vi", "en-us", "vi")


def test_a_book_without_enough_text_keeps_its_declared_language(tmp_path: Path) -> None:
    path = epub(
        tmp_path / "a.epub", {"p1.xhtml": page("<p>12</p>")}, metadata="<dc:language>vi</dc:language>"
    )
    assert read_epub(path).language == "vi"


def test_roles_are_read_from_both_versions_and_tools_are_no_contributors(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        '<dc:creator opf:role="aut">Victor Hugo</dc:creator><dc:creator opf:role="trl">Huỳnh Lý</dc:creator>'
        '<dc:contributor id="c">Lê Vẽ</dc:contributor><meta refines="#c" property="role">ill</meta>'
        '<dc:contributor opf:role="bkp">calibre (1.34.0)</dc:contributor><dc:creator>Unknown</dc:creator>'
        "<dc:creator>a@b.example; http://x.example; Nam Cao</dc:creator>",
    )
    assert book.authors == ("Victor Hugo", "Nam Cao")
    assert book.contributors == (Contributor("Huỳnh Lý", "trl"), Contributor("Lê Vẽ", "ill"))


def test_the_main_title_is_chosen_and_the_subtitle_kept(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        '<dc:title id="s">Một truyện làng</dc:title><dc:title id="m">Lều chõng</dc:title>'
        '<meta refines="#s" property="title-type">subtitle</meta>'
        '<meta refines="#m" property="title-type">main</meta>',
    )
    assert (book.title, book.subtitle) == ("Lều chõng", "Một truyện làng")


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ("<dc:date>1938</dc:date>", 1938),
        ('<dc:date opf:event="modification">2016-03-10</dc:date>', None),
        ('<dc:date>2011-04-22</dc:date><dc:date opf:event="original-publication">1936</dc:date>', 1936),
        ("<dc:date>khoảng [1992?]</dc:date>", 1992),
        ("<dc:date>0101-01-01</dc:date>", None),
    ],
)
def test_the_year_is_that_of_publication(tmp_path: Path, dates: str, year: int | None) -> None:
    assert read(tmp_path, dates).year == year


@pytest.mark.parametrize(
    ("identifier", "isbn"),
    [
        ("<dc:identifier>urn:isbn:9786042088435</dc:identifier>", "9786042088435"),
        ('<dc:identifier opf:scheme="ISBN">0-306-40615-2</dc:identifier>', "9780306406157"),
        ("<dc:identifier>978-0-306-40615-8</dc:identifier>", None),
        ("<dc:identifier>0306406152</dc:identifier>", None),
    ],
)
def test_only_a_valid_isbn_is_one(tmp_path: Path, identifier: str, isbn: str | None) -> None:
    assert read(tmp_path, identifier).isbn == isbn


def test_text_fields_are_cleaned(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        "<dc:title>  Ti\u0301nh \n gia\u0300 </dc:title><dc:publisher>Nhà Nam - ai@do.example</dc:publisher>"
        "<dc:subject>Truyện</dc:subject><dc:subject>truyện</dc:subject><dc:subject>-</dc:subject>"
        "<dc:description>&lt;p&gt;Một&lt;br&gt;Hai&lt;/p&gt;</dc:description>",
    )
    assert book.title == "Tính già"
    assert book.publisher == "Nhà Nam"
    assert book.subjects == ("Truyện",)
    assert book.description == "Một\nHai"


def test_an_author_is_taken_from_the_front_matter_only_when_it_names_one(tmp_path: Path) -> None:
    for lines, authors in (
        ("<p>Tác giả: Thạch Lam</p>", ("Thạch Lam",)),
        ("<p>Tác giả: Thạch Lam</p><p>Tác giả: Nhất Linh</p>", ()),
        ("<p>Tác giả kể rằng: Thạch Lam đến</p>", ()),
    ):
        path = epub(tmp_path / "a.epub", {"p1.xhtml": page(lines + f"<p>{PROSE}</p>")}, metadata="")
        assert read_epub(path).authors == authors


def test_the_title_falls_back_to_a_heading_then_to_the_file_name(tmp_path: Path) -> None:
    with_heading = epub(tmp_path / "a.epub", metadata="<dc:title>[No data]</dc:title>")
    assert read_epub(with_heading).title == "Một"
    bare = epub(tmp_path / "doi_thua.epub", {"p1.xhtml": page(f"<p>{PROSE}</p>")}, metadata="")
    assert read_epub(bare).title == "doi thua"


def test_a_package_is_found_without_container_mimetype_or_namespaces(tmp_path: Path) -> None:
    package = (
        "\ufeff<?xml version='1.0' encoding='utf-16'?>"
        "<package><metadata><title>Thử &nbsp; & xem</title></metadata>"
        '<manifest><item id="a" href="Ch%C6%B0%C6%A1ng%201.html" media-type="text/html"></manifest>'
        '<spine><itemref idref="a"/><itemref idref="missing"/></spine>'
    )
    path = archive(
        tmp_path / "a.epub",
        [("x/book.opf", package.encode()), ("x/Chương 1.html", page(PROSE)), ("mimetype", b"zip")],
    )
    book = read_epub(path)
    assert book.title.startswith("Thử")
    assert [chapter.href for chapter in book.spine] == ["x/Chương 1.html"]
