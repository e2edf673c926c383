"""The sample's books and recordings open, say the truth about themselves, and stay small."""

import unicodedata
from pathlib import Path

import pytest

from elibrary.sample.collection import HERE, SampleRecord, collection, file_path
from elibrary.sample.making.texts import TEXTS, chapters
from media import epub, pdf
from media.audio import read_audiobook

KILOBYTE = 1000
RECORDS = collection()
EPUBS = [(record, name) for record in RECORDS for name in record.files if name.endswith(".epub")]
PDFS = [(record, name) for record in RECORDS for name in record.files if name.endswith(".pdf")]
RECORDINGS = [record for record in RECORDS if record.audio]


def kept_files() -> list[Path]:
    return [path for path in HERE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_records_and_folder_name_the_same_files() -> None:
    named = [file_path(name) for record in RECORDS for name in (*record.files, *record.audio)]
    assert len(set(named)) == len(named)
    assert set(named) == {path for path in (HERE / "files").rglob("*") if path.is_file()}


def test_the_sample_stays_small_enough_to_ship() -> None:
    sizes = {path: path.stat().st_size for path in kept_files()}
    assert max(sizes.values()) <= 500 * KILOBYTE
    assert sum(sizes.values()) < 3000 * KILOBYTE


@pytest.mark.parametrize("source", sorted(TEXTS.iterdir()), ids=lambda path: path.stem)
def test_a_source_text_has_chapters_worth_reading(source: Path) -> None:
    text = source.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert '"' not in text  # typographic quotation marks only
    assert 3 <= len(chapters(source.stem)) <= 6
    assert len(text.split()) >= 300


@pytest.mark.parametrize(("record", "name"), EPUBS, ids=[name for _, name in EPUBS])
def test_an_epub_is_the_record_s_book_with_cover_contents_and_language(
    record: SampleRecord, name: str
) -> None:
    book = epub.read_epub(file_path(name))
    texts = chapters(Path(name).stem)
    assert (book.title, book.subtitle) == (record.title, record.subtitle)
    assert book.declared_language == book.detected_language == record.language
    assert book.cover is not None
    assert [entry.title for entry in book.toc] == [text.title for text in texts]
    read = "\n".join(section.text for section in epub.sections(book))
    for text in texts:
        assert text.blocks[-1].lines[-1] in read
    assert unicodedata.is_normalized("NFC", read)


@pytest.mark.parametrize(("record", "name"), PDFS, ids=[name for _, name in PDFS])
def test_a_pdf_has_its_title_and_vietnamese_text(record: SampleRecord, name: str) -> None:
    document = pdf.read_pdf(file_path(name))
    assert record.title in document.title
    assert document.has_text
    assert document.language == "vi"
    read = " ".join(" ".join(section.text.split()) for section in pdf.sections(file_path(name)))
    assert record.title in read
    assert unicodedata.is_normalized("NFC", read)


def test_the_map_says_that_it_is_only_illustrative() -> None:
    name = next(record.files[0] for record in RECORDS if record.type == "map")
    assert "Sơ đồ minh họa, không theo tỉ lệ" in next(iter(pdf.sections(file_path(name)))).text


@pytest.mark.parametrize("record", RECORDINGS, ids=lambda record: record.title)
def test_a_recording_names_its_people_and_has_the_chapters_of_its_text(record: SampleRecord) -> None:
    book = read_audiobook([file_path(name) for name in record.audio])
    slug = Path(record.audio[0]).parts[0].split(".")[0]
    assert book.title == record.title
    assert book.authors == tuple(name for name, role in record.contributors if role == "author")
    assert book.narrator == next(name for name, role in record.contributors if role == "narrator")
    assert book.cover is not None
    assert [chapter.title for chapter in book.chapters] == [text.title for text in chapters(slug)]
    assert book.duration > 120


def test_one_recording_is_a_folder_of_tracks_and_one_an_m4b_with_chapters() -> None:
    assert any(len(record.audio) > 1 for record in RECORDINGS)
    assert any(record.audio[0].endswith(".m4b") for record in RECORDINGS)
