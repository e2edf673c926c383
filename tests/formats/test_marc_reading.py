"""MARC files are read whatever their leaders claim, and a broken record never sinks its file."""

from unicodedata import normalize

import pytest
from pymarc import Field, Indicators, Record, Subfield

from catalog.formats.errors import DamagedXml, NotMarc
from catalog.formats.marc21 import iso2709, read_iso2709, read_marcxml, to_values


def record(title: str) -> Record:
    field = Field(tag="245", indicators=Indicators("0", "0"), subfields=[Subfield("a", title)])
    return Record(fields=[field], leader="00000nam a2200000 i 4500")


def test_rubbish_between_good_records_is_told_and_the_rest_is_read(tmp_path):
    good = iso2709(record("Số đỏ"))
    (tmp_path / "a.mrc").write_bytes(good + b"rubbish\x1d\r\n" + good + b"half a record")
    items = list(read_iso2709(tmp_path / "a.mrc"))
    assert [item.record is not None for item in items] == [True, False, True, False]
    assert items[2].record["245"]["a"] == "Số đỏ"
    assert str(len(good)) in str(items[1].problem)


@pytest.mark.parametrize(
    "damage", [(0, b"99999"), (12, b"00009"), (27, b"0001"), (31, b"77777"), (20, b"xxxx")]
)
def test_wrong_lengths_and_places_are_mended(tmp_path, damage):
    at, wrong = damage
    raw = iso2709(record("Truyện Kiều"))
    (tmp_path / "a.mrc").write_bytes(raw[:at] + wrong + raw[at + len(wrong) :])
    (item,) = read_iso2709(tmp_path / "a.mrc")
    assert item.record["245"]["a"] == "Truyện Kiều"


def test_utf8_behind_a_leader_that_says_marc8_is_read_as_utf8(tmp_path):
    raw = iso2709(record("Người lái đò sông Đà"))
    (tmp_path / "a.mrc").write_bytes(raw[:9] + b" " + raw[10:])
    (item,) = read_iso2709(tmp_path / "a.mrc")
    assert item.record["245"]["a"] == "Người lái đò sông Đà"
    assert "UTF-8" in str(item.notes[0])


def test_text_that_is_no_marc_is_refused(tmp_path):
    (tmp_path / "a.mrc").write_text("Nhan đề;Tác giả", encoding="utf-8")
    with pytest.raises(NotMarc):
        list(read_iso2709(tmp_path / "a.mrc"))


XML = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 i 4500</leader>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Chí Phèo</subfield></datafield></record>{}"""


def test_marcxml_that_breaks_off_keeps_what_came_before(tmp_path):
    (tmp_path / "a.xml").write_text(XML.format("<record><lead"), encoding="utf-8")
    first, last = read_marcxml(tmp_path / "a.xml")
    assert first.record["245"]["a"] == "Chí Phèo"
    assert last.problem is not None


def test_no_entity_of_a_marcxml_file_is_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    bomb = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + XML.format("</collection>")
    (tmp_path / "a.xml").write_text(bomb.replace("Chí Phèo", "Chí &e; Phèo"), encoding="utf-8")
    (item,) = read_marcxml(tmp_path / "a.xml")
    assert "secret" not in to_values(item.record).values.title


@pytest.mark.parametrize(
    ("text", "refusal"), [("<a><b>", DamagedXml), ("<html></html>", NotMarc), ("<", DamagedXml)]
)
def test_other_xml_is_refused(tmp_path, text, refusal):
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    with pytest.raises(refusal):
        list(read_marcxml(tmp_path / "a.xml"))


@pytest.mark.shared_data
def test_the_marc8_file_equals_its_utf8_twin_field_by_field(shared_data):
    twins = [
        list(read_iso2709(shared_data / "marc" / name)) for name in ("brkrtest.mrc", "brkrtest_UTF8.mrc")
    ]
    assert len(twins[0]) == len(twins[1]) == 8
    for one, other in zip(*twins, strict=True):
        texts = [[normalize("NFC", str(field)) for field in item.record.fields] for item in (one, other)]
        assert texts[0] == texts[1]


@pytest.mark.shared_data
def test_vietnamese_letters_come_out_of_marc8(shared_data):
    (item,) = read_iso2709(shared_data / "marc/marc7.marc")
    notes = " ".join(str(field) for field in item.record.get_fields("500"))
    assert "o Hook (ơ);  u Hook (ư)" in notes
    assert "D with Crossbar (Đ)" in notes
    (item,) = read_iso2709(shared_data / "marc/marc10.marc")
    assert item.record["245"]["a"].startswith("Tegns")


@pytest.mark.shared_data
def test_each_of_the_broken_records_is_mended_or_told(shared_data):
    items = list(read_iso2709(shared_data / "marc/bad_records.mrc"))
    assert len(items) == 8
    assert [item.number for item in items if item.problem] == [7]
    assert "764" in str(items[6].problem)
    assert all(item.record["245"]["a"].startswith("The pragmatic") for item in items if item.record)
    assert sum(bool(item.notes) for item in items) == 5
