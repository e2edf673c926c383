"""The right record comes first, however its title is typed."""

import pytest

from catalog.search import Document, SearchEngine, Sort
from catalog.search.whoosh import WhooshEngine
from tests.search.conftest import Find

SHELF = [
    Document(id=1, title="Truyện Kiều", contributors=("Nguyễn Du",), subjects=("Thơ",), year=1820),
    Document(id=2, title="Sơ đồ mạch điện", contributors=("Trần Đỏ",), year=1990),
    Document(
        id=3, title="Số đỏ", contributors=("Vũ Trọng Phụng",), identifiers=("978-604-1-00001-1", "VN.12")
    ),
    Document(id=4, title="Bàn về Truyện Kiều của Nguyễn Du", contributors=("Hoài Thanh",), popularity=90),
    Document(id=5, title="Truyện Kiều và tuổi trẻ", identifiers=("0471958697", "8(V)1 N527")),
    Document(id=6, title="Thi pháp", subtitle="Truyện Kiều", subjects=("Nguyễn Du",)),
    Document(id=7, title="Hoà bình", summary="Viết sau khi đọc truyện Kiều"),
    Document(id=8, title="Kiều trong truyện ngắn"),
    Document(id=9, title="Lập trình C++", subjects=("Truyện", "Tin học")),
    Document(id=10, title="Tự điển điện toán Anh -Việt"),
]


@pytest.fixture(autouse=True)
def shelf(index: SearchEngine) -> None:
    # Two segments, so that the order across segments is seen too.
    index.rebuild(SHELF[:4])
    index.apply(SHELF[4:])


@pytest.mark.parametrize("typed", ["truyen kieu", "Truyện Kiều", "TRUYEN KIEU", "Truyê\u0323n Kiê\u0300u"])
def test_whole_title_then_its_beginning_then_words_in_the_title_then_elsewhere(
    find: Find, typed: str
) -> None:
    assert find(typed) == [1, 5, 4, 8, 6, 7]


def test_marks_as_typed_come_first_and_others_after(find: Find) -> None:
    assert find("số đỏ") == [3, 2]
    assert find("sơ đồ") == [2, 3]
    assert set(find("so do")) == {2, 3}


@pytest.mark.parametrize("typed", ["lý luận", "lí luận", "LÝ LUẬN", "ly luan"])
def test_y_and_i_of_one_syllable_are_one_letter(index: SearchEngine, find: Find, typed: str) -> None:
    index.apply([Document(id=30, title="Lí luận văn học"), Document(id=31, title="Lý luận Mỹ học")])
    assert set(find(typed)) == {30, 31}


def test_editions_do_not_crowd_out_other_titles(index: SearchEngine, find: Find) -> None:
    if not isinstance(index, WhooshEngine):
        pytest.skip("only the engine that keeps titles in memory knows editions")
    index.apply(
        [
            *(Document(id=key, title="Cấu tạo kiến trúc", year=1990 + key) for key in (40, 41, 42)),
            Document(id=43, title="Giáo trình cấu tạo kiến trúc"),
        ]
    )
    assert find("cấu tạo") == [42, 43, 41, 40]


def test_three_words_and_more_are_weighed_by_how_much_of_a_title_they_make_up(
    index: SearchEngine, find: Find
) -> None:
    index.apply(
        [
            Document(id=50, title="Lịch sử Đảng bộ và nhân dân một huyện miền núi phía Bắc"),
            Document(id=51, title="Giáo trình lịch sử Đảng bộ"),
            Document(id=52, title="Lịch sử Đảng bộ thành phố"),
            Document(id=53, title="Lịch sử Đảng bộ huyện", popularity=4),
        ]
    )
    assert find("lịch sử đảng bộ") == [53, 52, 51, 50]
    assert find("lịch sử") == [53, 52, 50, 51]  # so few words tell only which titles begin with them


def test_a_phrase_may_go_on_from_the_title_into_the_subtitle(index: SearchEngine, find: Find) -> None:
    index.apply([Document(id=60, title="Kỹ thuật ô tô", subtitle="nâng cao")])
    assert find('"ô tô nâng cao"') == [60]


def test_title_and_author_in_one_box(find: Find) -> None:
    assert find("số đỏ vũ trọng phụng") == [3]
    assert find("kieu nguyen du")[:2] == [4, 1]


@pytest.mark.parametrize("typed", ["hoà bình", "hòa bình", "HOÀ BÌNH", "hoa binh"])
def test_tone_placement_does_not_matter(find: Find, typed: str) -> None:
    assert find(typed) == [7]


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("9786041000011", 3),
        ("978-604-1-00001-1", 3),
        ("vn.12", 3),
        ("VN12", 3),
        ("9780471958697", 5),
        ("0-471-95869-7", 5),
        ("8(V)1 N527", 5),
    ],
)
def test_identifiers_go_to_the_record(find: Find, typed: str, record: int) -> None:
    assert find(typed)[0] == record


def test_signs(find: Find) -> None:
    assert find("kiều -nguyễn") == [8, 5, 7]
    assert find('"kiều và tuổi"') == [5]
    assert find('"kiều tuổi"') == []
    assert find("tác giả:nguyen du") == [1]
    assert find("chủ đề:nguyễn") == [6]
    assert sorted(find("số đỏ OR c++")) == [2, 3, 9]
    assert find("C++") == [9]


def test_a_title_with_a_dash_before_a_word_is_found_as_printed(find: Find) -> None:
    assert find("Tự điển điện toán Anh -Việt") == [10]


def test_popular_records_come_first_among_equals(index: SearchEngine, find: Find) -> None:
    index.apply([Document(id=20, title="Tắt đèn"), Document(id=21, title="Tắt đèn", popularity=3)])
    assert find("tat den") == [21, 20]


def test_orders(index: SearchEngine, find: Find) -> None:
    index.rebuild(
        [
            Document(id=1, title="B", sort_title="B", year=1990, popularity=1, created="2026-01-02"),
            Document(id=2, title="A", sort_title="A", year=None, popularity=5, created="2026-01-03"),
        ]
    )
    index.apply([Document(id=3, title="C", sort_title="C", year=2001, created="2026-01-01")])
    assert find("", sort=Sort.TITLE) == [2, 1, 3]
    assert find("", sort=Sort.YEAR) == [3, 1, 2]
    assert find("", sort=Sort.NEWEST) == [2, 1, 3]
    assert find("", sort=Sort.POPULAR) == [2, 1, 3]


def test_pages_follow_on_without_gap_or_repetition(index: SearchEngine, find: Find) -> None:
    for start in (100, 140, 180):
        index.apply([Document(id=key, title=f"Chuyện số {key}") for key in range(start, start + 40)])
    pages = [find("chuyen", page=page, per_page=25) for page in range(1, 7)]
    assert [len(page) for page in pages] == [25, 25, 25, 25, 20, 0]
    assert len({key for page in pages for key in page}) == 120
    assert find("chuyen", page=-3, per_page=1000) == find("chuyen", per_page=100)
