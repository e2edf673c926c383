"""The source texts: a small part of Markdown, enough for prose, verse and recipes."""

from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "texts"
MARKS = {"- ": "item", "> ": "verse"}


@dataclass(frozen=True)
class Block:
    """A paragraph ("prose"), a list ("item") or a stanza ("verse"); `lines` has one line for prose."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


def chapters(slug: str) -> list[Chapter]:
    """Read `texts/<slug>.md`: `# ` opens a chapter, blank lines part the blocks."""
    parts = (TEXTS / f"{slug}.md").read_text("utf-8").strip().removeprefix("# ").split("\n# ")
    found = []
    for part in parts:
        title, *blocks = part.strip().split("\n\n")
        found.append(Chapter(title, tuple(_block(block) for block in blocks)))
    return found


def _block(source: str) -> Block:
    lines = source.strip().splitlines()
    kind = MARKS.get(lines[0][:2], "prose")
    if kind == "prose":
        return Block(kind, (" ".join(lines),))
    return Block(kind, tuple(line[2:] for line in lines))
