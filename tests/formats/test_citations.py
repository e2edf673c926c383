"""References by ISO 690 and APA, BibTeX entries and RIS files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.formats import citations
from catalog.models import MaterialType, Role
from catalog.values import RecordValues

KIEU = RecordValues(
    title="Truyện Kiều",
    subtitle="bản Nôm cổ nhất",
    volume="Tập 1",
    language="vi",
    publisher="Văn học",
    place="Hà Nội",
    year_printed="[1992?]",
    series="Văn học cổ",
    summary="Dòng một\nER  - \nTY  - HACK",
    contributors=(("Nguyễn Du", Role.AUTHOR), ("Bùi Kỷ", Role.EDITOR), ("Ai Dịch", Role.TRANSLATOR)),
    subjects=("Thơ", "Truyện thơ"),
    isbns=("9786049690969",),
)
# Field names of BibTeX (btxdoc) and those that its successors read; tags of RIS.
BIBTEX_FIELDS = {
    "author",
    "editor",
    "translator",
    "title",
    "volume",
    "publisher",
    "address",
    "year",
    "series",
}
BIBTEX_FIELDS |= {"isbn", "issn", "language", "url"}
RIS_TAGS = {"TY", "AU", "A2", "A4", "TI", "T2", "VL", "CY", "PB", "PY", "SN", "LA", "KW", "AB", "UR", "ER"}


def test_iso_690() -> None:
    assert citations.iso690(KIEU) == (
        "NGUYỄN DU. Truyện Kiều: bản Nôm cổ nhất. Tập 1. Hà Nội: Văn học, [1992?]. (Văn học cổ). "
        "ISBN 9786049690969."
    )


def test_apa() -> None:
    assert citations.apa(KIEU) == "Nguyễn Du. ([1992?]). Truyện Kiều: bản Nôm cổ nhất (Tập 1). Văn học."


def test_without_an_author_the_makers_stand_in_front_else_the_title() -> None:
    made = RecordValues(title="Từ điển", contributors=(("A", Role.EDITOR), ("B", Role.COMPILER)))
    assert citations.iso690(made) == "A, B (biên soạn). Từ điển."
    assert citations.apa(made) == "A, & B (Eds.). (n.d.). Từ điển."
    assert citations.apa(RecordValues(title="Báo?")) == "Báo? (n.d.)."


def test_bibtex_has_known_fields_each_once() -> None:
    entry = citations.bibtex(KIEU, url="https://thuvien.example/records/1")
    first, *lines, last, end = entry.split("\n")
    assert (first, last, end) == ("@book{nguyendu1992truyen,", "}", "")
    fields = dict(re.fullmatch(r"  (\w+) = \{(.*)\},", line).groups() for line in lines)  # type: ignore[union-attr]
    assert len(fields) == len(lines)
    assert set(fields) <= BIBTEX_FIELDS
    assert fields["author"] == "{Nguyễn Du}"
    assert fields["title"] == "{Truyện Kiều: bản Nôm cổ nhất}"
    assert fields["address"] == "Hà Nội"
    assert fields["isbn"] == "9786049690969"


@pytest.mark.parametrize(
    ("kind", "bibtex", "ris"),
    [
        (MaterialType.BOOK, "@book{", "TY  - BOOK"),
        (MaterialType.AUDIOBOOK, "@book{", "TY  - SOUND"),
        (MaterialType.NEWSPAPER, "@misc{", "TY  - NEWS"),
        (MaterialType.MAGAZINE, "@misc{", "TY  - MGZN"),
        (MaterialType.MAP, "@misc{", "TY  - MAP"),
        (MaterialType.OTHER, "@misc{", "TY  - GEN"),
    ],
)
def test_every_type_has_its_name(kind: MaterialType, bibtex: str, ris: str) -> None:
    values = RecordValues(title="X", type=kind)
    assert citations.bibtex(values, url="u").startswith(bibtex)
    assert citations.ris(values, url="u").startswith(ris)


def test_ris_has_known_tags_and_one_reference() -> None:
    lines = citations.ris(KIEU, url="https://thuvien.example/records/1").split("\r\n")
    assert lines[-2:] == ["ER  - ", ""]
    tags = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in lines[:-1]]  # type: ignore[union-attr]
    assert {tag for tag, _ in tags} <= RIS_TAGS
    assert [tag for tag, _ in tags].count("ER") == 1
    assert ("PY", "1992") in tags
    assert [value for tag, value in tags if tag == "KW"] == ["Thơ", "Truyện thơ"]


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_out_of_its_field(title: str, name: str, publisher: str) -> None:
    values = RecordValues(title=title, publisher=publisher, contributors=((name, Role.AUTHOR),))
    entry = citations.bibtex(values, url="u")
    plain = re.sub(r"\\text\w+\{\}", "", entry)  # a sign that TeX writes by its name
    depths = 0
    for sign in re.sub(r"\\[{}]", "", plain):
        depths += {"{": 1, "}": -1}.get(sign, 0)
        assert depths >= 0
    assert depths == 0
    for line in citations.ris(values, url="u").split("\r\n")[:-1]:
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line)
