"""Raw keystrokes of Telex, VNI and VIQR become the text that they would have typed."""

import time
from contextlib import closing
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.formats.workbook import workbook_rows
from catalog.keystrokes import readings, to_telex, to_viqr, to_vni
from catalog.search.query import parse
from catalog.vietnamese import tone_normal


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("truyeenj kieeuf", "truyện kiều"),
        ("truyeejn kieefu", "truyện kiều"),
        ("TRUYEENJ KIEEUF", "TRUYỆN KIỀU"),
        ("Truyeenj KIEEUF", "Truyện KIỀU"),
        ("truye65n kie62u", "truyện kiều"),
        ("truyen65 kieu62", "truyện kiều"),
        ("Truye^.n Kie^`u", "Truyện Kiều"),
        ("Truye.^n Kie`^u", "Truyện Kiều"),
        ("hoas", "hóa"),
        ("DDaats Dder ddi", "Đất Đẻ đi"),
        ("dduwowngf ddwowngf dduongwf dduwongf duwowngdf", "đường đường đường đường đường"),
        ("nguowif ngwowif nguwowif", "người người người"),
        ("twf nguwx twj ddoongj wngs", "từ ngữ tự động ứng"),
        ("tieesng tieengs tiesneg tiengse", "tiếng tiếng tiếng tiếng"),
        ("thuowr xooongs ngoeof giwx quowr", "thuở xoóng ngoèo giữ quở"),
        ("huuw luwu ruouwj cuar cuawr nuawx", "hưu lưu rượu của cửa nữa"),
        ("a61n an61 a16n an16", "ấn ấn ấn ấn"),
        ("d9u7o7ng2 d9uo7ng2 duong97 duong972", "đường đường đương đường"),
        ("tha8ng long8", "thăng long8"),
        ("u+o+'c mo+ ngu*o*`i", "ước mơ người"),
        ("na(m DDa(ng", "năm Đăng"),
        ("truye^.n kie^`u ho’c", "truyện kiều hóc"),
        ("kroong buks, ddawsk lawsk", "krông buks, đắk lắk"),
        ("dduongd duong9 dduong", "dduongd đuong dduong"),
    ],
)
def test_every_habit_of_typing_is_understood(keys: str, text: str) -> None:
    assert readings(keys)[0] == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tacs giar: Nguyeenx Du", "tác giả: Nguyễn Du"),
        ("nhan ddeef: ddor", "nhan đề: đỏ"),
        ("chur ddeef: toans -hocj OR lys", "chủ đề: toán -học OR lý"),
        ('"soos ddor" 1936', '"số đỏ" 1936'),
        ("ta'c gia?: Nguye^~n Du", "tác giả: Nguyễn Du"),
        ("laapj trinhf C++ ISBN 978-604-1-12345-6", "lập trình C++ ISBN 978-604-1-12345-6"),
        ("Tie^'ng Anh (co* ba?n)", "Tiếng Anh (cơ bản)"),
        ("C.Ma'c - V. I. Le^nin", "C.Mác - V. I. Lênin"),
        ("la\\. truye^.n", "la. truyện"),
    ],
)
def test_all_that_is_no_keystroke_stays(keys: str, text: str) -> None:
    assert readings(keys)[0] == text


def test_signs_of_a_query_keep_their_meaning() -> None:
    assert parse(readings("tacs giar: Nguyeenx -Dux")[0]) == parse("tác giả: Nguyễn -Dũ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hoa hue",
        "truyen kieu",
        "truyện kiều",
        "Số đỏ?",
        "book class for",
        "Windows Linux Java C++ C#",
        "physics and mathematics",
        "www.example.com",
        "1984",
        "978-604-1-12345-6",
        "TK.00123 VN001",
        "a.m. v.v. A.N. Whitehead",
        "Sao the? Vi sao. O dau?",
        "tru*",
        "'Goya' don't",
        "OR",
    ],
)
def test_what_makes_sense_as_it_stands_has_no_other_reading(text: str) -> None:
    assert readings(text) == []


def test_words_of_two_languages_are_read_both_ways() -> None:
    assert readings("moon hocj") == ["môn học", "moon học"]
    assert readings("moon") == ["môn"]
    assert readings("xoong noofi") == ["xông nồi", "xoong nồi"]


def test_foreign_words_among_foreign_words_stay() -> None:
    keys = "Nhieetj ddoongj = Handbook of Physics"
    assert readings(keys)[0] == "Nhiệt động = Handbook of Physics"


def test_abbreviations_among_small_letters_stay() -> None:
    assert readings("heej thoongs GIS")[0] == "hệ thống GIS"
    assert readings("DDHQG - Tieengs Anh")[0] == "ĐHQG - Tiếng Anh"
    assert readings("tie6ng1 anh A1")[:2] == ["tiếng anh Á", "tiếng anh A1"]


def test_a_stop_or_question_mark_of_a_sentence_is_no_tone_in_the_second_reading() -> None:
    assert readings("Truye^.n Kie^`u.") == ["Truyện Kiều."]
    assert readings("la` ai?")[:2] == ["là ải", "là ai?"]
    assert readings("Ha`m so^'. Sa'ch hay.")[:2] == ["Hàm số. Sách hạy", "Hàm số. Sách hay."]


def test_loans_of_several_syllables_are_read_as_one_word() -> None:
    assert readings("sửa xe ootoo, beetoong")[0] == "sửa xe ôtô, bêtông"
    assert readings("o6to6 Le6nin cato61t")[0] == "ôtô Lênin catốt"


@pytest.mark.parametrize("encode", [to_telex, to_vni, to_viqr])
@pytest.mark.parametrize(
    "text", ["Truyện Kiều", "ĐƯỜNG ĐI", "Ý chí và nghị lực", "Tiếng Việt 1", "xoóng nồi", "bêtông"]
)
def test_what_is_typed_comes_back(encode, text: str) -> None:
    typed = encode(text)
    assert typed.isascii()
    assert readings(typed)[0] == text


def test_words_without_marks_are_typed_as_they_stand() -> None:
    for encode in (to_telex, to_vni, to_viqr):
        assert encode("Windows for class 10, moon") == "Windows for class 10, moon"


@given(st.text(max_size=500) | st.text(st.sampled_from("aAdDoOuUwWsfx '`^(.?9617 -\\"), max_size=500))
def test_any_text_has_readings_that_are_other_texts(text: str) -> None:
    found = readings(text)
    assert text not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "run", ["a", "oo", "dd", "w", "uow ", "a.", "a'", "a^.", "d9", "o6", "cat", "ca ", "\\.", "A.", "aas "]
)
def test_no_text_of_500_characters_takes_long(run: str) -> None:
    begin = time.perf_counter()
    readings((run * 500)[:500])
    assert time.perf_counter() - begin < 1


@pytest.mark.shared_data
def test_titles_of_a_real_catalogue_come_back(shared_data) -> None:
    """The others are French, typing errors of the catalogue, and loans that are no syllables (`điêzen`)."""
    with closing(workbook_rows(shared_data / "catalogue/bachkhoa-books.xlsx")) as sheet:
        cells = [row[2] for row in islice(sheet, 1, 6000)]
    titles = sorted({" ".join(cell.split()) for cell in cells if not cell.isascii()})[::10]
    for encode in (to_telex, to_vni, to_viqr):
        back = sum(
            tone_normal(title).casefold() in [tone_normal(r).casefold() for r in readings(encode(title))[:2]]
            for title in titles
        )
        assert back / len(titles) > 0.9
