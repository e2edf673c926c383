"""A MARC 21 bibliographic record (with its holdings) as the values of the catalogue.

Field numbers refer to MARC 21 Format for Bibliographic Data; punctuation is ISBD's and is taken off, because
the catalogue keeps the parts apart. Fields that have no place in the values stay in the source.
"""

import re

from pymarc import Field, Record

from catalog.errors import N_
from catalog.formats import cells, languages
from catalog.formats.marc21.holdings import copies_of
from catalog.formats.marc21.relators import role_of
from catalog.formats.notes import Note, notes_on_letters
from catalog.formats.rows import Described
from catalog.identifiers import isbn13, issn8
from catalog.models.record import MaterialType, Role
from catalog.values import RecordValues
from catalog.vietnamese import nfc

_NOT_A_NUMBER = N_("Trường %(tag)s ghi “%(text)s”, không phải số chuẩn đúng; chỉ giữ trong bản gốc.")

_MAIN_ENTRIES = ("100", "110", "111")
_ADDED_ENTRIES = ("700", "710", "711")
_SUBJECTS = ("600", "610", "611", "630", "650", "651", "653", "655")


def to_values(record: Record) -> Described:
    """The values of a record, its copies and what was odd. An empty title means that there is none."""
    texts = (
        part.value for field in record.fields if not field.is_control_field() for part in field.subfields
    )
    notes = list(notes_on_letters(texts))
    title, subtitle, volume = _title(record)
    published = _publication(record)
    mark = _first(record, "082", "a")
    cutter = _first(record, "082", "b")
    shelf_mark = f"{mark} {cutter}".strip().replace("/", "") if cells.ddc(mark) or cutter else mark
    values = RecordValues(
        title=title,
        subtitle=subtitle,
        volume=volume,
        type=_type(record),
        language=_language(record),
        publisher=_bare(_first_of(published, "b")),
        place=_bare(_first_of(published, "a")),
        year_printed=_year(record, published),
        extent=" ".join(
            part.value.strip() for field in record.get_fields("300")[:1] for part in field.subfields
        ),
        series=_series(record),
        summary="\n".join(
            " ".join(field.get_subfields("a", "b")).strip() for field in record.get_fields("520")
        ),
        ddc=cells.ddc(mark),
        call_number="" if shelf_mark == cells.ddc(mark) else shelf_mark,
        contributors=_contributors(record),
        subjects=tuple(dict.fromkeys(filter(None, map(_subject, record.get_fields(*_SUBJECTS))))),
        isbns=_numbers(record, "020", notes),
        issns=_numbers(record, "022", notes),
    )
    return Described(values, copies_of(record, shelf_mark), tuple(notes))


def _first_of(field: Field | None, code: str) -> str:
    return next((text.strip() for text in field.get_subfields(code)), "") if field is not None else ""


def _first(record: Record, tag: str, code: str) -> str:
    return next((text for field in record.get_fields(tag) if (text := _first_of(field, code))), "")


def _bare(text: str) -> str:
    """Without the ISBD punctuation that leads to the next part: `Vt. :`, `Press,`, `scold /`, `1977.`."""
    text = nfc(text).rstrip(" /:;,=")
    # A stop after three letters or more ends the area; after fewer it is an abbreviation or initial.
    return re.sub(r"(?:(?<=[)\]])|(?<=\w{3}))\.$", "", text).rstrip(" /:;,=")


def _title(record: Record) -> tuple[str, str, str]:
    """Title, subtitle and volume of 245 ($a, $p; $b; $n). Sloppy 245s hold all of it in $a."""
    field = next(iter(record.get_fields("245")), None)
    title, subtitle = _bare(_first_of(field, "a")), _bare(_first_of(field, "b"))
    if not subtitle:
        title, subtitle = cells.title(title)
    part = _bare(_first_of(field, "p"))
    title = f"{title}. {part}" if title and part else title or part
    volume = _bare(_first_of(field, "n"))
    if not volume and not _first(record, "490", "a"):
        volume = _first(record, "490", "v")
    return title, subtitle.lstrip("= "), cells.volume(volume)


