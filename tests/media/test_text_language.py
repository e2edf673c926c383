"""The language is told by the text."""

import pytest

from media.language import _model, detect

VIETNAMESE = "Hắn vừa đi vừa chửi. Bao giờ cũng thế, cứ rượu xong là hắn chửi."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (VIETNAMESE, "vi"),
        ("It is a truth universally acknowledged, that a single man must be in want of a wife.", "en"),
        ("Longtemps, je me suis couché de bonne heure, et mes yeux se fermaient si vite.", "fr"),
        ("România este o țară frumoasă și mândră în inima Europei, cu munți și ape.", "ro"),
        ("Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему.", "ru"),
        ("国境の長いトンネルを抜けると雪国であった。夜の底が白くなった。", "ja"),
        ("Số Đỏ", None),
        ("", None),
        ("1234 5678 " * 50, None),
    ],
)
def test_a_text_is_recognised(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_decomposed_and_shouted_vietnamese_is_vietnamese() -> None:
    assert (
        detect(
            "HA\u0306\u0301N VU\u031b\u0300A DDI VU\u031b\u0300A CHU\u031b\u0309I, THE\u0302\u0301 LA\u0300"
        )
        == "vi"
    )


def test_clear_vietnamese_needs_no_model() -> None:
    _model.cache_clear()
    assert detect(VIETNAMESE) == "vi"
    assert _model.cache_info().currsize == 0
