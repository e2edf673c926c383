"""Vietnamese of the years before Unicode is recognised and put right; what is not Vietnamese stays."""

import shutil
import subprocess
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.legacy import Legacy, decoded, encoding_of, main_encoding, put_right
from catalog.syllables import syllables

LETTERS = sorted({letter for word in syllables() for letter in word if not letter.isascii()})
CAPITALS = [letter.upper() for letter in LETTERS]
# The two-character letters of the fonts VNI-Times, written out from the fonts themselves.
VNI = (
    "aù á aø à aû ả aõ ã aï ạ aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ "
    "eù é eø è eû ẻ eõ ẽ eï ẹ eâ ê eá ế eà ề eå ể eã ễ eä ệ í í ì ì æ ỉ ó ĩ ò ị "
    "où ó oø ò oû ỏ oõ õ oï ọ oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ ô ơ ôù ớ ôø ờ ôû ở ôõ ỡ ôï ợ "
    "uù ú uø ù uû ủ uõ ũ uï ụ ö ư öù ứ öø ừ öû ử öõ ữ öï ự yù ý yø ỳ yû ỷ yõ ỹ î ỵ ñ đ"
)
TITLES = {
    Legacy.TCVN3: ["TruyÖn KiÒu", "Tõ ®iÓn kü thuËt", "Gi¸o tr×nh Tr\xadêng häc", "NguyÔn Du"],
    Legacy.VNI: ["Truyeän Kieàu", "Töø ñieån kyõ thuaät", "Giaùo trình Tröôøng hoïc", "Nguyeãn Du"],
}
UNICODE = ["Truyện Kiều", "Từ điển kỹ thuật", "Giáo trình Trường học", "Nguyễn Du"]


def through_iconv(text: str, name: str) -> str:
    """`text` as a Western program shows its bytes in the encoding `name` of the C library."""
    if not shutil.which("iconv"):
        pytest.skip("iconv is not installed")
    run = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", name], input=text.encode(), capture_output=True, check=False
    )
    if run.returncode:
        pytest.skip(f"iconv does not know {name}")
    return run.stdout.decode("latin-1")


@pytest.mark.parametrize(
    ("encoding", "name", "letters"),
    [
        (Legacy.TCVN3, "TCVN5712-1", LETTERS),
        (Legacy.VISCII, "VISCII", LETTERS + CAPITALS),
        (Legacy.WINDOWS_1258, "CP1258", LETTERS + CAPITALS),
    ],
)
def test_every_letter_is_where_the_c_library_has_it(encoding: Legacy, name: str, letters: list[str]) -> None:
    text = " ".join(letters)
    assert decoded(through_iconv(text, name), encoding) == text


def test_every_letter_of_the_vni_fonts_is_read() -> None:
    keys, letters = VNI.split()[::2], VNI.split()[1::2]
    assert set(LETTERS) == set(letters)
    assert decoded(" ".join(keys), Legacy.VNI) == " ".join(letters)
    assert decoded(" ".join(keys).upper(), Legacy.VNI) == " ".join(letters).upper()


@pytest.mark.parametrize("encoding", TITLES)
def test_titles_are_recognised_and_put_right(encoding: Legacy) -> None:
    for typed, meant in zip(TITLES[encoding], UNICODE, strict=True):
        assert put_right(typed, encoding) == meant
        if len(typed.split()) > 2 or encoding is Legacy.TCVN3:
            assert encoding_of([typed]) is encoding
    assert main_encoding([title] for title in TITLES[encoding]) is encoding


def test_one_word_is_no_evidence_unless_no_language_has_it() -> None:
    assert encoding_of(["Nguyeãn Du"]) is None
    assert encoding_of(["NguyÔn Du"]) is Legacy.TCVN3


def tones_apart(text: str) -> str:
    """As Windows-1258 has it: the letter with its hat, then the tone."""
    parts = []
    for letter in text:
        marks = normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        parts.append(normalize("NFC", "".join(mark for mark in marks if mark not in tone)) + tone)
    return "".join(parts)


@pytest.mark.parametrize("title", UNICODE[:3])
def test_bytes_read_as_western_letters_are_put_right(title: str) -> None:
    for encoding, data in (
        (Legacy.UTF_8, title.encode()),
        (Legacy.WINDOWS_1258, tones_apart(title).encode("cp1258")),
    ):
        shown = data.decode("latin-1")
        assert encoding_of([shown]) is encoding
        assert put_right(shown, encoding) == title


def test_capitals_of_tcvn3_come_from_their_neighbours() -> None:
    assert put_right("GI¸O TR×NH", Legacy.TCVN3) == "GIÁO TRÌNH"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Truyện Kiều",
        "Hóa học và đời sống",
        "Le thé vert et le café",
        "L'été où naïfs",
        "Traité de mécanique des fluides, problèmes résolus",
        "Matériaux composites à fibres",
        "Müller, Jörg: Einführung in die Größenlehre für Anfänger",
        "Über Öl und Bäume",
        "São Paulo é não",
        "El niño y el señor Núñez",
        "Ærø København smørrebrød",
        "Café",
        "Ångström",
        "naïve Bayes – résumé",
        "Война и мир",
    ],
)
def test_what_is_no_old_vietnamese_stays(text: str) -> None:
    assert encoding_of([text]) is None


def test_foreign_cells_of_an_old_file_stay() -> None:
    for encoding in TITLES:
        for text in ("Traité de mécanique", "Einführung in die Größenlehre", "Windows 10", "Truyện Kiều"):
            assert put_right(text, encoding) == text


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_any_text_can_be_asked(text: str) -> None:
    encoding = encoding_of([text])
    for each in Legacy:
        assert isinstance(put_right(text, each), str)
    assert encoding is None or put_right(text, encoding) != text
