"""Which record a file goes to, and what it says there."""

from pathlib import Path

from mutagen.easyid3 import EasyID3
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Audiobook, DigitalObject, MaterialType, Record, Role
from elibrary import ingest
from elibrary.extensions import store
from tests import factories
from tests.media import documents, sounds

AUTHOR = "Nguyễn Văn Thử"
TITLE = "Truyện thử"


def receive(session: Session, *paths: Path, record: Record | None = None) -> ingest.Outcome:
    outcome = ingest.receive(session, store(), paths, record=record, now=factories.NOW)
    session.commit()
    return outcome


def count(session: Session, kind: type) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_file_of_a_title_that_is_there_is_attached_to_it(session: Session, tmp_path: Path) -> None:
    record = factories.record(session, "TRUYỆN THỬ", AUTHOR)
    outcome = receive(session, documents.epub(tmp_path / "a.epub"))
    assert (outcome.status, outcome.record_id) == ("updated", record.id)
    assert record.title == "TRUYỆN THỬ"
    assert record.language == "vi"


def test_a_file_of_another_author_is_another_record(session: Session, tmp_path: Path) -> None:
    factories.record(session, TITLE, "Người khác")
    assert receive(session, documents.epub(tmp_path / "a.epub")).status == "added"
    assert count(session, Record) == 2


def test_the_isbn_decides_before_title_and_author(session: Session, tmp_path: Path) -> None:
    factories.record(session, TITLE, AUTHOR)
    same_isbn = factories.record(session, "Tên in khác", "", isbns=("9786042082310",))
    metadata = documents.dublin_core() + "<dc:identifier>urn:isbn:9786042082310</dc:identifier>"
    outcome = receive(session, documents.epub(tmp_path / "a.epub", metadata=metadata))
    assert outcome.record_id == same_isbn.id


def test_the_declared_language_is_not_believed(session: Session, tmp_path: Path) -> None:
    receive(session, documents.epub(tmp_path / "a.epub"))
    record = session.scalars(select(Record)).one()
    assert (record.title, record.authors, record.language) == (TITLE, (AUTHOR,), "vi")


def test_text_of_chapters_and_pages_is_kept_for_search(session: Session, tmp_path: Path) -> None:
    receive(session, documents.epub(tmp_path / "a.epub"))
    receive(session, documents.pdf(tmp_path / "b.pdf", ["Trang mot", "Trang hai"]))
    epub, pdf = session.scalars(select(DigitalObject).order_by(DigitalObject.id))
    assert documents.PROSE[:20] in epub.sections[0].text
    assert [section.text.strip() for section in pdf.sections] == ["Trang mot", "Trang hai"]


def test_tracks_are_one_audiobook_with_a_chapter_each(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "Tắt đèn"
    folder.mkdir()
    tracks = [sounds.mp3(folder / f"{n:02} - Hồi {n}.mp3", seconds=n) for n in (1, 2)]
    outcome = receive(session, *reversed(tracks))
    audiobook = session.scalars(select(Audiobook)).one()
    assert (outcome.status, audiobook.record.title) == ("added", "Tắt đèn")
    assert audiobook.record.type is MaterialType.AUDIOBOOK
    assert [chapter.title for chapter in audiobook.chapters] == ["Hồi 1", "Hồi 2"]
    assert audiobook.duration == sum(track.duration for track in audiobook.tracks)
    assert receive(session, *tracks).status == "unchanged"


def test_one_bad_track_refuses_the_audiobook(session: Session, tmp_path: Path) -> None:
    good, bad = sounds.mp3(tmp_path / "1.mp3"), tmp_path / "2.mp3"
    bad.write_bytes(b"khong phai am thanh")
    outcome = ingest.receive(session, store(), [good, bad], now=factories.NOW)
    assert outcome.status == "refused"
    assert count(session, Record) == 0


def test_a_summary_that_a_librarian_wrote_stays(session: Session, tmp_path: Path) -> None:
    record = factories.record(session, TITLE, AUTHOR, summary="Lời của thủ thư")
    metadata = documents.dublin_core() + "<dc:description>Lời của tập tin</dc:description>"
    receive(session, documents.epub(tmp_path / "a.epub", metadata=metadata))
    assert record.summary == "Lời của thủ thư"


def test_translators_come_with_their_role(session: Session, tmp_path: Path) -> None:
    metadata = documents.dublin_core() + '<dc:contributor opf:role="trl">Người Dịch</dc:contributor>'
    receive(session, documents.epub(tmp_path / "a.epub", metadata=metadata))
    people = [(one.name, one.role) for one in session.scalars(select(Record)).one().contributors]
    assert people == [(AUTHOR, Role.AUTHOR), ("Người Dịch", Role.TRANSLATOR)]


def test_the_same_file_may_belong_to_two_records_but_only_once_to_each(
    session: Session, tmp_path: Path
) -> None:
    path = documents.epub(tmp_path / "a.epub")
    records = [factories.record(session, f"Cuốn {n}") for n in (1, 2)]
    outcomes = [receive(session, path, record=record).status for record in (*records, *records)]
    assert outcomes == ["updated", "updated", "unchanged", "unchanged"]


def test_a_title_of_many_letters_is_cut_not_refused(session: Session, tmp_path: Path) -> None:
    metadata = documents.dublin_core(title="Dài " * 3000)
    assert receive(session, documents.epub(tmp_path / "a.epub", metadata=metadata)).status == "added"


def tagged(path: Path, **tags: str) -> Path:
    """A short MP3 that says this of itself."""
    said = EasyID3()
    for name, text in tags.items():
        said[name] = text
    said.save(sounds.mp3(path))
    return path


def test_a_recordings_language_is_that_of_its_titles(session: Session, tmp_path: Path) -> None:
    receive(session, tagged(tmp_path / "a.mp3", title="Những buổi chiều ở hẻm nhỏ nhà mình", language="eng"))
    assert session.scalars(select(Record)).one().language == "vi"


def test_a_recordings_tag_counts_where_titles_tell_nothing(session: Session, tmp_path: Path) -> None:
    receive(session, tagged(tmp_path / "a.mp3", title="01", album="02", language="eng"))
    assert session.scalars(select(Record)).one().language == "en"
