"""What must be so in a data folder at every moment, whatever happened to the program."""

from hashlib import sha256
from pathlib import Path

from tests.robustness.program import Program

_HALF = (
    "SELECT 'record without a form', id FROM record WHERE id NOT IN (SELECT record_id FROM digital_object) "
    "AND id NOT IN (SELECT record_id FROM audiobook)",
    "SELECT 'record without title or keys', id FROM record "
    "WHERE title = '' OR work_key = '' OR edition_key = '' OR sort_title = ''",
    "SELECT 'book without sections', id FROM digital_object WHERE id NOT IN (SELECT digital_id FROM section)",
    "SELECT 'audiobook without tracks', id FROM audiobook WHERE id NOT IN (SELECT audiobook_id FROM track)",
    "SELECT 'row that nothing names', sha256 FROM stored_file "
    "WHERE sha256 NOT IN (SELECT sha256 FROM digital_object) AND sha256 NOT IN (SELECT sha256 FROM track) "
    "AND sha256 NOT IN (SELECT cover_sha256 FROM record WHERE cover_sha256 IS NOT NULL)",
    "SELECT * FROM pragma_foreign_key_check",
    "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
)


def troubles(program: Program) -> list[object]:
    """Everything half, missing or misnamed among the digital forms and their files; empty: all is well."""
    found: list[object] = [row for query in _HALF for row in program.ask(query)]
    files = program.data / "files"
    for name, size in program.ask("SELECT sha256, size FROM stored_file"):
        place = files / name[:2] / name[2:]
        if not place.is_file() or place.stat().st_size != size:
            found.append(("row without its file", name))
    for path in files.glob("[0-9a-f][0-9a-f]/*"):
        if sha256(path.read_bytes()).hexdigest() != path.parent.name + path.name:
            found.append(("file that is not what its name says", path))
    return found


def unfinished(program: Program) -> list[Path]:
    """What lies where files lie until they are whole."""
    folders = (program.data / "incoming", program.data / "files" / "incoming")
    return [path for folder in folders for path in folder.glob("*")]
