"""Slips and the closest titles, where a tantivy index is asked for them."""

from typing import cast

from catalog.search.nearest import COMMON, FEW, meant, mended_text
from catalog.search.query import Query as Asked
from catalog.search.query import positive_words
from catalog.search.spelling import Vocabulary
from catalog.search.tantivy_answer import Records, rung_of
from catalog.search.tantivy_sets import EVERYTHING, AtLeast, Counted, joined
from catalog.search.terms import word_forms


class Words:
    """The words of the records; the sets know how large they are, since slips are weighed by that."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self.everything = self.one_of_each = Counted(EVERYTHING, records)

    def bits(self, term: str) -> Counted:
        """The documents that hold a term."""
        return Counted(self._records.bits(term), self._records)

    def beginning(self, start: str) -> Counted:
        """The documents that hold a term that begins so."""
        return Counted(self._records.beginning(start), self._records)

    def knows(self, word: str) -> bool:
        """Whether some record holds the word."""
        return self._records.knows(word)

    def frequency(self, term: str) -> int:
        """How many documents hold a term, deleted ones among them."""
        return self._records.frequency(term)

    def slips(self, word: str) -> tuple[str, ...]:
        """The words one slip away that some record holds."""
        return self._records.slips(word)


def did_you_mean(records: Records, query: Asked) -> str | None:
    """The text of a query with its slips mended, in the marks of the first record that has them."""
    return mended_text(query, cast(Vocabulary, Words(records)), records.first_text)


def closest(records: Records, query: Asked, limit: int) -> list[int]:
    """Ids of the records whose titles hold most of the words that say something, two at least of several."""
    folded, _ = word_forms(" ".join(positive_words(query.tree)))
    words = cast(Vocabulary, Words(records))
    likely = (meant(word, words) for word in dict.fromkeys(folded))
    sets = [joined(records.bits("t" + word) for word in near) for near in likely]
    common = max(records.count(EVERYTHING) // COMMON, FEW)
    telling = [held for held in sets if records.count(held) < common] or sets
    least = 1 if len(telling) == 1 else 2
    levels = (AtLeast(tuple(telling), number) for number in range(len(telling), least - 1, -1))
    return records.ids(map(rung_of, levels), limit)
