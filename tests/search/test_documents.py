"""From records in the database to documents of the index."""

from collections.abc import Callable

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from catalog.models import (
    Access,
    Audiobook,
    Contributor,
    Copy,
    CopyStatus,
    DigitalKind,
    DigitalObject,
    Form,
    Identifier,
    Location,
    Record,
    Section,
    StoredFile,
    Subject,
)
from catalog.search import Document, SectionText, documents


def whole(session: Session, access: Access) -> Record:
    """A record with everything."""
    session.add(StoredFile(sha256="a" * 64, size=1, content_type="application/epub+zip"))
    record = Record(
        title="Truyện Kiều", work_key="w", edition_key="e", sort_title="T", year=1820, language="vi"
    )
    record.call_number = "8(V)1"
    record.contributors = [Contributor(position=0, name="Nguyễn Du", folded="nguyen du")]
    record.subjects = [Subject(position=1, term="Thơ"), Subject(position=0, term="Văn học")]
    record.identifiers = [Identifier(kind="isbn", value="9786041000011")]
    room = Location(name="Kho mở")
    record.copies = [
        Copy(accession_number="VN.1", barcode="B1", location=room),
        Copy(accession_number="VN.1", barcode="B2", location=Location(name="Kho cũ"), status=CopyStatus.LOST),
    ]
    book = DigitalObject(kind=DigitalKind.EPUB, access=access, sha256="a" * 64, pages=2)
    book.sections = [Section(position=1, text="Hai"), Section(position=0, text="Một"), Section(position=2)]
    record.digital = [book]
    record.audiobooks = [Audiobook(duration=1.0, access=access)]
    session.add(record)
    session.commit()
    return record


def test_a_record_with_everything(session: Session) -> None:
    record = whole(session, Access.PUBLIC)
    (document,) = documents(session)
    book = record.digital[0].id
    assert document == Document(
        id=record.id,
        title="Truyện Kiều",
        contributors=("Nguyễn Du",),
        subjects=("Văn học", "Thơ"),
        identifiers=("9786041000011", "8(V)1", "VN.1", "B1", "B2"),
        forms=(Form.PAPER, Form.DIGITAL, Form.AUDIO),
        language="vi",
        year=1820,
        locations=("Kho mở",),
        available=True,
        created=record.created_at.isoformat(),
        sort_title="T",
        sections=(
            SectionText(digital_id=book, position=0, text="Một"),
            SectionText(digital_id=book, position=1, text="Hai"),
        ),
    )


def test_what_is_for_staff_only_is_not_in_the_index(session: Session) -> None:
    whole(session, Access.STAFF)
    (document,) = documents(session)
    assert document.sections == ()
    assert document.forms == (Form.PAPER,)


def test_a_record_whose_copies_are_gone_is_not_available(
    session: Session, add: Callable[..., Record]
) -> None:
    record = add("Mất")
    record.copies = [Copy(status=CopyStatus.WITHDRAWN), Copy(status=CopyStatus.LOST)]
    lent = add("Đang mượn")
    lent.copies = [Copy(status=CopyStatus.ON_LOAN)]
    session.commit()
    gone, away = documents(session, [record.id, lent.id, 999])
    assert (gone.forms, gone.available) == ((), False)
    assert (away.forms, away.available) == ((Form.PAPER,), False)


def test_the_number_of_queries_does_not_grow_with_the_records(database: Engine, session: Session) -> None:
    whole(session, Access.PUBLIC)
    for number in range(60):
        record = Record(title=f"Tập {number}", work_key="w", edition_key="e", sort_title="T")
        record.digital = [DigitalObject(kind=DigitalKind.EPUB, sha256="a" * 64, pages=1)]
        record.digital[0].sections = [Section(position=0, text=f"Chương {number}")]
        session.add(record)
    session.commit()
    asked: list[str] = []
    event.listen(database, "before_cursor_execute", lambda *said: asked.append(said[2]))
    found = list(documents(session))
    assert [d.sections[0].text for d in found[1:]] == [f"Chương {n}" for n in range(60)]
    assert len(asked) <= 10
