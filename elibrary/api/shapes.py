"""The JSON of the API: records and search results as plain values (the contract is `openapi.py`)."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from catalog.models import Access, Audiobook, Copy, DigitalKind, DigitalObject, Record
from elibrary.browse.facets import value_word
from elibrary.browse.holdings import cover_version, paper, usable_forms
from elibrary.browse.listing import ListedRecord
from elibrary.browse.results import Hit, Place, Results
from elibrary.browse.suggestions import Suggested

COVER_WIDTH = 320
SMALL_COVER_WIDTH = 160


def search(results: Results, took_ms: float) -> dict[str, Any]:
    """One page of a search."""
    parameters = results.parameters
    return {
        "query": parameters.q,
        "searched_as": results.searched_as or parameters.q,
        "did_you_mean": results.did_you_mean or None,
        "total": results.total,
        "page": parameters.page,
        "per_page": parameters.per_page,
        "took_ms": round(took_ms, 1),
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {name: _facet(name, values) for name, values in results.facets.items()},
    }


def _facet(name: str, values: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"value": value, "label": value_word(name, value), "count": count} for value, count in values]


def _hit(hit: Hit) -> dict[str, Any]:
    inside = [_place(place) for place in hit.inside]
    return short(hit.record) | {"snippet_html": hit.snippet_html, "inside": inside}


def _place(place: Place) -> dict[str, Any]:
    where = place.title or str(place.position + 1)
    url = _absolute("reading.chapter", digital_id=place.digital_id, position=place.position)
    return {"where": where, "snippet_html": place.snippet_html, "url": url}


def short(record: Record | ListedRecord) -> dict[str, Any]:
    """A record as it stands in a list."""
    holdings = paper(record)
    return {
        "id": record.id,
        "title": record.title,
        "subtitle": record.subtitle,
        "contributors": [{"name": c.name, "role": c.role.value} for c in record.contributors],
        "year": record.year,
        "type": record.type.value,
        "forms": [form.value for form in usable_forms(record)],
        "copies": {"total": len(holdings.copies), "available": holdings.available},
        "cover_url": _cover(record, COVER_WIDTH),
        "url": _absolute("browse.record", record_id=record.id),
    }


def suggestion(one: Suggested) -> dict[str, Any]:
    """A completion of what is being typed, and where it leads; a title has its cover, small."""
    plain = {"text": one.text, "kind": one.kind}
    if one.record is None:
        return plain | {"url": _absolute("browse.search", **{one.kind: one.text})}
    address = _absolute("browse.record", record_id=one.record.id)
    return plain | {"url": address, "cover_url": _cover(one.record, SMALL_COVER_WIDTH)}


def whole(record: Record, related: Sequence[ListedRecord]) -> dict[str, Any]:
    """A record with all that the library has of it. Times in seconds, sizes in bytes."""
    numbers = {kind: [i.value for i in record.identifiers if i.kind == kind] for kind in ("isbn", "issn")}
    plain = ("publisher", "place", "language", "ddc", "call_number", "summary", "series", "volume")
    public = (Access.PUBLIC,)
    return (
        short(record)
        | {name: getattr(record, name) for name in plain}
        | numbers
        | {
            "year_printed": record.year_printed,
            "subjects": [subject.term for subject in record.subjects],
            "copies": [_copy(copy) for copy in paper(record).copies],
            "digital": [_digital(item) for item in record.digital if item.access in public],
            "audiobooks": [_audiobook(item) for item in record.audiobooks if item.access in public],
            "related": [short(other) for other in related],
        }
    )


def _copy(copy: Copy) -> dict[str, Any]:
    return {
        "accession_number": copy.accession_number,
        "barcode": copy.barcode,
        "location": copy.location.name if copy.location else None,
        "shelf": copy.shelf.name if copy.shelf else None,
        "call_number": copy.call_number,
        "status": copy.status.value,
    }


def _digital(item: DigitalObject) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": DigitalKind(item.kind).value,
        "access": item.access.value,
        "pages": item.pages,
        "size": item.file.size,
        "url": _absolute("reading.file", digital_id=item.id),
        "read_url": _absolute("reading.read", digital_id=item.id),
    }


def _audiobook(item: Audiobook) -> dict[str, Any]:
    return {
        "id": item.id,
        "duration": item.duration,
        "listen_url": _absolute("listening.listen", audiobook_id=item.id),
        "tracks": [
            {
                "title": track.title,
                "duration": track.duration,
                "size": track.file.size,
                "content_type": track.file.content_type,
                "url": _absolute("listening.track", track_id=track.id),
            }
            for track in item.tracks
        ],
        "chapters": [{"title": c.title, "start": c.start, "end": c.end} for c in item.chapters],
    }


def _cover(record: Record | ListedRecord, width: int) -> str:
    return _absolute("browse.cover", record_id=record.id, w=width, v=cover_version(record))


def _absolute(endpoint: str, **values: object) -> str:
    return url_for(endpoint, **values, _external=True)  # type: ignore[arg-type]  # url_for quotes any value
