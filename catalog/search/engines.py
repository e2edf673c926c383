"""The engines by name: the embedded one, and the optional one for large collections."""

from importlib.util import find_spec
from pathlib import Path

from catalog.search.engine import SearchEngine

ENGINES = ("whoosh", "tantivy")


class EngineUnavailable(Exception):
    """There is no engine of this name, or its package is not installed."""


def engine_in(name: str, folder: Path) -> SearchEngine:
    """The engine of this name with its index in a folder. Raises EngineUnavailable."""
    if name == "whoosh":
        from catalog.search.whoosh import WhooshEngine

        return WhooshEngine(folder)
    if name != "tantivy":
        raise EngineUnavailable(f"no such search engine: {name}; there are {', '.join(ENGINES)}")
    if find_spec("tantivy") is None:
        raise EngineUnavailable("the package tantivy is not installed: pip install 'elibrary[tantivy]'")
    from catalog.search.tantivy import TantivyEngine

    return TantivyEngine(folder)
