"""Is the right book found first, however its title is typed? Every way of typing beside FTS5."""

import argparse
import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.fts5 import Fts5, words_of
from benchmarks.library import books, say, shelf
from benchmarks.tables import Row, table, verdict
from benchmarks.ways import FOUND_FLOOR, WAYS, Book, Way, normal
from catalog.search import Document, SearchEngine, SearchRequest, parse
from catalog.search.engine import DEEPEST, MOST_PER_PAGE
from catalog.search.understanding import understand
from catalog.search.whoosh import WhooshEngine

FIRST = 3
_MISSES_KEPT = 40
_NOTE = """"at best": where k titles hold the words side by side, no engine can know which was meant; three of
k places is what one can expect of an engine that always shows three different ones of them first.
"""


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Shares of titles found first, in the first three, and at all; misses are kept for the reader."""
    data = books(kept, options.data)
    documents = shelf(data)
    titles = {document.id: normal(document.title) for document in documents}
    drawn = draw(documents, options.seed)
    engine = WhooshEngine(data / "index")
    with TemporaryDirectory() as folder:
        reference = Fts5(Path(folder, "fts5.sqlite3"))
        reference.fill(documents)
        del documents
        rows, misses = [], {}
        for way in WAYS:
            say(f"quality: {way.name}")
            typed = list(itertools.islice(typings(drawn, way, options.seed), options.titles))
            row, misses[way.name] = _tried(way, typed, titles, engine, reference)
            rows.append(row)
        reference.close()
    engine.close()
    name = (
        f"Quality: {len(titles):,} records of the real catalogue, {len(drawn):,} titles, seed {options.seed}"
    )
    print(table(f"{name}; per cent", rows) + _NOTE, flush=True)
    return {"rows": rows, "misses": misses, "good": all("SHORT" not in row.values() for row in rows)}


def draw(documents: Sequence[Document], seed: int) -> list[Book]:
    """Every distinct title once, in an order that the seed decides."""
    known: dict[str, Book] = {}
    for document in documents:
        author = document.contributors[0] if document.contributors else ""
        known.setdefault(normal(document.title), Book(document.title, author))
    known.pop("", None)
    drawn = sorted(known.values())
    Random(seed).shuffle(drawn)  # noqa: S311 - a sample
    return drawn


def typings(drawn: Sequence[Book], way: Way, seed: int) -> Iterator[tuple[Book, str]]:
    """The drawn titles to which this way can be applied, each as typed."""
    random = Random(f"{seed} {way.name}")  # noqa: S311 - a sample
    for book in drawn:
        if typed := way.typed(book, random):
            yield book, typed


Ids = Iterator[int]


def _ours(engine: SearchEngine, text: str) -> Ids:
    """Record ids in order, page after page as somebody leafs, to the depth that can be leafed to."""
    for page in range(1, DEEPEST // MOST_PER_PAGE + 1):
        request = SearchRequest(query=parse(text), page=page, per_page=MOST_PER_PAGE)
        ids = understand(engine, request).result.ids
        yield from ids
        if len(ids) < MOST_PER_PAGE:
            return


def _place(ids: Ids, wanted: str, titles: dict[int, str]) -> int:
    """The place from 1 of the first record of this title; 0 if it is not there."""
    return next((place for place, one in enumerate(ids, 1) if titles.get(one) == wanted), 0)


def _tried(
    way: Way, typed: Sequence[tuple[Book, str]], titles: dict[int, str], engine: SearchEngine, reference: Fts5
) -> tuple[Row, list[dict[str, Any]]]:
    places, theirs, misses = [], [], []
    for book, text in typed:
        wanted = normal(book.title)
        places.append(_place(_ours(engine, text), wanted, titles))
        _, ids = reference.search(words_of(text, prefix=way.prefix), limit=DEEPEST)
        theirs.append(_place(iter(ids), wanted, titles))
        if not 1 <= places[-1] <= FIRST:
            misses.append({"typed": text, "title": book.title, "place": places[-1] or None})
    first_three, found = _share(places, lambda place: 1 <= place <= FIRST), _share(places, bool)
    row = {
        "typed": way.name,
        "titles": len(typed),
        "first": _share(places, lambda place: place == 1),
        "first 3": first_three,
        "floor": way.floor,
        "at best": _at_best(way, typed, set(titles.values())) if way.part else None,
        "": verdict(way.floor is None or first_three >= way.floor),
        "found": found,
        "floor ": FOUND_FLOOR,
        " ": verdict(found >= FOUND_FLOOR),
        "FTS5 first": _share(theirs, lambda place: place == 1),
        "FTS5 first 3": _share(theirs, lambda place: 1 <= place <= FIRST),
        "FTS5 found": _share(theirs, bool),
    }
    return row, misses[:_MISSES_KEPT]


def _at_best(way: Way, typed: Sequence[tuple[Book, str]], titles: Collection[str]) -> float:
    """Per cent that an engine can expect in the first three: where k titles hold the words, three of k."""
    padded = [f" {title} " for title in titles]
    ends = "" if way.prefix else " "
    pieces = (f" {normal(text)}{ends}" for _, text in typed)
    holding = (sum(piece in title for title in padded) for piece in pieces)
    return round(100 * sum(min(1.0, FIRST / max(1, count)) for count in holding) / max(1, len(typed)), 2)


def _share(places: Sequence[int], wanted: Callable[[int], bool]) -> float:
    """Per cent of the places that are wanted."""
    return round(100 * sum(map(bool, map(wanted, places))) / max(1, len(places)), 2)
