"""A record as others cite it: a line by ISO 690, a line by APA, BibTeX and RIS for reference managers.

Names stay as printed: a Vietnamese name begins with the family's and is neither turned round nor shortened.
"""

import re
from collections.abc import Iterable, Iterator

from catalog.models.record import MaterialType, Role
from catalog.values import RecordValues
from catalog.vietnamese import fold

BIBTEX_TYPE = "application/x-bibtex"
RIS_TYPE = "application/x-research-info-systems"

_MAKERS = frozenset({Role.EDITOR, Role.COMPILER})
_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_RIS_TYPES = {
    MaterialType.BOOK: "BOOK",
    MaterialType.NEWSPAPER: "NEWS",
    MaterialType.MAGAZINE: "MGZN",
    MaterialType.MAP: "MAP",
    MaterialType.AUDIOBOOK: "SOUND",
    MaterialType.OTHER: "GEN",
}
_AS_BOOKS = frozenset({MaterialType.BOOK, MaterialType.AUDIOBOOK})


def _named(values: RecordValues, *roles: Role) -> list[str]:
    return [_plain(name) for name, role in values.contributors if role in roles]


def _plain(text: str) -> str:
    """One line without blanks at its ends."""
    return " ".join(text.split())


def _title(values: RecordValues) -> str:
    return ": ".join(filter(None, map(_plain, (values.title, values.subtitle))))


def _sentences(parts: Iterable[str]) -> str:
    """The parts that are not empty, each ended once."""
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def iso690(values: RecordValues) -> str:
    """The reference of ISO 690:2010 §5: creator, title, volume, place: publisher, year, series, number."""
    authors, makers = _named(values, Role.AUTHOR), _named(values, *_MAKERS)
    creators = ", ".join(authors).upper() or (f"{', '.join(makers).upper()} (biên soạn)" if makers else "")
    publisher = ": ".join(filter(None, map(_plain, (values.place, values.publisher))))
    numbers = [f"ISBN {number}" for number in values.isbns[:1]]
    numbers += [f"ISSN {number[:4]}-{number[4:]}" for number in values.issns[:1]]
    return _sentences(
        (
            creators,
            _title(values),
            _plain(values.volume),
            ", ".join(filter(None, (publisher, _plain(values.year_printed)))),
            f"({series})" if (series := _plain(values.series)) else "",
            ", ".join(numbers),
        )
    )


def apa(values: RecordValues) -> str:
    """The reference of the APA manual, 7th edition, §9.4: author, date, title, source; editors as §9.10."""
    authors, makers = _named(values, Role.AUTHOR), _named(values, *_MAKERS)
    edited = f"{_apa_list(makers)} ({'Eds' if makers[1:] else 'Ed'}.)" if makers else ""
    creators = _apa_list(authors) or edited
    title = _title(values) + (f" ({volume})" if (volume := _plain(values.volume)) else "")
    title += " [Audiobook]" if values.type is MaterialType.AUDIOBOOK else ""
    date = f"({_plain(values.year_printed) or 'n.d.'})"
    # §9.12: without an author the title comes first.
    front = (creators, date, title) if creators else (title, date)
    return _sentences((*front, _plain(values.publisher)))


def _apa_list(names: list[str]) -> str:
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def bibtex(values: RecordValues, *, url: str) -> str:
    """One BibTeX entry (btxdoc, 1988, §3): `@book`, and `@misc` for what is no book. Ends with a new line."""
    kind = "book" if values.type in _AS_BOOKS else "misc"
    fields = (
        ("author", _bibtex_names(_named(values, Role.AUTHOR))),
        ("editor", _bibtex_names(_named(values, *_MAKERS))),
        ("translator", _bibtex_names(_named(values, Role.TRANSLATOR))),
        ("title", _braced(_title(values))),
        ("volume", _tex(values.volume)),
        ("publisher", _tex(values.publisher)),
        ("address", _tex(values.place)),
        ("year", _tex(values.year_printed)),
        ("series", _tex(values.series)),
        ("isbn", ", ".join(values.isbns)),
        ("issn", ", ".join(values.issns)),
        ("language", _tex(values.language)),
        ("url", url),
    )
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join((f"@{kind}{{{_key(values)},", *lines, "}", ""))


def _key(values: RecordValues) -> str:
    """Author, year and the first word of the title in ASCII, as people name their entries."""
    year = re.search(r"\d{4}", values.year_printed)
    author = next(iter(_named(values, Role.AUTHOR)), "")
    words = (author, year[0] if year else "", values.title.split(" ")[0])
    return re.sub(r"[^a-z0-9]", "", fold("".join(words)))[:60] or "record"


def _bibtex_names(names: list[str]) -> str:
    """Each in braces: BibTeX would take the last word of a name for the family's."""
    return " and ".join(map(_braced, names))


def _braced(text: str) -> str:
    return f"{{{_tex(text)}}}"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPED.get(sign[0], f"\\{sign[0]}"), _plain(text))


def ris(values: RecordValues, *, url: str) -> str:
    """One reference of the RIS format (Research Information Systems, 2011): tags, CR LF line ends."""
    lines = (f"{tag}  - {_plain(value)}" for tag, value in _ris_fields(values, url) if value)
    return "\r\n".join((*lines, "ER  - ", ""))


def _ris_fields(values: RecordValues, url: str) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES[values.type]
    for name in _named(values, Role.AUTHOR):
        yield "AU", name
    for name in _named(values, *_MAKERS):
        yield "A2", name
    for name in _named(values, Role.TRANSLATOR):
        yield "A4", name
    yield "TI", _title(values)
    yield "T2", values.series
    yield "VL", values.volume
    yield "CY", values.place
    yield "PB", values.publisher
    year = re.search(r"\d{4}", values.year_printed)
    yield "PY", year[0] if year else ""
    for number in (*values.isbns, *values.issns):
        yield "SN", number
    yield "LA", values.language
    for term in values.subjects:
        yield "KW", term
    yield "AB", values.summary
    yield "UR", url
