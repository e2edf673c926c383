"""Postings on their way into an index: gathered by term, in sorted runs on disk where they are many."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from struct import Struct

_MOST_HELD = 16_000_000
"""Postings that are held before they are written to disk; four bytes each."""
_COST_OF_TERM = 30
"""What a new term costs in memory, counted in postings."""
_LENGTHS = Struct("<II")


class Gathering:
    """Term → numbers of the documents that hold it, ascending, four bytes each as the machine keeps them."""

    def __init__(self, folder: Path, most: int = _MOST_HELD) -> None:
        """Runs are written to `folder` whenever `most` postings are held."""
        self._folder = folder
        self._most = most
        self._numbers: dict[bytes, array[int]] = {}
        self._held = 0
        self._runs: list[Path] = []

    def add(self, terms: Iterable[bytes], number: int) -> None:
        """Note that a document holds these terms; documents come in ascending order."""
        numbers = self._numbers
        for term in terms:
            if term in numbers:
                numbers[term].append(number)
            else:
                numbers[term] = array("I", (number,))
                self._held += _COST_OF_TERM
            self._held += 1
        if self._held > self._most:
            self._write_run()

    def extend(self, term: bytes, documents: Sequence[int]) -> None:
        """Note that these documents, which come after all others, hold a term."""
        if documents:
            self._numbers.setdefault(term, array("I")).extend(documents)

    def iter_postings(self) -> Iterator[tuple[bytes, bytes]]:
        """Terms in order, each with its numbers."""
        rest = ((term, self._numbers[term].tobytes()) for term in sorted(self._numbers))
        runs = [*map(_read_run, self._runs), rest]  # equal terms come in the order of the runs
        for term, group in groupby(merge(*runs, key=itemgetter(0)), key=itemgetter(0)):
            yield term, b"".join(numbers for _, numbers in group)

    def _write_run(self) -> None:
        path = self._folder / f"{len(self._runs)}.run"
        self._runs.append(path)
        with path.open("wb") as file:
            for term in sorted(self._numbers):
                numbers = self._numbers[term].tobytes()
                file.write(_LENGTHS.pack(len(term), len(numbers)) + term + numbers)
        self._numbers, self._held = {}, 0

    def cleanup(self) -> None:
        """Delete the runs."""
        for path in self._runs:
            path.unlink(missing_ok=True)


def _read_run(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while head := file.read(_LENGTHS.size):
            term, numbers = _LENGTHS.unpack(head)
            yield file.read(term), file.read(numbers)
