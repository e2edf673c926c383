"""Uploading files."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from catalog import services as catalogue
from catalog.base import utcnow
from catalog.errors import N_, Refusal
from catalog.models import Record
from elibrary import ingest
from elibrary.cataloguing.forms import LARGEST_ID, UploadForm
from elibrary.cataloguing.views import blueprint
from elibrary.errors import sentence
from elibrary.extensions import config, db, incoming, store
from elibrary.ingest import Outcome
from elibrary.security import allowed

_LONGEST_NAME = 200
"""Bytes of a file name; file systems allow 255."""


class NoFileChosen(Refusal):
    """The form came without a file."""

    status = 422
    message = N_("Chưa có tập tin nào. Hãy chọn ít nhất một tập tin rồi bấm Tải lên.")


@blueprint.route("/upload", methods=["GET", "POST"])
@allowed("upload", "File")
def upload() -> ResponseReturnValue:
    """Take in digital books and audiobooks; a script sends them one by one and asks for JSON."""
    number = request.values.get("record", 0, type=int)
    record = catalogue.get_record(db.session, number) if 0 < number <= LARGEST_ID else None
    form = UploadForm() if request.method == "POST" else UploadForm.unsent()
    outcomes: list[Outcome] = []
    if form.is_good():
        with form.keeping():
            outcomes = _take_in(form.files.data or [], record, as_one=bool(form.together.data))
    if _wants_json() and not form.refusal:
        return jsonify(files=[_as_json(outcome) for outcome in outcomes]), form.http_status
    page = render_template(
        "cataloguing/upload.html",
        form=form,
        record=record,
        outcomes=outcomes,
        limit=config().max_upload,
        sentence=sentence,
    )
    return page, form.http_status


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def _take_in(sent: list[FileStorage], record: Record | None, *, as_one: bool) -> list[Outcome]:
    """Receive each book and save it, or undo it, on its own: one bad file sinks no other."""
    sent = [file for file in sent if file.filename]
    if not sent:
        raise NoFileChosen
    with incoming().place() as folder:
        books = _as_one_book(folder, sent) if as_one else _as_books(folder, sent)
        return [_receive(book, record) for book in books]


def _receive(book: Sequence[Path], record: Record | None) -> Outcome:
    outcome = ingest.receive(db.session, store(), book, record=record, now=utcnow())
    if outcome.refusal is not None:
        db.session.rollback()
    else:
        db.session.commit()
    return outcome


def _as_books(folder: Path, sent: Sequence[FileStorage]) -> list[list[Path]]:
    """Each file is a book and lies in a folder of its own, because names may repeat."""
    return [[_landed(folder / str(number), file)] for number, file in enumerate(sent)]


def _as_one_book(folder: Path, sent: Sequence[FileStorage]) -> list[list[Path]]:
    """All files lie in one folder that is called after what their names have in common."""
    stems = [Path(_plain_name(file)).stem for file in sent]
    shared = os.path.commonprefix(stems)  # noqa: RUF071 - of letters, these are no paths
    name = shared.rstrip("0123456789 ._-([#").encode()[:_LONGEST_NAME].decode(errors="ignore").strip()
    return [[_landed(folder / (name or "Sách nói"), file) for file in sent]]


def _plain_name(file: FileStorage) -> str:
    """The file's own name, whatever path or invisible letters it was sent with."""
    last = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ") or "file"


def _landed(folder: Path, file: FileStorage) -> Path:
    """Write a sent file down in the folder, which is made if need be."""
    name = Path(_plain_name(file))
    stem, suffix = name.stem.encode()[:_LONGEST_NAME].decode(errors="ignore"), name.suffix[:10]
    folder.mkdir(exist_ok=True)
    place, copies = folder / (stem + suffix), 1
    while place.exists():
        copies += 1
        place = folder / f"{stem} ({copies}){suffix}"
    with place.open("wb") as out:
        shutil.copyfileobj(file.stream, out)
    return place


def _as_json(outcome: Outcome) -> dict[str, object]:
    known = outcome.record_id is not None
    return {
        "name": Path(outcome.path).name,
        "status": outcome.status,
        "record_id": outcome.record_id,
        "title": catalogue.get_record(db.session, outcome.record_id).title if outcome.record_id else None,
        "url": url_for(".edit_record", record_id=outcome.record_id) if known else None,
        "kind": outcome.kind,
        "reason": sentence(outcome.refusal) if outcome.refusal else None,
    }