def _publication(record: Record) -> Field | None:
    """264 with second indicator 1 (publication), else 260, else any 264."""
    published = [field for field in record.get_fields("264") if field.indicator2 == "1"]
    return next(iter([*published, *record.get_fields("260"), *record.get_fields("264")]), None)


def _year(record: Record, published: Field | None) -> str:
    """260/264 $c as printed, else Date 1 of 008 (/07-10) where it is a year."""
    if printed := _first_of(published, "c"):
        return nfc(printed).rstrip(" ;,").removesuffix(".")
    date = _fixed(record)[7:11]
    return date if date.isdigit() and date not in ("0000", "9999") else ""


def _fixed(record: Record) -> str:
    return next((field.data or "" for field in record.get_fields("008")), "")


def _language(record: Record) -> str:
    """008/35-37, else the first code of 041 $a."""
    return languages.from_marc(_fixed(record)[35:38]) or languages.from_marc(_first(record, "041", "a")[:3])


def _type(record: Record) -> MaterialType:
    """Leader/06 (type of record) and /07 (bibliographic level), 008/21 (type of continuing resource)."""
    leader = str(record.leader)
    kind, level = leader[6:7], leader[7:8]
    if kind in ("e", "f"):
        return MaterialType.MAP
    if kind == "i":
        return MaterialType.AUDIOBOOK
    if kind in ("a", "t", " "):
        if level in ("b", "i", "s"):
            return MaterialType.NEWSPAPER if _fixed(record)[21:22] == "n" else MaterialType.MAGAZINE
        return MaterialType.BOOK
    return MaterialType.OTHER


def _series(record: Record) -> str:
    """490, else the older 440, else 830: $a ; $v."""
    for field in record.get_fields("490", "440", "830"):
        name, number = _bare(_first_of(field, "a")), _bare(_first_of(field, "v"))
        if name:
            return f"{name} ; {number}" if number else name
    return ""


def _contributors(record: Record) -> tuple[tuple[str, Role], ...]:
    people: dict[tuple[str, Role], None] = {}
    for tags, role in ((_MAIN_ENTRIES, Role.AUTHOR), (_ADDED_ENTRIES, Role.CONTRIBUTOR)):
        for field in record.get_fields(*tags):
            people.update(dict.fromkeys(_people(field, role)))
    return tuple(people)


def _people(field: Field, default: Role) -> tuple[tuple[str, Role], ...]:
    """$a with $b and $c; role from $4 or $e.

    A first indicator that MARC does not know for the tag is the mark of a record made out of a spreadsheet,
    whose $a can hold several names with roles.
    """
    role = role_of(field.get_subfields("4"), field.get_subfields("e"))
    if field.indicator1 not in ("0", "1", "2", "3") and role is None and default is Role.AUTHOR:
        return cells.contributors(_first_of(field, "a"))
    name = _bare(" ".join(field.get_subfields("a", "b", "c")))
    return ((name, role or default),) if name else ()


def _subject(field: Field) -> str:
    """The heading with its subdivisions: `Văn học -- Việt Nam -- Thế kỷ 20`."""
    if field.tag == "653":
        return "; ".join(map(_bare, field.get_subfields("a")))
    parts = field.get_subfields("a", "b", "t", "v", "x", "y", "z")
    return " -- ".join(filter(None, map(_bare, parts)))


def _numbers(record: Record, tag: str, notes: list[Note]) -> tuple[str, ...]:
    """020 $a or 022 $a, only those with a right check digit."""
    valid = isbn13 if tag == "020" else issn8
    found: list[str] = []
    for text in (text for field in record.get_fields(tag) for text in field.get_subfields("a")):
        if number := valid(text):
            found.append(number)
        elif text.strip():
            notes.append(Note(_NOT_A_NUMBER, {"tag": tag, "text": text.strip()[:40]}))
    return tuple(dict.fromkeys(found))
