"""Values made to fit the columns of the catalogue, with a note for whatever had to give."""

import re
from dataclasses import fields, replace

from catalog.errors import N_
from catalog.formats.notes import Note
from catalog.formats.rows import Described
from catalog.identifiers import isbn13, issn8
from catalog.models.record import Record
from catalog.services import field_label
from catalog.values import RecordValues
from catalog.vietnamese import nfc
from catalog.years import sortable_year

_TEXTS = tuple(field.name for field in fields(RecordValues) if field.type in (str, "str"))
_LIMITS = {name: getattr(Record.__table__.c[name].type, "length", None) for name in _TEXTS}
_PLAIN_YEAR = re.compile(r"\d{4}[.,]?")

_CUT = N_("Nội dung dài quá %(limit)s ký tự đã bị cắt bớt (%(field)s); bản gốc vẫn giữ đủ.")
_YEAR_READ = N_("Năm “%(printed)s” được xếp theo năm %(year)s.")
_YEAR_UNREAD = N_("Không hiểu năm “%(printed)s”; giữ nguyên như ghi, không xếp theo năm.")
_NO_NUMBER = N_("“%(text)s” không phải ISBN hoặc ISSN đúng; chỉ giữ trong bản gốc.")


def fitted(described: Described) -> Described:
    """The same, clean and cut to the columns' lengths."""
    values = described.values
    notes = list(described.notes)
    texts: dict[str, str] = {}
    for name in _TEXTS:
        texts[name] = _fitted(name, getattr(values, name), notes)
    _note_year(texts["year_printed"], notes)
    _note_numbers(values, notes)
    return Described(replace(values, **texts), described.copies, tuple(notes))  # type: ignore[arg-type]


def _fitted(name: str, text: str, notes: list[Note]) -> str:
    clean = text.strip() if name == "summary" else nfc(text)
    limit = _LIMITS[name]
    if limit is None or len(clean) <= limit:
        return clean
    notes.append(Note(_CUT, {"limit": limit, "field": field_label(name)}))
    return clean[:limit].rstrip()


def _note_year(printed: str, notes: list[Note]) -> None:
    if not printed or _PLAIN_YEAR.fullmatch(printed):
        return
    year = sortable_year(printed)
    if year is None:
        notes.append(Note(_YEAR_UNREAD, {"printed": printed[:40]}))
    else:
        notes.append(Note(_YEAR_READ, {"printed": printed[:40], "year": year}))


def _note_numbers(values: RecordValues, notes: list[Note]) -> None:
    wrong = [text for text in values.isbns if not isbn13(text)]
    wrong += [text for text in values.issns if not issn8(text)]
    notes.extend(Note(_NO_NUMBER, {"text": text[:40]}) for text in wrong)
