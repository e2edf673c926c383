"""The sample's reading lists, as plain data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from elibrary.sample.collection import HERE


@dataclass(frozen=True)
class SampleTitle:
    """A record of the sample, named by its title (and subtitle where several share it), and its note."""

    title: str
    note: str
    subtitle: str = ""


@dataclass(frozen=True)
class SampleList:
    """One reading list; `on_home` as in `catalog.models.ReadingList`."""

    title: str
    description: str
    titles: tuple[SampleTitle, ...]
    on_home: bool = False


def sample_lists() -> Sequence[SampleList]:
    """Every list of the sample; an unknown key is a TypeError, so a slip cannot pass silently."""
    rows = tomllib.loads((HERE / "lists.toml").read_text("utf-8"))["list"]
    return [
        SampleList(
            **row
            | {
                "description": " ".join(row["description"].split()),
                "titles": tuple(SampleTitle(**title) for title in row["titles"]),
            }
        )
        for row in rows
    ]
