"""A MARC record and the catalogue's values say the same, in both directions."""

import io
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pymarc import MARCReader

from catalog.formats.dublincore import DC, oai_dc
from catalog.formats.marc21 import (
    RecordTooLong,
    from_record,
    iso2709,
    read_iso2709,
    read_marcxml,
    to_values,
    write_marcxml,
)
from catalog.models.record import MaterialType, Role
from catalog.values import CopyValues, RecordValues
from catalog.vietnamese import nfc

KIEU = RecordValues(
    title="Truyện Kiều",
    subtitle="Đoạn trường tân thanh",
    volume="T. 1",
    language="vi",
    publisher="Văn học",
    place="Hà Nội",
    year_printed="[1992?]",
    extent="250 tr. ; 21 cm",
    series="Văn học cổ điển ; 3",
    summary="Truyện thơ Nôm.",
    ddc="895.9221",
    call_number="895.9221 NG-D",
    contributors=(("Nguyễn Du", Role.AUTHOR), ("Đào Duy Anh", Role.EDITOR), ("Kim Định", Role.TRANSLATOR)),
    subjects=("Văn học -- Việt Nam", "Thơ"),
    isbns=("9786042082310",),
    issns=("08667462",),
)
COPIES = (
    CopyValues(
        accession_number="VN.1", barcode="VN.1", call_number="895.9221 NG-D", location="Kho", shelf="K1"
    ),
    CopyValues(accession_number="VN.2", barcode="0002", call_number="895.9221 NG-D", location="Kho"),
)


@pytest.mark.parametrize("kind", list(MaterialType))
def test_values_and_copies_survive_the_round_trip(kind):
    values = replace(KIEU, type=kind)
    described = to_values(from_record(values, COPIES, "7"))
    assert described.values == values
    assert described.copies == COPIES
    assert described.notes == ()


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "Nd")), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(title=TEXT, subtitle=TEXT, name=TEXT, summary=TEXT)
def test_any_letters_survive_both_transmissions(tmp_path_factory, title, subtitle, name, summary):
    values = RecordValues(
        title=nfc(title),
        subtitle=nfc(subtitle),
        summary=nfc(summary),
        contributors=((nfc(name), Role.AUTHOR),),
    )
    folder = tmp_path_factory.mktemp("marc")
    record = from_record(values)
    (folder / "a.mrc").write_bytes(iso2709(record))
    with (folder / "a.xml").open("wb") as out:
        write_marcxml(out, [record])
    for item in (*read_iso2709(folder / "a.mrc"), *read_marcxml(folder / "a.xml")):
        assert to_values(item.record).values == values


def test_an_independent_reader_reads_what_is_written():
    (read,) = MARCReader(io.BytesIO(iso2709(from_record(KIEU, COPIES))))
    assert read["245"]["b"] == "Đoạn trường tân thanh"
    assert len(read["008"].data) == 40
    assert read["008"].data[35:38] == "vie"


def test_a_record_that_iso2709_cannot_hold_is_refused_by_name():
    with pytest.raises(RecordTooLong):
        iso2709(from_record(KIEU, COPIES * 2000))


def test_characters_that_xml_forbids_are_left_out():
    out = io.BytesIO()
    write_marcxml(out, [from_record(RecordValues(title="Số\x00 đỏ\x0b"))])
    assert etree.fromstring(out.getvalue())[0][2][0].text == "Số đỏ"


def test_dublin_core_names_creator_date_and_identifier():
    element = oai_dc(KIEU)
    texts = {
        name: [e.text for e in element.findall(f"{{{DC}}}{name}")]
        for name in ("creator", "date", "identifier")
    }
    assert texts == {
        "creator": ["Nguyễn Du"],
        "date": ["[1992?]"],
        "identifier": ["urn:ISBN:9786042082310", "urn:ISSN:0866-7462"],
    }


@pytest.mark.shared_data
def test_a_library_of_congress_record_is_understood(shared_data):
    (item,) = read_iso2709(shared_data / "marc/multi_isbn.dat")
    values = to_values(item.record).values
    assert (values.title, values.place, values.publisher) == (
        "The town scold",
        "Taftsville, Vt.",
        "Countryman Press",
    )
    assert values.contributors == (("Johnson, Judith Emlyn", Role.AUTHOR),)
    assert values.isbns == ("9780914378280", "9780914378297", "9780914378266")
    assert (values.series, values.ddc, values.language) == ("Her Waste ; pt. 1", "811.54", "en")


@pytest.mark.shared_data
def test_kohas_items_are_copies_and_a_row_number_is_no_isbn(shared_data):
    item = next(read_iso2709(shared_data / "catalogue/bachkhoa-part0.mrc"))
    described = to_values(item.record)
    assert described.values.isbns == ()
    assert "020" in " ".join(map(str, described.notes))
    (copy,) = described.copies
    assert (copy.barcode, copy.accession_number) == ("5551", "5551")
    assert normalize("NFC", copy.location) == "Sách ngoại văn VEFFA_ CS2"
