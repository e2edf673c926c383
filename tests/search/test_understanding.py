"""What a person meant is found when what was typed is not."""

from collections.abc import Callable

import pytest

from catalog.search import Document, Filters, SearchEngine, SearchRequest, SectionText, parse
from catalog.search.understanding import Understood, understand

SHELF = [
    Document(id=1, title="Truyện Kiều", contributors=("Nguyễn Du",), subjects=("Thơ",)),
    Document(id=2, title="Nhập môn thuật toán", contributors=("Trần Tân",), identifiers=("005.133 N527",)),
    Document(id=3, title="Kinh tế vi mô", summary="Sách về thị trường và doanh nghiệp"),
    Document(id=4, title="Thuật ngữ toán học"),
    Document(id=5, title="Introduction to algorithms", identifiers=("005.1 C811",)),
    Document(id=6, title="Hệ thống kỹ thuật số nhập môn"),
]

Ask = Callable[[str], Understood]


@pytest.fixture
def ask(index: SearchEngine) -> Ask:
    index.rebuild(SHELF[:3])
    index.apply(SHELF[3:])
    return lambda text: understand(index, SearchRequest(query=parse(text)))


def test_what_is_found_as_typed_is_left_as_it_is(ask: Ask) -> None:
    found = ask("truyen kieu")
    assert (found.result.ids, found.searched_as, found.did_you_mean) == ((1,), "", "")


@pytest.mark.parametrize("typed", ["truyeenj kieeuf", "truye65n kie62u", "Truye^.n Kie^`u"])
def test_keystrokes_without_a_vietnamese_keyboard(ask: Ask, typed: str) -> None:
    found = ask(typed)
    assert found.result.ids == (1,)
    assert found.searched_as.casefold() == "truyện kiều"


@pytest.mark.parametrize(
    ("typed", "meant", "record"),
    [
        ("truyn kieu", "Truyện kieu", 1),
        ("nhập môn thuuật toán", "nhập môn thuật toán", 2),
        ("nhập môn tuhật toán", "nhập môn thuật toán", 2),
        ("nhập mon thuyt toán", "nhập mon thuật toán", 2),
        ("introductoin to algoritms", "introduction to algorithms", 5),
        ("kinhte vi mo", "kinh tế vi mo", 3),
        ("tác giả: nguyn du", "tác giả: nguyễn du", 1),
    ],
)
def test_slips_are_mended_by_the_words_beside_them(ask: Ask, typed: str, meant: str, record: int) -> None:
    found = ask(typed)
    assert found.result.ids == (record,)
    assert found.searched_as.casefold() == meant.casefold()


def test_a_phrase_in_quotes_that_is_found_is_meant_so(index: SearchEngine, ask: Ask) -> None:
    index.apply([Document(id=7, title="Bút ký", subjects=("Thuật tán",)), Document(id=8, title="Thuật toán")])
    assert ask('"thuật tán"').result.ids == (7,)
    assert ask('"thuật tán"').did_you_mean == ""


def test_where_a_few_titles_are_found_those_one_slip_away_come_behind(index: SearchEngine, ask: Ask) -> None:
    index.apply(
        [
            Document(id=9, title="Statistical method in physics", language="en"),
            Document(id=10, title="Statistical methods", language="en"),
            Document(id=11, title="Statistical methods for engineers", language="vi"),
        ]
    )
    found = ask("statistical method")
    assert found.result.ids == (9, 10, 11)
    assert (found.result.total, dict(found.result.facets["language"])) == (3, {"en": 2, "vi": 1})
    assert (found.searched_as, found.did_you_mean) == ("", "statistical methods")
    filtered = SearchRequest(query=parse("statistical method"), filters=Filters(language=("en",)))
    assert understand(index, filtered).result.ids == (9, 10)


def test_a_title_counts_more_than_words_that_stand_together_more_often(index: SearchEngine, ask: Ask) -> None:
    index.apply(
        [
            Document(id=9, title="Khoai tây"),
            Document(id=10, title="Khởi tạo lại"),
            Document(id=11, title="Khởi tạo hệ thống"),
            Document(id=12, title="Khối óc", contributors=("Tây Sơn",)),
        ]
    )
    assert ask("khoi tây").result.ids == (9,)


