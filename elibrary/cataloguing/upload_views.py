"""Uploading files."""

import shutil
import tempfile
from pathlib import Path

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from catalog import services as catalogue
from catalog.base import utcnow
from catalog.models import Record
from elibrary import ingest
from elibrary.cataloguing.forms import UploadForm
from elibrary.cataloguing.views import blueprint
from elibrary.errors import sentence
from elibrary.extensions import config, db, store
from elibrary.ingest import Outcome
from elibrary.security import allowed

_LONGEST_NAME = 200
"""Bytes of a file name; file systems allow 255."""


@blueprint.route("/upload", methods=["GET", "POST"])
@allowed("upload", "File")
def upload() -> ResponseReturnValue:
    """Take in digital books and audiobooks; a script sends them one by one and asks for JSON."""
    form = UploadForm(record=request.args.get("record", type=int))
    record = catalogue.get_record(db.session, form.record.data) if form.record.data else None
    if not form.is_good():
        return render_template("cataloguing/upload.html", form=form, record=record, outcomes=[])
    outcomes = _take_in(form.files.data or [], record, as_one=bool(form.together.data))
    db.session.commit()
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        return jsonify(files=[_as_json(outcome) for outcome in outcomes])
    return render_template("cataloguing/upload.html", form=form, record=record, outcomes=outcomes)


def _take_in(sent: list[FileStorage], record: Record | None, *, as_one: bool) -> list[Outcome]:
    with tempfile.TemporaryDirectory(dir=config().incoming) as folder:
        paths = [_landed(Path(folder), number, file) for number, file in enumerate(sent) if file.filename]
        books = [paths] if as_one and paths else [[path] for path in paths]
        return [ingest.receive(db.session, store(), book, record=record, now=utcnow()) for book in books]


def _landed(folder: Path, number: int, file: FileStorage) -> Path:
    """Write a sent file down under its own plain name, in a folder of its own: names may repeat."""
    plain = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in plain if letter.isprintable()).strip(". ") or "file"
    stem, suffix = Path(name).stem, Path(name).suffix[:10]
    place = folder / str(number) / (stem.encode()[:_LONGEST_NAME].decode(errors="ignore") + suffix)
    place.parent.mkdir()
    with place.open("wb") as out:
        shutil.copyfileobj(file.stream, out)
    return place


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "name": Path(outcome.path).name,
        "status": outcome.status,
        "record_id": outcome.record_id,
        "kind": outcome.kind,
        "reason": sentence(outcome.refusal) if outcome.refusal else None,
    }
