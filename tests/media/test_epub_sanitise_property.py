"""Whatever a page contains, nothing that runs or loads from outside comes out."""

import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from media.epub import chapter_html
from tests.media.documents import epub

PIECES = [
    "<script>", "</script>", "<script/>", "<svg>", "</svg>", "<math>", "<mtext>", "<style>", "</style>",
    "<p ", "onclick=", "onerror=alert(1)", " onload = 'x' ", "<img src=x ", "<a href=",
    "javascript:alert(1)", "'", '"', ">", "<", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<title>",
    "</title>", "<noscript>", "</noscript>", "<template>", "<table>", "<select>", "<form>",
    "<iframe srcdoc=", "&lt;script&gt;", "&#106;avascript:", "&#x0a;", "\x00", "\t", "<textarea>",
    "</textarea>", "<xmp>", "<foreignObject>", "<annotation-xml encoding='text/html'>", "<body ",
    "<image ", "xlink:href=", "data:text/html,", "//evil.example", "style=", "url(", "<o:p>", "<?xml ",
    "?>", "<!DOCTYPE ", "é", "\ud7ff",
]  # fmt: skip
ALLOWED = {"href", "src", "alt", "id", "lang", "dir", "rel", "width", "height", "loading", "decoding"}
ALLOWED |= {"colspan", "rowspan", "start", "value"}


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map("".join))
@example(
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
)
@example("<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>")
@settings(max_examples=300, deadline=None)
def test_nothing_that_runs_comes_through(source: str) -> None:
    with TemporaryDirectory() as folder:
        path = epub(Path(folder) / "a.epub", {"p1.xhtml": source.encode("utf-8", "replace")})
        result = chapter_html(
            path, 0, member_url=lambda name: f"/m/{name}", chapter_url=lambda at, _: f"/c/{at}"
        )
    assert "<script" not in result.lower()
    for tag in re.findall(r"<[^>]*>", result):
        assert not re.search(r"\son\w+\s*=", re.sub(r'"[^"]*"', '""', tag), re.I)
    for element in html.fragment_fromstring(result, create_parent="div").iter():
        assert set(element.attrib) <= ALLOWED
        for name in ("href", "src"):
            value = element.get(name, "/")
            assert re.match(r"/[mc]/|/$|#book-|https?://", value)
            assert name != "src" or not value.startswith("http")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_a_page_of_any_bytes_is_a_fragment(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = epub(Path(folder) / "a.epub", {"p1.xhtml": data})
        assert zipfile.is_zipfile(path)
        result = chapter_html(path, 0, member_url=str, chapter_url=lambda at, _: f"/c/{at}")
    assert "<script" not in result.lower()
