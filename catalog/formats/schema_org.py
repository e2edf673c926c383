"""A record as search engines read it: schema.org terms in one object of JSON-LD 1.1."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.models.record import MaterialType, Role
from catalog.values import RecordValues

_TYPES = {
    MaterialType.BOOK: "Book",
    MaterialType.NEWSPAPER: "Periodical",
    MaterialType.MAGAZINE: "Periodical",
    MaterialType.MAP: "Map",
    MaterialType.AUDIOBOOK: "Audiobook",
    MaterialType.OTHER: "CreativeWork",
}
_PROPERTIES = {
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translator",
    Role.EDITOR: "editor",
    Role.COMPILER: "editor",
    Role.ILLUSTRATOR: "illustrator",
    Role.NARRATOR: "readBy",
    Role.CONTRIBUTOR: "contributor",
}
_OF_BOOKS_ONLY = frozenset({"illustrator", "readBy", "isbn"})


@dataclass(frozen=True)
class TextForm:
    """A digital book: where it is read, and its media type."""

    url: str
    content_type: str


@dataclass(frozen=True)
class SoundForm:
    """An audiobook: where it is heard, seconds, who reads."""

    url: str
    duration: float
    narrator: str = ""


@dataclass(frozen=True)
class Addresses:
    """Absolute addresses of a record's page and cover, and of its forms that anybody may open."""

    page: str
    cover: str
    texts: Sequence[TextForm] = field(default=())
    sounds: Sequence[SoundForm] = field(default=())


def linked_data(values: RecordValues, addresses: Addresses) -> dict[str, Any]:
    """The record as a Book, Audiobook, Periodical, Map or CreativeWork; empty properties are left out.

    Books name their digital forms as `workExample`, other things, which have no such property, as `encoding`.
    """
    kind = _TYPES[values.type]
    about_books = kind in ("Book", "Audiobook")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": addresses.page,
        "url": addresses.page,
        "name": values.title,
        "alternativeHeadline": values.subtitle,
        "image": addresses.cover,
        "description": values.summary,
        "inLanguage": values.language,
        "datePublished": values.year_printed,
        "publisher": {"@type": "Organization", "name": values.publisher} if values.publisher else None,
        "about": list(values.subjects),
        "isbn": values.isbns[0] if values.isbns else None,
        "issn": f"{values.issns[0][:4]}-{values.issns[0][4:]}" if values.issns else None,
        **_people(values),
        "workExample" if about_books else "encoding": _forms(addresses, about_books),
    }
    return {
        name: value
        for name, value in found.items()
        if value and (about_books or name not in _OF_BOOKS_ONLY) and (kind == "Periodical" or name != "issn")
    }


def _people(values: RecordValues) -> dict[str, list[dict[str, str]]]:
    people: dict[str, list[dict[str, str]]] = {}
    for name, role in values.contributors:
        people.setdefault(_PROPERTIES[role], []).append(_person(name))
    return people


def _forms(addresses: Addresses, about_books: bool) -> list[dict[str, Any]]:
    if about_books:
        texts = [
            {
                "@type": "Book",
                "bookFormat": "https://schema.org/EBook",
                "url": one.url,
                "encodingFormat": one.content_type,
            }
            for one in addresses.texts
        ]
        return [*texts, *_sounds(addresses.sounds, "Audiobook")]
    media = [
        {"@type": "MediaObject", "url": one.url, "encodingFormat": one.content_type}
        for one in addresses.texts
    ]
    return [*media, *_sounds(addresses.sounds, "AudioObject")]


def _sounds(sounds: Iterable[SoundForm], kind: str) -> list[dict[str, Any]]:
    return [
        {"@type": kind, "url": one.url, "duration": iso8601(one.duration)}
        | ({"readBy": _person(one.narrator)} if one.narrator and kind == "Audiobook" else {})
        for one in sounds
    ]


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def iso8601(seconds: float) -> str:
    """Seconds as a duration of ISO 8601-1:2019 §5.5.2: `PT1H5M`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")


def in_html(found: dict[str, Any]) -> str:
    """The JSON so that it can stand inside a `<script>`: nothing in it can end the element or open a comment.

    JSON-LD 1.1 §7.2 asks for this where the text holds `<!--`, `<script` or `</script`.
    """
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
