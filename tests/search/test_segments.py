"""How postings are gathered, and which segments are melted."""

import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.gathering import Gathering
from catalog.search.merging import to_melt

DOCUMENTS = st.lists(st.sets(st.sampled_from([b"a", b"b", b"b c", b"kieu", b"\xff\xff"])), max_size=30)


def _gathered(folder: Path, documents: list[set[bytes]], most: int) -> list[tuple[bytes, list[int]]]:
    gathering = Gathering(folder, most)
    for number, terms in enumerate(documents):
        gathering.add(terms, number)
    found = [(term, array("I", numbers).tolist()) for term, numbers in gathering.iter_postings()]
    gathering.cleanup()
    assert list(folder.iterdir()) == []
    return found


@given(documents=DOCUMENTS)
def test_runs_on_disk_give_what_memory_gives(
    tmp_path_factory: pytest.TempPathFactory, documents: list[set[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    expected = [
        (term, [number for number, terms in enumerate(documents) if term in terms])
        for term in sorted(set().union(*documents))
    ]
    assert _gathered(folder, documents, 10**9) == _gathered(folder, documents, 40) == expected


def test_single_saves_leave_few_segments_and_melt_each_document_a_few_times() -> None:
    segments = [(45_000, 0)]
    melted = 0
    chance = random.Random(3)  # noqa: S311 - chosen by a seed, nothing secret
    for _ in range(3000):
        chosen = to_melt(segments, at_rest=chance.random() < 0.2)
        size = sum(segments[at][0] for at in chosen)
        melted += size
        segments = [segment for at, segment in enumerate(segments) if at not in chosen] + [(size + 1, 0)]
        assert len(segments) <= 10
    assert melted < 3000 * 10
    assert segments[0] == (45_000, 0)


def test_a_segment_of_which_half_is_deleted_is_melted_at_rest_only() -> None:
    assert to_melt([(100, 60), (1000, 0)], at_rest=True) == [0]
    assert to_melt([(100, 60), (1000, 0)], at_rest=False) == []


def test_many_large_segments_become_two() -> None:
    assert sorted(to_melt([(20_000 + number, 0) for number in range(9)], at_rest=False)) == list(range(8))
