"""Files come in by the upload page, one or many, with or without the script."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Audiobook, DigitalObject, Record, StoredFile
from elibrary.config import Config
from tests import factories
from tests.conftest import Visitor
from tests.media import documents, sounds

JSON = {"Accept": "application/json"}


def sent(*files: Path | tuple[bytes, str], **fields: str) -> dict[str, Any]:
    opened = [
        (BytesIO(f.read_bytes()), f.name) if isinstance(f, Path) else (BytesIO(f[0]), f[1]) for f in files
    ]
    return {"files": opened, **fields}


def upload(desk: Visitor, *files: Path | tuple[bytes, str], **fields: str) -> list[dict[str, Any]]:
    answer = desk.post("/staff/upload", data=sent(*files, **fields), headers=JSON)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json()["files"]
    return found


def count(session: Session, kind: type) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def leftovers(config: Config) -> list[Path]:
    return [path for path in config.incoming.rglob("*") if path.is_file()]


def test_an_epub_becomes_a_record_with_a_digital_form(
    desk: Visitor, session: Session, tmp_path: Path, config: Config
) -> None:
    (answer,) = upload(desk, documents.epub(tmp_path / "truyen.epub"))
    assert (answer["status"], answer["kind"], answer["title"]) == ("added", "epub", "Truyện thử")
    record = session.scalars(select(Record)).one()
    assert answer["url"] == f"/staff/records/{record.id}"
    assert record.authors == ("Nguyễn Văn Thử",)
    assert leftovers(config) == []
    page = desk.get(answer["url"]).text
    assert "Sách số EPUB" in page
    assert "truyen.epub" in page


def test_the_same_file_again_changes_nothing(desk: Visitor, session: Session, tmp_path: Path) -> None:
    book = documents.epub(tmp_path / "truyen.epub")
    upload(desk, book)
    (answer,) = upload(desk, book)
    assert answer["status"] == "unchanged"
    assert count(session, DigitalObject) == 1


def test_a_file_goes_to_the_record_that_was_asked_for(
    desk: Visitor, session: Session, tmp_path: Path
) -> None:
    book = documents.epub(tmp_path / "truyen.epub")
    first, second = factories.record(session, "Cuốn một"), factories.record(session, "Cuốn hai")
    for record in (first, second, second):
        (answer,) = upload(desk, book, record=str(record.id))
        assert answer["record_id"] == record.id
    assert answer["status"] == "unchanged"
    assert (len(first.digital), len(second.digital)) == (1, 1)


def test_a_pdf_and_a_sound_file_come_in(desk: Visitor, session: Session, tmp_path: Path) -> None:
    pdf = documents.pdf(tmp_path / "bao-cao.pdf", ["Bao cao cua phuong 13"] * 2)
    answers = upload(desk, pdf, sounds.mp3(tmp_path / "Lão Hạc.mp3"))
    assert [(a["status"], a["kind"]) for a in answers] == [("added", "pdf"), ("added", "mpeg")]
    assert session.scalars(select(Record).join(Audiobook)).one().title == "Lão Hạc"


def test_the_parts_of_an_audiobook_are_one_in_the_order_of_their_names(
    desk: Visitor, session: Session, tmp_path: Path
) -> None:
    parts = [sounds.mp3(tmp_path / f"Tắt đèn - {n}.mp3", seconds=0.5 + n / 10) for n in (2, 10, 1)]
    (answer,) = upload(desk, *parts, together="1")
    assert (answer["status"], answer["title"]) == ("added", "Tắt đèn")
    tracks = session.scalars(select(Audiobook)).one().tracks
    assert [track.file.name for track in tracks] == ["Tắt đèn - 1.mp3", "Tắt đèn - 2.mp3", "Tắt đèn - 10.mp3"]


def test_parts_of_the_same_name_are_both_kept(desk: Visitor, session: Session, tmp_path: Path) -> None:
    one, two = (sounds.mp3(tmp_path / f"{n}.mp3", seconds=n).read_bytes() for n in (1, 2))
    (answer,) = upload(desk, (one, "01.mp3"), (two, "01.mp3"), together="1")
    assert answer["status"] == "added"
    assert len(session.scalars(select(Audiobook)).one().tracks) == 2


def truncated(tmp_path: Path) -> bytes:
    whole = documents.epub(tmp_path / "whole.epub").read_bytes()
    return whole[: len(whole) * 2 // 3]


def password_pdf(tmp_path: Path) -> bytes:
    return documents.pdf(tmp_path / "khoa.pdf", ["x"], password="mat-khau").read_bytes()


def escaping_zip(_tmp_path: Path) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", documents.CONTAINER)
        archive.writestr("../../evil.xhtml", "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (lambda _: b"khong phai sach", "anh.epub", "Không nhận ra định dạng"),
        (lambda _: b"", "rong.pdf", "Tập tin rỗng"),
        (truncated, "cat.epub", "bị hỏng"),
        (password_pdf, "khoa.pdf", "có mật khẩu"),
        (escaping_zip, "thoat.epub", "không an toàn"),
    ],
    ids=["unknown", "empty", "truncated", "password", "escaping"],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(  # noqa: PLR0917
    desk: Visitor, session: Session, config: Config, tmp_path: Path, make: Any, name: str, words: str
) -> None:
    (answer,) = upload(desk, (make(tmp_path), name))
    assert (answer["status"], answer["name"], answer["record_id"]) == ("refused", name, None)
    assert words in answer["reason"]
    assert [count(session, kind) for kind in (Record, DigitalObject, StoredFile)] == [0, 0, 0]
    assert leftovers(config) == []


def test_one_bad_file_sinks_no_other_and_the_page_lists_each(
    desk: Visitor, session: Session, tmp_path: Path
) -> None:
    good = documents.epub(tmp_path / "truyen.epub")
    pdf = documents.pdf(tmp_path / "bao-cao.pdf", ["Bao cao"])
    answer = desk.post("/staff/upload", data=sent(good, (b"x", "<b>hỏng.txt"), pdf))
    assert answer.status_code == 200
    assert answer.text.count("Không nhận<") == 2  # the result, and the words kept for the script
    assert "&lt;b&gt;hỏng.txt" in answer.text
    assert "Không nhận ra định dạng" in answer.text
    assert count(session, Record) == 2


@pytest.mark.parametrize(
    "name", ["../../../etc/x.epub", "..\\..\\x.epub", "a\x00b.epub", "." * 300, "x" * 300 + ".epub"]
)
def test_a_file_name_cannot_leave_its_folder(
    desk: Visitor, session: Session, config: Config, tmp_path: Path, name: str
) -> None:
    book = documents.epub(tmp_path / "truyen.epub")
    (answer,) = upload(desk, (book.read_bytes(), name))
    assert answer["status"] == "added"
    kept = session.scalars(select(DigitalObject)).one().file.name
    assert kept
    assert not set(kept) & {"/", "\\", "\0"}
    assert leftovers(config) == []
    assert not (config.data.parent / "etc").exists()


def test_a_form_without_a_file_says_so(desk: Visitor) -> None:
    answer = desk.post("/staff/upload", data={})
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tập tin" in answer.text


def test_too_large_a_request_is_refused_in_words(desk: Visitor, session: Session) -> None:
    desk.application.config["MAX_CONTENT_LENGTH"] = 1000
    answer = desk.post("/staff/upload", data=sent((b"x" * 2000, "to.epub")), headers=JSON)
    assert answer.status_code == 413
    assert "quá lớn" in answer.get_json()["reason"]
    assert count(session, Record) == 0


def test_an_unknown_record_is_not_found(desk: Visitor) -> None:
    assert desk.get("/staff/upload?record=99").status_code == 404
    assert desk.get(f"/staff/upload?record={10**30}").status_code in (200, 404)
