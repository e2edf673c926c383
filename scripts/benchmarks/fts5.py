"""The reference: SQLite FTS5 with the same documents and queries, as a good engineer would set it up.

Tokenizer `unicode61 remove_diacritics 2`, prefix indexes for two and three letters, bm25 with the title
weighing most, facets in an ordinary table beside it. `đ` is a letter of its own to it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.queries import Sample
from benchmarks.typing import WORD
from catalog.search import Document

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE words USING fts5(
    title, people, subjects, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TABLE record (
    id INTEGER PRIMARY KEY, form TEXT, type TEXT, language TEXT, year INTEGER, decade INTEGER, location TEXT
);
CREATE VIRTUAL TABLE inside USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
"""
_COUNTS = """
WITH hits AS MATERIALIZED
    (SELECT record.* FROM words JOIN record ON record.id = words.rowid WHERE words MATCH ?)
SELECT 'form', form, count(*) FROM hits GROUP BY form
UNION ALL SELECT 'type', type, count(*) FROM hits GROUP BY type
UNION ALL SELECT 'language', language, count(*) FROM hits GROUP BY language
UNION ALL SELECT 'decade', decade, count(*) FROM hits GROUP BY decade
UNION ALL SELECT 'location', location, count(*) FROM hits GROUP BY location
"""
_MOST_PAGES = 1000
"""Pages of one book, for the sake of their numbers."""
_SAMPLED_PAGES = 3000
_BEST_FIRST = "ORDER BY bm25(words, 10.0, 5.0, 2.0)"


def _tokens(text: str) -> list[str]:
    """What white space parts, as FTS5 strings; its own tokenizer sees to the rest."""
    return ['"' + token.replace('"', '""') + '"' for token in text.split() if WORD.search(token)]


def words_of(text: str, *, prefix: bool = False) -> str:
    """The FTS5 query that all words of a text stand there, the last one as a beginning if `prefix`."""
    return " ".join(_tokens(text)) + ("*" if prefix else "")


def phrase_of(text: str) -> str:
    """The FTS5 query that the words stand side by side."""
    return " + ".join(_tokens(text))


def beginning(text: str) -> str:
    """The FTS5 query for titles, people and subjects that begin so."""
    return f"^ {phrase_of(text)}*"


class Fts5:
    """One database file."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def fill(self, documents: Iterable[Document]) -> None:
        """Make the tables and put the documents into them."""
        for _ in self.filled(documents):
            pass

    def filled(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents on their way to another engine; each is put into the tables as it passes."""
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        for document in documents:
            self._add(document)
            yield document
        self._database.execute("COMMIT")
        for name in ("words", "inside"):
            self._database.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608 - ours
        self._database.execute("ANALYZE")

    def _add(self, document: Document) -> None:
        title = " ".join(filter(None, (document.title, document.subtitle, document.volume)))
        people, subjects = "; ".join(document.contributors), "; ".join(document.subjects)
        self._database.execute(
            "INSERT INTO words (rowid, title, people, subjects) VALUES (?, ?, ?, ?)",
            (document.id, title, people, subjects),
        )
        decade = document.year // 10 * 10 if document.year is not None else None
        first = [next(iter(values), None) for values in (document.forms, document.locations)]
        self._database.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document.id, first[0], document.type, document.language, document.year, decade, first[1]),
        )
        self._database.executemany(
            "INSERT INTO inside (rowid, text) VALUES (?, ?)",
            ((_row(one.digital_id, one.position), one.text) for one in document.sections),
        )

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[int, list[int]]:
        """How many records there are, and the ids of one page."""
        total = self._database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (query,))
        page = self._database.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? {_BEST_FIRST} LIMIT ? OFFSET ?",  # noqa: S608 - ours
            (query, limit, offset),
        )
        return total.fetchone()[0], [row[0] for row in page]

    def by_year(self, query: str) -> tuple[int, list[int]]:
        """The same with the newest year first."""
        total = self._database.execute("SELECT count(*) FROM words WHERE words MATCH ?", (query,))
        page = self._database.execute(
            "SELECT record.id FROM words JOIN record ON record.id = words.rowid WHERE words MATCH ? "
            "ORDER BY year DESC LIMIT 20",
            (query,),
        )
        return total.fetchone()[0], [row[0] for row in page]

    def facets(self, query: str) -> tuple[int, list[int], list[tuple[str, str, int]]]:
        """Total, first page, and the counts of five facets over one list of hits."""
        return *self.search(query), self._database.execute(_COUNTS, (query,)).fetchall()

    def complete(self, query: str) -> list[tuple[int, str]]:
        """Eight titles."""
        found = "SELECT rowid, title FROM words WHERE words MATCH ? ORDER BY rank LIMIT 8"
        return self._database.execute(found, (query,)).fetchall()

    def inside(self, query: str) -> tuple[int, list[int]]:
        """How many pages of books, and the first twenty."""
        total = self._database.execute("SELECT count(*) FROM inside WHERE inside MATCH ?", (query,))
        page = self._database.execute(
            "SELECT rowid FROM inside WHERE inside MATCH ? ORDER BY rank LIMIT 20", (query,)
        )
        return total.fetchone()[0], [row[0] for row in page]

    def snippets(self, query: str) -> Sequence[str]:
        """Ten snippets of about forty words."""
        found = self._database.execute(
            "SELECT snippet(inside, 0, '<mark>', '</mark>', '…', 40) FROM inside WHERE inside MATCH ? "
            "ORDER BY rank LIMIT 10",
            (query,),
        )
        return [row[0] for row in found]

    def page(self, digital_id: int, position: int) -> str:
        """The text of one page."""
        found = self._database.execute(
            "SELECT text FROM inside WHERE rowid = ?", (_row(digital_id, position),)
        )
        return str(found.fetchone()[0])

    def sample(self, seed: int) -> Sample:
        """The texts that queries are drawn from: those of the records, or the lines of the pages."""
        found = self._database.execute("SELECT title, people, subjects FROM words ORDER BY rowid").fetchall()
        names = {name for _, *fields in found for text in fields for name in text.split("; ") if name}
        pages = self._database.execute(f"SELECT text FROM inside LIMIT {_SAMPLED_PAGES}")  # noqa: S608 - ours
        lines = [line for (text,) in pages for line in text.splitlines()]
        return Sample(lines or [title for title, _, _ in found], sorted(names), seed)


def _row(digital_id: int, position: int) -> int:
    return digital_id * _MOST_PAGES + position
