"""A page becomes a fragment whose links and pictures go through our own addresses."""

from pathlib import Path

import pytest

from media.epub import NoSuchPart, chapter_html, read_epub
from tests.media.documents import epub, page, picture


def shown(tmp_path: Path, body: str, position: int = 0) -> str:
    path = epub(
        tmp_path / "a.epub",
        {"p1.xhtml": page(body), "p2.xhtml": page('<p id="x">Hai</p>')},
        files={"img/bìa.png": picture(), "v.svg": b"<svg/>"},
        extra={"OEBPS/undeclared.png": picture()},
    )
    return chapter_html(
        path,
        position,
        member_url=lambda name: f"/m/{name}",
        chapter_url=lambda at, anchor: f"/c/{at}#{anchor}",
    )


def test_a_picture_gets_the_address_of_its_member(tmp_path: Path) -> None:
    html = shown(tmp_path, '<img src="img/b%C3%ACa.png" alt="Bìa" width="40" height="50%"/>')
    assert 'src="/m/OEBPS/img/bìa.png"' in html
    assert 'alt="Bìa"' in html
    assert 'width="40"' in html
    assert "height" not in html
    assert 'loading="lazy"' in html


def test_an_svg_that_frames_a_picture_becomes_the_picture(tmp_path: Path) -> None:
    frame = '<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="img/bìa.png" onload="x"/></svg>sau'
    html = shown(tmp_path, frame)
    assert '<img src="/m/OEBPS/img/bìa.png"' in html
    assert html.endswith("sau")
    assert "onload" not in html


def test_its_headings_stand_below_that_of_the_page_around_it(tmp_path: Path) -> None:
    html = shown(tmp_path, "<h1>Một</h1><h2>Hai</h2><h6>Ba</h6>")
    assert "<h2>Một</h2><h3>Hai</h3><h6>Ba</h6>" in html


@pytest.mark.parametrize(
    "source", ["v.svg", "undeclared.png", "p2.xhtml", "none.png", "data:image/png;base64,AAAA"]
)
def test_a_picture_that_is_not_served_has_no_address(tmp_path: Path, source: str) -> None:
    assert "src=" not in shown(tmp_path, f'<img src="{source}" alt="x"/>')


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("p2.xhtml", "/c/1#"),
        ("p2.xhtml#x", "/c/1#book-x"),
        ("./p2.xhtml#x%20y", "/c/1#book-x-y"),
        ("#note", "#book-note"),
        ("p1.xhtml#note", "#book-note"),
        (
            "https://vi.wikipedia.org/wiki/Nam_Cao?a=1&amp;b=2",
            "https://vi.wikipedia.org/wiki/Nam_Cao?a=1&amp;b=2",
        ),
    ],
)
def test_a_link_leads_to_the_page_or_the_site(tmp_path: Path, href: str, address: str) -> None:
    html = shown(tmp_path, f'<a href="{href}">tới</a>')
    assert html == f'<a href="{address}" rel="noopener noreferrer nofollow">tới</a>'


@pytest.mark.parametrize(
    "href", ["gone.xhtml", "img/bìa.png", "mailto:a@b.example", "ftp://x", "../../x", "file:///x"]
)
def test_a_link_to_nothing_is_text(tmp_path: Path, href: str) -> None:
    assert "href" not in shown(tmp_path, f'<a href="{href}">tới</a>')


def test_ids_and_old_anchors_are_kept_under_a_prefix(tmp_path: Path) -> None:
    assert shown(tmp_path, '<p id="search">a</p><a name="n1"></a>').startswith(
        '<p id="book-search">a</p><a id="book-n1"'
    )


def test_the_text_stays_as_it_is(tmp_path: Path) -> None:
    body = '<p class="v" xml:lang="vi">Trăm năm<br/>trong      cõi &amp; <i>người</i> &lt;ta&gt;</p>'
    assert shown(tmp_path, body) == '<p lang="vi">Trăm năm<br>trong cõi &amp; <i>người</i> &lt;ta&gt;</p>'
    assert "a    b" in shown(tmp_path, "<pre>a    b</pre>")


def test_html_that_is_not_well_formed_is_mended(tmp_path: Path) -> None:
    html = shown(tmp_path, '<p>Một&nbsp;hai<br><title/><o:p>ba</o:p><script src="x"/><b>bốn</p>&unknown;')
    assert "Một\xa0hai" in html.replace("&nbsp;", "\xa0")
    assert "ba" in html
    assert "bốn" in html


@pytest.mark.parametrize("position", [-1, 2])
def test_a_page_that_is_not_there_is_refused(tmp_path: Path, position: int) -> None:
    with pytest.raises(NoSuchPart):
        shown(tmp_path, "x", position)


def test_a_book_already_read_serves_as_well(tmp_path: Path) -> None:
    book = read_epub(epub(tmp_path / "a.epub"))
    assert "Một" in chapter_html(book, 0, member_url=str, chapter_url=lambda at, _: str(at))
