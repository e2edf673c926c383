"""The ways of typing that finding is measured with are those of real keyboards."""

from random import Random

import pytest

from scripts.benchmarks import typing


@pytest.mark.parametrize(
    ("printed", "telex", "vni", "viqr"),
    [
        ("Truyện Kiều", "Truyeenj Kieeuf", "Truye65n Kie62u", "Truye^.n Kie^`u"),
        ("đường", "dduwowngf", "d9u7o72ng", "ddu+o+`ng"),
        ("NGƯỜI", "NGUWOWIF", "NGU7O72I", "NGU+O+`I"),
        ("Ấn, Ở", "Aans, Owr", "A61n, O73", "A^'n, O+?"),
        ("C++ 1999", "C++ 1999", "C++ 1999", "C++ 1999"),
    ],
)
def test_keystrokes(printed: str, telex: str, vni: str, viqr: str) -> None:
    assert typing.telex(printed) == telex
    assert typing.vni(printed) == vni
    assert typing.viqr(printed) == viqr


def test_a_tone_may_follow_its_letter_or_end_the_word_and_one_horn_may_do_for_two() -> None:
    assert typing.telex("nước", tone_last=False) == "nuwowsc"
    assert typing.telex("nước", one_horn=True) == "nuowcs"
    assert typing.vni("nước", tone_last=True, one_horn=True) == "nuo7c1"
    assert typing.telex("thuở", one_horn=True) == "thuowr"


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("Khoẻ", "Khỏe"), ("thúy", "thuý"), ("HÓA", "HOÁ")],
)
def test_the_tone_moves_between_the_two_letters(one: str, other: str) -> None:
    assert typing.other_placement(one) == other
    assert typing.other_placement(other) == one


@pytest.mark.parametrize("word", ["quý", "hoàn", "hoa", "tài", "Kiều"])
def test_what_has_only_one_placement_stays(word: str) -> None:
    assert typing.other_placement(word) == word


def test_marks_go_and_the_case_stays() -> None:
    assert typing.unmarked("Đường ĐỜI") == "Duong DOI"
    assert typing.has_marks("đo")
    assert not typing.has_marks("Windows NT")


def test_a_vietnamese_keyboard_is_for_vietnamese() -> None:
    assert typing.is_vietnamese("Khảo sát đặc tính của oxít kim loại")
    assert not typing.is_vietnamese("Mécanique des fluides")
    assert not typing.is_vietnamese("Windows NT")


def test_slips_change_one_place_of_one_long_word() -> None:
    random = Random(1)  # noqa: S311 - a sample
    text = "cơ học đất sét công trình"
    for _ in range(50):
        assert len(typing.dropped(text, random)) == len(text) - 1
        assert len(typing.doubled(text, random)) == len(text) + 1
        swapped = typing.swapped(text, random)
        assert sorted(swapped) == sorted(text)
        assert swapped.split()[:4] == text.split()[:4]
    assert typing.dropped("cơ học", random) == "cơ học"
