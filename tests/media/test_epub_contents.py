"""The table of contents comes from the navigation document, else the NCX, else the headings."""

from pathlib import Path

from media.contents import TocEntry
from media.epub import read_epub, sections
from tests.media.documents import PROSE, epub, page

PAGES = {"p1.xhtml": page(f"<h2>Lời tựa</h2><p>{PROSE}</p>"), "p2.xhtml": page(f"<h1>Chương một</h1>{PROSE}")}
NAV = page(
    '<nav epub:type="landmarks"><ol><li><a href="p2.xhtml">Bìa</a></li></ol></nav>'
    '<nav epub:type="toc"><ol><li><a href="p1.xhtml">Tựa</a></li><li><span>Quyển I</span>'
    '<ol><li><a href="p2.xhtml#m">Mở <b>đầu</b></a></li><li><a href="http://x.example">Ngoài</a></li></ol>'
    "</li></ol></nav>"
)
NCX = (
    "<ncx><docTitle><text>Truyện</text></docTitle><navMap><navPoint><navLabel><text>Một</text></navLabel>"
    '<content src="p1.xhtml"/><navPoint><navLabel><text>Hai</text></navLabel><content src="p2.xhtml#x"/>'
    "</navPoint></navPoint></navMap></ncx>"
)


def test_a_navigation_document_is_read_as_a_tree(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub", PAGES, files={"nav.xhtml": NAV}, properties={"nav.xhtml": "nav"})
    assert read_epub(path).toc == (
        TocEntry("Tựa", 0),
        TocEntry("Quyển I", None, "", (TocEntry("Mở đầu", 1, "m"), TocEntry("Ngoài", None))),
    )


def test_an_ncx_is_read_as_a_tree_and_names_the_chapters(tmp_path: Path) -> None:
    book = read_epub(epub(tmp_path / "a.epub", PAGES, files={"toc.ncx": NCX.encode()}))
    assert book.toc == (TocEntry("Một", 0, "", (TocEntry("Hai", 1, "x"),)),)
    assert [chapter.title for chapter in book.spine] == ["Một", "Hai"]


def test_contents_that_lead_nowhere_give_way_to_headings(tmp_path: Path) -> None:
    dead = NCX.replace("p1.xhtml", "gone.xhtml").replace("p2.xhtml", "../../gone.xhtml")
    for files in ({}, {"toc.ncx": dead.encode()}, {"toc.ncx": b"<ncx><navMap>"}):
        book = read_epub(epub(tmp_path / "a.epub", PAGES, files=files))
        assert book.toc == (TocEntry("Lời tựa", 0), TocEntry("Chương một", 1))


def test_an_endless_contents_is_cut(tmp_path: Path) -> None:
    deep = (
        "<navPoint><navLabel><text>A</text></navLabel><content src='p1.xhtml'/>" * 100 + "</navPoint>" * 100
    )
    book = read_epub(
        epub(tmp_path / "a.epub", PAGES, files={"toc.ncx": f"<ncx><navMap>{deep}</navMap></ncx>".encode()})
    )
    assert len(list(book.toc[0].flat())) == 12


def test_sections_hold_each_page_s_text_by_blocks(tmp_path: Path) -> None:
    first, second = sections(read_epub(epub(tmp_path / "a.epub", PAGES)))
    assert (first.position, first.href, first.title) == (0, "OEBPS/p1.xhtml", "Lời tựa")
    assert first.text == f"Lời tựa\n{PROSE}"
    assert second.position == 1
