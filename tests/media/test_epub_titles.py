"""Titles and names are mended with the book's own words, and left alone without evidence."""

import unicodedata

import pytest

from media.titles import folded, mend_name, mend_title, title_from_name

TITLE_PAGE = "Gió Lạnh Đầu Mùa\nThạch Lam\n1937"


@pytest.mark.parametrize(
    ("title", "passages", "mended"),
    [
        ("Gio Lanh Dau Mua", [TITLE_PAGE], "Gió Lạnh Đầu Mùa"),
        ("Gio lanh dau mua", [TITLE_PAGE.upper()], "Gió lạnh đầu mùa"),
        ("gio lanh dau mua", [TITLE_PAGE.upper()], "Gió lạnh đầu mùa"),
        ("GIO LANH DAU MUA", ["GIÓ LẠNH ĐẦU MÙA"], "Gió lạnh đầu mùa"),
        ("Gio Lanh Dau Mua", [unicodedata.normalize("NFD", TITLE_PAGE)], "Gió Lạnh Đầu Mùa"),
        ("Gio Lanh Dau Mua", ["quyển GIÓ LẠNH ĐẦU MÙA là quyển đầu"], "Gió Lạnh Đầu Mùa"),
        ("Ban Khoan", ["các bạn khoan đã"], "Ban Khoan"),
        ("Ban Khoan", ["Bạn Khoan đến, Bán Khoan đi"], "Ban Khoan"),
        ("Ban Khoan", ["Bạn Khoan đến", "Băn khoăn\n"], "Băn Khoăn"),
        ("Gio Lanh", [], "Gio Lanh"),
        ("LỀU CHÕNG", [], "Lều chõng"),
        ("LỀU CHÕNG", ["LỀU CHÕNG\nmang lều chõng đi thi"], "Lều chõng"),
        ("TRUYỆN KIỀU", ["đọc Truyện Kiều, ngâm Truyện Kiều"], "Truyện Kiều"),
        ("VĂN HỌC: TẬP II. THƠ", [], "Văn học: Tập II. Thơ"),
        ("Số Đỏ", ["số đỏ"], "Số Đỏ"),
        ("SGK", ["sgk"], "SGK"),
        ("1984", [], "1984"),
    ],
)
def test_a_title_is_mended(title: str, passages: list[str], mended: str) -> None:
    assert mend_title(title, passages) == mended


def test_a_name_keeps_a_capital_for_each_word() -> None:
    assert mend_name("THACH LAM", [TITLE_PAGE.upper()]) == "Thạch Lam"
    assert mend_name("NAM CAO", ["phía nam cao hơn"]) == "Nam Cao"
    assert mend_name("Thach Lam", [TITLE_PAGE]) == "Thạch Lam"


def test_a_title_in_another_language_gets_no_marks() -> None:
    assert mend_title("Tam An", ["tâm an\nTâm An"], vietnamese=False) == "Tam An"


def test_folding_keeps_the_length_of_composed_text() -> None:
    text = unicodedata.normalize("NFC", "Đường ĐẾN Hoà İ Ǆ ß ﬁ")
    assert folded(text).startswith("duong den hoa i")
    assert len(folded(text)) == len(text)


def test_a_file_name_is_a_title_of_last_resort() -> None:
    assert title_from_name("Doi_thua-nam.cao.epub") == "Doi thua nam cao"
    assert title_from_name("---.pdf") == "---.pdf"
