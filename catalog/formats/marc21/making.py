"""Values of the catalogue as a MARC 21 bibliographic record with ISBD punctuation."""

from collections.abc import Iterator, Sequence

from pymarc import Field, Indicators, Record, Subfield

from catalog.formats import languages
from catalog.formats.marc21.holdings import holding_field
from catalog.formats.marc21.relators import CODE_OF
from catalog.models.record import MaterialType, Role
from catalog.values import CopyValues, RecordValues
from catalog.years import sortable_year

_LEADER_OF = {
    MaterialType.BOOK: "am",
    MaterialType.NEWSPAPER: "as",
    MaterialType.MAGAZINE: "as",
    MaterialType.MAP: "em",
    MaterialType.AUDIOBOOK: "im",
    MaterialType.OTHER: "om",
}
"""Leader/06-07."""
_SUMMARY_PIECE = 2000
"""Characters of one 520 $a: a field of ISO 2709 holds 9,999 bytes, a letter at most 4."""


def from_record(values: RecordValues, copies: Sequence[CopyValues] = (), control_number: str = "") -> Record:
    """The record in UTF-8 (leader/09 `a`), ISBD punctuation included (leader/18 `i`)."""
    control = [Field(tag="001", data=control_number)] if control_number else []
    control.append(Field(tag="008", data=_fixed(values)))
    fields = [*control, *_fields(values), *map(holding_field, copies)]
    return Record(fields=fields, leader=f"00000n{_LEADER_OF[values.type]} a2200000 i 4500")


def _fixed(values: RecordValues) -> str:
    """008: /06-14 dates, /15-17 place unknown, /21 type of serial, /35-37 language; the rest not coded."""
    year = sortable_year(values.year_printed)
    date = f"s{year:04}    " if year is not None else "nuuuuuuuu"
    serial = {MaterialType.NEWSPAPER: "n", MaterialType.MAGAZINE: "p"}.get(values.type, " ")
    middle = "|||" + serial + "|" * 13
    return f"      {date}xx {middle}{languages.to_marc(values.language)} d"


def _fields(values: RecordValues) -> Iterator[Field]:
    for isbn in values.isbns:
        yield _field("020", "  ", ("a", isbn))
    for issn in values.issns:
        yield _field("022", "  ", ("a", f"{issn[:4]}-{issn[4:]}"))
    if values.ddc:
        cutter = values.call_number.removeprefix(values.ddc).strip()
        yield _field("082", "04", ("a", values.ddc), ("b", cutter if cutter != values.call_number else ""))
    elif values.call_number:
        yield _field("082", "04", ("a", values.call_number))
    yield from _names(values)
    yield _title(values)
    yield from _description(values)
    for term in values.subjects:
        heading, *parts = term.split(" -- ")
        yield _field("650", " 4", ("a", heading), *(("x", part) for part in parts))


def _field(tag: str, indicators: str, *parts: tuple[str, str]) -> Field:
    return Field(
        tag=tag,
        indicators=Indicators(*indicators),
        subfields=[Subfield(code=code, value=text) for code, text in parts if text],
    )


def _names(values: RecordValues) -> Iterator[Field]:
    """100 for the first author, 700 for all others. Names stand in direct order (first indicator 0)."""
    main = next((name for name, role in values.contributors if role is Role.AUTHOR), None)
    for name, role in values.contributors:
        tag = "100" if name == main and role is Role.AUTHOR else "700"
        inverted = "1" if ", " in name else "0"
        yield _field(tag, f"{inverted} ", ("a", name), ("4", CODE_OF[role]))


def _title(values: RecordValues) -> Field:
    """245 with ISBD punctuation before $n (stop) and $b (colon)."""
    has_author = any(role is Role.AUTHOR for _, role in values.contributors)
    title, volume = values.title, values.volume
    if volume:
        title += "."
    if values.subtitle:
        title, volume = (title, f"{volume} :") if volume else (f"{title} :", "")
    return _field("245", f"{int(has_author)}0", ("a", title), ("n", volume), ("b", values.subtitle))


def _description(values: RecordValues) -> Iterator[Field]:
    place, publisher = values.place, values.publisher
    if publisher and place:
        place += " :"
    if values.year_printed:
        place, publisher = (place, f"{publisher},") if publisher else (f"{place}," if place else "", "")
    if place or publisher or values.year_printed:
        yield _field("264", " 1", ("a", place), ("b", publisher), ("c", values.year_printed))
    if values.extent:
        yield _field("300", "  ", ("a", values.extent))
    if values.series:
        name, _, number = values.series.partition(" ; ")
        yield _field("490", "0 ", ("a", f"{name} ;" if number else name), ("v", number))
    for start in range(0, len(values.summary), _SUMMARY_PIECE):
        yield _field("520", "  ", ("a", values.summary[start : start + _SUMMARY_PIECE]))
