"""What a person typed, as one neutral query tree that every engine understands.

Plain words must all be found. `"…"` is a phrase, `-word` leaves out (`-1994` does not), `OR` (or `HOẶC`, in
capitals) parts alternatives, `tác giả:`, `nhan đề:`, `chủ đề:` (`author:`, `title:`, `subject:`) hold the
words up to the next of these signs to one field, `ki*` stands for all words that begin so. Whatever makes no
sense as a sign is plain text: no text is an error.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from catalog.vietnamese import fold, nfc, words

LONGEST = 500
"""Characters of a query that are read; the rest is ignored."""
MOST_TERMS = 32
"""Words of a query that are read; the rest is ignored."""
LEAST_BEGINNING = 2
"""Letters before a `*`; with fewer it is no sign."""


class QueryField(StrEnum):
    """The fields a resident can name."""

    AUTHOR = "author"
    TITLE = "title"
    SUBJECT = "subject"


@dataclass(frozen=True)
class Terms:
    """Words that must all be there, as typed; adjacency counts for the ranking."""

    words: tuple[str, ...]
    open: bool = False
    """Whether the last word is only the beginning of one."""


@dataclass(frozen=True)
class Phrase:
    """Words that must stand side by side."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    node: "Node"


@dataclass(frozen=True)
class Field:
    """What must be there in one field."""

    field: QueryField
    node: "Node"


@dataclass(frozen=True)
class And:
    """All of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """Any of these."""

    nodes: tuple["Node", ...]


Node = Terms | Phrase | Not | Field | And | Or
EVERYTHING = Terms(())
"""The tree of an empty query: it holds for every record."""


@dataclass(frozen=True)
class Query:
    """A parsed query: the text that was read and its tree."""

    text: str = ""
    tree: Node = EVERYTHING


ALL = Query()
"""The query that nobody typed."""

_FIELDS = {
    "tac gia": QueryField.AUTHOR,
    "author": QueryField.AUTHOR,
    "nhan de": QueryField.TITLE,
    "title": QueryField.TITLE,
    "chu de": QueryField.SUBJECT,
    "subject": QueryField.SUBJECT,
}
_SIGN = re.compile(
    r'(?P<minus>(?<!\S)-(?=[^\s\d-]))?(?:"(?P<phrase>[^"]*)"|(?<!\S)(?P<or>OR|HOẶC)(?!\S)|(?<!\w)(?P<field>'
    + "|".join(_FIELDS)
    + r") ?:|(?P<plain>\S))"
)
_QUOTES = str.maketrans("“”„«»", '"""""')


class _Reader:
    """One pass over the signs of a query; `budget` is how many more words are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.budget = MOST_TERMS
        self.alternatives: list[Node] = []
        self.nodes: list[Node] = []
        self.plain: list[str] = []
        self.field: QueryField | None = None

    def _words(self, text: str) -> tuple[str, ...]:
        found = tuple(word.text for word in words(text))[: self.budget]
        self.budget -= len(found)
        return found

    def _add(self, node: Node) -> None:
        self.nodes.append(Field(self.field, node) if self.field else node)

    def _end_plain(self, *, going_on: bool = False) -> None:
        if self.plain:
            self._add(Terms(tuple(self.plain), going_on))
            self.plain = []

    def _end_alternative(self) -> None:
        self._end_plain()
        if self.nodes:
            self.alternatives.append(self.nodes[0] if len(self.nodes) == 1 else And(tuple(self.nodes)))
        self.nodes, self.field = [], None

    def _take(self, match: re.Match[str]) -> int:
        """Take one sign or one run of plain characters; return where to go on."""
        end = match.end()
        if match["or"]:
            self._end_alternative()
        elif match["field"] and not match["minus"]:
            self._end_plain()
            self.field = _FIELDS[match["field"].lower()]
        elif match["phrase"] is not None:
            if found := self._words(self.text[match.start("phrase") : match.end("phrase")]):
                self._end_plain()
                phrase = Phrase(found)
                self._add(Not(phrase) if match["minus"] else phrase)
        else:
            start = match.start("plain") if match["plain"] else match.start() + len(match["minus"] or "")
            end = _plain_end(self.text, start)
            found = self._words(self.text[start:end])
            if match["minus"] and found:
                self._end_plain()
                self._add(Not(Phrase(found)))
            else:
                self.plain.extend(found)
                if _is_beginning(self.text[start:end], found):
                    self._end_plain(going_on=True)
        return end

    def read(self, signs: str) -> Node:
        """Read the whole text; `signs` is the same text in which the signs are looked for."""
        at = 0
        while self.budget and (match := _SIGN.search(signs, at)):
            at = self._take(match)
        self._end_alternative()
        if not self.alternatives:
            return EVERYTHING
        return self.alternatives[0] if len(self.alternatives) == 1 else Or(tuple(self.alternatives))


def _plain_end(text: str, start: int) -> int:
    """Where the run of characters without white space or quotes ends that begins at `start`."""
    stop = re.compile(r'[\s"]').search(text, start + 1)
    return stop.start() if stop else len(text)


def _is_beginning(run: str, found: tuple[str, ...]) -> bool:
    """Whether a run of characters ends as the beginning of a word: `ki*`."""
    return bool(found) and len(found[-1]) >= LEAST_BEGINNING and run.endswith(found[-1] + "*")


def _with_signs(text: str) -> str:
    """The text, as long as before, with field names folded so that they can be recognised in any spelling."""
    folded = fold(text)
    signs = list(text)
    for name in _FIELDS:
        for match in re.finditer(rf"(?<!\w){name} ?:", folded):
            signs[match.start() : match.end()] = match.group()
    return "".join(signs)


def parse(text: str) -> Query:
    """The query tree of what a person typed. Never raises; reads 500 characters and 32 words of it."""
    clean = nfc(text[: LONGEST * 4])[:LONGEST].translate(_QUOTES)
    return Query(text=clean.strip(), tree=_Reader(clean).read(_with_signs(clean)))


def positive_words(node: Node) -> tuple[str, ...]:
    """The words that a hit shows, in order: all of the tree but what it leaves out."""
    match node:
        case Terms(words=found) | Phrase(words=found):
            return found
        case Not():
            return ()
        case Field(_, inner):
            return positive_words(inner)
        case And(nodes) | Or(nodes):
            return tuple(word for inner in nodes for word in positive_words(inner))


def open_words(node: Node) -> tuple[str, ...]:
    """Those of the positive words that are only beginnings."""
    match node:
        case Terms(words=found, open=True):
            return found[-1:]
        case Field(_, inner):
            return open_words(inner)
        case And(nodes) | Or(nodes):
            return tuple(word for inner in nodes for word in open_words(inner))
        case _:
            return ()