def test_a_whole_title_one_slip_away_is_nearer_than_one_that_goes_on(index: SearchEngine, ask: Ask) -> None:
    index.apply([Document(id=9, title="Kỹ thuật đo"), Document(id=10, title="Kỹ năng")])
    index.apply([Document(id=11, title="Kỹ nghệ", contributors=("Thất Đoàn",))])
    assert ask("ky that do").result.ids == (9,)


def test_a_known_word_is_a_slip_only_where_that_makes_a_phrase(ask: Ask) -> None:
    assert ask("nhập môn thuật tan").result.ids == (2,)  # Tân is its author
    assert ask("kinh te thuật toan").searched_as == ""


def test_words_that_only_stand_apart_give_way_to_a_title_one_slip_away(index: SearchEngine, ask: Ask) -> None:
    index.apply(
        [
            Document(id=10, title="Kỹ thuật đo lường"),
            Document(id=11, title="Lượng giác và đo đạc", contributors=("Kỹ Thuật Hòa",)),
            Document(id=12, title="Khoai tây và ngô"),
            Document(id=13, title="Khôi phục rừng Tây Nguyên"),
        ]
    )
    assert ask("kỹ thuật đo lượng").result.ids[0] == 10
    found = ask("khoi tây")
    assert (found.result.ids, found.searched_as, found.did_you_mean) == ((13,), "", "khoai tây")
    index.apply([Document(id=14, title="Khoai tây")])
    assert ask("khoi tây").result.ids[0] == 14
    assert ask("số đỏ truyện").did_you_mean == ""


def test_an_unfinished_word_stands_for_all_that_begin_so(ask: Ask) -> None:
    assert ask("nhập môn thu").result.ids == (2,)
    found = ask("ngữ toa")
    assert (found.result.ids, found.searched_as) == ((4,), "ngữ toa*")
    assert ask("intro*").result.ids == (5,)
    assert set(ask("th*").result.ids) == {1, 2, 3, 4, 6}
    assert ask("t*").result.total == 0


def test_another_text_is_offered_where_the_words_stand_only_in_a_summary(ask: Ask) -> None:
    found = ask("truong")
    assert (found.result.ids, found.searched_as, found.did_you_mean) == ((3,), "", "")


def test_call_numbers_are_found_by_their_beginning(ask: Ask) -> None:
    assert set(ask("005.1").result.ids) == {2, 5}
    assert ask("005.13").result.ids == (2,)


def test_filters_do_not_change_what_was_meant(index: SearchEngine, ask: Ask) -> None:
    from catalog.search import Filters

    request = SearchRequest(query=parse("truyen kieu"), filters=Filters(language=("fr",)))
    found = understand(index, request)
    assert (found.result.total, found.searched_as) == (0, "")


def test_the_closest_titles_where_nothing_is_found(index: SearchEngine, ask: Ask) -> None:
    assert index.closest(parse("nhập môn thuut ngữ"))[0] in (2, 4)
    assert index.closest(parse("xe đạp điện")) == []


def test_words_inside_a_book_are_not_mended_into_what_is_no_title(index: SearchEngine) -> None:
    pages = (SectionText(digital_id=1, position=0, text="Trăm năm trong cõi người ta"),)
    titles = ["Tăm năm", "Năm trong lời ru"]
    index.rebuild([Document(id=key, title=title) for key, title in enumerate(titles)])
    index.apply([Document(id=7, title="Một cuốn thơ", sections=pages)])
    found = understand(index, SearchRequest(query=parse("trăm năm trong cõi")))
    assert (found.result.ids, found.did_you_mean) == ((7,), "")
    index.apply([Document(id=8, title="Tăm năm trong lời")])
    offered = understand(index, SearchRequest(query=parse("trăm năm trong cõi")))
    assert (offered.result.ids, offered.did_you_mean) == ((7,), "tăm năm trong lời")
