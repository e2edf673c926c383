"""A hostile book runs nothing, fetches nothing and leaks nothing: it is cleaned or refused."""

import re
import time
from pathlib import Path

import pytest
from lxml import html

from media.epub import chapter_html, member, read_epub, sections
from media.errors import DamagedFile, DangerousArchive, EmptyFile
from tests.media.documents import PROSE, archive, dublin_core, epub, page

ATTACKS = {
    "script": "<script>alert(1)</script><p>Sạch</p>",
    "self-closed script": '<script src="http://evil.example/x.js"/><p>Sạch</p>',
    "handler": '<p onclick="alert(1)" ONMOUSEOVER="alert(2)">Sạch</p><img src="x" onerror="alert(1)"/>',
    "javascript link": '<a href="javascript:alert(1)">Sạch</a><a href=" &#9;java&#10;script:alert(1)">x</a>',
    "data link": '<a href="data:text/html,&lt;script>alert(1)&lt;/script>">Sạch</a>',
    "svg script": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'
    "<script>alert(1)</script></svg>Sạch",
    "svg animate": '<svg xmlns="http://www.w3.org/2000/svg"><a><animate attributeName="href" '
    'values="javascript:alert(1)"/><text>x</text></a></svg>Sạch',
    "math": '<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)">x</math>Sạch',
    "style": "<style>@import url(http://evil.example/x.css);</style>"
    '<p style="background:url(//evil.example)">Sạch</p>',
    "outside picture": '<img src="http://evil.example/x.png"/><img src="//evil.example/x.png"/>Sạch',
    "srcset": '<img srcset="http://evil.example/x.png 2x" alt="Sạch"/>Sạch',
    "form": '<form action="http://evil.example"><input name="q"/>'
    '<button formaction="x">y</button></form>Sạch',
    "frames": '<iframe src="http://evil.example"></iframe><object data="x"></object><embed src="x"/>Sạch',
    "meta": '<meta http-equiv="refresh" content="0;url=http://evil.example"/>'
    '<base href="http://evil.example/"/>Sạch',
    "link": '<link rel="stylesheet" href="http://evil.example/x.css"/>Sạch',
    "video": '<video src="http://evil.example/v" poster="http://evil.example/p"></video>Sạch',
    "clobber": '<a id="body" name="forms">Sạch</a>',
    "breakout": '<noscript><p title="&lt;/noscript>&lt;img src=x onerror=alert(1)>"></p></noscript>Sạch',
    "not well-formed": "<p>Sạch<b><script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!--[if IE]><script>alert(1)</script><![endif]-->Sạch",
}


def shown(path: Path, position: int = 0) -> str:
    return chapter_html(
        path,
        position,
        member_url=lambda name: f"/m/{name}",
        chapter_url=lambda at, anchor: f"/c/{at}#{anchor}",
    )


@pytest.mark.parametrize("body", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_page_is_cleaned_and_its_text_stays(tmp_path: Path, body: str) -> None:
    result = shown(epub(tmp_path / "a.epub", {"p1.xhtml": page(body)}))
    assert "Sạch" in result
    assert "evil.example" not in result
    assert not re.search(
        r"<(script|svg|math|style|form|iframe|object|embed|input|link|meta|base)", result, re.I
    )
    for element in html.fragment_fromstring(result, create_parent="div").iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name in {"href", "src", "alt", "id", "rel", "loading", "decoding"}
            assert not re.match(r"\s*(java\s*script|data|vbscript):", value)
            assert name != "id" or value.startswith("book-")


def test_script_in_metadata_is_plain_text_or_gone(tmp_path: Path) -> None:
    title = 'Kiều <img src=x onerror="alert(1)"> & <script>alert(1)</script>'
    markup = "&lt;p onclick='x'&gt;Hay&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    description = f"<dc:description>{markup}</dc:description>"
    metadata = dublin_core(title, ["<svg/onload=alert(1)>Nguyễn Du"]) + description
    book = read_epub(epub(tmp_path / "a.epub", metadata=metadata))
    assert book.title == "Kiều & alert(1)"
    assert book.authors == ("Nguyễn Du",)
    assert book.description == "Hay"


def laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(levels))
    return f'<!DOCTYPE html [<!ENTITY l0 "ha">{entities}]>'


