"""Searching: the engine says which records, the database says what is shown of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from catalog.models import Access, DigitalKind, DigitalObject, Section
from catalog.search.engine import DEEPEST, InsideHit, InsideRequest, SearchEngine, Standing
from catalog.search.highlight import snippet_html
from catalog.search.query import Query, parse, positive_words
from catalog.search.understanding import understand, verbatim
from elibrary.browse.listing import ListedRecord, records
from elibrary.browse.parameters import Parameters

PLACES = 3
"""Places inside one book that a result shows."""
SNIPPET = 160
"""Characters of a snippet: five lines of a narrow phone."""


@dataclass(frozen=True)
class Place:
    """A chapter or page that holds the words."""

    digital_id: int
    position: int
    kind: DigitalKind
    title: str
    """Of the chapter; empty for a page or a chapter without one."""
    snippet_html: str


@dataclass(frozen=True)
class Hit:
    """A record found. Snippets are safe HTML with the words in <mark>; empty where the summary has none."""

    record: ListedRecord
    snippet_html: str
    inside: Sequence[Place]


@dataclass(frozen=True)
class Results:
    """One page of a search. Facets: name → values with counts, most frequent first."""

    parameters: Parameters
    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    searched_as: str = ""
    """The text that was searched instead of the one typed; empty where it is the same."""
    did_you_mean: str = ""
    """Another text that may be meant; empty where there is none."""
    elsewhere: bool = False
    """The words stand in no title and in nobody's name, only in summaries and inside books."""
    closest: Sequence[ListedRecord] = ()
    """Where nothing was found: the records whose titles are nearest."""

    @property
    def pages(self) -> int:
        """How many pages can be leafed through."""
        return max(1, -(-min(self.total, DEEPEST) // self.parameters.per_page))


def find(session: Session, engine: SearchEngine, parameters: Parameters) -> Results:
    """The page of records that the parameters ask for. Raises IndexUnusable."""
    search = verbatim if parameters.verbatim else understand
    understood = search(engine, parameters.search_request)
    query, result = understood.query, understood.result
    inside: dict[int, list[Place]] = {}
    if result.inside and positive_words(query.tree):
        asked = InsideRequest(query=query, record_ids=result.ids, per_record=PLACES)
        inside = _places(session, engine.search_inside(asked), query)
    found = records(session, result.ids)
    near = () if result.total else records(session, engine.closest(query))
    return Results(
        parameters,
        result.total,
        [Hit(one, _snippet(one.summary, query), inside.get(one.id, [])) for one in found],
        result.facets,
        searched_as=understood.searched_as,
        did_you_mean=_hint(engine, parameters, understood.did_you_mean),
        elsewhere=result.standing is Standing.ELSEWHERE,
        closest=near,
    )


def _hint(engine: SearchEngine, parameters: Parameters, text: str) -> str:
    """Another text that may be meant; nothing that only hidden records hold."""
    if text and parameters.hidden:
        meant = replace(parameters.search_request, query=parse(text), per_page=1)
        return text if engine.search(meant).total else ""
    return text


def _snippet(text: str, query: Query) -> str:
    """A piece of the text around the words; empty where none of them stands in it."""
    html = snippet_html(text, query, width=SNIPPET)
    return html if "<mark>" in html else ""


def _places(session: Session, hits: list[InsideHit], query: Query) -> dict[int, list[Place]]:
    """The places with their text, by record and in the engine's order; none that residents may not open."""
    if not hits:
        return {}
    keys = [(hit.digital_id, hit.position) for hit in hits]
    wanted = (
        select(Section, DigitalObject.kind)
        .join(DigitalObject)
        .where(tuple_(Section.digital_id, Section.position).in_(keys), DigitalObject.access == Access.PUBLIC)
    )
    rows = session.execute(wanted)
    found = {(section.digital_id, section.position): (section, kind) for section, kind in rows}
    places: dict[int, list[Place]] = {}
    for hit, key in zip(hits, keys, strict=True):
        if key in found:
            section, kind = found[key]
            html = snippet_html(section.text, query, width=SNIPPET)
            place = Place(*key, kind=kind, title=section.title, snippet_html=html)
            places.setdefault(hit.record_id, []).append(place)
    return places
