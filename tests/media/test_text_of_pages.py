"""Text is clean Unicode, one block a line, as a browser would show it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from media.markup import decoded, page_tree
from media.text import clean, lines, one_line, visible_text


def test_text_is_composed_and_without_control_characters() -> None:
    assert clean("Tie\u0302\u0301ng\x00 Vie\u0323\u0302t\ufeff\x1f\u00ad\r\nhai") == "Tiếng Việt\nhai"
    assert one_line("  một\n\t hai\xa0ba ") == "một hai ba"
    assert lines(" một  hai \n\n \n ba ") == "một hai\nba"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = lines(text)
    assert lines(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\x00", "\x0b", "\ufffe"} & set(once)


def test_blocks_and_breaks_begin_lines_and_inline_elements_do_not() -> None:
    html = "<body><h1>A</h1><p>m<b>ột</b> hai<br/>ba</p><!-- x -->bon<ul><li>1</li><li>2</li></ul></body>"
    assert visible_text(page_tree(html.encode())) == "A\nmột hai\nba\nbon\n1\n2"


def test_what_a_browser_hides_is_left_out() -> None:
    body = "a<script>s</script>b<style>c</style><svg><text>v</text></svg>d"
    html = f"<html><head><title>T</title></head><body>{body}</body></html>"
    assert visible_text(page_tree(html.encode())) == "abd"


def test_a_page_is_decoded_as_it_says_or_as_it_is() -> None:
    text = "<p>Tiếng Việt</p>"
    assert decoded(text.encode()) == text
    assert decoded(b"\xef\xbb\xbf" + text.encode()) == text
    assert decoded(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert decoded(("<?xml encoding='us-ascii'?>" + text).encode()).endswith(text)
    assert decoded(b"<meta charset=windows-1258>\xc2").endswith("Â")
    assert decoded(b"<?xml encoding='rot13'?>a") == "<?xml encoding='rot13'?>a"


@given(st.binary(max_size=300))
def test_any_bytes_make_a_tree(data: bytes) -> None:
    assert isinstance(page_tree(data), etree._Element)
    visible_text(page_tree(data))