@pytest.mark.parametrize("attribute", ["&l9;", '<p title="&l9;" id="&l9;">x</p>'])
def test_a_billion_laughs_stay_unlaughed(tmp_path: Path, attribute: str) -> None:
    source = (
        f'{laughs(9)}<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Sạch</p>{attribute}</body></html>'
    )
    path = epub(tmp_path / "a.epub", {"p1.xhtml": source.encode()})
    text = next(iter(sections(read_epub(path)))).text
    assert text.startswith("Sạch")
    assert len(text) < 100
    assert len(shown(path)) < 300


def test_a_file_of_the_server_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    for body in ("&file;", '<p title="&file;">x</p>'):
        source = (
            f'<!DOCTYPE html [<!ENTITY file SYSTEM "{secret.as_uri()}">'
            f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>'
            f"<html><body>Sạch {body}</body></html>"
        )
        path = epub(tmp_path / "a.epub", {"p1.xhtml": source.encode()})
        assert "TOPSECRET" not in shown(path) + next(iter(sections(read_epub(path)))).text


def test_entities_in_the_package_are_not_expanded(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub")
    with_doctype = laughs(9).replace("DOCTYPE html", "DOCTYPE package")
    package = (
        f"{with_doctype}<package><metadata><title>Thử &l9;</title></metadata><manifest>"
        '<item id="a" href="p1.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    members = {
        "META-INF/container.xml": b'<container><rootfile full-path="b.opf"/></container>',
        "b.opf": package.encode(),
        "p1.xhtml": page("x"),
    }
    assert len(read_epub(archive(path, members.items())).title) < 20


@pytest.mark.parametrize(
    "href", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\x", "http://x/y.xhtml"]
)
def test_a_manifest_cannot_reach_outside_the_archive(tmp_path: Path, href: str) -> None:
    package = (
        f'<package><manifest><item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    path = archive(tmp_path / "a.epub", [("content.opf", package.encode())])
    with pytest.raises(DamagedFile):
        read_epub(path)
    with pytest.raises(DamagedFile):
        member(path, href)


def test_a_traversing_member_refuses_the_whole_book(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub", extra={"../../evil.html": b"x"})
    for use in (read_epub, shown, lambda book: member(book, "../../evil.html")):
        with pytest.raises(DangerousArchive):
            use(path)


def test_a_page_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub", {"p1.xhtml": page("x" * 20_000_000)})
    with pytest.raises(DangerousArchive):
        read_epub(path)


def test_a_page_nested_ten_thousand_deep_is_survived(tmp_path: Path) -> None:
    path = epub(tmp_path / "a.epub", {"p1.xhtml": page(f"{'<div>' * 10_000}Sạch"), "p2.xhtml": page(PROSE)})
    assert read_epub(path).spine[1].href == "OEBPS/p2.xhtml"
    shown(path)


def test_an_empty_and_a_cut_off_file_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.touch()
    with pytest.raises(EmptyFile):
        read_epub(path)
    whole = epub(tmp_path / "b.epub").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedFile):
        read_epub(path)


@pytest.mark.parametrize(
    "attributes", [" ".join(f"a{n}=1" for n in range(30_000)), "' " + "b " * 99_000 + "'"]
)
def test_a_tag_with_countless_attributes_is_read_at_once(tmp_path: Path, attributes: str) -> None:
    path = epub(tmp_path / "a.epub", {"p1.xhtml": page(f"<p {attributes}>Sạch</p>")})
    started = time.perf_counter()
    assert "Sạch" in shown(path)
    assert time.perf_counter() - started < 5
