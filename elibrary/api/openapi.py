"""The OpenAPI 3.1 description of the API. A test holds every answer of the API against it."""

from typing import Any

from catalog.models import CopyStatus, DigitalKind, Form, MaterialType, Role
from catalog.search import Sort

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
SECONDS = {"type": "number", "description": "Seconds"}
URL = {"type": "string", "format": "uri"}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [member.value for member in kind]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [schema, {"type": "null"}]}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_SHORT = {
    "id": NUMBER,
    "title": TEXT,
    "subtitle": TEXT,
    "contributors": _list(_object(name=TEXT, role=_one_of(Role))),
    "year": _or_null(NUMBER),
    "type": _one_of(MaterialType),
    "forms": _list(_one_of(Form)),
    "copies": _object(total=NUMBER, available=NUMBER),
    "cover_url": URL,
    "url": URL,
}
_TRACK = _object(title=TEXT, duration=SECONDS, size=NUMBER, content_type=TEXT, url=URL)
_SCHEMAS = {
    "ShortRecord": _object(**_SHORT),
    "Hit": _object(
        **_SHORT, snippet_html=TEXT, inside=_list(_object(where=TEXT, snippet_html=TEXT, url=URL))
    ),
    "SearchResult": _object(
        query=TEXT,
        searched_as=TEXT,
        did_you_mean=_or_null(TEXT),
        total=NUMBER,
        page=NUMBER,
        per_page=NUMBER,
        took_ms={"type": "number"},
        hits=_list(_ref("Hit")),
        facets={
            "type": "object",
            "additionalProperties": _list(_object(value=TEXT, label=TEXT, count=NUMBER)),
        },
    ),
    "Suggestions": _object(
        suggestions=_list(
            {
                "oneOf": [
                    _object(text=TEXT, kind={"const": "title"}, url=URL, cover_url=URL),
                    _object(text=TEXT, kind={"enum": ["author", "subject"]}, url=URL),
                ]
            }
        )
    ),
    "Copy": _object(
        accession_number=TEXT,
        barcode=_or_null(TEXT),
        location=_or_null(TEXT),
        shelf=_or_null(TEXT),
        call_number=TEXT,
        status=_one_of(CopyStatus),
    ),
    "Digital": _object(
        id=NUMBER, kind=_one_of(DigitalKind), access=TEXT, pages=NUMBER, size=NUMBER, url=URL, read_url=URL
    ),
    "Audiobook": _object(
        id=NUMBER,
        duration=SECONDS,
        listen_url=URL,
        tracks=_list(_TRACK),
        chapters=_list(_object(title=TEXT, start=SECONDS, end=SECONDS)),
    ),
    "Record": _object(
        **_SHORT
        | dict.fromkeys(
            ("publisher", "place", "language", "ddc", "call_number", "summary", "series", "volume"), TEXT
        )
        | {
            "year_printed": TEXT,
            "subjects": _list(TEXT),
            "isbn": _list(TEXT),
            "issn": _list(TEXT),
            "copies": _list(_ref("Copy")),
            "digital": _list(_ref("Digital")),
            "audiobooks": _list(_ref("Audiobook")),
            "related": _list(_ref("ShortRecord")),
        }
    ),
    "Problem": _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
}

_MANY = {"type": "array", "items": TEXT}
_PARAMETERS = {
    "q": TEXT,
    "form": _list(_one_of(Form)),
    "type": _list(_one_of(MaterialType)),
    "language": _MANY,
    "subject": _MANY,
    "author": _MANY,
    "year": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{1,4}(-[0-9]{1,4})?$"}},
    "location": _MANY,
    "available": {"enum": ["1"]},
    "verbatim": {"enum": ["1"], "description": "Search the words as typed, without correcting them."},
    "sort": _one_of(Sort),
    "page": {"type": "integer", "minimum": 1},
    "per_page": {"type": "integer", "minimum": 1, "maximum": 100},
}


def document(server: str) -> dict[str, Any]:
    """The description for the library at `server`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ward 13 e-library",
            "version": "1",
            "description": "Repeated parameters of one facet are alternatives. Times are seconds.",
        },
        "servers": [{"url": f"{server}/api/v1"}],
        "paths": {
            "/search": _get("Find records", "SearchResult", _query(_PARAMETERS)),
            "/suggest": _get("Complete what is being typed", "Suggestions", _query({"q": TEXT})),
            "/records/{id}": _get(
                "One record",
                "Record",
                [{"name": "id", "in": "path", "required": True, "schema": NUMBER}],
            ),
        },
        "components": {"schemas": _SCHEMAS},
    }


def _query(schemas: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in schemas.items()]


def _get(summary: str, answer: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    problem = {"description": "Why not", "content": {"application/problem+json": {"schema": _ref("Problem")}}}
    found = {"description": summary, "content": {"application/json": {"schema": _ref(answer)}}}
    responses = {"200": found, "default": problem}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}
