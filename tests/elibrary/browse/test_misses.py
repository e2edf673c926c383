"""What the library may remember of a search, and what it must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elibrary.browse.misses import LONGEST, MOST_WISHES, folded, mark, names_somebody, remembered, with_mark

OF_PEOPLE = (
    "0901234567",  # by chance also a valid ISBN of ten digits
    "090-123-4567",
    "+84 901 234 567",
    "(028) 3844 1234",
    "Nguyễn Văn A 0912345678",
    "079203001234",
    "thẻ 12345678",
    "59X1 12345",
    "toi@nha.vn",
)
OF_NOBODY = (
    "978-604-2-08231-0",
    "9786042082310",
    "0-914378-28-7",
    "080442957X",
    "2049-3630",
    "1984",
    "1945-1975",
    "lịch sử Việt Nam 1945-1975",
    "30/4/1975",
    "Luật 45/2019/QH14",
    "toán lớp 5 tập 2",
    "100 câu hỏi, 1000 câu trả lời",
    "Nhà giả kim",
)


@pytest.mark.parametrize("text", OF_PEOPLE)
def test_what_may_belong_to_one_person_is_not_remembered(text: str) -> None:
    assert names_somebody(text)
    assert remembered(text) == ""


@pytest.mark.parametrize("text", OF_NOBODY)
def test_titles_years_and_standard_numbers_are_remembered(text: str) -> None:
    assert remembered(text) == text


def test_signs_alone_say_nothing() -> None:
    assert [remembered(text) for text in ("", "  ", "-- * !?", '""')] == [""] * 4


@given(st.text(max_size=600))
def test_whatever_is_typed_fits_into_its_column(text: str) -> None:
    assert len(remembered(text)) <= LONGEST
    assert len(folded(text)) <= LONGEST


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from([" ", ".", "-", ""]))
def test_no_mobile_number_slips_through(number: str, between: str) -> None:
    assert names_somebody(f"gọi {between.join((number[:4], number[4:7], number[7:]))} nhé")


def test_two_ways_of_typing_are_one_text() -> None:
    assert folded("  Số đỏ! ") == folded("SO DO") == "so do"
    assert mark("Số đỏ") == mark("so  do")


def test_a_device_remembers_its_last_wishes_only() -> None:
    marks: list[str] = []
    for number in range(MOST_WISHES + 5):
        marks = with_mark(marks, f"sách {number}")
    assert len(marks) == MOST_WISHES
    assert with_mark(marks, "sách 10") == [*(one for one in marks if one != mark("sách 10")), mark("sách 10")]
