"""Both engines filled with the same documents, in a folder that is kept for the next run."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.collection import Rows, records
from benchmarks.fts5 import Fts5
from benchmarks.kinds import Pair
from benchmarks.library import analysis, say
from catalog.search import Document
from catalog.search.engines import engine_in


def opened(folder: Path) -> Pair:
    """Both engines of a folder, whose name begins with that of ours."""
    return Pair(engine_in(folder.name.split("-")[0], folder / "index"), Fts5(folder / "fts5.sqlite3"))


def collected(kept: Path, engine: str, size: int, seed: int, rows: Callable[[], Rows]) -> Path:
    """The folder of both indexes of so many records; its name begins with the engine's."""
    folder = kept / f"{engine}-{size}-{seed}"
    build(folder, lambda: records(rows(), size, seed))
    return folder


def build(folder: Path, documents: Callable[[], Iterable[Document]]) -> None:
    """Fill both engines with the same documents, unless that was done before and can still be used."""
    if _usable(folder):
        return
    say(f"building {folder.name} …")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    pair = opened(folder)
    count = pair.ours.rebuild(pair.theirs.filled(documents()))
    built = {
        "documents": count,
        "MB": _megabytes(folder / "index"),
        "FTS5 MB": _megabytes(folder / "fts5.sqlite3"),
    }
    pair.close()
    (folder / "built.json").write_text(json.dumps(built))
    (folder / "indexed-by").write_text(analysis())


def _usable(folder: Path) -> bool:
    """Whether both were filled to the end, and ours by the code as it now is."""
    stamp = folder / "indexed-by"
    return stamp.is_file() and stamp.read_text() == analysis()


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return round(sum(one.stat().st_size for one in files) / 1e6, 1)
